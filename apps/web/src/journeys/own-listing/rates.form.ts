import {RATE_BANDS, type Day, type Rate, type RateBand, type RateUnit} from '@app/kernel';
import {UNITS_OF, type DatedRate, type OwnListingView} from '@app/listings';
import {DayInput, PoundsInput} from '../../forms/inputs.js';
import type {TypedValues} from '../../forms/typed-input.js';
import {BAND_WORDS, UNIT_WORDS} from '../../words/rate-words.js';
import {t} from '../../words/t.js';

export interface RateField {
  name: string;
  band: RateBand;
  unit: RateUnit;
  label: string;
  per: string;
}

/** A box for each thing that can have a price of its own. */
export const RATE_FIELDS: readonly RateField[] = RATE_BANDS.flatMap((band) =>
  UNITS_OF[band].map((unit) => ({
    band,
    unit,
    name: `${band}-${unit}`,
    get label() {
      return labelOf(band, unit);
    },
    get per() {
      return UNIT_WORDS[unit];
    },
  })),
);

function labelOf(band: RateBand, unit: RateUnit): string {
  if (unit === 'visit') return t('{{band}}, each visit', {band: BAND_WORDS[band]});
  return band === 'waking_night' && unit === 'hour'
    ? t('{{band}}, by the hour', {band: BAND_WORDS[band]})
    : BAND_WORDS[band];
}

export class RatesForm {
  @DayInput('First day of these rates')
  starts: Day;
}

for (const field of RATE_FIELDS) {
  PoundsInput(() => field.label, {optional: true})(RatesForm.prototype, field.name);
}

/** The boxes that were filled in, as the use case takes them, and where each came from. */
export function ratesOf(form: RatesForm): {rates: Rate[]; boxes: Record<string, string>} {
  const filled = RATE_FIELDS.flatMap((field) => {
    const ratePence = (form as unknown as Record<string, number | null>)[field.name];
    return typeof ratePence === 'number' ? [{...field, ratePence}] : [];
  });
  return {
    rates: filled.map(({band, unit, ratePence}) => ({band, unit, ratePence})),
    boxes: Object.fromEntries([
      ...filled.map(({name}, index) => [`rates.${index}.rate_pence`, name]),
      ['rates', 'weekday-hour'],
      ['starts_on', 'starts-day'],
    ]) as Record<string, string>,
  };
}

/** What the form starts with: the rates of today, or of the first day that has any. */
export function initialRates({rates}: OwnListingView, today: Day): TypedValues {
  const day = [today, ...rates.map((rate) => rate.startsOn).sort()].find((each) => inForce(rates, each).length > 0);
  const [year = '', month = '', date = ''] = today.split('-');
  const values: TypedValues = {'starts-day': date, 'starts-month': month, 'starts-year': year};
  for (const {band, unit, ratePence} of day ? inForce(rates, day) : []) {
    values[`${band}-${unit}`] = (ratePence / 100).toFixed(2);
  }
  return values;
}

function inForce(rates: readonly DatedRate[], day: Day): DatedRate[] {
  return rates.filter((rate) => rate.startsOn <= day && (rate.endsOn === null || rate.endsOn >= day));
}
