import {languageName, type Gender, type Need} from '@app/listings';
import type {CardKind} from '../document/public-card.js';
import type {Thesaurus} from './thesaurus.js';
import {singular, tokensOf} from './tokens.js';

/** What of a listing can be found by words. */
export interface Worded {
  kind: CardKind;
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
export const WORDS_VERSION = 3;

/** Every word a listing is found by, each once and in order: two listings that say the same give the same. */
export function documentWords(listing: Worded, thesaurus: Thesaurus): string[] {
  const languages = listing.languages.map((code) => languageName(code) ?? '');
  const said = [listing.summary, listing.about, ...languages, ...listing.services.map(({name}) => name)];
  const words = [listing.name, listing.district ?? '', ...said].flatMap(tokensOf);
  const also = thesaurus.also(said, factsOf(listing));
  return [...new Set([...words.flatMap((word) => [word, singular(word)]), ...also])].sort();
}

function factsOf({kind, gender, needs, services}: Worded): string[] {
  return [
    `kind:${kind}`,
    ...(gender ? [`gender:${gender}`] : []),
    ...needs.map((need) => `need:${need}`),
    ...services.map(({code}) => `service:${code}`),
  ];
}
