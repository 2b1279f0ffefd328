import type {Day} from '@app/kernel';
import {DECLINE_REASONS, OUTCOMES, type DeclineReason, type NewDecision, type Outcome} from '@app/register';
import {ChoiceInput, DayInput, TextInput} from '../../forms/inputs.js';
import type {FormReading} from '../../forms/read-form.js';

export class DecideForm {
  @ChoiceInput('What you decide', OUTCOMES)
  outcome: Outcome;

  @TextInput('Conditions', {max: 4_000, optional: true})
  conditions: string | null;

  @ChoiceInput('Reason for declining', DECLINE_REASONS, {optional: true})
  reasonCode: DeclineReason | null;

  @TextInput('Reasons for the file', {max: 4_000})
  reasons: string;

  @DayInput('First day on which it counts', {optional: true})
  effective: Day | null;
}

export const DECISION_BOXES = {
  reason_code: 'reasonCode',
  effective_on: 'effective-day',
  conditions: 'conditions',
  reasons: 'reasons',
};

/** Some boxes go with one answer only: what is missing, or was written beside another answer, is said before anything is sent. */
export function decisionErrors({form, errors}: FormReading<DecideForm>): FormReading<DecideForm>['errors'] {
  const more: typeof errors = [];
  const {outcome, conditions, reasonCode} = form;
  if (outcome === 'approved_with_conditions' && conditions === null) {
    more.push({field: 'conditions', message: 'Enter the conditions'});
  }
  if (outcome !== 'approved_with_conditions' && typeof conditions === 'string') {
    more.push({
      field: 'conditions',
      message: 'You wrote conditions: choose “Approve with conditions”, or take them out',
    });
  }
  if (outcome === 'declined' && reasonCode === null) {
    more.push({field: 'reasonCode', message: 'Choose the reason for declining'});
  }
  return errors.some((each) => each.field === 'outcome') ? errors : [...errors, ...more];
}

export function decisionOf({outcome, conditions, reasonCode, reasons, effective}: DecideForm): NewDecision {
  const declined = outcome === 'declined';
  return {
    outcome,
    reasons,
    conditions: conditions ?? undefined,
    reasonCode: declined ? (reasonCode ?? undefined) : undefined,
    effectiveOn: declined ? undefined : (effective ?? undefined),
  };
}
