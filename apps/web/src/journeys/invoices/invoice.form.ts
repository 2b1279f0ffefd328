import {PAYMENT_METHODS, type PaymentMethod} from '@app/bookings';
import type {Day, Pence} from '@app/kernel';
import {ChoiceInput, DayInput, PoundsInput, TextInput} from '../../forms/inputs.js';

export class NewInvoiceForm {
  @TextInput('Listing', {max: 36}) listing: string;
  @TextInput('Who pays', {max: 36}) holder: string;
  @TextInput('Where to pay it', {max: 300, optional: true}) pay_to: string | null;
  @TextInput('Key', {max: 36}) key: string;
}

export class ReasonForm {
  @TextInput('Your reason', {max: 500}) reason: string;
}

export class PaymentForm {
  @TextInput('Which budget pays', {max: 36}) line: string;
  @ChoiceInput('How it was paid', PAYMENT_METHODS) method: PaymentMethod;
  @PoundsInput('Amount', {least: 1, most: 100_000_000}) pence: Pence;
  @DayInput('Day') paid: Day;
  @TextInput('Key', {max: 36}) key: string;
}
