import type {Tx} from '@app/platform';
import {DATA_CATEGORIES} from './data-categories.js';
import {PERSONAL_TABLES} from './personal-tables.js';
import {FREE_TEXT, OTHERS_COLUMNS, QUIET_PARTS, SECRET_COLUMNS} from './personal-table.js';

export type RecordRow = Record<string, unknown>;

export interface GatheredTable {
  table: string;
  rows: RecordRow[];
}

export interface GatheredCategory {
  code: string;
  title: string;
  tables: GatheredTable[];
}

/** A part of the record that names others, or may: somebody has to look at it before it is given. */
export interface PartForReview {
  /** `visit.approved_by` */
  part: string;
  why: 'names' | 'text';
  /** In how many records. */
  records: number;
  /** The first few of what it says, to judge by. */
  examples: string[];
}

/** Entries that would tell of what nobody but the safeguarding team may tell. */
const QUIET = `t.action NOT LIKE 'concern.%' AND t.action NOT LIKE 'member.susp%' AND t.action <> 'visits.looked_at'`;
const EXAMPLES = 5;

/** Everything of one person, category by category, as it stands in the tables; secrets are never among it. */
export async function gatherRecord(tx: Tx, personId: string): Promise<GatheredCategory[]> {
  const gathered = new Map<string, GatheredTable[]>();
  for (const [table, {category, columns, of}] of Object.entries(PERSONAL_TABLES)) {
    if (of === null) continue;
    const open = columns
      .split(' ')
      .filter((column) => !SECRET_COLUMNS.has(column) && !QUIET_PARTS.has(`${table}.${column}`));
    const where = table === 'audit_entry' ? `(${of}) AND ${QUIET}` : of;
    const rows = await tx.query<{row: RecordRow}[]>(
      `SELECT to_jsonb(x) AS row FROM (SELECT ${open.map((column) => `t.${column}`).join(', ')} FROM ${table} t WHERE ${where}) x`,
      [personId],
    );
    if (rows.length === 0) continue;
    const tables = gathered.get(category) ?? [];
    gathered.set(category, [...tables, {table, rows: rows.map((each) => each.row)}]);
  }
  return DATA_CATEGORIES.flatMap(({code, title}) => {
    const tables = gathered.get(code);
    return tables ? [{code, title, tables}] : [];
  });
}

/** Which parts name somebody else, by an id or in words of people's own. */
export function partsForReview(
  record: readonly GatheredCategory[],
  personId: string,
  personColumns: ReadonlySet<string>,
): PartForReview[] {
  const parts = new Map<string, PartForReview>();
  // Who answers a request, and why something is withheld, is theirs to know; looking at it would never end.
  const others = record.filter(({code}) => code !== 'rights');
  for (const {table, rows} of others.flatMap((each) => each.tables)) {
    for (const row of rows) {
      for (const [column, value] of Object.entries(row)) {
        const part = `${table}.${column}`;
        const names = personColumns.has(part) ? value !== null && value !== personId : OTHERS_COLUMNS.has(part);
        if (value === null || value === '' || !(names || FREE_TEXT.has(column))) continue;
        const found = parts.get(part) ?? {part, why: names ? 'names' : 'text', records: 0, examples: []};
        found.records += 1;
        const words = typeof value === 'string' ? value : JSON.stringify(value);
        if (found.examples.length < EXAMPLES && !found.examples.includes(words)) found.examples.push(words);
        parts.set(part, found);
      }
    }
  }
  return [...parts.values()];
}

/** Columns that hold a person's id, by what the database says they point to; the trail points nowhere, and holds them too. */
export async function personColumns(tx: Tx): Promise<Set<string>> {
  const rows = await tx.query<{part: string}[]>(
    `SELECT f.conrelid::regclass || '.' || a.attname AS part
     FROM pg_constraint f JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
     WHERE f.contype = 'f' AND f.confrelid = 'person'::regclass`,
  );
  return new Set([...rows.map((row) => row.part), 'audit_entry.actor_id', 'audit_entry.for_id', 'visit.worker_id']);
}
