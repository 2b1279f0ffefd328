import {addDays, invalid, type Day, type FieldError} from '@app/kernel';
import type {NewCondition} from '../conditions/conditions.js';
import type {DeclineReason, Outcome} from './decision.entity.js';

const LATEST_START_DAYS = 90;
const LONGEST_DEFERRAL_DAYS = 366;
const MOST_CONDITIONS = 20;
const LONGEST_CONDITION = 1_000;

/** What somebody who decides may say. Deferring is no outcome: it says when to decide. */
export const DECISIONS = ['approved', 'approved_with_conditions', 'deferred', 'declined'] as const;

export interface NewDecision {
  outcome: Outcome | 'deferred';
  /** Why it was declined; with no other outcome. */
  reasonCode?: DeclineReason | undefined;
  /** For the file. */
  reasons: string;
  /** For the applicant, in words they understand. */
  explanation?: string | undefined;
  /** What is asked of somebody approved with conditions; with no other outcome. */
  conditions?: readonly NewCondition[] | undefined;
  /** The first day on which an approval counts; today when left out. */
  effectiveOn?: Day | undefined;
  /** The day on which it is in the queue again; when it is deferred, and only then. */
  deferredUntil?: Day | undefined;
}

/** @throws VALIDATION_FAILED */
export function requireSound(decision: NewDecision, today: Day): void {
  const {outcome, reasonCode, effectiveOn, deferredUntil} = decision;
  if ((outcome === 'declined') !== Boolean(reasonCode)) {
    throw invalid({field: 'reason_code', message: 'Give a reason code when you decline, and only then.'});
  }
  const conditions = conditionErrors(decision, today);
  if (conditions.length) throw invalid(conditions);
  if (effectiveOn && (effectiveOn < today || effectiveOn > addDays(today, LATEST_START_DAYS))) {
    throw invalid({
      field: 'effective_on',
      message: `Let it count from today or a day in the next ${LATEST_START_DAYS} days.`,
    });
  }
  if ((outcome === 'deferred') !== Boolean(deferredUntil)) {
    throw invalid({field: 'deferred_until', message: 'Give the day to which you defer, and only then.'});
  }
  if (deferredUntil && (deferredUntil <= today || deferredUntil > addDays(today, LONGEST_DEFERRAL_DAYS))) {
    throw invalid({field: 'deferred_until', message: 'Defer to a day in the coming year.'});
  }
}

function conditionErrors({outcome, conditions = []}: NewDecision, today: Day): FieldError[] {
  if ((outcome === 'approved_with_conditions') !== conditions.length > 0) {
    return [{field: 'conditions', message: 'Give conditions when you approve with conditions, and only then.'}];
  }
  if (conditions.length > MOST_CONDITIONS) {
    return [{field: 'conditions', message: `Give at most ${MOST_CONDITIONS} conditions.`}];
  }
  return conditions.flatMap(({text, dueOn}, index) => {
    const at = `conditions.${index}`;
    if (!text.trim() || text.length > LONGEST_CONDITION) {
      return [{field: `${at}.text`, message: `Say what is asked for in ${LONGEST_CONDITION} characters or fewer.`}];
    }
    return dueOn && dueOn < today ? [{field: `${at}.due_on`, message: 'The day it is due is in the past.'}] : [];
  });
}
