import {addDays, daysBetween, type Day} from '@app/kernel';
import {t} from '../../words/t.js';

/** A lapse this near is pointed out: a new DBS certificate can take weeks. */
export const SOON_DAYS = 60;

export function isSoon(lapsesOn: Day | null, today: Day): boolean {
  return lapsesOn !== null && lapsesOn <= addDays(today, SOON_DAYS);
}

/** Evidence still counts on its last day: the one before the first on which it does not. */
export function lastDay(lapsesOn: Day | null): Day | null {
  return lapsesOn && addDays(lapsesOn, -1);
}

/** How far away a last day is: `today`, `tomorrow`, `in 12 days`. */
export function fromNow(day: Day, today: Day): string {
  const days = daysBetween(today, day);
  if (days <= 0) return t('today');
  return days === 1 ? t('tomorrow') : t('in {{days}} days', {days});
}
