import {
  DEPLOYMENTS,
  EXPORT_KINDS,
  MOVE_KINDS,
  PURPOSES,
  type Deployment,
  type ExportKind,
  type MoveKind,
  type Purpose,
} from '@app/allocations';
import type {Day, Pence} from '@app/kernel';
import {ChoiceInput, DayInput, PoundsInput, TextInput} from '../../forms/inputs.js';

export class MoveForm {
  @ChoiceInput('What to do', MOVE_KINDS) kind: MoveKind;
  @PoundsInput('Amount', {most: 100_000_000}) amount: Pence;
  @ChoiceInput('What it is kept apart for', PURPOSES, {optional: true}) purpose: Purpose | null;
  @TextInput('Reason', {max: 1_000}) reason: string;
}

export class CloseForm {
  @TextInput('Reason', {max: 1_000}) why: string;
}

export class FileForm {
  @ChoiceInput('Which file', EXPORT_KINDS) kind: ExportKind;
  @DayInput('First day') from: Day;
  @DayInput('Last day') to: Day;
}

export class CodeForm {
  @ChoiceInput('How it is held', DEPLOYMENTS) deployment: Deployment;
  @TextInput('Cost centre', {max: 40}) centre: string;
  @TextInput('Subjective code', {max: 40}) subjective: string;
  @DayInput('First day') starts: Day;
}
