import {EMPLOYERS, HOLIDAYS, SLEEP_INS, type Employer, type VersionTerms} from '@app/bookings';
import {RATE_BANDS, type Day, type RateBand, type RateUnit} from '@app/kernel';
import {DayInput, ChoiceInput, ListInput, PercentInput, TextInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';
import type {TypedValues} from '../../forms/typed-input.js';
import {RatesForm} from '../agree/agree.form.js';
import {payersAsTyped, splitsOf} from '../book/book-request.js';

const optional = {optional: true};

/** All of the terms, as they are to be from a day on. */
export class ChangeTermsForm extends RatesForm {
  @ChoiceInput('Who employs', EMPLOYERS) employer: Employer;
  @TextInput('Name of the organisation', optional) employer_name: string | null;
  @TextInput('Reference of the status check', {...optional, max: 60}) status_reference: string | null;
  @DayInput('Day of the status check', optional) checked: Day | null;
  @ListInput('Tasks') tasks: string[];
  @TextInput('Usual week', {...optional, max: 1_000}) pattern: string | null;
  @NumberInput('Hours of notice', {most: 720}) notice_hours: number;
  @NumberInput('Percent of the price', {most: 100}) late_percent: number;
  @NumberInput('Percent paid in a pause', {most: 100}) pause_percent: number;
  @NumberInput('Days paid in a pause', {most: 366}) pause_days: number;
  @NumberInput('Pence a mile', {...optional, most: 200}) mileage_pence: number | null;
  @ChoiceInput('Sleep-ins', SLEEP_INS) sleep_ins: (typeof SLEEP_INS)[number];
  @ChoiceInput('Holiday', HOLIDAYS) holiday: (typeof HOLIDAYS)[number];
  @DayInput('Last day of the trial', optional) trial: Day | null;
  @NumberInput('Days of notice in the trial', {most: 90}) trial_notice_days: number;
  @NumberInput('Days of notice to end', {most: 180}) end_notice_days: number;
  @TextInput('Budget line', optional) line: string | null;
  @ChoiceInput('Number of lines that pay', ['one', 'two'], optional) sharing: 'one' | 'two' | null;
  @TextInput('Second budget line', optional) second: string | null;
  @PercentInput('Share of the second line', optional) share: number | null;
  @TextInput('Third budget line', optional) third: string | null;
  @PercentInput('Share of the third line', optional) third_share: number | null;
  @TextInput('Emergency contact', {...optional, max: 300}) emergency_contact: string | null;
}

const UNITS: Partial<Record<RateBand, RateUnit>> = {sleep_in: 'night', live_in: 'day'};

/** @param before what stands: who pays is kept, and so is how each rate counts */
export function termsTyped(form: ChangeTermsForm, before: VersionTerms, isHolder: boolean): VersionTerms {
  const unitOf = (band: RateBand) => before.rates.find((rate) => rate.band === band)?.unit ?? UNITS[band] ?? 'hour';
  return {
    ...{startsOn: form.starts, status: form.status, employer: form.employer, employerName: form.employer_name},
    ...{statusReference: form.status_reference, statusCheckedOn: form.checked, tasks: form.tasks},
    ...{pattern: form.pattern, noticeHours: form.notice_hours, lateCancellationBp: form.late_percent * 100},
    ...{pauseBp: form.pause_percent * 100, pauseDays: form.pause_days, mileagePence: form.mileage_pence},
    ...{sleepIns: form.sleep_ins, holiday: form.holiday, trialUntil: form.trial},
    ...{trialNoticeDays: form.trial_notice_days, endNoticeDays: form.end_notice_days},
    emergencyContact: form.emergency_contact,
    payers: !isHolder ? [] : form.line ? splitsOf(form) : before.payers,
    rates: RATE_BANDS.flatMap((band) => {
      const ratePence = form[band];
      return ratePence === null ? [] : [{band, unit: unitOf(band), ratePence}];
    }),
  };
}

/** What the form starts with: what stands. */
export function asAgreed(terms: VersionTerms): TypedValues {
  const text = (value: string | number | null) => (value === null ? '' : String(value));
  const rates = terms.rates.map(({band, ratePence}) => [band, (ratePence / 100).toFixed(2)] as const);
  return {
    ...Object.fromEntries(rates),
    ...day('checked', terms.statusCheckedOn),
    ...day('trial', terms.trialUntil),
    ...{status: terms.status, employer: terms.employer, employer_name: text(terms.employerName)},
    ...{status_reference: text(terms.statusReference), tasks: [...terms.tasks], pattern: text(terms.pattern)},
    ...{notice_hours: text(terms.noticeHours), late_percent: text(terms.lateCancellationBp / 100)},
    ...{pause_percent: text(terms.pauseBp / 100), pause_days: text(terms.pauseDays)},
    ...{mileage_pence: text(terms.mileagePence), sleep_ins: terms.sleepIns, holiday: terms.holiday},
    ...{trial_notice_days: text(terms.trialNoticeDays), end_notice_days: text(terms.endNoticeDays)},
    ...payersAsTyped(terms.payers),
    emergency_contact: text(terms.emergencyContact),
  };
}

function day(name: string, value: Day | null): TypedValues {
  const [year = '', month = '', date = ''] = value?.split('-') ?? [];
  return value
    ? {[`${name}-day`]: String(Number(date)), [`${name}-month`]: String(Number(month)), [`${name}-year`]: year}
    : {};
}

/** Which box a field of the use case was asked for in. */
export const TERMS_BOXES: Record<string, string> = {
  ...{
    starts_on: 'starts-day',
    status_checked_on: 'checked-day',
    trial_until: 'trial-day',
    rates: 'weekday',
    payers: 'line',
    splits: 'line',
  },
  ...{late_cancellation_bp: 'late_percent', pause_bp: 'pause_percent'},
};
