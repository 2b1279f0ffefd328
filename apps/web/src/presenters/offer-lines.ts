import {londonDay, type Day} from '@app/kernel';
import type {MoreOffered, Offer} from '@app/listings';
import {formatDay, formatPounds, formatTime} from '../words/figures.js';
import {OFFER_KIND_WORDS, OFFER_UNIT_WORDS} from '../words/listing-words.js';
import {BAND_WORDS, rateWords} from '../words/rate-words.js';
import {t} from '../words/t.js';

export interface OfferLine {
  id: string;
  kind: Offer['kind'];
  kindWords: string;
  title: string;
  description: string;
  /** £8.00 a place; from 1 April another. */
  prices: string[];
  /** How long a visit is, how many places a group has. */
  size: string | null;
  sessions: {id: string; when: string; place: string; places: string}[];
}

/** How many of a group's days a page shows. */
const MOST_SESSIONS = 8;

/** What somebody offers beside their hours, in words. */
export function offerLines(offers: readonly Offer[], today: Day, most = MOST_SESSIONS): OfferLine[] {
  return offers.map((offer) => ({
    id: offer.id,
    kind: offer.kind,
    kindWords: OFFER_KIND_WORDS[offer.kind],
    title: offer.title,
    description: offer.description,
    prices: pricesOf(offer, today),
    size: sizeOf(offer),
    sessions: offer.sessions.slice(0, most).map(({id, startsAt, endsAt, place, capacity}) => ({
      id,
      when: t('{{day}}, {{from}} to {{to}}', {
        day: formatDay(londonDay(startsAt), {weekday: 'long', day: 'numeric', month: 'long'}),
        from: formatTime(startsAt),
        to: formatTime(endsAt),
      }),
      place,
      places: placesOf(capacity),
    })),
  }));
}

const placesOf = (count: number) => t('{{count}} places', {count});

function pricesOf({kind, prices}: Offer, today: Day): string[] {
  if (prices.length === 0) return [t('At the rates by time of the week')];
  return prices.map(({pricePence, startsOn}) => {
    const price = `${formatPounds(pricePence)} ${OFFER_UNIT_WORDS[kind]}`;
    return startsOn > today ? t('From {{from}}: {{price}}', {from: formatDay(startsOn, {}), price}) : price;
  });
}

function sizeOf({minutes, capacity}: Offer): string | null {
  if (minutes !== null) return t('{{count}} minutes', {count: minutes});
  return capacity === null ? null : placesOf(capacity);
}

/** What a mile costs, and what they earn where somebody employs them: a sentence each, apart from what they charge. */
export function besideRates({wages, mileage}: MoreOffered, today: Day): {mileage: string[]; wages: string[]} {
  const dated = (startsOn: Day, text: string) =>
    startsOn > today ? t('From {{from}}: {{price}}', {from: formatDay(startsOn, {}), price: text}) : text;
  return {
    mileage: mileage.map(({milePence, startsOn}) =>
      dated(startsOn, t('{{pence}}p a mile driven for you', {pence: milePence})),
    ),
    wages: wages.map((wage) =>
      dated(wage.startsOn, t('{{band}}: {{rate}}', {band: BAND_WORDS[wage.band], rate: rateWords(wage)})),
    ),
  };
}
