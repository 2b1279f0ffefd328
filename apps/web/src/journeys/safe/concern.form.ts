import {CONTACT_SAFE, REPORTER_LINKS, TOLD, type ContactSafe, type ReporterLink, type ToldThem} from '@app/register';
import {ChoiceInput, TextInput} from '../../forms/inputs.js';

export class TellForm {
  @TextInput('Who it is about', {max: 300})
  about: string;

  @TextInput('What worries you', {max: 4_000})
  text: string;

  @TextInput('Who may be the cause', {max: 300, optional: true})
  cause: string | null;

  @TextInput('What they would like to happen', {max: 1_000, optional: true})
  wishes: string | null;

  @ChoiceInput('Whether they know that you tell us', TOLD)
  told: ToldThem;

  @ChoiceInput('Whether it is safe for us to get in touch with them', CONTACT_SAFE)
  contact_safe: ContactSafe;

  @ChoiceInput('How you know them', REPORTER_LINKS)
  link: ReporterLink;

  @TextInput('Your name', {max: 200, optional: true})
  reporter: string | null;

  @TextInput('How we can reach you', {max: 200, optional: true})
  reporter_contact: string | null;

  /** The profile that it came from. */
  @TextInput('Listing', {max: 36, optional: true})
  listing: string | null;

  /** The group or service that it came from. */
  @TextInput('Group', {max: 36, optional: true})
  group: string | null;
}
