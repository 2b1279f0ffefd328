import {
  LOOKED_OUTCOMES,
  RATINGS,
  RECEIPTS_WANTED,
  SURPLUS_ANSWERS,
  SURPLUS_DECISIONS,
  type LookedOutcome,
  type Rating,
  type ReceiptsWanted,
  type SurplusAnswer,
  type SurplusDecision,
} from '@app/allocations';
import type {Day, Pence} from '@app/kernel';
import {ChoiceInput, DayInput, PoundsInput, TextInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';

const MOST = 100_000_000;

export class AnswerForm {
  @ChoiceInput('What you want to say', SURPLUS_ANSWERS) answer: SurplusAnswer;
  @TextInput('Your answer', {max: 2_000, optional: true}) text: string | null;
}

export class DecisionForm {
  @ChoiceInput('What you decide', SURPLUS_DECISIONS) decision: SurplusDecision;
  @PoundsInput('Amount', {most: MOST, optional: true}) pence: Pence | null;
  @TextInput('Why', {max: 2_000}) reason: string;
  @DayInput('Day on which you look again', {optional: true}) again: Day | null;
}

export class RatingForm {
  @ChoiceInput('Rating', RATINGS) rating: Rating;
  @TextInput('Why', {max: 1_000}) reason: string;
  @DayInput('Day by which it is looked at again') by: Day;
}

export class SampleForm {
  @DayInput('First day') from: Day;
  @DayInput('Last day') to: Day;
}

export class LookForm {
  @ChoiceInput('What you found', LOOKED_OUTCOMES) outcome: LookedOutcome;
  @TextInput('What you ask or talk about', {max: 1_000, optional: true}) note: string | null;
}

export class MonitoringRuleForm {
  @ChoiceInput('Rating', RATINGS) rating: Rating;
  @ChoiceInput('Receipts', RECEIPTS_WANTED) receipts: ReceiptsWanted;
  @PoundsInput('Large sum', {most: MOST}) large: Pence;
  @NumberInput('How many in a hundred', {most: 100}) percent: number;
  @NumberInput('Weeks between looks', {least: 1, most: 52}) weeks: number;
  @DayInput('First day') starts: Day;
  @TextInput('Source', {max: 500}) source: string;
}
