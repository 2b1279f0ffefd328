import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, requireText, type Principal} from '@app/identity';
import {Clock, DomainError, londonDay, notFound} from '@app/kernel';
import {databaseError, Outbox, UnitOfWork, type Tx} from '@app/platform';
import {FundLines} from './fund-lines.js';
import {requireUse, type NewFundUse} from './record-fund-use.js';

/** Pools of hours as who holds the funds keeps them: made, people asked, and what they were used for. */
@Injectable()
export class Pools {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly lines: FundLines,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, VALIDATION_FAILED */
  make(principal: Principal, given: {name: string; purpose: string}): Promise<string> {
    requirePermission(principal, 'fund:hold');
    const name = requireText('name', given.name, 'Give it a name', 100);
    const purpose = requireText('purpose', given.purpose, 'Say what it is for', 500);
    return this.uow.run(principal.councilId, async (tx) => {
      const [row] = await tx.query<[{id: string}]>(
        `INSERT INTO hour_pool (council_id, name, purpose, held_by) VALUES ($1, $2, $3, $4) RETURNING id`,
        [principal.councilId, name, purpose, principal.personId],
      );
      await this.note(tx, principal, row.id, 'hour_pool.made', {name});
      return row.id;
    });
  }

  /** Asks whoever the line is for; nothing of theirs is pooled before they say yes. @throws FORBIDDEN, NOT_FOUND, POOL_ASKED */
  async ask(principal: Principal, poolId: string, lineId: string): Promise<void> {
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        await this.own(tx, principal, poolId);
        await this.lines.require(tx, principal, lineId);
        const [row] = await tx.query<[{id: string}]>(
          `INSERT INTO pool_member (council_id, pool_id, line_id, asked_by) VALUES ($1, $2, $3, $4) RETURNING id`,
          [principal.councilId, poolId, lineId, principal.personId],
        );
        await this.note(tx, principal, poolId, 'hour_pool.asked', {member_id: row.id, line_id: lineId});
        await this.outbox.publish(tx, principal.councilId, 'pool_member.asked', row.id);
      });
    } catch (error) {
      if (databaseError(error)?.constraint !== 'pool_member_line_id_key') throw error;
      throw new DomainError('conflict', 'POOL_ASKED', 'They are in a pool, or were asked to be, already.');
    }
  }

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, POOL_EMPTY */
  async use(principal: Principal, poolId: string, given: NewFundUse): Promise<void> {
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        await this.own(tx, principal, poolId);
        const what = requireText('what', given.what, 'Say what it was', 200);
        requireUse(given, londonDay(this.clock.now()));
        const {onDay, minutes} = given;
        await tx.query(
          `INSERT INTO pool_use (council_id, pool_id, on_day, what, minutes, recorded_by) VALUES ($1, $2, $3, $4, $5, $6)`,
          [principal.councilId, poolId, onDay, what, minutes, principal.personId],
        );
        await this.note(tx, principal, poolId, 'hour_pool.used', {on_day: onDay, minutes});
      });
    } catch (error) {
      if (databaseError(error)?.constraint !== 'pool_use_within') throw error;
      const message = 'There are not so many hours in the pool.';
      throw new DomainError('refused', 'POOL_EMPTY', message, {fields: [{field: 'minutes', message}]});
    }
  }

  private async own(tx: Tx, principal: Principal, poolId: string): Promise<void> {
    requirePermission(principal, 'fund:hold');
    const [pool] = await tx.query<object[]>(`SELECT id FROM hour_pool WHERE id = $1 AND held_by = $2`, [
      ...[poolId, principal.personId],
    ]);
    if (!pool) throw notFound('pool');
  }

  private note(tx: Tx, principal: Principal, id: string, action: string, after: object): Promise<void> {
    return this.audit.record(tx, {...by(principal), action, subject: {kind: 'hour_pool', id}, after});
  }
}
