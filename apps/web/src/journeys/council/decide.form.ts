import type {Day} from '@app/kernel';
import {DECISIONS, DECLINE_REASONS, type DeclineReason, type NewDecision} from '@app/register';
import {ChoiceInput, DayInput, ListInput, TextInput} from '../../forms/inputs.js';
import type {FormReading} from '../../forms/read-form.js';

export type Decided = NewDecision['outcome'];

/** As many conditions as the page has boxes for. */
export const CONDITION_BOXES = [1, 2, 3] as const;

export class ChooseForm {
  @ChoiceInput('What you decide', DECISIONS)
  outcome: Decided;
}

export class DecideForm extends ChooseForm {
  @TextInput('Condition', {max: 1_000, optional: true})
  condition1: string | null;

  @DayInput('Last day', {optional: true})
  due1: Day | null;

  @TextInput('Second condition', {max: 1_000, optional: true})
  condition2: string | null;

  @DayInput('Last day of the second condition', {optional: true})
  due2: Day | null;

  @TextInput('Third condition', {max: 1_000, optional: true})
  condition3: string | null;

  @DayInput('Last day of the third condition', {optional: true})
  due3: Day | null;

  @ListInput('What everybody sees', ['1', '2', '3'])
  visible: string[];

  @ChoiceInput('Reason for declining', DECLINE_REASONS, {optional: true})
  reasonCode: DeclineReason | null;

  @TextInput('What you tell the applicant', {max: 4_000, optional: true})
  explanation: string | null;

  @TextInput('Reasons for the file', {max: 4_000})
  reasons: string;

  @DayInput('First day on which it counts', {optional: true})
  effective: Day | null;

  @DayInput('Day to decide', {optional: true})
  until: Day | null;
}

export const DECISION_BOXES = {
  reason_code: 'reasonCode',
  effective_on: 'effective-day',
  deferred_until: 'until-day',
  conditions: 'condition1',
  'conditions.0.due_on': 'due1-day',
  'conditions.1.due_on': 'due2-day',
  'conditions.2.due_on': 'due3-day',
  reasons: 'reasons',
};

export function conditionsOf(form: DecideForm) {
  return CONDITION_BOXES.flatMap((number) => {
    const text = form[`condition${number}`];
    return text ? [{text, dueOn: form[`due${number}`], publiclyVisible: form.visible.includes(String(number))}] : [];
  });
}

/** What goes with one answer only is asked first, so what is wrong with it is said first. */
export function decisionErrors({form, errors}: FormReading<DecideForm>): FormReading<DecideForm>['errors'] {
  const {outcome, condition1, reasonCode, until} = form;
  if (outcome === 'approved_with_conditions' && condition1 === null) {
    return [{field: 'condition1', message: 'Enter the condition'}, ...errors];
  }
  if (outcome === 'declined' && reasonCode === null) {
    return [{field: 'reasonCode', message: 'Choose the reason for declining'}, ...errors];
  }
  if (outcome === 'deferred' && until === null && !errors.some((each) => each.field.startsWith('until'))) {
    return [{field: 'until-day', message: 'Enter the day to decide'}, ...errors];
  }
  return errors;
}

export function decisionOf(form: DecideForm): NewDecision {
  const {outcome, reasonCode, reasons, explanation, effective, until} = form;
  const approves = outcome === 'approved' || outcome === 'approved_with_conditions';
  return {
    outcome,
    reasons,
    explanation: explanation ?? undefined,
    conditions: outcome === 'approved_with_conditions' ? conditionsOf(form) : undefined,
    reasonCode: outcome === 'declined' ? (reasonCode ?? undefined) : undefined,
    effectiveOn: approves ? (effective ?? undefined) : undefined,
    deferredUntil: outcome === 'deferred' ? (until ?? undefined) : undefined,
  };
}
