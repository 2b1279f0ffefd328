import {
  DEPLOYMENTS,
  MARK_KINDS,
  PAYEES,
  SPECIAL_PAYEES,
  type Deployment,
  type MarkKind,
  type RuledPayee,
} from '@app/allocations';
import type {Day} from '@app/kernel';
import {ChoiceInput, DayInput, TextInput} from '../../forms/inputs.js';

const optional = {optional: true};

export class RuleForm {
  @ChoiceInput('How it is held', DEPLOYMENTS) deployment: Deployment;
  @ChoiceInput('What it pays for', [...PAYEES, ...SPECIAL_PAYEES]) pays: RuledPayee;
  @ChoiceInput('Whether it may', ['yes', 'no']) allowed: 'yes' | 'no';
  @TextInput('What the person is told', {max: 500}) reason: string;
  @TextInput('Where the rule comes from', {max: 500}) source: string;
  @DayInput('First day') starts: Day;
  @DayInput('Last day', optional) ends: Day | null;
}

export class MarkForm {
  @TextInput('Address of the listing’s page', {max: 300}) listing: string;
  @ChoiceInput('What it is', MARK_KINDS) kind: MarkKind;
  @TextInput('Why', {max: 500}) why: string;
}

export class ExceptionForm {
  @TextInput('Address of the listing’s page', {max: 300}) listing: string;
  @TextInput('Why it is necessary', {max: 1_000}) reason: string;
  @DayInput('First day') starts: Day;
  @DayInput('Last day', optional) ends: Day | null;
}

/** The number of a listing in what was pasted: the whole address, or the number alone. */
export function idIn(text: string): string | null {
  return /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(text)?.[0] ?? null;
}
