import type {Pence} from '@app/kernel';
import {PoundsInput, TextInput} from '../../forms/inputs.js';
import {HoursForm} from './hours.form.js';

/** Hours that were written down on a phone without signal, as it sends them later. */
export class OfflineForm extends HoursForm {
  @TextInput('Visit', {max: 36})
  visit: string;

  @TextInput('Key', {max: 36})
  key: string;

  @TextInput('When it was written down', {max: 40})
  made_at: string;

  @PoundsInput('What it cost', {least: 1, most: 50_000, optional: true})
  expense: Pence | null;

  @TextInput('What you paid for', {max: 200, optional: true})
  expense_what: string | null;
}
