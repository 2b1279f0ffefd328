import {Injectable} from '@nestjs/common';
import type {Pence} from '@app/kernel';
import type {Tx} from '@app/platform';
import {Funds} from '../ledger/funds.js';
import {Ledger, type Cause} from '../ledger/ledger.js';
import {nextOpen} from './next-open.js';

/**
 * What comes back to a period after it was closed (a purchase that was taken back, hours that cost less than was
 * promised) goes on to the next open one, where the line's rule says so. In a closed one nobody could use it.
 */
@Injectable()
export class HandOn {
  constructor(
    private readonly funds: Funds,
    private readonly ledger: Ledger,
  ) {}

  /** The period, and the one its money would go on to, locked in the one order. Before anything else moves in it. */
  async lock(tx: Tx, periodId: string): Promise<string | null> {
    const next = await nextOpen(tx, periodId);
    await this.funds.lockById(tx, next ? [periodId, next] : [periodId]);
    return next;
  }

  /** @returns what went on; nothing of a period that is open */
  async run(tx: Tx, cause: Cause, periodId: string, next: string | null): Promise<Pence> {
    if (!next) return 0;
    const [left] = await tx.query<{pence: Pence}[]>(
      `SELECT b.available_pence AS pence FROM period_balance b JOIN budget_period p ON p.id = b.period_id
       JOIN budget_line l ON l.id = p.line_id
       WHERE b.period_id = $1 AND b.closed_at IS NOT NULL AND b.available_pence > 0 AND l.roll_over <> 'none'`,
      [periodId],
    );
    if (!left) return 0;
    await this.ledger.rollOver(tx, cause, {periodId, pence: left.pence}, next);
    return left.pence;
  }

  /** Every closed period of the council that has something left. Twice in a night moves nothing more. */
  async all(tx: Tx, councilId: string): Promise<void> {
    const periods = await tx.query<{id: string}[]>(LEFT_BEHIND);
    for (const {id} of periods) await this.run(tx, {councilId, kind: 'period', id}, id, await this.lock(tx, id));
  }
}

const LEFT_BEHIND = `
  SELECT p.id FROM period_balance b JOIN budget_period p ON p.id = b.period_id JOIN budget_line l ON l.id = p.line_id
  WHERE b.closed_at IS NOT NULL AND b.available_pence > 0 AND l.roll_over <> 'none'
    AND EXISTS (SELECT FROM budget_period n JOIN period_balance o ON o.period_id = n.id
                WHERE n.line_id = p.line_id AND n.starts_on > p.starts_on AND o.closed_at IS NULL)
  ORDER BY p.line_id, p.starts_on LIMIT 500`;
