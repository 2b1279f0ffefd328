import {languageName, type Gender, type ListingKind, type Need} from '@app/listings';
import {GENDER_ALIASES, KIND_ALIASES, NEED_ALIASES, SERVICE_ALIASES} from './aliases.js';
import {singular, tokensOf} from './tokens.js';

/** What of a listing can be found by words. */
export interface Worded {
  kind: ListingKind;
  name: string;
  summary: string;
  about: string;
  district: string | null;
  gender: Gender | null;
  languages: readonly string[];
  needs: readonly Need[];
  services: readonly {code: string; name: string}[];
}

/** Raised when the same listing would give other words, so that indexes that hold the older ones are built anew. */
export const WORDS_VERSION = 2;

/** Every word a listing is found by, each once and in order: two listings that say the same give the same. */
export function documentWords(listing: Worded): string[] {
  const texts = [
    listing.name,
    listing.summary,
    listing.about,
    listing.district,
    KIND_ALIASES[listing.kind],
    listing.gender && GENDER_ALIASES[listing.gender],
    ...listing.languages.map(languageName),
    ...listing.needs.map((need) => NEED_ALIASES[need]),
    ...listing.services.map(({code, name}) => `${name} ${SERVICE_ALIASES[code] ?? ''}`),
  ];
  const words = texts.flatMap((text) => tokensOf(text ?? ''));
  return [...new Set(words.flatMap((word) => [word, singular(word)]))].sort();
}
