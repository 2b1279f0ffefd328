import {Injectable} from '@nestjs/common';
import {Clock, londonDay, notFound, type Day, type Pence} from '@app/kernel';
import {holderFor, linesFor, type Principal} from '@app/identity';
import {UnitOfWork, type Tx} from '@app/platform';
import type {Account, JournalKind} from '../ledger/ledger.entity.js';
import type {Deployment} from './budget-line.entity.js';

export interface PeriodFigures {
  id: string;
  startsOn: Day;
  endsOn: Day;
  allocatedPence: Pence;
  contributionPence: Pence;
  heldPence: Pence;
  committedPence: Pence;
  spentPence: Pence;
  ringFencedPence: Pence;
  availablePence: Pence;
}

export interface LineView {
  id: string;
  budgetId: string;
  holder: {id: string; name: string};
  deployment: Deployment;
  purpose: string;
  startsOn: Day;
  endsOn: Day | null;
  weeklyPence: Pence;
  contributionWeeklyPence: Pence;
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

  /** Every line with its current period. One query. */
  lines(principal: Principal): Promise<LineView[]> {
    const holderId = holderFor(principal, 'see_budget');
    return this.uow.run(principal.councilId, (tx) => this.linesOf(tx, holderId, linesFor(principal, 'see_budget')));
  }

  /** @param only the lines that somebody who holds a fund reaches; null is all of them */
  linesOf(tx: Tx, holderId: string, only: readonly string[] | null): Promise<LineView[]> {
    return tx.query<LineView[]>(LINES, [holderId, londonDay(this.clock.now()), only]);
  }

  /**
   * A line's periods, and the entries behind one period's figures, newest first.
   * @throws NOT_FOUND when the line or period is not this holder's
   */
  line(principal: Principal, lineId: string, periodId: string | null): Promise<LineDetail> {
    const holderId = holderFor(principal, 'see_budget');
    return this.uow.run(principal.councilId, async (tx) => {
      const reached = linesFor(principal, 'see_budget');
      const line = (await this.linesOf(tx, holderId, reached)).find((each) => each.id === lineId);
      if (!line) throw notFound('budget line');
      const periods = await tx.query<PeriodFigures[]>(PERIODS, [lineId]);
      const period = periods.find((each) => each.id === (periodId ?? line.period?.id)) ?? null;
      if (periodId && !period) throw notFound('period');
      const entries = period ? await tx.query<EntryView[]>(ENTRIES, [period.id]) : [];
      return {line, periods, period, entries};
    });
  }
}

export interface LineDetail {
  line: LineView;
  periods: PeriodFigures[];
  period: PeriodFigures | null;
  entries: EntryView[];
}

const FIGURES = `
  p.id, p.starts_on AS "startsOn", p.ends_on AS "endsOn", f.allocated_pence AS "allocatedPence",
  f.contribution_pence AS "contributionPence", f.held_pence AS "heldPence", f.committed_pence AS "committedPence",
  f.spent_pence AS "spentPence", f.ring_fenced_pence AS "ringFencedPence", f.available_pence AS "availablePence"`;

const LINES = `
  SELECT l.id, b.id AS "budgetId", json_build_object('id', h.id, 'name', h.name) AS holder, l.deployment, l.purpose,
         l.starts_on AS "startsOn", l.ends_on AS "endsOn", l.weekly_pence AS "weeklyPence",
         l.contribution_weekly_pence AS "contributionWeeklyPence",
         (SELECT row_to_json(current) FROM (
            SELECT ${FIGURES} FROM budget_period p JOIN period_balance f ON f.period_id = p.id WHERE p.line_id = l.id
            ORDER BY p.ends_on >= $2::date DESC, CASE WHEN p.ends_on >= $2::date THEN p.starts_on END, p.starts_on DESC LIMIT 1) current) AS period
  FROM budget b JOIN budget_line l ON l.budget_id = b.id JOIN person h ON h.id = b.holder_id
  WHERE b.holder_id = $1 AND ($3::uuid[] IS NULL OR l.id = ANY ($3)) ORDER BY b.kind, l.starts_on, l.id`;

const PERIODS = `
  SELECT ${FIGURES} FROM budget_period p JOIN period_balance f ON f.period_id = p.id WHERE p.line_id = $1 ORDER BY p.starts_on`;

const ENTRIES = `
  SELECT j.id AS "journalId", j.at, j.kind, e.account, e.amount_pence AS "amountPence", j.cause_kind AS "causeKind", j.cause_id AS "causeId",
         a.name AS "actorName", f.name AS "forName"
  FROM ledger_entry e JOIN ledger_journal j ON j.id = e.journal_id
  LEFT JOIN person a ON a.id = j.actor_id LEFT JOIN person f ON f.id = j.for_id
  WHERE e.period_id = $1 ORDER BY e.id DESC LIMIT 500`;
