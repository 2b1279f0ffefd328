import {TextInput} from '../../forms/inputs.js';

export class CodeForm {
  @TextInput('Code', {max: 40})
  code: string;
}

export class NewAuthenticatorForm extends CodeForm {
  @TextInput('Name', {max: 60})
  name: string;
}
