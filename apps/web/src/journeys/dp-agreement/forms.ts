import type {Day} from '@app/kernel';
import {ChoiceInput, DayInput, TextInput} from '../../forms/inputs.js';

const optional = {optional: true};
const LONG = {max: 4_000};

export class SignForm {
  @TextInput('Version', {max: 40}) version: string;
  @ChoiceInput('Whether you agree', ['yes']) agree: 'yes';
}

export class PaperForm {
  @TextInput('Version', {max: 40}) version: string;
  @TextInput('Who signed it', {max: 40}) signer: string;
  @DayInput('Day on which it was signed') signed: Day;
}

export class AgreementTextForm {
  @DayInput('First day') starts: Day;
  @DayInput('Last day for signing', optional) sign: Day | null;
  @TextInput('What the money is for', LONG) purpose: string;
  @TextInput('What is asked in return', LONG) asked: string;
  @TextInput('What happens with a surplus', LONG) surplus: string;
  @TextInput('Easy read', LONG) easy: string;
  @TextInput('Source', {max: 500}) source: string;
}
