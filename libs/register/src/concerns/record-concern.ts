import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {invalid} from '@app/kernel';
import {Outbox, UnitOfWork} from '@app/platform';
import {Members} from '../members/members.js';
import {othersMember} from '../suspension/suspend-member.js';
import {TakeDown} from '../suspension/take-down.js';
import {CONCERN_RAISED} from './raise-concern.js';

export interface NewConcern {
  text: string;
  /** Whether the listing comes down now. Outside it is "not currently listed", as for any other reason. */
  suspend: boolean;
}

/**
 * Records a concern about safety, and takes the listing down where that is chosen. Nobody is told but the safeguarding
 * team: the member sees what everybody sees, and the audit entry is about the concern, not about the member.
 */
@Injectable()
export class RecordConcern {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly members: Members,
    private readonly takeDown: TakeDown,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** @throws NOT_FOUND, FOUR_EYES for oneself, VALIDATION_FAILED */
  async run(principal: Principal, memberId: string, {text, suspend}: NewConcern): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      await othersMember(tx, this.members, principal, memberId);
      if (!text.trim() || text.length > 4_000) {
        throw invalid({field: 'text', message: 'Say what the concern is in 4,000 characters or fewer.'});
      }
      const suspensionId = suspend ? await this.takeDown.run(tx, principal, memberId) : null;
      const [row] = await tx.query<{id: string}[]>(
        `INSERT INTO concern (council_id, member_id, text, suspension_id, recorded_by)
         VALUES ($1, $2, $3, $4, $5) RETURNING id`,
        [principal.councilId, memberId, text.trim(), suspensionId, principal.personId],
      );
      const {id} = row as {id: string};
      await this.audit.record(tx, {...by(principal), action: 'concern.recorded', subject: {kind: 'concern', id}});
      await this.outbox.publish(tx, principal.councilId, CONCERN_RAISED, id);
    });
  }
}
