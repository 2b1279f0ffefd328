import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {invalid} from '@app/kernel';
import {databaseError, UnitOfWork} from '@app/platform';
import {approvedApplication} from '../applications/approved-application.js';
import {Members} from '../members/members.js';
import {alreadyProposed, alreadyTerminated} from '../register.errors.js';
import {othersMember} from '../suspension/suspend-member.js';
import {Sanctions} from './sanctions.js';

/** Proposes to end somebody's membership. Nothing changes until somebody else confirms it. */
@Injectable()
export class ProposeTermination {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly members: Members,
    private readonly sanctions: Sanctions,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NOT_FOUND, FOUR_EYES for oneself, VALIDATION_FAILED, ALREADY_PROPOSED, ALREADY_TERMINATED */
  async run(principal: Principal, memberId: string, reason: string): Promise<void> {
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        await othersMember(tx, this.members, principal, memberId);
        if (!reason.trim() || reason.length > 4_000) {
          throw invalid({field: 'reason', message: 'Give the reason in 4,000 characters or fewer.'});
        }
        if (await this.sanctions.termination(tx, memberId)) throw alreadyTerminated();
        if (!(await approvedApplication(tx, memberId))) {
          throw invalid({field: 'reason', message: 'They are not on the register, so there is nothing to end.'});
        }
        const [row] = await tx.query<{id: string}[]>(
          `INSERT INTO termination (council_id, member_id, reason, proposed_by) VALUES ($1, $2, $3, $4) RETURNING id`,
          [principal.councilId, memberId, reason.trim(), principal.personId],
        );
        await this.audit.record(tx, {
          ...by(principal),
          action: 'termination.proposed',
          subject: {kind: 'member', id: memberId},
          after: {terminationId: row?.id},
        });
      });
    } catch (error) {
      if (databaseError(error)?.constraint === 'termination_proposed_key') throw alreadyProposed();
      throw error;
    }
  }
}
