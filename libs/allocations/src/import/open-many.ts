import type {Day, Pence} from '@app/kernel';
import type {Tx} from '@app/platform';
import {fundMany, type Funded} from '../budget/fund-many.js';
import {worthOf} from '../budget/line-worth.js';
import {periodsOf, type Span} from '../budget/periods.js';
import type {AllocationImport} from './allocation-import.entity.js';
import type {ImportContent} from './import-row.js';

/** Of a row what its periods are worked out from; the rest of it stays in the database. */
export interface NewRow {
  id: string;
  agreement: string;
  startsOn: Day;
  endsOn: Day | null;
  weeklyPence: Pence;
  contributionWeeklyPence: Pence;
  frequency: ImportContent['frequency'];
}

export interface OpenedRow {
  rowId: string;
  lineId: string;
}

/**
 * Opens a line for each row, with its person and budget where there is none, its periods and its money: a statement for
 * each kind of thing, however many rows, which reads what the rows say where they are. One journal a row, whose cause is
 * the row.
 */
export async function openMany(
  tx: Tx,
  {id: importId, councilId, closedBy}: Pick<AllocationImport, 'id' | 'councilId' | 'closedBy'>,
  rows: readonly NewRow[],
  through: Day,
): Promise<OpenedRow[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  for (const statement of [PEOPLE, BUDGETS]) await tx.query(statement, [councilId, ids]);
  const lines = await tx.query<{id: string; reference: string}[]>(LINES, [councilId, ids]);
  const lineOf = new Map(lines.map((line) => [line.reference, line.id]));
  const opened = rows.map((row) => ({rowId: row.id, lineId: lineOf.get(row.agreement) ?? ''}));
  await fundMany(tx, {councilId, kind: 'import_row', actorId: closedBy}, fundedOf(rows, opened, through));
  await tx.query(IMPORTED, [councilId, importId, ids, opened.map((row) => row.lineId)]);
  return opened;
}

/** By the council's number of them; who is not known yet is written down, as the last of their rows calls them. */
const PEOPLE = `
  INSERT INTO person (council_id, name, council_reference)
  SELECT DISTINCT ON (r.content ->> 'personReference') $1::uuid, r.content ->> 'name', r.content ->> 'personReference'
  FROM allocation_import_row r WHERE r.id = ANY ($2::uuid[])
  ORDER BY r.content ->> 'personReference', r.row_number DESC
  ON CONFLICT (council_id, council_reference) DO NOTHING`;

const PERSON = `(SELECT p.id FROM person p WHERE p.council_id = $1 AND p.council_reference = r.content ->> 'personReference')`;

const BUDGETS = `
  INSERT INTO budget (council_id, holder_id, kind)
  SELECT DISTINCT $1::uuid, ${PERSON}, 'adult' FROM allocation_import_row r WHERE r.id = ANY ($2::uuid[])
  ON CONFLICT (holder_id, kind) DO NOTHING`;

const LINES = `
  INSERT INTO budget_line (council_id, budget_id, deployment, paid_to, purpose, restriction, restriction_reason, weekly_pence,
                           contribution_weekly_pence, cycle, cycle_anchor, starts_on, ends_on, reference)
  SELECT $1::uuid, (SELECT b.id FROM budget b WHERE b.kind = 'adult' AND b.holder_id = ${PERSON}), c.deployment,
         CASE c.deployment WHEN 'direct_payment' THEN 'own_account' END, 'Agreement ' || c.agreement, c.restriction,
         CASE WHEN c.restriction IS NOT NULL THEN 'From the council’s finance system' END,
         c."grossWeeklyPence" - c."contributionPence", c."contributionPence", c.frequency, c."startsOn", c."startsOn",
         c."endsOn", c.agreement
  FROM allocation_import_row r, LATERAL jsonb_to_record(r.content) AS c (deployment text, agreement text, restriction text,
    "grossWeeklyPence" bigint, "contributionPence" bigint, frequency text, "startsOn" date, "endsOn" date)
  WHERE r.id = ANY ($2::uuid[]) RETURNING id, reference`;

const IMPORTED = `
  INSERT INTO imported_line (line_id, council_id, import_id, content)
  SELECT o.line_id, $1::uuid, $2::uuid, r.content
  FROM unnest($3::uuid[], $4::uuid[]) AS o (row_id, line_id) JOIN allocation_import_row r ON r.id = o.row_id`;

/** Rows that run alike, as those of a year mostly do, share their periods. */
function fundedOf(rows: readonly NewRow[], opened: readonly OpenedRow[], through: Day): Funded[] {
  const known = new Map<string, Span[]>();
  return rows.map((row, index) => {
    const {startsOn, endsOn, frequency, id: causeId} = row;
    const alike = `${startsOn} ${endsOn} ${frequency}`;
    const days = {startsOn, endsOn, cycle: frequency, cycleAnchor: startsOn};
    const spans = known.get(alike) ?? periodsOf(days, startsOn > through ? startsOn : through);
    known.set(alike, spans);
    return {lineId: opened[index]?.lineId ?? '', causeId, spans, worth: worthOf({...row, oneOffPence: 0}, [], spans)};
  });
}
