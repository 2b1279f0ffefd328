import {ENTRY_FACTS} from '@app/register';
import {ChoiceInput, DayInput, TextInput} from '../../forms/inputs.js';

export class ConcernForm {
  @TextInput('What the concern is', {max: 4_000})
  text: string;

  @ChoiceInput('Whether the listing comes down', ['yes', 'no'])
  suspend: 'yes' | 'no';
}

export class CloseForm {
  @TextInput('What came of it', {max: 4_000})
  note: string;
}

/** A note, or a kind with its fact: `referral:police`. */
export const DONE = [
  'note',
  ...ENTRY_FACTS.contact.map((fact) => `contact:${fact}`),
  ...ENTRY_FACTS.referral.map((fact) => `referral:${fact}`),
];

export class EntryForm {
  @ChoiceInput('What was done', DONE)
  done: string;

  @DayInput('Day')
  on: string;

  @TextInput('What to write down', {max: 4_000, optional: true})
  entry: string | null;
}

export class ListingForm {
  @ChoiceInput('What happens to the listing', ENTRY_FACTS.listing)
  decision: (typeof ENTRY_FACTS)['listing'][number];

  @TextInput('Why', {max: 4_000})
  why: string;
}
