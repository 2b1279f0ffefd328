import {Injectable} from '@nestjs/common';
import {AuditTrail, by, linesFor, MayAct, requirePermission, type Principal} from '@app/identity';
import {Clock, DomainError, londonDay, notFound, type Day} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {ReadBudgets} from '../budget/read-budgets.js';
import {shareOfPool} from './hours.js';

interface Member {
  id: string;
  poolId: string;
  lineId: string;
  joinedOn: Day | null;
  leftOn: Day | null;
}

/** Somebody's yes to pooling hours, from a day; and leaving, with their part of what is left. */
@Injectable()
export class PoolConsent {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly budgets: ReadBudgets,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, REPRESENTATION_ENDED, NOT_FOUND, ILLEGAL_TRANSITION */
  join(principal: Principal, memberId: string): Promise<void> {
    return this.change(principal, memberId, async (tx, member, today) => {
      if (member.joinedOn) throw moved();
      await tx.query(`UPDATE pool_member SET joined_on = $2, joined_by = $3 WHERE id = $1`, [
        ...[member.id, today, principal.personId],
      ]);
      return 'pool_member.joined';
    });
  }

  /** A no to being asked, or the end of having been in it. @throws FORBIDDEN, REPRESENTATION_ENDED, NOT_FOUND, ILLEGAL_TRANSITION */
  leave(principal: Principal, memberId: string): Promise<void> {
    return this.change(principal, memberId, async (tx, member, today) => {
      const returned = member.joinedOn ? await this.share(tx, member) : 0;
      await tx.query(`UPDATE pool_member SET left_on = $2, left_by = $3, returned_minutes = $4 WHERE id = $1`, [
        ...[member.id, today, principal.personId, returned],
      ]);
      return 'pool_member.left';
    });
  }

  /** By what each who is still in it put in since they joined. */
  private async share(tx: Tx, {id, poolId}: Member): Promise<number> {
    const rows = await tx.query<{id: string; put: number; left: number}[]>(
      `SELECT m.id, (SELECT coalesce(sum(s.pooled_minutes), 0)::integer FROM fund_statement s WHERE s.line_id = m.line_id
                 AND s.pool_id = m.pool_id AND s.state <> 'queried') AS put, pool_minutes(m.pool_id)::integer AS left
       FROM pool_member m WHERE m.pool_id = $1 AND m.joined_on IS NOT NULL AND m.left_on IS NULL ORDER BY m.id`,
      [poolId],
    );
    return shareOfPool(
      rows[0]?.left ?? 0,
      rows.map((row) => row.put),
      rows.findIndex((row) => row.id === id),
    );
  }

  private change(
    principal: Principal,
    memberId: string,
    work: (tx: Tx, member: Member, today: Day) => Promise<string>,
  ): Promise<void> {
    requirePermission(principal, 'budget:spend');
    const today = londonDay(this.clock.now());
    return this.uow.run(principal.councilId, async (tx) => {
      const holderId = await this.mayAct.require(tx, principal, 'approve_hours');
      const [found] = await tx.query<Member[]>(
        `SELECT id, pool_id AS "poolId", line_id AS "lineId", joined_on AS "joinedOn", left_on AS "leftOn" FROM pool_member WHERE id = $1`,
        [memberId],
      );
      const lines = await this.budgets.linesOf(tx, holderId, linesFor(principal, 'approve_hours'));
      if (!found || !lines.some((line) => line.id === found.lineId)) throw notFound('pool');
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 10))`, [found.poolId]);
      if (found.leftOn) throw moved();
      const action = await work(tx, found, today);
      const subject = {kind: 'budget_line', id: found.lineId};
      await this.audit.record(tx, {...by(principal), action, subject, after: {member_id: memberId, on: today}});
    });
  }
}

function moved(): DomainError {
  return new DomainError('refused', 'ILLEGAL_TRANSITION', 'This was answered already.');
}
