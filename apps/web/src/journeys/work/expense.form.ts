import type {Pence} from '@app/kernel';
import {PoundsInput, TextInput} from '../../forms/inputs.js';

/** Something that was paid for on a visit. */
export class ExpenseForm {
  @TextInput('What you paid for', {max: 200})
  what: string;

  @PoundsInput('What it cost', {least: 1, most: 50_000})
  pence: Pence;

  @TextInput('Key', {max: 36})
  key: string;
}
