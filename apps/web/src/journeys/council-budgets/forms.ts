import {
  CONTRIBUTION_METHODS,
  CYCLES,
  DEPLOYMENTS,
  FIGURE_KINDS,
  FUNDERS,
  PAID_TO,
  type ContributionMethod,
  type FigureKind,
} from '@app/allocations';
import type {Day, Pence} from '@app/kernel';
import {ChoiceInput, DayInput, PoundsInput, TextInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';

const MOST = 100_000_000;

export class FigureForm {
  @ChoiceInput('Which figure it is', FIGURE_KINDS) kind: FigureKind;
  @PoundsInput('Amount a week', {most: MOST}) weekly: Pence;
  @DayInput('Day of the figure') dated: Day;
  @TextInput('Reasons', {max: 2_000}) reasons: string;
  @TextInput('What changed', {max: 2_000, optional: true}) changed: string | null;
}

/** What can be said of a line; which boxes count goes by the kind. */
export const CHANGE_CHOICES = ['amount', 'suspension', 'end', 'withdrawn'] as const;

export class KindForm {
  @ChoiceInput('What changes', CHANGE_CHOICES) kind: (typeof CHANGE_CHOICES)[number];
  @TextInput('Reason', {max: 1_000}) reason: string;
}

export class AmountForm extends KindForm {
  @DayInput('First day') from: Day;
  @PoundsInput('Amount a week', {most: MOST}) weekly: Pence;
  @PoundsInput('Contribution a week', {most: MOST}) contribution: Pence;
}

export class SuspensionForm extends KindForm {
  @DayInput('First day') from: Day;
  @DayInput('Last day of the pause', {optional: true}) to: Day | null;
  @NumberInput('Share that goes on', {most: 99, optional: true}) kept: number | null;
}

export class EndForm extends KindForm {
  @DayInput('Last day') from: Day;
}

export class LineForm {
  @ChoiceInput('Whose budget it is', ['adult', 'carer']) budget: 'adult' | 'carer';
  @TextInput('Purpose', {max: 500}) purpose: string;
  @ChoiceInput('How it is held', DEPLOYMENTS) deployment: (typeof DEPLOYMENTS)[number];
  @ChoiceInput('Where it is paid', Object.values(PAID_TO).flat(), {optional: true}) paid_to: string | null;
  @ChoiceInput('Who gives it', FUNDERS) funder: (typeof FUNDERS)[number];
  @NumberInput('The council’s share', {least: 1, most: 99, optional: true}) share: number | null;
  @ChoiceInput('How often', CYCLES) cycle: (typeof CYCLES)[number];
  @DayInput('First day') starts: Day;
  @DayInput('Last day', {optional: true}) ends: Day | null;
  @PoundsInput('Amount', {most: MOST}) amount: Pence;
  @PoundsInput('Contribution a week', {most: MOST, optional: true}) contribution: Pence | null;
  @ChoiceInput('How the contribution is paid', CONTRIBUTION_METHODS, {optional: true})
  method: ContributionMethod | null;
  @ChoiceInput('Whose money is used first', ['yes'], {optional: true}) own_first: 'yes' | null;
  @NumberInput('Weeks that may be kept', {most: 104, optional: true}) weeks: number | null;
  @TextInput('What it may not be used for', {max: 500, optional: true}) restriction: string | null;
  @TextInput('Why', {max: 1_000, optional: true}) restriction_reason: string | null;
  @TextInput('Agreement number', {max: 100, optional: true}) reference: string | null;
}
