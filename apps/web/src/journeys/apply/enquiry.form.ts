import {ENQUIRY_SOURCES, MEMBER_KINDS, type EnquirySource, type MemberKind} from '@app/register';
import {ChoiceInput, TextInput} from '../../forms/inputs.js';
import {SOURCE_WORDS} from '../../words/apply-words.js';
import {MEMBER_KIND_WORDS} from '../../words/register-words.js';
import {words} from '../../words/t.js';

export class EnquiryForm {
  @TextInput('Your name', {max: 200})
  name: string;

  @TextInput('E-mail address', {max: 200, optional: true})
  email: string | null;

  @TextInput('Telephone number', {max: 30, optional: true})
  phone: string | null;

  @ChoiceInput('What you want to be', MEMBER_KINDS)
  wants: MemberKind;

  @ChoiceInput('Where you heard of us', ENQUIRY_SOURCES)
  source: EnquirySource;

  @TextInput('Your question', {max: 1_000, optional: true})
  note: string | null;
}

export const WANTS_ITEMS = words(MEMBER_KINDS.map((value) => ({value, text: MEMBER_KIND_WORDS[value]})));
export const SOURCE_ITEMS = words(ENQUIRY_SOURCES.map((value) => ({value, text: SOURCE_WORDS[value]})));
