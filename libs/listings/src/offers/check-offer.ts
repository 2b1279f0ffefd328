import {addMonths, isDay, type Day} from '@app/kernel';
import {Checks, isLine, isText, isWhole} from '../checks.js';
import {OFFER_KINDS, type OfferKind} from './offer.js';

export const LONGEST_TITLE = 80;
export const LONGEST_DESCRIPTION = 1_000;
export const MOST_PLACES = 200;
const MAX_PRICE_PENCE = 1_000_000;
const [SHORTEST, LONGEST] = [15, 720];
const MONTHS_AHEAD = 24;

/** What a member says of an offer. */
export interface OfferText {
  title: string;
  description: string;
  /** How long a visit is; only of a visit. */
  minutes: number | null;
  /** How many places; only of a group. */
  capacity: number | null;
  /** For an hour, a visit, the whole, or a place. Null for hours at the rates by time of the week. */
  pricePence: number | null;
  /** From when this price counts: today or later. */
  priceFrom: Day;
}

/** @throws VALIDATION_FAILED naming every field that is wrong */
export function checkOffer(kind: OfferKind, offer: OfferText, today: Day): void {
  const check = new Checks();
  const {title, description, minutes, capacity, pricePence, priceFrom} = offer;
  check.that(OFFER_KINDS.includes(kind), 'kind', `Choose from: ${OFFER_KINDS.join(', ')}.`);
  check.that(isLine(title, LONGEST_TITLE), 'title', `Enter a title of up to ${LONGEST_TITLE} characters.`);
  check.that(
    isText(description, LONGEST_DESCRIPTION),
    'description',
    `Enter a description of up to ${LONGEST_DESCRIPTION} characters.`,
  );
  check.that(
    kind === 'visit' ? isWhole(minutes, SHORTEST, LONGEST) : minutes === null,
    'minutes',
    kind === 'visit'
      ? `Enter how long a visit is in minutes: ${SHORTEST} to ${LONGEST}.`
      : 'Only a visit has a length: leave this out.',
  );
  check.that(
    kind === 'group' ? isWhole(capacity, 1, MOST_PLACES) : capacity === null,
    'capacity',
    kind === 'group'
      ? `Enter how many places there are: 1 to ${MOST_PLACES}.`
      : 'Only a group has places: leave this out.',
  );
  check.that(
    pricePence === null ? kind === 'hour' : isWhole(pricePence, 1, MAX_PRICE_PENCE),
    'price_pence',
    'Enter a price in whole pence, from 1p to £10,000.',
  );
  check.that(
    isDay(priceFrom) && priceFrom >= today && priceFrom <= addMonths(today, MONTHS_AHEAD),
    'price_from',
    'Prices start today or later, at most two years ahead.',
  );
  check.done();
}
