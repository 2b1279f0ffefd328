import type {Pence, Rate} from '@app/kernel';
import {BAND_WORDS, UNIT_WORDS} from '../words/rate-words.js';

export interface RateLine {
  label: string;
  pence: Pence;
  per: string;
}

/** Rates in the order of the week, in words. */
export function rateLines(rates: readonly Rate[]): RateLine[] {
  const order = Object.keys(BAND_WORDS);
  return [...rates]
    .sort((a, b) => order.indexOf(a.band) - order.indexOf(b.band))
    .map(({band, unit, ratePence}) => ({label: BAND_WORDS[band], pence: ratePence, per: UNIT_WORDS[unit]}));
}
