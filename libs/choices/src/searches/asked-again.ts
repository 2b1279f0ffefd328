import type {Day} from '@app/kernel';
import {readSearch, type RawField, type RawSearch, type SearchInput} from '@app/search';

/** What of a question is worth asking again: neither a day that goes by nor anybody's money. */
export const ASKED_AGAIN = [
  ...(['near', 'within_km', 'q', 'kind', 'service', 'need', 'language', 'gender', 'accredited', 'pays'] as const),
  ...([
    'where',
    'drives',
    'taking_on',
    'reached',
    'max_rate_pence',
    'pattern',
    'pattern_weeks',
    'pattern_free',
  ] as const),
] satisfies readonly RawField[];
export type AskedAgain = Pick<RawSearch, (typeof ASKED_AGAIN)[number]>;

/** Only those fields, and none that asks nothing. */
export function askedAgain(raw: RawSearch): AskedAgain {
  const asked = ASKED_AGAIN.map((field) => [field, raw[field]] as const);
  return Object.fromEntries(asked.filter(([, value]) => [value ?? []].flat().some((each) => each !== '')));
}

/** @throws VALIDATION_FAILED naming the fields */
export function inputOf(asked: AskedAgain, today: Day): SearchInput {
  return readSearch(asked, today);
}
