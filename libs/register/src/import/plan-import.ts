import {formatDay, type Day, type FieldError} from '@app/kernel';
import {requirementStates} from '../standing/requirement-state.js';
import type {MemberKind, RequirementTerms} from '../scheme/requirement-kinds.js';
import type {ImportedEvidence, ImportRow, PlannedRow} from './import-row.js';
import {nameKey, type Known, type KnownEntry} from './known-members.js';
import type {ReadRow} from './read-row.js';

/** What is to be done for one line. */
export interface Plan extends PlannedRow {
  content: ImportRow;
  /** Whom an earlier import took in. */
  entry: KnownEntry | null;
  /** Somebody who has an account here, and is not on the register. */
  personId: string | null;
  newEvidence: ImportedEvidence[];
}

export interface Terms {
  kind: MemberKind;
  requirements: readonly RequirementTerms[];
  today: Day;
}

/** Compares each line with the register and with the other lines. It writes nothing, and says the same each time it is asked. */
export function planImport(rows: readonly ReadRow[], known: Known, terms: Terms): Plan[] {
  const firsts = new Map<string, number>();
  return rows.map((row) => plan(row, known, terms, firsts));
}

function plan(row: ReadRow, known: Known, terms: Terms, firsts: Map<string, number>): Plan {
  const {content, number} = row;
  const errors = [...row.errors, ...doubles(content, number, firsts)];
  const refuse = (field: string, message: string) => errors.push({field, message});
  const [byReference, byEmail] = entriesOf(content, known);
  const entry = byReference ?? byEmail ?? null;
  if (byReference && byEmail && byReference !== byEmail) {
    refuse('email', 'The reference belongs to one person on the register, and the e-mail address to another.');
  }
  const account = content.email ? known.accounts.get(content.email) : undefined;
  if (!entry && account?.applied) refuse('email', 'They have an application or an approval here already.');
  else if (!entry && account?.kind && account.kind !== terms.kind) {
    refuse('email', 'They are on the register as another kind.');
  }
  if (entry && entry.approvedOn !== content.approvedOn && !row.errors.length) {
    refuse('approved_on', `An earlier import says ${formatDay(entry.approvedOn, {})}. Change it by a decision here.`);
  }
  const newEvidence = entry ? content.evidence.filter((each) => !isThere(entry, each)) : content.evidence;
  const changes = entry ? changesOf(entry, content, newEvidence) : [];
  return {
    row: number,
    outcome: errors.length ? 'rejected' : entry ? (changes.length ? 'changed' : 'unchanged') : 'created',
    reference: content.reference ?? '',
    name: content.name,
    errors,
    warnings: errors.length ? [] : warningsOf(content, entry, known, terms, firsts, number),
    changes,
    content,
    entry,
    personId: entry ? null : (account?.personId ?? null),
    newEvidence,
  };
}

function entriesOf({reference, email}: ImportRow, known: Known) {
  return [reference ? known.byReference.get(reference) : undefined, email ? known.byEmail.get(email) : undefined];
}

/** The second line about the same person is refused; the first stands. */
function doubles({reference, email}: ImportRow, number: number, firsts: Map<string, number>): FieldError[] {
  const keys = {reference: reference && `reference ${reference}`, email: email && `email ${email}`};
  return Object.entries(keys).flatMap(([field, key]) => {
    if (!key) return [];
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, number);
    return first === undefined ? [] : [{field, message: `Row ${first} has the same.`}];
  });
}

function isThere({evidence}: KnownEntry, wanted: ImportedEvidence): boolean {
  return evidence.some(
    (each) =>
      each.requirement === wanted.requirement &&
      each.number === wanted.number &&
      each.issuedOn === wanted.issuedOn &&
      each.checkedOn === wanted.checkedOn &&
      each.validUntil === wanted.validUntil,
  );
}

function changesOf(entry: KnownEntry, row: ImportRow, newEvidence: readonly ImportedEvidence[]): string[] {
  const changed = (['reference', 'email', 'name', 'postcode'] as const).filter(
    (each) => row[each] !== null && (row[each] ?? '') !== (entry[each] ?? ''),
  );
  const evidence = newEvidence.map(({requirement, number}) => `evidence ${requirement} ${number}`);
  return [...changed, ...evidence];
}

function warningsOf(
  row: ImportRow,
  entry: KnownEntry | null,
  known: Known,
  {requirements, today}: Terms,
  firsts: Map<string, number>,
  number: number,
): string[] {
  const warnings: string[] = [];
  if (!entry) {
    const key = nameKey(row.name, row.postcode);
    const first = firsts.get(`name ${key}`);
    if (first !== undefined) warnings.push(`Row ${first} has the same name and postcode: is it the same person?`);
    else firsts.set(`name ${key}`, number);
    if (known.names.has(key) || known.names.has(nameKey(row.name, null))) {
      warnings.push('Somebody with this name is on the register already: is it the same person?');
    }
  }
  const dates = row.evidence.map((each) => ({...each, voided: null}));
  const states = requirementStates(requirements, row.circumstances, dates, today);
  for (const {terms, met} of entry ? [] : states) {
    if (met) continue;
    const effect = terms.onLapse === 'warn' ? '' : ', so they are not listed until it is renewed';
    warnings.push(`${terms.title}: out of date or missing${effect}.`);
  }
  return warnings;
}
