import {Injectable} from '@nestjs/common';
import {requirePermission, type Principal} from '@app/identity';
import {Clock, londonDay, notFound, type Day, type Pence} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import type {MoveKind, Purpose} from './money-move.entity.js';

export interface MoneyPeriod {
  id: string;
  lineId: string;
  purpose: string;
  holderName: string;
  startsOn: Day;
  endsOn: Day;
  closedOn: Day | null;
  /** Given by the council, before anything was moved on, taken back or given up. */
  allocatedPence: Pence;
  contributionPence: Pence;
  contributionPaidPence: Pence;
  heldPence: Pence;
  committedPence: Pence;
  spentPence: Pence;
  ringFencedPence: Pence;
  reclaimedPence: Pence;
  writtenOffPence: Pence;
  rolledOverPence: Pence;
  availablePence: Pence;
}

export interface MoveView {
  id: string;
  kind: MoveKind | 'close';
  pence: Pence;
  purpose: Purpose | null;
  reason: string;
  recordedBy: string;
  recordedAt: Date;
}

/** What waits for a finance officer: contributions that are late, what is overdrawn, what is to be closed. */
export interface MoneyDesk {
  late: MoneyPeriod[];
  overdrawn: MoneyPeriod[];
  toClose: MoneyPeriod[];
}

const MOST = 100;

@Injectable()
export class ReadMoney {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The oldest first. @throws FORBIDDEN */
  desk(principal: Principal): Promise<MoneyDesk> {
    requirePermission(principal, 'budget:manage');
    const today = londonDay(this.clock.now());
    const some = (tx: Tx, where: string) =>
      tx.query<MoneyPeriod[]>(`${PERIODS} WHERE p.ends_on < $1 AND ${where} ORDER BY p.ends_on, p.id LIMIT ${MOST}`, [
        today,
      ]);
    return this.uow.run(principal.councilId, async (tx) => ({
      late: await some(tx, 'b.contribution_paid_pence < b.contribution_pence'),
      overdrawn: await tx.query<MoneyPeriod[]>(
        `${PERIODS} WHERE b.available_pence < 0 ORDER BY p.ends_on LIMIT ${MOST}`,
      ),
      toClose: await some(tx, 'b.closed_at IS NULL'),
    }));
  }

  /** One period, with everything that was done to it by hand. @throws FORBIDDEN, NOT_FOUND */
  period(principal: Principal, periodId: string): Promise<{period: MoneyPeriod; moves: MoveView[]}> {
    requirePermission(principal, 'budget:manage');
    return this.uow.run(principal.councilId, async (tx) => {
      const [period] = await tx.query<MoneyPeriod[]>(`${PERIODS} WHERE p.id = $1`, [periodId]);
      if (!period) throw notFound('period');
      const moves = await tx.query<MoveView[]>(
        `SELECT m.id, m.kind, m.pence, m.purpose, m.reason, r.name AS "recordedBy", m.recorded_at AS "recordedAt"
         FROM money_move m JOIN person r ON r.id = m.recorded_by WHERE m.period_id = $1 ORDER BY m.recorded_at, m.id`,
        [periodId],
      );
      return {period, moves};
    });
  }
}

const PERIODS = `
  SELECT p.id, p.line_id AS "lineId", l.purpose, h.name AS "holderName", p.starts_on AS "startsOn", p.ends_on AS "endsOn",
         (b.closed_at AT TIME ZONE 'Europe/London')::date AS "closedOn", b.allocated_pence AS "allocatedPence",
         b.contribution_pence AS "contributionPence", b.committed_pence AS "committedPence", b.spent_pence AS "spentPence",
         b.contribution_paid_pence AS "contributionPaidPence", b.held_pence AS "heldPence",
         b.ring_fenced_pence AS "ringFencedPence", b.reclaimed_pence AS "reclaimedPence",
         b.written_off_pence AS "writtenOffPence", b.rolled_over_pence AS "rolledOverPence",
         b.available_pence AS "availablePence"
  FROM budget_period p JOIN period_balance b ON b.period_id = p.id JOIN budget_line l ON l.id = p.line_id
  JOIN budget g ON g.id = l.budget_id JOIN person h ON h.id = g.holder_id`;
