import {Injectable} from '@nestjs/common';
import {holderFor, linesFor, requirePermission, type Principal} from '@app/identity';
import {addMonths, Clock, DomainError, londonDay, notFound, type Day} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import type {FundStatement} from './fund.entity.js';
import {FundLines} from './fund-lines.js';
import {MEMBERS, POOLS, STATEMENTS, USES} from './fund-queries.js';
import {SendFundStatement, type DraftStatement} from './send-fund-statement.js';

export interface FundView {
  lineId: string;
  purpose: string;
  person: string;
  lastMonth: Day | null;
  lastState: FundStatement['state'] | null;
  bankedMinutes: number;
}

export interface FundUseView {
  id: string;
  onDay: Day;
  what: string;
  minutes: number;
}

export type StatementView = Omit<
  FundStatement,
  'councilId' | 'answeredBy' | 'sentBy' | 'sentAt' | 'answeredAt' | 'emptiedAt'
> & {
  purpose: string;
  person: string;
  sentBy: string;
  sentOn: Day;
  answeredBy: string | null;
  pool: string | null;
  uses: FundUseView[];
  poolUses: FundUseView[];
};

export interface PoolView {
  id: string;
  name: string;
  purpose: string;
  minutes: number;
  members: {
    id: string;
    lineId: string;
    person: string;
    joinedOn: Day | null;
    leftOn: Day | null;
    putMinutes: number;
    returnedMinutes: number;
  }[];
  uses: FundUseView[];
}

export interface OpenMonth {
  fund: FundView;
  month: Day;
  uses: FundUseView[];
  /** What would be sent as things stand, with nothing pooled; why not, where it cannot be. */
  draft: DraftStatement | null;
  problem: string | null;
  isOver: boolean;
  pool: string | null;
  statements: StatementView[];
}

/** Funds as who holds them sees them, only their own lines; and as the person whose they are does. */
@Injectable()
export class ReadFunds {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly lines: FundLines,
    private readonly sends: SendFundStatement,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN */
  held(principal: Principal): Promise<{funds: FundView[]; pools: PoolView[]}> {
    requirePermission(principal, 'fund:hold');
    return this.uow.run(principal.councilId, async (tx) => ({
      funds: await this.funds(tx, principal),
      pools: await tx.query<PoolView[]>(`${POOLS} WHERE o.held_by = $1 ORDER BY o.name, o.id`, [principal.personId]),
    }));
  }

  /** One fund with the month that is to be stated next. @throws FORBIDDEN, NOT_FOUND */
  month(principal: Principal, lineId: string): Promise<OpenMonth> {
    return this.uow.run(principal.councilId, async (tx) => {
      await this.lines.require(tx, principal, lineId);
      const fund = (await this.funds(tx, principal)).find((each) => each.lineId === lineId);
      if (!fund) throw notFound('fund');
      const month = fund.lastMonth ? addMonths(fund.lastMonth, 1) : await this.firstMonth(tx, lineId);
      const [member] = await tx.query<{name: string}[]>(
        `SELECT o.name FROM pool_member m JOIN hour_pool o ON o.id = m.pool_id
         WHERE m.line_id = $1 AND m.joined_on IS NOT NULL AND m.left_on IS NULL`,
        [lineId],
      );
      const {draft, problem} = await this.drafted(tx, lineId, month);
      return {
        ...{fund, month, draft, problem, pool: member?.name ?? null},
        isOver: addMonths(month, 1) <= londonDay(this.clock.now()),
        uses: await tx.query<FundUseView[]>(USES, [lineId, month, addMonths(month, 1)]),
        statements: await tx.query<StatementView[]>(`${STATEMENTS} WHERE s.line_id = $1 ${LATEST}`, [lineId]),
      };
    });
  }

  /** A statement as who holds the fund reads it. @throws FORBIDDEN, NOT_FOUND */
  statement(principal: Principal, id: string): Promise<StatementView> {
    return this.uow.run(principal.councilId, async (tx) => {
      const [found] = await tx.query<StatementView[]>(`${STATEMENTS} WHERE s.id = $1`, [id]);
      if (!found) throw notFound('statement');
      await this.lines.require(tx, principal, found.lineId);
      return found;
    });
  }

  /** The person's own, or those of whom one acts for, of the lines that one reaches; and pools that they are in or asked to be. */
  own(principal: Principal): Promise<{
    statements: StatementView[];
    pools: (PoolView['members'][number] & {name: string; purpose: string; minutes: number})[];
  }> {
    const holderId = holderFor(principal, 'see_budget');
    const reached = linesFor(principal, 'see_budget');
    return this.uow.run(principal.councilId, async (tx) => ({
      statements: await tx.query<StatementView[]>(
        `${STATEMENTS} WHERE b.holder_id = $1 AND ($2::uuid[] IS NULL OR l.id = ANY ($2)) ${LATEST}`,
        [holderId, reached],
      ),
      pools: await tx.query(
        `${MEMBERS} WHERE b.holder_id = $1 AND ($2::uuid[] IS NULL OR l.id = ANY ($2)) AND m.left_on IS NULL`,
        [...[holderId, reached]],
      ),
    }));
  }

  /** @throws NOT_FOUND */
  async ownStatement(principal: Principal, id: string): Promise<StatementView> {
    const found = (await this.own(principal)).statements.find((each) => each.id === id);
    if (!found) throw notFound('statement');
    return found;
  }

  private async drafted(
    tx: Tx,
    lineId: string,
    month: Day,
  ): Promise<{draft: DraftStatement | null; problem: string | null}> {
    try {
      return {draft: await this.sends.draft(tx, lineId, month, 0), problem: null};
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return {draft: null, problem: error.message};
    }
  }

  private async firstMonth(tx: Tx, lineId: string): Promise<Day> {
    const [term] = await tx.query<{month: Day | null}[]>(
      `SELECT min(from_month) AS month FROM fund_term WHERE line_id = $1`,
      [lineId],
    );
    return term?.month ?? `${londonDay(this.clock.now()).slice(0, 7)}-01`;
  }

  private async funds(tx: Tx, principal: Principal): Promise<FundView[]> {
    const lines = await this.lines.all(tx, principal);
    return tx.query<FundView[]>(
      `SELECT l.id AS "lineId", l.purpose, h.name AS person, s.month AS "lastMonth", s.state AS "lastState",
              coalesce(s.banked_minutes, 0) AS "bankedMinutes"
       FROM budget_line l JOIN budget b ON b.id = l.budget_id JOIN person h ON h.id = b.holder_id
       LEFT JOIN LATERAL (SELECT * FROM fund_statement s WHERE s.line_id = l.id AND s.state <> 'queried'
         ORDER BY s.month DESC LIMIT 1) s ON true
       WHERE l.id = ANY ($1) ORDER BY h.name, l.id`,
      [lines],
    );
  }
}

const LATEST = `ORDER BY s.month DESC, s.sent_at DESC LIMIT 36`;
