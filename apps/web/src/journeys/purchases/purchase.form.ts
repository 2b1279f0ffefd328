import {PAID_WITH, type PaidWith} from '@app/allocations';
import type {Day, Pence} from '@app/kernel';
import {ChoiceInput, DayInput, PoundsInput, TextInput} from '../../forms/inputs.js';

const MOST = 100_000_000;

export class PurchaseForm {
  @TextInput('What you bought', {max: 200}) what: string;
  @PoundsInput('What it cost', {least: 1, most: MOST}) pence: Pence;
  @DayInput('Day') bought: Day;
  @ChoiceInput('How it was paid', PAID_WITH) paid_with: PaidWith;
  @TextInput('Which budget pays', {max: 36}) line: string;
  @PoundsInput('Your own money', {most: MOST, optional: true}) own: Pence | null;
  @TextInput('Key', {max: 36}) key: string;
}

export class TakeBackForm {
  @TextInput('What was wrong', {max: 500}) reason: string;
}

export class TalkForm {
  @TextInput('What came of it', {max: 1_000}) note: string;
}
