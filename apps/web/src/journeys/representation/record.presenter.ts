import {
  AREAS,
  HOW_ASKED,
  RELATIONSHIPS,
  REPRESENTATION_KINDS,
  type FoundPerson,
  type HowAsked,
  type PersonRecord,
  type Relationship,
  type RepresentationKind,
} from '@app/identity';
import {AREA_WORDS, KIND_HINTS, KIND_WORDS} from '../../words/representation-words.js';
import {words} from '../../words/t.js';
import {powerItems} from './record.form.js';

const HOW: Record<HowAsked, string> = words({
  meeting: 'At a meeting',
  phone: 'By telephone',
  letter: 'By letter',
  online: 'Online',
});

const RELATIONSHIP: Record<Relationship, string> = words({
  spouse_or_partner: 'Husband, wife or partner',
  close_family: 'Close family',
  friend_involved: 'A friend who is involved in their care',
  other: 'Somebody else',
});

export function kindItems() {
  return REPRESENTATION_KINDS.map((kind) => ({
    value: kind,
    text: KIND_WORDS[kind],
    hint: {text: KIND_HINTS[kind]},
  }));
}

export function recordPage(
  {person, lines}: PersonRecord,
  kind: RepresentationKind,
  name: string,
  found: readonly FoundPerson[],
) {
  const people = found
    .filter(({id}) => id !== person.id)
    .map((each) => ({
      value: each.id,
      text: each.name,
      ...(each.reference && {hint: {text: each.reference}}),
    }));
  return {
    person,
    kind,
    what: KIND_WORDS[kind],
    name,
    people,
    ...powerItems(kind),
    areas: AREAS.map((area) => ({value: area, text: AREA_WORDS[area]})),
    how: HOW_ASKED.map((each) => ({value: each, text: HOW[each]})),
    relationships: RELATIONSHIPS.map((each) => ({value: each, text: RELATIONSHIP[each]})),
    lines: lines.map((line) => ({value: line.id, text: line.purpose})),
  };
}
