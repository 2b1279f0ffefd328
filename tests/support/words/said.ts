/** A sentence that templates or code say, as its catalogues must have it. */
export interface Said {
  key: string;
  /** It says how many of something, so each plural form of a language is needed. */
  counted: boolean;
  file: string;
}

/** `{{name}}`, `<a>`: what a translation must keep. */
export function partsOf(sentence: string): string {
  return [...new Set(sentence.match(/\{\{\w+\}\}|<\/?\w+>/g) ?? [])].sort().join(' ');
}
