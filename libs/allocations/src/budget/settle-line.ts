import {Injectable} from '@nestjs/common';
import {notFound, type Day, type Pence} from '@app/kernel';
import type {Tx} from '@app/platform';
import {allClosed, belowNought} from '../allocations.errors.js';
import {Ledger, type Cause} from '../ledger/ledger.js';
import {lastDay, worthOf, type OpeningTerms, type TermsChange, type Worth} from './line-worth.js';
import {periodsAfter, periodsOf, type Cycle, type Span} from './periods.js';

/** What a change of a line's terms does to one period. */
export interface Adjustment extends Span {
  periodId: string;
  before: Worth;
  after: Worth;
  /** How much less than nought is left then; only where an officer allowed it. */
  overdrawnPence: Pence;
}

interface Held extends Span, Worth {
  periodId: string;
  /** With what may be overdrawn. */
  availablePence: Pence;
  closed: boolean;
  isNew: boolean;
}

interface Line extends OpeningTerms {
  id: string;
  cycle: Cycle;
  cycleAnchor: Day;
}

/** Lets a period be overdrawn so that a change can be made; without it such a change is refused. */
export interface AllowedOverdraft {
  reason: string;
  allowedBy: string;
}

/**
 * Brings a line's periods, and the money in them, to what its terms say now: missing periods are added, and what was
 * given is followed by what has to be added or taken back. Nothing that was written is changed. What a closed period
 * should have had goes to the first that is open.
 */
@Injectable()
export class SettleLine {
  constructor(private readonly ledger: Ledger) {}

