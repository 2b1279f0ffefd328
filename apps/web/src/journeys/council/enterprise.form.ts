import {DEVELOPMENT_ACTIONS, DEVELOPMENT_REASONS, type DevelopmentAction, type DevelopmentReason} from '@app/register';
import {ChoiceInput, DayInput, ListInput, TextInput} from '../../forms/inputs.js';

export class MoveForm {
  @ChoiceInput('What happens next', DEVELOPMENT_ACTIONS)
  action: DevelopmentAction;

  @ChoiceInput('Why', DEVELOPMENT_REASONS, {optional: true})
  reason: DevelopmentReason | null;

  @TextInput('A note on it', {max: 2_000, optional: true})
  text: string | null;
}

export class EventForm {
  @TextInput('What was said', {max: 2_000})
  said: string;
}

export class CareForm {
  @TextInput('How many people give care there', {max: 4})
  workers: string;

  @ChoiceInput('Whether it is a company', ['yes', 'no'])
  incorporated: 'yes' | 'no';

  @TextInput('CQC provider ID', {max: 20, optional: true})
  cqc_provider_id: string | null;

  @DayInput('The day on which you looked it up', {optional: true})
  checked_on: string | null;
}

export class FactsForm {
  @TextInput('Full-time equivalents', {max: 6, optional: true})
  fte: string | null;

  @TextInput('People they support', {max: 6, optional: true})
  people_supported: string | null;

  @TextInput('The first half of their postcode', {max: 5, optional: true})
  outcode: string | null;

  @ListInput('What they offer')
  services: string[];

  @TextInput('What comes next', {max: 200, optional: true})
  next_action: string | null;

  @DayInput('By which day', {optional: true})
  next_on: string | null;

  @TextInput('Whose it is', {max: 36, optional: true})
  next_by: string | null;
}

export class SentForm {
  @TextInput('Which resource', {max: 36})
  resource: string;

  @TextInput('What was said with it', {max: 1_000, optional: true})
  with_it: string | null;
}

export const numberOf = (text: string | null) => (text === null ? null : Number(text.replace(',', '.')));
