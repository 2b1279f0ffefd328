import {TextInput} from '../../forms/inputs.js';

export class DeclineForm {
  @TextInput('Your reason', {max: 500, optional: true})
  reason: string | null;
}
