import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {fundMany, type Funded} from '../budget/fund-many.js';
import {worthOf} from '../budget/line-worth.js';
import {periodsOf} from '../budget/periods.js';
import type {AllocationImport} from './allocation-import.entity.js';
import type {ImportContent} from './import-row.js';

interface Row {
  id: string;
  content: ImportContent;
}

export interface OpenedRow {
  lineId: string;
  content: ImportContent;
}

/**
 * Opens a line for each row, with its person and budget where there is none, its periods and its money: a statement for
 * each kind of thing, however many rows. One journal a row, whose cause is the row.
 */
export async function openMany(
  tx: Tx,
  {id: importId, councilId, closedBy}: Pick<AllocationImport, 'id' | 'councilId' | 'closedBy'>,
  rows: readonly Row[],
  through: Day,
): Promise<OpenedRow[]> {
  if (rows.length === 0) return [];
  const people = await peopleOf(tx, councilId, rows);
  const budgets = await budgetsOf(tx, councilId, [...people.values()]);
  const lines = await tx.query<{id: string; reference: string}[]>(
    `INSERT INTO budget_line (council_id, budget_id, deployment, paid_to, purpose, restriction, restriction_reason, weekly_pence,
                              contribution_weekly_pence, cycle, cycle_anchor, starts_on, ends_on, reference)
     SELECT $1, r.budget_id, r.deployment, r.paid_to, r.purpose, r.restriction, r.restriction_reason, r.weekly, r.contribution,
            r.cycle, r.starts_on, r.starts_on, r.ends_on, r.reference
     FROM jsonb_to_recordset($2) AS r (budget_id uuid, deployment text, paid_to text, purpose text, restriction text,
       restriction_reason text, weekly bigint, contribution bigint, cycle text, starts_on date, ends_on date, reference text)
     RETURNING id, reference`,
    [
      councilId,
      JSON.stringify(
        rows.map(({content}) => lineColumns(content, budgets.get(people.get(content.personReference) ?? '') ?? '')),
      ),
    ],
  );
  const lineOf = new Map(lines.map((line) => [line.reference, line.id]));
  const opened = rows.map(({id, content}) => ({id, content, lineId: lineOf.get(content.agreement) ?? ''}));
  await fundMany(
    tx,
    {councilId, kind: 'import_row', actorId: closedBy},
    opened.map((row) => fundedOf(row, through)),
  );
  await tx.query(
    `INSERT INTO imported_line (line_id, council_id, import_id, content)
     SELECT r.line_id, $1, $2, r.content FROM jsonb_to_recordset($3) AS r (line_id uuid, content jsonb)`,
    [councilId, importId, JSON.stringify(opened.map(({lineId, content}) => ({line_id: lineId, content})))],
  );
  return opened;
}

/** By the council's number of them; who is not known yet is written down. */
async function peopleOf(tx: Tx, councilId: string, rows: readonly Row[]): Promise<Map<string, string>> {
  const names = new Map(rows.map(({content}) => [content.personReference, content.name]));
  await tx.query(
    `INSERT INTO person (council_id, name, council_reference) SELECT $1, name, reference
     FROM unnest($2::text[], $3::text[]) AS n (reference, name) ON CONFLICT (council_id, council_reference) DO NOTHING`,
    [councilId, [...names.keys()], [...names.values()]],
  );
  const found = await tx.query<{id: string; reference: string}[]>(
    `SELECT id, council_reference AS reference FROM person WHERE council_reference = ANY ($1)`,
    [[...names.keys()]],
  );
  return new Map(found.map((person) => [person.reference, person.id]));
}

async function budgetsOf(tx: Tx, councilId: string, holders: readonly string[]): Promise<Map<string, string>> {
  await tx.query(
    `INSERT INTO budget (council_id, holder_id, kind) SELECT $1, h, 'adult' FROM unnest($2::uuid[]) AS h
     ON CONFLICT (holder_id, kind) DO NOTHING`,
    [councilId, [...new Set(holders)]],
  );
  const found = await tx.query<{id: string; holder: string}[]>(
    `SELECT id, holder_id AS holder FROM budget WHERE holder_id = ANY ($1) AND kind = 'adult'`,
    [holders],
  );
  return new Map(found.map((budget) => [budget.holder, budget.id]));
}

function lineColumns(content: ImportContent, budgetId: string) {
  return {
    ...{budget_id: budgetId, deployment: content.deployment, purpose: `Agreement ${content.agreement}`},
    paid_to: content.deployment === 'direct_payment' ? 'own_account' : null,
    restriction: content.restriction,
    restriction_reason: content.restriction && 'From the council’s finance system',
    ...{weekly: content.grossWeeklyPence - content.contributionPence, contribution: content.contributionPence},
    ...{cycle: content.frequency, starts_on: content.startsOn, ends_on: content.endsOn, reference: content.agreement},
  };
}

function fundedOf({id: causeId, lineId, content}: Row & {lineId: string}, through: Day): Funded {
  const terms = {
    ...{startsOn: content.startsOn, endsOn: content.endsOn, oneOffPence: 0},
    weeklyPence: content.grossWeeklyPence - content.contributionPence,
    contributionWeeklyPence: content.contributionPence,
  };
  const until = content.startsOn > through ? content.startsOn : through;
  const spans = periodsOf({...terms, cycle: content.frequency, cycleAnchor: content.startsOn}, until);
  const worth = worthOf(terms, [], spans);
  const periods = spans.map((span, index) => ({
    ...span,
    ...(worth[index] ?? {allocatedPence: 0, contributionPence: 0}),
  }));
  return {lineId, causeId, periods};
}
