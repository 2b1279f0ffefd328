import {RATE_BANDS, type Day, type Rate, type RateBand} from '@app/kernel';
import {UNITS_OF, type DatedRate, type PublicProfile} from '@app/listings';
import {BAND_WORDS, rateWords, UNIT_WORDS} from '../../words/rate-words.js';
import type {AgreeForm} from './agree.form.js';
import {t} from '../../words/t.js';

export interface RateBox {
  name: RateBand;
  /** Evenings, for an hour */
  label: string;
  /** 14.50 */
  value: string;
  /** What they earn then where somebody employs them. */
  hint?: string;
}

/** One rate for each time at which the listing has one: an agreement takes one each, by the hour where there is one. */
export function ratesOffered(rates: readonly DatedRate[], today: Day): Rate[] {
  return RATE_BANDS.flatMap((band): Rate[] => {
    const own = rates.filter((rate) => rate.band === band);
    const inOrder = UNITS_OF[band].flatMap((unit) => own.filter((rate) => rate.unit === unit));
    const offered = inOrder.find((rate) => rate.startsOn <= today) ?? inOrder[0];
    return offered ? [{band, unit: offered.unit, ratePence: offered.ratePence}] : [];
  });
}

export function rateBoxes(offered: readonly Rate[], wages: readonly DatedRate[], today: Day): RateBox[] {
  return offered.map(({band, unit, ratePence}) => ({
    ...hintOf(wages.find((wage) => wage.band === band && wage.unit === unit && wage.startsOn <= today)),
    name: band,
    label: t('{{band}}, for {{unit}}', {band: BAND_WORDS[band], unit: UNIT_WORDS[unit]}),
    value: (ratePence / 100).toFixed(2),
  }));
}

function hintOf(wage: DatedRate | undefined): {hint?: string} {
  return wage ? {hint: t('Their wage, if you employ them: {{rate}}', {rate: rateWords(wage)})} : {};
}

/** The rates that were typed, in the units in which the listing offers them. */
export function ratesAgreed(form: AgreeForm, offered: readonly Rate[]): Rate[] {
  return offered.flatMap(({band, unit}): Rate[] => {
    const ratePence = form[band];
    return ratePence === null ? [] : [{band, unit, ratePence}];
  });
}

/** Which box a field of the use case was asked for in: `rates.0.rate_pence` is the first rate that was typed. */
export function boxesOf(rates: readonly Rate[]): Record<string, string> {
  const first = rates[0]?.band ?? '';
  const own = rates.map((rate, index) => [`rates.${index}.rate_pence`, rate.band] as const);
  return {starts_on: 'starts-day', status_checked_on: 'checked-day', rates: first, ...Object.fromEntries(own)};
}

/** What the pages of this journey need to know of the listing. */
export function listingNames({id, name}: PublicProfile): {id: string; name: string} {
  return {id, name};
}
