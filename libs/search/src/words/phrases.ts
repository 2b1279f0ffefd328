import {typosAllowed, typosBetween} from './typos.js';

interface Phrase<T> {
  words: readonly string[];
  value: T;
}

export interface Met<T> {
  /** The place of its first word. */
  from: number;
  count: number;
  value: T;
}

/** A single word is forgiven a slip only when it is as long as this: a shorter one may be somebody's name. */
const LONG = 7;

/** Words and several words in a row that mean something, found in a text: the longest that begins at a place counts. */
export class Phrases<T> {
  private readonly byFirstWord = new Map<string, Phrase<T>[]>();
  private readonly byFirstLetter = new Map<string, Phrase<T>[]>();

  add(words: readonly string[], value: T): void {
    const [first] = words;
    if (first === undefined || this.has(words)) return;
    push(this.byFirstWord, first, {words, value});
    if (words.length > 1 || first.length >= LONG) push(this.byFirstLetter, first.charAt(0), {words, value});
  }

  has(words: readonly string[]): boolean {
    return this.known(words) !== undefined;
  }

  /** What these very words mean. */
  get(words: readonly string[]): T | undefined {
    return this.known(words)?.value;
  }

  private known(words: readonly string[]): Phrase<T> | undefined {
    return (this.byFirstWord.get(words[0] ?? '') ?? []).find((each) => each.words.join(' ') === words.join(' '));
  }

  /** @param slips whether slips of the finger are forgiven in several words in a row, as a search forgives them in one */
  in(words: readonly string[], {slips = false} = {}): Met<T>[] {
    const met: Met<T>[] = [];
    for (let from = 0; from < words.length; from += met.at(-1)?.from === from ? (met.at(-1) as Met<T>).count : 1) {
      const found = this.longest(words, from, slips);
      if (found) met.push({from, count: found.words.length, value: found.value});
    }
    return met;
  }

  private longest(words: readonly string[], from: number, slips: boolean): Phrase<T> | null {
    const word = words[from] as string;
    const fitting = (of: readonly Phrase<T>[] = [], same: (own: string, given: string) => boolean) =>
      of
        .filter((each) => each.words.every((own, index) => same(own, words[from + index] ?? '')))
        .sort((a, b) => b.words.length - a.words.length)[0] ?? null;
    const exact = fitting(this.byFirstWord.get(word), (own, given) => own === given);
    if (!slips || (exact && exact.words.length > 1)) return exact;
    return fitting(this.byFirstLetter.get(word.charAt(0)), alike) ?? exact;
  }
}

function alike(own: string, given: string): boolean {
  return own === given || typosBetween(given, own, false, typosAllowed(given)) !== null;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const beside = map.get(key);
  if (beside) beside.push(value);
  else map.set(key, [value]);
}
