import {Injectable} from '@nestjs/common';
import {Clock, londonDay, notFound, type Day, type Pence} from '@app/kernel';
import {holderFor, linesFor, type Principal} from '@app/identity';
import {prepared, UnitOfWork, type Reader, type Tx} from '@app/platform';
import type {Account, JournalKind} from '../ledger/ledger.entity.js';
import type {ContributionMethod, Deployment, Funder, PaidTo} from './budget-line.entity.js';
import type {Cycle} from './periods.js';
import {figuresOfHolder, type FigureView} from './set-figure.js';

export interface PeriodFigures {
  id: string;
  startsOn: Day;
  endsOn: Day;
  /** What the council gave and left here: without what was rolled over, reclaimed or, the other way, written off. */
  allocatedPence: Pence;
  contributionPence: Pence;
  heldPence: Pence;
  committedPence: Pence;
  spentPence: Pence;
  ringFencedPence: Pence;
  /** Below nought only where an officer allowed it. */
  availablePence: Pence;
  /** Of the contribution, what was paid in; part of no sum. */
  contributionPaidPence: Pence;
}

export interface LineView {
  id: string;
  budgetId: string;
  holder: {id: string; name: string};
  /** A carer's own is kept apart. */
  kind: 'adult' | 'carer';
  deployment: Deployment;
  paidTo: PaidTo | null;
  funder: Funder;
  councilShareBp: number;
  purpose: string;
  restriction: string | null;
  restrictionReason: string | null;
  cycle: Cycle;
  startsOn: Day;
  /** The last day as it was said last. */
  endsOn: Day | null;
  /** A week, as it is today. */
  weeklyPence: Pence;
  contributionWeeklyPence: Pence;
  contributionMethod: ContributionMethod;
  contributionFirst: boolean;
  oneOffPence: Pence;
  /** The council's own number for it. */
  reference: string | null;
  /** The one that holds today, else the next, else the last. */
  period: PeriodFigures | null;
}

export interface EntryView {
  /** The entries of one thing that happened share it, and sum to nought. */
  journalId: number;
  at: Date;
  kind: JournalKind;
  account: Account;
  amountPence: Pence;
  causeKind: string;
  causeId: string;
  actorName: string | null;
  /** Whom the actor acted for, when that was somebody else. */
  forName: string | null;
}

/** What a person sees of their own budget, or of the budget of the person they act for. */
@Injectable()
export class ReadBudgets {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Every line with its current period, and the early and the final figure of each budget; no figures for who holds a fund. */
  async overview(principal: Principal): Promise<{lines: LineView[]; figures: FigureView[]}> {
    const holderId = holderFor(principal, 'see_budget');
    const reached = linesFor(principal, 'see_budget');
    const [lines, figures] = await this.uow.read(principal.councilId, (reader) => [
      this.linesOf(reader, holderId, reached),
      reached ? Promise.resolve([]) : figuresOfHolder(reader, holderId),
    ]);
    return {lines, figures};
  }

  /** Every line with its current period. One query. */
  async lines(principal: Principal): Promise<LineView[]> {
    const holderId = holderFor(principal, 'see_budget');
    const [lines] = await this.uow.read(principal.councilId, (reader) => [
      this.linesOf(reader, holderId, linesFor(principal, 'see_budget')),
    ]);
    return lines;
  }

  /** @param only the lines that somebody who holds a fund reaches; null is all of them */
  linesOf(tx: Reader, holderId: string, only: readonly string[] | null): Promise<LineView[]> {
    return prepared<LineView[]>(tx, LINES, [holderId, londonDay(this.clock.now()), only]);
  }

  /** Every period of a line, with what only the council looks at. */
  periodsOf(tx: Tx, lineId: string): Promise<(PeriodFigures & {overdraftPence: Pence; closedOn: Day | null})[]> {
    return tx.query(
      `SELECT ${FIGURES}, f.overdraft_pence AS "overdraftPence", (f.closed_at AT TIME ZONE 'Europe/London')::date AS "closedOn"
       FROM budget_period p JOIN period_balance f ON f.period_id = p.id WHERE p.line_id = $1 ORDER BY p.starts_on`,
      [lineId],
    );
  }

  /**
   * A line's periods, and the entries behind one period's figures, newest first, so many things that happened at a time.
   * @throws NOT_FOUND when the line or period is not this holder's
   */
  async line(
    principal: Principal,
    lineId: string,
    periodId: string | null,
    part: EntriesWanted = {},
  ): Promise<LineDetail> {
    const holderId = holderFor(principal, 'see_budget');
    const [lines, periods] = await this.uow.read(principal.councilId, (reader) => [
      this.linesOf(reader, holderId, linesFor(principal, 'see_budget')),
      prepared<PeriodFigures[]>(reader, PERIODS, [lineId]),
    ]);
    const line = lines.find((each) => each.id === lineId);
    if (!line) throw notFound('budget line');
    const period = periods.find((each) => each.id === (periodId ?? line.period?.id)) ?? null;
    if (periodId && !period) throw notFound('period');
    if (!period) return {line, periods, period, entries: [], older: null};
    const {before = null, accounts = null, most = MOST_THINGS} = part;
    const [entries] = await this.uow.read(principal.councilId, (reader) => [
      prepared<EntryView[]>(reader, ENTRIES, [period.id, before, accounts, most + 1]),
    ]);
    const journals = [...new Set(entries.map((each) => each.journalId))];
    const last = journals.length > most ? journals[most - 1] : undefined;
    if (last === undefined) return {line, periods, period, entries, older: null};
    return {line, periods, period, entries: entries.filter((each) => each.journalId >= last), older: last};
  }
}

