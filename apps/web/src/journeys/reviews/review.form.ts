import {
  MET,
  REVIEW_DECISIONS,
  REVIEW_KINDS,
  REVIEW_REASONS,
  REVIEW_RESULTS,
  REVIEW_WAYS,
  type Met,
  type NewReview,
  type ReviewDecision,
  type ReviewedChange,
  type ReviewKind,
  type ReviewReason,
  type ReviewResult,
  type ReviewWay,
} from '@app/allocations';
import type {Day, FieldError, Pence} from '@app/kernel';
import type {Outcome} from '@app/plans';
import {ChoiceInput, DayInput, PoundsInput, TextInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';
import {readForm} from '../../forms/read-form.js';
import {textIn, type TypedValues} from '../../forms/typed-input.js';
import {t} from '../../words/t.js';

const MOST = 100_000_000;
/** Beside those of the plan: what else they wanted. */
export const MORE_OUTCOMES = 3;

class ReviewForm {
  @ChoiceInput('Kind of review', REVIEW_KINDS) kind: ReviewKind;
  @DayInput('Day of the review') held: Day;
  @ChoiceInput('How it was held', REVIEW_WAYS) how: ReviewWay;
  @TextInput('Who took part', {max: 500}) took_part: string;
  @TextInput('What the person said', {max: 4_000, optional: true}) own_words: string | null;
  @TextInput('What was talked about and decided', {max: 4_000}) summary: string;
  @ChoiceInput('Result', REVIEW_RESULTS) result: ReviewResult;
  @DayInput('Next review', {optional: true}) next: Day | null;
}

class ChangedForm extends ReviewForm {
  @TextInput('Budget line', {max: 36}) line: string;
  @DayInput('First day') from: Day;
}

class AmountForm extends ChangedForm {
  @PoundsInput('Amount a week', {most: MOST}) weekly: Pence;
  @PoundsInput('Contribution a week', {most: MOST}) contribution: Pence;
}

export class DecideForm {
  @ChoiceInput('What you decide', REVIEW_DECISIONS) decision: ReviewDecision;
  @TextInput('Why', {max: 1_000, optional: true}) note: string | null;
  @DayInput('First day', {optional: true}) from: Day | null;
}

export class AskForm {
  @TextInput('Why', {max: 2_000}) text: string;
}

export class ForwardForm extends AskForm {
  @ChoiceInput('Reason', REVIEW_REASONS) why: ReviewReason;
}

export class RuleForm {
  @NumberInput('Weeks to a first look', {least: 1, most: 26, optional: true}) early: number | null;
  @NumberInput('Months to the first review', {least: 1, most: 6}) first: number;
  @NumberInput('Months to the next', {least: 1, most: 12}) then: number;
  @NumberInput('Months to the first review of a personal health budget', {least: 1, most: 6}) health: number;
  @TextInput('Source for personal health budgets', {max: 500}) health_source: string;
  @NumberInput('Days ahead', {most: 180}) soon: number;
  @PoundsInput('Limit a week', {most: 10_000_000}) limit: Pence;
  @DayInput('First day') starts: Day;
  @TextInput('Source', {max: 500}) source: string;
}

export interface ReadReview {
  review: NewReview;
  errors: FieldError[];
  values: TypedValues;
}

/** The form, with as many outcomes as the plan has and some more. */
export function readReview(body: unknown, plan: {planId: string; outcomes: readonly Outcome[]} | null): ReadReview {
  const first = readForm(ReviewForm, body);
  const {values} = first;
  const wanted = first.form.result;
  const reading =
    wanted === 'amount' ? readForm(AmountForm, body) : wanted === 'end' ? readForm(ChangedForm, body) : first;
  const {form} = reading;
  const outcomes = outcomesIn(values, plan?.outcomes ?? []);
  const {kind, held: heldOn, how, took_part: tookPart, own_words: ownWords, summary, next: nextDueOn} = form;
  return {
    values,
    errors: [...reading.errors, ...outcomes.errors],
    review: {
      ...{kind, heldOn, how, tookPart, ownWords, summary, nextDueOn},
      planId: plan?.planId ?? null,
      outcomes: outcomes.found,
      change: changeIn(form),
    },
  };
}

function changeIn(form: ReviewForm): ReviewedChange | null {
  if (form instanceof AmountForm) {
    const {line: lineId, from: fromDay, weekly: weeklyPence, contribution: contributionWeeklyPence} = form;
    return {result: 'amount', lineId, fromDay, weeklyPence, contributionWeeklyPence};
  }
  if (form instanceof ChangedForm) return {result: 'end', lineId: form.line, fromDay: form.from};
  return null;
}

/** What is rated counts; what was typed without being rated says so. */
function outcomesIn(values: TypedValues, planned: readonly Outcome[]) {
  const errors: FieldError[] = [];
  const found: {text: string; met: Met; words: string | null}[] = [];
  for (let index = 0; index < planned.length + MORE_OUTCOMES; index += 1) {
    const text = planned[index]?.text ?? textIn(values, `outcome-${index}`);
    const met = MET.find((each) => each === textIn(values, `met-${index}`));
    const words = textIn(values, `words-${index}`) || null;
    if (met && text) found.push({text, met, words});
    else if (met) errors.push({field: `outcome-${index}`, message: t('Say what they wanted')});
    else if (words || (text && !planned[index]))
      errors.push({field: `met-${index}`, message: t('Say how far it was met')});
  }
  return {errors, found};
}
