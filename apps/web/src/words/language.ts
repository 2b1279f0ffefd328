import {AsyncLocalStorage} from 'node:async_hooks';

/** A language that pages are written in. English is what templates and code say; the others are catalogues. */
export interface Language {
  /** What a switch and the cookie call it. */
  code: string;
  /** What it calls itself. */
  name: string;
  /** For `<html lang>`. */
  tag: string;
  /** For dates, sums and lists. */
  locale: string;
}

export const ENGLISH: Language = {code: 'en', name: 'English', tag: 'en-GB', locale: 'en-GB'};

/** Polish is the language most spoken in England after English (Census 2021). */
const POLISH: Language = {code: 'pl', name: 'Polski', tag: 'pl', locale: 'pl-PL'};

/** By their codes. A test adds one that does not exist, to see what is not translated. */
export const LANGUAGES = new Map<string, Language>([ENGLISH, POLISH].map((each) => [each.code, each]));

/** How somebody reads pages. */
export interface Reading {
  language: Language;
  /** In easy read: shorter words, one idea in a sentence. */
  easy: boolean;
}

const PLAIN_ENGLISH: Reading = {language: ENGLISH, easy: false};

const current = new AsyncLocalStorage<Reading>();

/** How the page that is being made is read. Outside of a request it is plain English. */
export function reading(): Reading {
  return current.getStore() ?? PLAIN_ENGLISH;
}

/** Does something so that its words are in the language of this reading. */
export function readAs<Result>(how: Reading, does: () => Result): Result {
  return current.run(how, does);
}

/** The name of the catalogues that are searched first: `en`, `pl`, `pl-x-easy`. */
export function variant({language, easy}: Reading): string {
  return easy ? `${language.code}-x-easy` : language.code;
}
