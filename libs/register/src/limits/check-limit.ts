import {DomainError, type FieldError} from '@app/kernel';
import type {LimitDays} from './limit-days.js';

const MOST_REMINDERS = 6;

/** The same bounds as the tables hold. @throws VALIDATION_FAILED naming all that is wrong */
export function checkLimit(limit: LimitDays): void {
  const fields = problemsOf(limit);
  const [first] = fields;
  if (first) throw new DomainError('invalid', 'VALIDATION_FAILED', first.message, {fields});
}

function problemsOf(limit: LimitDays): FieldError[] {
  if (limit.kind === 'appeal') {
    return [
      ...outside('days_to_appeal', limit.daysToAppeal, 7, 365),
      ...outside('days_to_answer', limit.daysToAnswer, 1, 365),
    ];
  }
  if (limit.kind !== 'renewal') return outside('days', limit.days, 1, 365);
  const {opensDays, remindDays} = limit;
  if (remindDays.length > MOST_REMINDERS) {
    return [{field: 'remind_days', message: `Enter ${MOST_REMINDERS} reminders or fewer`}];
  }
  return [
    ...outside('opens_days', opensDays, 1, 366),
    ...remindDays.flatMap((days) => outside('remind_days', days, 1, opensDays)).slice(0, 1),
  ];
}

function outside(field: string, days: number, least: number, most: number): FieldError[] {
  if (Number.isInteger(days) && days >= least && days <= most) return [];
  const why = field === 'remind_days' ? ', the day on which renewal opens' : '';
  return [{field, message: `Enter a whole number of days from ${least} to ${most}${why}`}];
}
