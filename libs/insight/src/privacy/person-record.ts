import type {Names} from '@app/identity';
import type {Tx} from '@app/platform';
import {categoryOf} from './data-categories.js';
import type {PartChoice} from './data-request.entity.js';
import {gatherRecord, partsForReview, personColumns, type PartForReview, type RecordRow} from './gather-record.js';
import {keptWords} from './processing-record.js';
import type {Processing} from './read-processing.js';

export interface Withheld {
  part: string;
  reason: string;
}

/** A copy of all that is kept of one person, as it is given to them. */
export interface PersonRecord {
  person: {id: string; name: string};
  council: string;
  madeAt: string;
  categories: {
    code: string;
    title: string;
    purpose: string;
    basis: readonly string[];
    kept: string;
    tables: {table: string; rows: RecordRow[]}[];
  }[];
  /** Who looked at sensitive records of theirs, and when. */
  readings: {at: string; who: string; what: string; of: string}[];
  /** What is not given, and why. */
  withheld: Withheld[];
  notes: string[];
}

export const READING = /\.(?:read|viewed|listed|looked_at|reason_read|counted)$/;

const NOT_LOOKED_AT = 'Nobody has looked yet at whether it can be given without telling of somebody else.';
const NOTES = [
  'Records about somebody’s safety, if there are any about you, are with the safeguarding team, which decides what can be given.',
  'What referees wrote in confidence, and assessments of risk, are not in this copy. Ask us if you want to know more.',
];

export interface Choice {
  part: string;
  choice: PartChoice;
  reason: string | null;
}

/** Gathers a record, and leaves out what was chosen to be left out, or was not looked at. */
export async function personRecord(
  tx: Tx,
  names: Names,
  {person, council, madeAt}: {person: {id: string; name: string}; council: string; madeAt: Date},
  processing: readonly Processing[],
  choices: readonly Choice[],
): Promise<PersonRecord> {
  const gathered = await gatherRecord(tx, person.id);
  const columns = await personColumns(tx);
  const parts = partsForReview(gathered, person.id, columns);
  const named = await names.of(tx, idsIn(gathered.flatMap((each) => each.tables.flatMap(({rows}) => rows))));
  const hidden = new Map(parts.flatMap(({part}) => withheldOf(part, choices)));
  const shown = (table: string, row: RecordRow): RecordRow =>
    Object.fromEntries(
      Object.entries(row).map(([column, value]) => {
        const part = `${table}.${column}`;
        if (hidden.has(part) && value !== null && value !== person.id) return [column, '[withheld]'];
        return [column, columns.has(part) && typeof value === 'string' ? (named.get(value) ?? value) : value];
      }),
    );
  const categories = gathered.map(({code, title, tables}) => {
    const {purpose = '', basis = []} = categoryOf(code) ?? {};
    const kept = processing.find((each) => each.code === code);
    return {
      ...{code, title, purpose, basis, kept: kept ? keptWords(kept) : ''},
      tables: tables.map(({table, rows}) => ({table, rows: rows.map((row) => shown(table, row))})),
    };
  });
  const trail = gathered.find(({code}) => code === 'trail')?.tables[0]?.rows ?? [];
  return {
    ...{person, council, madeAt: madeAt.toISOString(), categories},
    readings: trail
      .filter((row) => READING.test(String(row.action)) && row.actor_id !== person.id)
      .map((row) => ({
        at: String(row.at),
        who: hidden.has('audit_entry.actor_id') ? '[withheld]' : (named.get(String(row.actor_id)) ?? 'The service'),
        ...{what: String(row.action), of: String(row.subject_kind)},
      })),
    withheld: [...hidden].map(([part, reason]) => ({part, reason})),
    notes: NOTES,
  };
}

/** What still has to be looked at: a part without a choice. */
export function notLookedAt(parts: readonly PartForReview[], choices: readonly Choice[]): PartForReview[] {
  return parts.filter(({part}) => !choices.some((each) => each.part === part));
}

function withheldOf(part: string, choices: readonly Choice[]): [string, string][] {
  const choice = choices.findLast((each) => each.part === part);
  if (choice?.choice === 'released') return [];
  return [[part, choice?.reason ?? NOT_LOOKED_AT]];
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function idsIn(rows: readonly RecordRow[]): string[] {
  const ids = new Set<string>();
  for (const row of rows) {
    for (const value of Object.values(row)) if (typeof value === 'string' && UUID.test(value)) ids.add(value);
  }
  return [...ids];
}