  /**
   * @param through periods are there that start on or before this day
   * @throws NOT_FOUND, ALL_PERIODS_CLOSED, ALLOCATION_INSUFFICIENT naming each period that would go below nought
   */
  async run(
    tx: Tx,
    cause: Cause,
    lineId: string,
    options: {through?: Day; overdraft?: AllowedOverdraft | undefined} = {},
  ): Promise<Adjustment[]> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 6))`, [lineId]);
    const line = await lineOf(tx, lineId);
    const changes = await changesOf(tx, lineId);
    const added = await this.addPeriods(tx, cause.councilId, line, changes, options.through ?? null);
    const periods = await heldBy(tx, lineId, added);
    const due = adjustmentsOf(line, changes, periods);
    await this.allow(tx, cause, due, periods, options.overdraft);
    const isNew = (each: Adjustment) => added.has(each.periodId);
    await this.ledger.adjust(tx, cause, 'fund', due.filter(isNew).map(difference));
    await this.ledger.adjust(tx, cause, 'adjust', due.filter((each) => !isNew(each)).map(difference));
    return due;
  }

  private async addPeriods(
    tx: Tx,
    councilId: string,
    line: Line,
    changes: readonly TermsChange[],
    through: Day | null,
  ): Promise<Set<string>> {
    if (!through) return new Set();
    const [known] = await tx.query<[{endsOn: Day | null}]>(
      `SELECT max(ends_on) AS "endsOn" FROM budget_period WHERE line_id = $1`,
      [line.id],
    );
    const spans = periodsAfter(periodsOf({...line, endsOn: lastDay(line, changes)}, through), known.endsOn);
    if (spans.length === 0) return new Set();
    const rows = await tx.query<{id: string}[]>(
      `INSERT INTO budget_period (council_id, line_id, starts_on, ends_on)
       SELECT $1, $2, * FROM unnest($3::date[], $4::date[]) RETURNING id`,
      [councilId, line.id, spans.map((each) => each.startsOn), spans.map((each) => each.endsOn)],
    );
    return new Set(rows.map((row) => row.id));
  }

  /** Makes room for what would go below nought, where an officer lets it; refuses otherwise. */
  private async allow(
    tx: Tx,
    {councilId}: Cause,
    due: readonly Adjustment[],
    periods: readonly Held[],
    overdraft: AllowedOverdraft | undefined,
  ): Promise<void> {
    const short = due.flatMap((each) => {
      const left = periods.find((period) => period.periodId === each.periodId)?.availablePence ?? 0;
      const missing = -(left + changeOf(each));
      if (missing <= 0) return [];
      each.overdrawnPence = missing;
      return [{...each, missing, availablePence: left}];
    });
    if (short.length === 0) return;
    if (!overdraft) throw belowNought(short);
    await tx.query(
      `INSERT INTO overdraft (council_id, period_id, pence, reason, allowed_by)
       SELECT $1, p.id, p.pence, $2, $3 FROM unnest($4::uuid[], $5::bigint[]) AS p (id, pence)`,
      [
        councilId,
        overdraft.reason,
        overdraft.allowedBy,
        short.map((each) => each.periodId),
        short.map((each) => each.missing),
      ],
    );
  }
}

async function lineOf(tx: Tx, lineId: string): Promise<Line> {
  const [line] = await tx.query<Line[]>(
    `SELECT id, cycle, cycle_anchor AS "cycleAnchor", starts_on AS "startsOn", ends_on AS "endsOn",
            weekly_pence AS "weeklyPence", contribution_weekly_pence AS "contributionWeeklyPence",
            one_off_pence AS "oneOffPence" FROM budget_line WHERE id = $1`,
    [lineId],
  );
  if (!line) throw notFound('budget line');
  return line;
}

/** In the order in which they were recorded. */
export function changesOf(tx: Tx, lineId: string): Promise<TermsChange[]> {
  return tx.query<TermsChange[]>(
    `SELECT id, kind, from_day AS "fromDay", to_day AS "toDay", weekly_pence AS "weeklyPence",
            contribution_weekly_pence AS "contributionWeeklyPence", kept_bp AS "keptBp", replaces_id AS "replacesId"
     FROM line_change WHERE line_id = $1 ORDER BY recorded_at, id`,
    [lineId],
  );
}

async function heldBy(tx: Tx, lineId: string, added: ReadonlySet<string>): Promise<Held[]> {
  const rows = await tx.query<Held[]>(
    `SELECT p.id AS "periodId", p.starts_on AS "startsOn", p.ends_on AS "endsOn",
            b.allocated_pence AS "allocatedPence", b.contribution_pence AS "contributionPence",
            b.available_pence + b.overdraft_pence AS "availablePence", b.closed_at IS NOT NULL AS closed
     FROM budget_period p JOIN period_balance b ON b.period_id = p.id WHERE p.line_id = $1
     ORDER BY p.starts_on FOR NO KEY UPDATE OF b`,
    [lineId],
  );
  return rows.map((row) => ({...row, isNew: added.has(row.periodId)}));
}

/**
 * What differs between what each period should have and has; what is closed hands its difference on.
 * @throws ALL_PERIODS_CLOSED when there is none to hand it on to
 */
function adjustmentsOf(line: OpeningTerms, changes: readonly TermsChange[], periods: readonly Held[]): Adjustment[] {
  const worth = worthOf(line, changes, periods);
  let [allocated, contribution] = [0, 0];
  const due = periods.flatMap((period, index): Adjustment[] => {
    allocated += (worth[index]?.allocatedPence ?? 0) - period.allocatedPence;
    contribution += (worth[index]?.contributionPence ?? 0) - period.contributionPence;
    if (period.closed || (allocated === 0 && contribution === 0)) return [];
    const {periodId, startsOn, endsOn, allocatedPence, contributionPence} = period;
    const after = {allocatedPence: allocatedPence + allocated, contributionPence: contributionPence + contribution};
    [allocated, contribution] = [0, 0];
    return [{periodId, startsOn, endsOn, before: {allocatedPence, contributionPence}, after, overdrawnPence: 0}];
  });
  if (allocated !== 0 || contribution !== 0) throw allClosed(allocated + contribution);
  return due;
}

function difference({periodId, before, after}: Adjustment) {
  return {
    periodId,
    allocatedPence: after.allocatedPence - before.allocatedPence,
    contributionPence: after.contributionPence - before.contributionPence,
  };
}

function changeOf(each: Adjustment): Pence {
  const {allocatedPence, contributionPence} = difference(each);
  return allocatedPence + contributionPence;
}
