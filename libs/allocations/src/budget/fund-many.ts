import type {Pence} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {Span} from './periods.js';

/** New periods of one line, with what each is worth. */
export interface Funded {
  lineId: string;
  /** What the journal names: a row of a file, or the line itself. */
  causeId: string;
  periods: readonly (Span & {allocatedPence: Pence; contributionPence: Pence})[];
}

/** Adds periods to many lines at once, with their money: a statement for each kind of thing, a journal for each cause. */
export async function fundMany(
  tx: Tx,
  {councilId, kind, actorId}: {councilId: string; kind: string; actorId: string | null},
  lines: readonly Funded[],
): Promise<void> {
  const planned = lines.flatMap(({lineId, causeId, periods}) => periods.map((each) => ({lineId, causeId, ...each})));
  if (planned.length === 0) return;
  const ids = await tx.query<{id: string}[]>(`SELECT new_id() AS id FROM generate_series(1, $1::integer)`, [
    planned.length,
  ]);
  const periods = planned.map((each, index) => ({...each, id: ids[index]?.id ?? ''}));
  await tx.query(
    `INSERT INTO budget_period (id, council_id, line_id, starts_on, ends_on)
     SELECT p.id, $1, p.line_id, p.starts_on, p.ends_on
     FROM unnest($2::uuid[], $3::uuid[], $4::date[], $5::date[]) AS p (id, line_id, starts_on, ends_on)`,
    [
      councilId,
      periods.map((each) => each.id),
      periods.map((each) => each.lineId),
      periods.map((each) => each.startsOn),
      periods.map((each) => each.endsOn),
    ],
  );
  const worthy = periods.filter((each) => each.allocatedPence + each.contributionPence > 0);
  if (worthy.length === 0) return;
  await tx.query(JOURNALS, [
    ...[councilId, actorId, kind, worthy.map((each) => each.causeId), worthy.map((each) => each.id)],
    ...[worthy.map((each) => each.allocatedPence), worthy.map((each) => each.contributionPence)],
  ]);
}

const JOURNALS = `
  WITH journal AS (
    INSERT INTO ledger_journal (council_id, kind, cause_kind, cause_id, actor_id)
    SELECT DISTINCT $1::uuid, 'fund', $3, r, $2::uuid FROM unnest($4::uuid[]) AS r RETURNING id, cause_id
  )
  INSERT INTO ledger_entry (council_id, journal_id, period_id, account, amount_pence)
  SELECT $1, journal.id, p.period_id, side.account, side.pence
  FROM unnest($4::uuid[], $5::uuid[], $6::bigint[], $7::bigint[]) AS p (cause_id, period_id, allocated, contribution)
  JOIN journal ON journal.cause_id = p.cause_id,
  LATERAL (VALUES ('allocated', -p.allocated), ('contribution', -p.contribution), ('available', p.allocated + p.contribution))
    AS side (account, pence) WHERE side.pence <> 0`;
