import {addDays, invalid, isDay, type Day, type FieldError, type Rate} from '@app/kernel';
import type {Split} from '../booking/booking-request.js';
import {splitErrors} from '../booking/booking-request.js';
import type {EngagementStatus} from './engagement.entity.js';
import type {Employer, EngagementVersion} from './engagement-version.entity.js';

/** All that two agree on, beside who they are. */
export interface VersionTerms extends Pick<
  EngagementVersion,
  | 'employerName'
  | 'statusReference'
  | 'statusCheckedOn'
  | 'pattern'
  | 'noticeHours'
  | 'lateCancellationBp'
  | 'pauseBp'
  | 'pauseDays'
  | 'mileagePence'
  | 'sleepIns'
  | 'holiday'
  | 'trialUntil'
  | 'trialNoticeDays'
  | 'endNoticeDays'
  | 'emergencyContact'
> {
  startsOn: Day;
  status: EngagementStatus;
  employer: Employer;
  tasks: readonly string[];
  payers: readonly Split[];
  rates: readonly Rate[];
}

const EMPLOYED_BY: readonly Employer[] = ['person', 'user_led', 'agency'];

/**
 * The tables hold to the same.
 * @param first the first day of the engagement itself
 * @throws VALIDATION_FAILED naming each field that is wrong
 */
export function requireTerms(terms: VersionTerms, first: Day, today: Day): void {
  const errors: FieldError[] = [];
  const wrong = (field: string, message: string) => errors.push({field, message});
  const {startsOn, status, employer, rates, payers, trialUntil} = terms;
  if (!isDay(startsOn) || startsOn < today || startsOn < first) {
    wrong('starts_on', 'Choose today or a later day, and none before the agreement starts.');
  } else if (startsOn > addDays(today, 366)) wrong('starts_on', 'Choose a day within the next year.');
  if ((status === 'employed') !== EMPLOYED_BY.includes(employer)) {
    wrong('employer', 'Say who employs them, or that they work for themselves, as it says above.');
  }
  if (['user_led', 'agency', 'enterprise'].includes(employer) && !terms.employerName?.trim()) {
    wrong('employer_name', 'Enter the name of the organisation.');
  }
  errors.push(...statusCheckErrors(terms, today, employer === 'self'));
  if (status !== 'employed' && terms.holiday !== 'none') {
    wrong('holiday', 'Holiday is for people who are employed.');
  }
  if (trialUntil && (!isDay(trialUntil) || trialUntil < first)) {
    wrong('trial_until', 'The trial must end after the agreement starts.');
  }
  if (rates.length === 0) wrong('rates', 'Agree at least one rate.');
  if (new Set(rates.map((rate) => rate.band)).size !== rates.length) {
    wrong('rates', 'Give one rate for each time of the week.');
  }
  rates.forEach(({ratePence}, index) => {
    if (!Number.isInteger(ratePence) || ratePence < 1 || ratePence > 1_000_000) {
      wrong(`rates.${index}.rate_pence`, 'Enter a rate from 1p to £10,000.');
    }
  });
  if (payers.length) errors.push(...splitErrors(payers).map((each) => ({...each, field: 'payers'})));
  for (const [field, value, most] of [
    ['notice_hours', terms.noticeHours, 720],
    ['late_cancellation_bp', terms.lateCancellationBp, 10_000],
    ['pause_bp', terms.pauseBp, 10_000],
    ['pause_days', terms.pauseDays, 366],
    ['mileage_pence', terms.mileagePence ?? 0, 200],
    ['trial_notice_days', terms.trialNoticeDays, 90],
    ['end_notice_days', terms.endNoticeDays, 180],
  ] as const) {
    if (!Number.isInteger(value) || value < 0 || value > most) wrong(field, `Enter a whole number from 0 to ${most}.`);
  }
  for (const [field, value, most] of [
    ['employer_name', terms.employerName, 200],
    ['pattern', terms.pattern, 1_000],
    ['emergency_contact', terms.emergencyContact, 300],
  ] as const) {
    if (value && value.trim().length > most) wrong(field, `Use ${most} characters or fewer.`);
  }
  if (terms.tasks.length > 40) wrong('tasks', 'Choose 40 at most.');
  if (errors.length) throw invalid(errors);
}

const LONGEST_REFERENCE = 60;

/** @param needed whether there has to be one: of who works for themselves. With a day there is always a reference. */
export function statusCheckErrors(
  {statusReference, statusCheckedOn}: Pick<VersionTerms, 'statusReference' | 'statusCheckedOn'>,
  today: Day,
  needed: boolean,
): FieldError[] {
  const errors: FieldError[] = [];
  const length = statusReference?.trim().length ?? 0;
  if (length > LONGEST_REFERENCE) {
    errors.push({field: 'status_reference', message: `Use ${LONGEST_REFERENCE} characters or fewer.`});
  }
  if (length === 0 && (needed || statusCheckedOn)) {
    errors.push({field: 'status_reference', message: 'Enter the reference of the status check.'});
  }
  if (statusCheckedOn ? !isDay(statusCheckedOn) || statusCheckedOn > today : needed) {
    errors.push({field: 'status_checked_on', message: 'Enter the day of the check, today or before.'});
  }
  return errors;
}

/** Blank is nothing. */
export function textOrNull(text: string | null): string | null {
  return text?.normalize('NFC').trim() || null;
}
