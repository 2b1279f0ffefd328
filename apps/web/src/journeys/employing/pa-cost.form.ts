import {WORKER_KINDS, type WorkerKind} from '@app/allocations';
import type {Day, Pence} from '@app/kernel';
import {ChoiceInput, DayInput, PoundsInput, TextInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';

/** Of an age no more is asked than the rules need. */
export const AGES = {'16': 16, '18': 18, '21': 21, '22': 22, '41': 41, '66': 66} as const;
export const PER = ['week', 'four_weeks', 'month'] as const;
export type Per = (typeof PER)[number];

export class PaCostForm {
  @PoundsInput('Hourly rate', {least: 1, most: 100_000}) rate: Pence;
  @NumberInput('Hours a week', {least: 0.5, most: 168, decimals: 2}) hours: number;
  @ChoiceInput('How they work', WORKER_KINDS) worker: WorkerKind;
  @ChoiceInput('Age', Object.keys(AGES)) age: keyof typeof AGES;
  @ChoiceInput('Whether somebody else comes during holidays', ['yes', 'no']) cover: 'yes' | 'no';
  @ChoiceInput('Whether they do care for one person only', ['yes', 'no']) care: 'yes' | 'no';
  @PoundsInput('Insurance a year', {most: 1_000_000, optional: true}) insurance: Pence | null;
  @PoundsInput('Payroll a year', {most: 1_000_000, optional: true}) payroll: Pence | null;
  @NumberInput('Whole years', {most: 50, optional: true}) years: number | null;
  @DayInput('First day', {optional: true}) from: Day | null;
  @PoundsInput('What you have', {most: 100_000_000, optional: true}) amount: Pence | null;
  @ChoiceInput('How often', PER, {optional: true}) per: Per | null;
  @TextInput('Budget line', {max: 36, optional: true}) line: string | null;
}
