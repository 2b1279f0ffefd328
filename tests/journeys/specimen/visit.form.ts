import {ChoiceInput, DayInput, PoundsInput, TextInput, TimeInput} from '../../../apps/web/src/forms/inputs.js';

export class VisitForm {
  @TextInput('Name', {max: 50})
  name: string;

  @DayInput('Start date')
  starts: string;

  @TimeInput('Start time')
  from: string;

  @PoundsInput('Hourly rate')
  rate: number;

  @ChoiceInput('Kind of visit', ['home', 'out'])
  kind: string;
}