export interface EntriesWanted {
  /** Only what happened before the thing of this number: `older` of the part before. */
  before?: number | null;
  /** Only what these accounts show; every one when left out. */
  accounts?: readonly Account[] | null;
  /** How many things that happened. */
  most?: number;
}

export interface LineDetail {
  line: LineView;
  periods: PeriodFigures[];
  period: PeriodFigures | null;
  entries: EntryView[];
  /** Before which the older ones are read; null when there are none. */
  older: number | null;
}

const MOST_THINGS = 250;

const FIGURES = `
  p.id, p.starts_on AS "startsOn", p.ends_on AS "endsOn", f.contribution_paid_pence AS "contributionPaidPence",
  f.allocated_pence + f.written_off_pence - f.rolled_over_pence - f.reclaimed_pence AS "allocatedPence",
  f.contribution_pence AS "contributionPence", f.held_pence AS "heldPence", f.committed_pence AS "committedPence",
  f.spent_pence AS "spentPence", f.ring_fenced_pence AS "ringFencedPence", f.available_pence AS "availablePence"`;

const LINES = `
  SELECT l.id, b.id AS "budgetId", json_build_object('id', h.id, 'name', h.name) AS holder, b.kind, l.deployment,
         l.paid_to AS "paidTo", l.funder, l.council_share_bp AS "councilShareBp", l.purpose, l.restriction,
         l.restriction_reason AS "restrictionReason", l.cycle, l.starts_on AS "startsOn",
         coalesce(ended.from_day, l.ends_on) AS "endsOn", coalesce(amount.weekly_pence, l.weekly_pence) AS "weeklyPence",
         coalesce(amount.contribution_weekly_pence, l.contribution_weekly_pence) AS "contributionWeeklyPence",
         l.contribution_method AS "contributionMethod", l.contribution_first AS "contributionFirst",
         l.one_off_pence AS "oneOffPence", l.reference,
         (SELECT row_to_json(current) FROM (
            SELECT ${FIGURES} FROM budget_period p JOIN period_balance f ON f.period_id = p.id WHERE p.line_id = l.id
            ORDER BY p.ends_on >= $2::date DESC, CASE WHEN p.ends_on >= $2::date THEN p.starts_on END, p.starts_on DESC LIMIT 1) current) AS period
  FROM budget b JOIN budget_line l ON l.budget_id = b.id JOIN person h ON h.id = b.holder_id
  LEFT JOIN LATERAL (SELECT c.weekly_pence, c.contribution_weekly_pence FROM line_change c
    WHERE c.line_id = l.id AND c.kind = 'amount' AND c.from_day <= $2::date
      AND NOT EXISTS (SELECT FROM line_change r WHERE r.replaces_id = c.id)
    ORDER BY c.from_day DESC, c.recorded_at DESC, c.id DESC LIMIT 1) amount ON true
  LEFT JOIN LATERAL (SELECT c.from_day FROM line_change c WHERE c.line_id = l.id AND c.kind = 'end'
      AND NOT EXISTS (SELECT FROM line_change r WHERE r.replaces_id = c.id)
    ORDER BY c.recorded_at DESC, c.id DESC LIMIT 1) ended ON true
  WHERE b.holder_id = $1 AND ($3::uuid[] IS NULL OR l.id = ANY ($3)) ORDER BY b.kind, l.starts_on, l.id`;

const PERIODS = `
  SELECT ${FIGURES} FROM budget_period p JOIN period_balance f ON f.period_id = p.id WHERE p.line_id = $1 ORDER BY p.starts_on`;

const ENTRIES = `
  WITH newest AS MATERIALIZED (
    SELECT journal_id FROM ledger_entry
    WHERE period_id = $1 AND ($2::bigint IS NULL OR journal_id < $2) AND ($3::text[] IS NULL OR account = ANY ($3))
    GROUP BY journal_id ORDER BY journal_id DESC LIMIT $4)
  SELECT j.id AS "journalId", j.at, j.kind, e.account, e.amount_pence AS "amountPence", j.cause_kind AS "causeKind", j.cause_id AS "causeId",
         a.name AS "actorName", f.name AS "forName"
  FROM newest n JOIN ledger_journal j ON j.id = n.journal_id JOIN ledger_entry e ON e.journal_id = j.id AND e.period_id = $1
  LEFT JOIN person a ON a.id = j.actor_id LEFT JOIN person f ON f.id = j.for_id
  ORDER BY j.id DESC, e.id DESC`;
