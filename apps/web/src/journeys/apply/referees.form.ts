import {FAMILY, KNOWN_FOR, RELATIONSHIPS, WOULD_TRUST} from '@app/register';
import type {KnownFor, Relationship, WouldTrust} from '@app/register';
import {ChoiceInput, TextInput} from '../../forms/inputs.js';
import {KNOWN_FOR_WORDS, RELATIONSHIP_WORDS, WOULD_TRUST_WORDS} from '../../words/apply-words.js';
import {words} from '../../words/t.js';

const WITH_FAMILY = [...RELATIONSHIPS, FAMILY];

export class RefereeForm {
  @TextInput('Name', {max: 100})
  name: string;

  @TextInput('E-mail address', {max: 200, optional: true})
  email: string | null;

  @TextInput('Telephone number', {max: 30, optional: true})
  phone: string | null;

  @ChoiceInput('How they know you', WITH_FAMILY)
  relationship: Relationship | typeof FAMILY;

  @ChoiceInput('How long they have known you', KNOWN_FOR)
  known_for: KnownFor;
}

/** What a referee says, on their own page or to an officer on the telephone. */
export class ReferenceForm {
  @ChoiceInput('How you know them', WITH_FAMILY)
  relationship: Relationship | typeof FAMILY;

  @ChoiceInput('How long you have known them', KNOWN_FOR)
  known_for: KnownFor;

  @ChoiceInput('Whether you would trust them', WOULD_TRUST)
  would_trust: WouldTrust;

  @TextInput('What you know of their work', {max: 2_000})
  about: string;

  @TextInput('Anything we should know', {max: 2_000, optional: true})
  concerns: string | null;
}

const items = <T extends string>(words: Record<T, string>) =>
  (Object.keys(words) as T[]).map((value) => ({value, text: words[value]}));

/** The choices that all these pages have. */
export const REFERENCE_ITEMS = words({
  relationships: items({...RELATIONSHIP_WORDS, client: 'I supported them, or somebody close to them'}),
  /** As a referee answers. */
  ofReferee: items({...RELATIONSHIP_WORDS, client: 'They supported me, or somebody close to me'}),
  knownFor: KNOWN_FOR.map((value) => ({value, text: KNOWN_FOR_WORDS[value]})),
  trusts: items(WOULD_TRUST_WORDS),
});
