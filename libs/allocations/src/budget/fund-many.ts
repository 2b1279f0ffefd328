import type {Tx} from '@app/platform';
import type {Worth} from './line-worth.js';
import type {Span} from './periods.js';

/** New periods of one line, with what each is worth. */
export interface Funded {
  lineId: string;
  /** What the journal names: a row of a file, or the line itself. */
  causeId: string;
  spans: readonly Span[];
  /** Of each span, in their order. */
  worth: readonly Worth[];
}

/** Adds periods to many lines at once, with their money: a statement for each kind of thing, a journal for each cause. */
export async function fundMany(
  tx: Tx,
  {councilId, kind, actorId}: {councilId: string; kind: string; actorId: string | null},
  lines: readonly Funded[],
): Promise<void> {
  const spans = lines.flatMap((line) => line.spans);
  if (spans.length === 0) return;
  const worth = lines.flatMap((line) => line.worth);
  // Counted from 1, as the database counts: a period says which line is its own by that, not by another copy of its id.
  const which = listed(lines.flatMap((line, index) => line.spans.map(() => index + 1)));
  const [{ids}] = await tx.query<[{ids: string}]>(NEW_IDS, [spans.length]);
  await tx.query(PERIODS, [
    ...[councilId, listed(lines.map((line) => line.lineId)), ids, which],
    ...[listed(spans.map((each) => each.startsOn)), listed(spans.map((each) => each.endsOn))],
  ]);
  if (!worth.some((each) => each.allocatedPence + each.contributionPence > 0)) return;
  await tx.query(JOURNALS, [
    ...[councilId, actorId, kind, listed(lines.map((line) => line.causeId)), ids, which],
    ...[listed(worth.map((each) => each.allocatedPence)), listed(worth.map((each) => each.contributionPence))],
  ]);
}

/** Ids, days and numbers as the database writes a list of them: in one piece, as the driver would put it together bit by bit. */
const listed = (list: readonly (string | number)[]) => `{${list.join(',')}}`;

/** They come as one text and go back as it, as nobody here reads them. */
const NEW_IDS = `SELECT array_agg(new_id())::text AS ids FROM generate_series(1, $1::integer)`;

const PERIODS = `
  INSERT INTO budget_period (id, council_id, line_id, starts_on, ends_on)
  SELECT p.id, $1::uuid, ($2::uuid[])[p.line], p.starts_on, p.ends_on
  FROM unnest($3::uuid[], $4::integer[], $5::date[], $6::date[]) AS p (id, line, starts_on, ends_on)`;

const JOURNALS = `
  WITH worthy AS (
    SELECT ($4::uuid[])[p.line] AS cause_id, p.period_id, p.allocated, p.contribution
    FROM unnest($5::uuid[], $6::integer[], $7::bigint[], $8::bigint[]) AS p (period_id, line, allocated, contribution)
    WHERE p.allocated + p.contribution > 0
  ), journal AS (
    INSERT INTO ledger_journal (council_id, kind, cause_kind, cause_id, actor_id)
    SELECT DISTINCT $1::uuid, 'fund', $3, cause_id, $2::uuid FROM worthy RETURNING id, cause_id
  )
  INSERT INTO ledger_entry (council_id, journal_id, period_id, account, amount_pence)
  SELECT $1::uuid, journal.id, p.period_id, side.account, side.pence FROM worthy p JOIN journal ON journal.cause_id = p.cause_id,
  LATERAL (VALUES ('allocated', -p.allocated), ('contribution', -p.contribution), ('available', p.allocated + p.contribution))
    AS side (account, pence) WHERE side.pence <> 0`;
