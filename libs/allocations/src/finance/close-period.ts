import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, requireText, type Principal} from '@app/identity';
import {Clock, DomainError, londonDay, notFound, type Day, type Pence} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import type {RollOver} from '../budget/budget-line.entity.js';
import {Ledger} from '../ledger/ledger.js';
import {HandOn} from './hand-on.js';

interface Closing {
  lineId: string;
  endsOn: Day;
  rollOver: RollOver;
  closed: boolean;
  heldPence: Pence;
  availablePence: Pence;
}

/**
 * Closes a period that is over. What is left goes on to the next open one where the line's rule says so: a surplus is
 * then looked at as a whole, by a review. What is still promised stays, and is spent when its visits are approved.
 */
@Injectable()
export class ClosePeriod {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly handsOn: HandOn,
    private readonly ledger: Ledger,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns what was rolled over
   * @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, PERIOD_NOT_OVER, PERIOD_CLOSED, STILL_HELD
   */
  async run(principal: Principal, periodId: string, why: string): Promise<Pence> {
    requirePermission(principal, 'budget:manage');
    return this.uow.run(principal.councilId, async (tx) => {
      const next = await this.handsOn.lock(tx, periodId);
      const closing = await read(tx, periodId);
      const reason = requireText('reason', why, 'Say why', 1_000);
      this.requireOver(closing);
      const rolls = closing.rollOver !== 'none' && next !== null && closing.availablePence > 0;
      const pence = rolls ? closing.availablePence : 0;
      const [{id}] = await tx.query<[{id: string}]>(
        `INSERT INTO money_move (council_id, period_id, kind, pence, reason, recorded_by)
         VALUES ($1, $2, 'close', $3, $4, $5) RETURNING id`,
        [principal.councilId, periodId, pence, reason, principal.personId],
      );
      if (next && pence) {
        await this.ledger.rollOver(tx, {...by(principal), kind: 'money_move', id}, {periodId, pence}, next);
      }
      await tx.query(`UPDATE period_balance SET closed_at = $2 WHERE period_id = $1`, [periodId, this.clock.now()]);
      const subject = {kind: 'budget_line', id: closing.lineId};
      const after = {period_id: periodId, rolled_over_pence: pence};
      await this.audit.record(tx, {...by(principal), action: 'period.closed', subject, reason, after});
      return pence;
    });
  }

  private requireOver({closed, endsOn, heldPence}: Closing): void {
    if (closed) throw new DomainError('conflict', 'PERIOD_CLOSED', 'This period was closed already.');
    if (endsOn >= londonDay(this.clock.now())) {
      throw new DomainError('refused', 'PERIOD_NOT_OVER', 'This period is not over yet. Close it after its last day.');
    }
    if (heldPence > 0) {
      throw new DomainError(
        'refused',
        'STILL_HELD',
        'Money is still held for a booking that nobody has answered. It is released when the booking is answered or expires.',
      );
    }
  }
}

async function read(tx: Tx, periodId: string): Promise<Closing> {
  const [row] = await tx.query<Closing[]>(
    `SELECT p.line_id AS "lineId", p.ends_on AS "endsOn", l.roll_over AS "rollOver", b.closed_at IS NOT NULL AS closed,
            b.held_pence AS "heldPence", b.available_pence AS "availablePence"
     FROM budget_period p JOIN period_balance b ON b.period_id = p.id JOIN budget_line l ON l.id = p.line_id
     WHERE p.id = $1`,
    [periodId],
  );
  if (!row) throw notFound('period');
  return row;
}
