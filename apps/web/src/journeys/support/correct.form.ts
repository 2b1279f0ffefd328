import {TextInput, TimeInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';

/** The right times of hours that were recorded wrong, and why. */
export class CorrectForm {
  @TimeInput('Start time')
  started: string;

  @TimeInput('End time')
  ended: string;

  @NumberInput('Miles', {most: 500, decimals: 1, optional: true})
  miles: number | null;

  @TextInput('What was wrong', {max: 500})
  reason: string;
}
