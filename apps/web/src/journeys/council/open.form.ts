import {
  CIRCUMSTANCES,
  MEMBER_KINDS,
  SPOKEN_CHANNELS,
  type Circumstance,
  type MemberKind,
  type SpokenChannel,
} from '@app/register';
import type {Found} from '@app/identity';
import {ChoiceInput, ListInput, TextInput} from '../../forms/inputs.js';
import {CHANNEL_WORDS} from '../../words/apply-words.js';
import {MEMBER_KIND_WORDS} from '../../words/register-words.js';
import {t} from '../../words/t.js';

export class FindForm {
  @TextInput('Name', {max: 200})
  name: string;
}

export class OpenForm extends FindForm {
  @TextInput('Who applies', {max: 60})
  who: string;

  @ChoiceInput('What they apply as', MEMBER_KINDS)
  kind: MemberKind;

  @ListInput('What is true of their work', CIRCUMSTANCES)
  circumstances: Circumstance[];

  @TextInput('Scheme', {max: 60, optional: true})
  scheme: string | null;

  @ChoiceInput('How they tell you', SPOKEN_CHANNELS, {optional: true})
  channel: SpokenChannel | null;

  /** The id of the enquiry that it comes of. */
  @TextInput('Enquiry', {max: 40, optional: true})
  enquiry: string | null;
}

/** Somebody found, or somebody new, as one of the choices on the page. */
export type Applicant = {personId: string} | {organisationId: string} | {add: 'person' | 'organisation'};

/** Reads `person:ID`, `organisation:ID`, `new:person`, `new:organisation`; null for anything else. */
export function applicantOf(who: string): Applicant | null {
  const match = /^(person|organisation|new):([0-9a-z-]{1,40})$/.exec(who);
  const [, kind, id = ''] = match ?? [];
  if (kind === 'new') return id === 'person' || id === 'organisation' ? {add: id} : null;
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null;
  if (kind === 'person') return {personId: id};
  return kind === 'organisation' ? {organisationId: id} : null;
}

/** The choices: everybody found, then the two ways of writing somebody down. */
export function applicantItems({people, organisations}: Found, name: string) {
  return [
    ...people.map((each) => ({value: `person:${each.id}`, text: each.name, hint: {text: t('A person we know')}})),
    ...organisations.map((each) => ({
      value: `organisation:${each.id}`,
      text: each.name,
      hint: {text: t('An organisation we know')},
    })),
    ...(people.length + organisations.length ? [{divider: 'or'}] : []),
    {value: 'new:person', text: t('Add {{name}} as a new person', {name})},
    {value: 'new:organisation', text: t('Add {{name}} as a new organisation', {name})},
  ];
}

export const KIND_ITEMS = MEMBER_KINDS.map((kind) => ({value: kind, text: MEMBER_KIND_WORDS[kind]}));
export const CHANNEL_ITEMS = SPOKEN_CHANNELS.map((value) => ({value, text: CHANNEL_WORDS[value]}));
