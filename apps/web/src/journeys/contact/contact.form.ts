import {CHOICES, FORMATS, LANGUAGES, type Contact, type ContactWishes} from '@app/notifications';
import {ChoiceInput, ListInput, TextInput, TimeInput} from '../../forms/inputs.js';

export class ContactForm {
  @ListInput('Ways', CHOICES)
  channels: string[];

  @TextInput('E-mail address', {optional: true, max: 254})
  email: string | null;

  @TextInput('Phone number', {optional: true, max: 40})
  phone: string | null;

  @TextInput('Address', {optional: true, max: 600})
  address: string | null;

  @ChoiceInput('How the words should be', FORMATS)
  format: string;

  @ChoiceInput('Language', Object.keys(LANGUAGES))
  language: string;

  @TextInput('Interpreter', {optional: true, max: 100})
  interpreter: string | null;

  @ListInput('Reminders', ['yes'])
  reminders: string[];

  @TimeInput('Start of quiet hours', {optional: true})
  quiet_from: string | null;

  @TimeInput('End of quiet hours', {optional: true})
  quiet_to: string | null;
}

export class AlsoToldForm {
  @TextInput('Whom to tell too')
  relation: string;

  @TextInput('How they agreed', {optional: true, max: 300})
  consent: string | null;
}

export function wishesOf({quiet_from, quiet_to, reminders, ...same}: ContactForm): ContactWishes {
  return {...same, reminders: reminders.includes('yes'), quietFrom: quiet_from, quietTo: quiet_to};
}

/** What the boxes hold before anything is typed. */
export function valuesOf({
  channels,
  points,
  format,
  language,
  interpreter,
  quiet,
  reminders,
}: Contact): Record<string, string | string[]> {
  return {
    ...{channels, format, language},
    email: points.email?.value ?? '',
    phone: points.phone?.value ?? '',
    address: points.address?.value ?? '',
    interpreter: interpreter ?? '',
    quiet_from: quiet?.from ?? '',
    quiet_to: quiet?.to ?? '',
    reminders: reminders ? ['yes'] : [],
  };
}
