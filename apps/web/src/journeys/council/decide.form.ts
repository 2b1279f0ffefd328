import type {Day} from '@app/kernel';
import {DECLINE_REASONS, OUTCOMES, type DeclineReason, type NewDecision, type Outcome} from '@app/register';
import {ChoiceInput, DayInput, TextInput} from '../../forms/inputs.js';
import type {FormReading} from '../../forms/read-form.js';

export class ChooseForm {
  @ChoiceInput('What you decide', OUTCOMES)
  outcome: Outcome;
}

export class DecideForm extends ChooseForm {
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

/** What goes with one answer only is asked first, so what is wrong with it is said first. */
export function decisionErrors({form, errors}: FormReading<DecideForm>): FormReading<DecideForm>['errors'] {
  const {outcome, conditions, reasonCode} = form;
  if (outcome === 'approved_with_conditions' && conditions === null) {
    return [{field: 'conditions', message: 'Enter the conditions'}, ...errors];
  }
  if (outcome === 'declined' && reasonCode === null) {
    return [{field: 'reasonCode', message: 'Choose the reason for declining'}, ...errors];
  }
  return errors;
}

export function decisionOf({outcome, conditions, reasonCode, reasons, effective}: DecideForm): NewDecision {
  const declined = outcome === 'declined';
  return {
    outcome,
    reasons,
    conditions:
      outcome === 'approved_with_conditions' && conditions
        ? [{text: conditions, dueOn: null, publiclyVisible: false}]
        : undefined,
    reasonCode: declined ? (reasonCode ?? undefined) : undefined,
    effectiveOn: declined ? undefined : (effective ?? undefined),
  };
}
