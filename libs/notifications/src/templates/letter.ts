/** What a template makes of its data: plain words, paragraphs apart by an empty line. */
export interface Letter {
  subject: string;
  body: string;
  /** The page of this service that it is about; null when there is none. */
  path: string | null;
  /** Cannot wait for the morning: quiet hours do not hold it. */
  urgent?: boolean;
  /** Worth something for some hours only: no letter, no call by staff and nobody's help carries it. */
  passing?: boolean;
  /**
   * Lets whoever has it in (a link that signs in): by e-mail alone, to nobody beside, hidden from staff, and gone once
   * it was sent.
   */
  secret?: boolean;
}

/** Paragraphs, leaving out what does not apply. */
export function paragraphs(...some: (string | null | false | undefined)[]): string {
  return some.filter(Boolean).join('\n\n');
}

/** `1 visit`, `3 visits` */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
