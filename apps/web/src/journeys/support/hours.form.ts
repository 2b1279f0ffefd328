import {TextInput} from '../../forms/inputs.js';

/** What is wrong with recorded hours, for who recorded them. */
export class QueryForm {
  @TextInput('What is wrong', {max: 500})
  reason: string;
}
