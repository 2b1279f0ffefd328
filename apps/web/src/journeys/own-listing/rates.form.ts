import {RATE_BANDS, type Day, type Rate, type RateBand, type RateUnit} from '@app/kernel';
import {UNITS_OF, type MoreOffered, type OwnListingView} from '@app/listings';
import {DayInput, PoundsInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';
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

  @NumberInput('Pence a mile', {least: 1, most: 200, optional: true})
  mile: number | null;
}

for (const field of RATE_FIELDS) {
  PoundsInput(() => field.label, {optional: true})(RatesForm.prototype, field.name);
}

/** The same for what a PA earns where somebody employs them: never by the visit. */
export const WAGE_FIELDS: readonly RateField[] = RATE_FIELDS.filter(({unit}) => unit !== 'visit').map((field) => ({
  ...field,
  name: `wage-${field.name}`,
  get label() {
    return t('Wage: {{band}}', {band: field.label});
  },
  get per() {
    return field.per;
  },
}));

for (const field of WAGE_FIELDS) {
  PoundsInput(() => field.label, {optional: true})(RatesForm.prototype, field.name);
}

/** The boxes that were filled in, as the use case takes them, and where each came from. */
export function ratesOf(form: RatesForm): {rates: Rate[]; wages: Rate[]; boxes: Record<string, string>} {
  const rates = filledIn(form, RATE_FIELDS);
  const wages = filledIn(form, WAGE_FIELDS);
  const plain = ({band, unit, ratePence}: Rate) => ({band, unit, ratePence});
  return {
    rates: rates.map(plain),
    wages: wages.map(plain),
    boxes: Object.fromEntries([
      ...rates.map(({name}, index) => [`rates.${index}.rate_pence`, name]),
      ...wages.map(({name}, index) => [`wages.${index}.rate_pence`, name]),
      ['mile_pence', 'mile'],
      ['rates', 'weekday-hour'],
      ['starts_on', 'starts-day'],
    ]) as Record<string, string>,
  };
}

function filledIn(form: RatesForm, fields: readonly RateField[]): (RateField & Rate)[] {
  return fields.flatMap((field) => {
    const ratePence = (form as unknown as Record<string, number | null>)[field.name];
    return typeof ratePence === 'number' ? [{...field, label: field.label, per: field.per, ratePence}] : [];
  });
}

/** What the form starts with: the rates of today, or of the first day that has any. */
export function initialRates({rates}: OwnListingView, {wages, mileage}: MoreOffered, today: Day): TypedValues {
  const day = [today, ...rates.map((rate) => rate.startsOn).sort()].find((each) => inForce(rates, each).length > 0);
  const [year = '', month = '', date = ''] = today.split('-');
  const values: TypedValues = {'starts-day': date, 'starts-month': month, 'starts-year': year};
  for (const {band, unit, ratePence} of day ? inForce(rates, day) : []) {
    values[`${band}-${unit}`] = (ratePence / 100).toFixed(2);
  }
  for (const {band, unit, ratePence} of inForce(wages, today)) {
    values[`wage-${band}-${unit}`] = (ratePence / 100).toFixed(2);
  }
  const mile = inForce(mileage, today)[0] ?? mileage[0];
  if (mile) values.mile = String(mile.milePence);
  return values;
}

function inForce<T extends {startsOn: Day; endsOn: Day | null}>(rates: readonly T[], day: Day): T[] {
  return rates.filter((rate) => rate.startsOn <= day && (rate.endsOn === null || rate.endsOn >= day));
}
