import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {invalid} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {Members} from '../members/members.js';
import {othersConcern, requireReader} from './others-concern.js';

/** Closes a concern, saying what came of it. A suspension that came with it is lifted by itself, as any other. */
@Injectable()
export class CloseConcern {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly members: Members,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND also for one's own, VALIDATION_FAILED, CONCERN_CLOSED */
  async run(principal: Principal, id: string, note: string): Promise<void> {
    requireReader(principal);
    await this.uow.run(principal.councilId, async (tx) => {
      await othersConcern(tx, this.members, principal, id);
      if (!note.trim() || note.length > 4_000) {
        throw invalid({field: 'note', message: 'Say what came of it in 4,000 characters or fewer.'});
      }
      await tx.query(`UPDATE concern SET closing_note = $2, closed_by = $3 WHERE id = $1`, [
        id,
        note.trim(),
        principal.personId,
      ]);
      await this.audit.record(tx, {...by(principal), action: 'concern.closed', subject: {kind: 'concern', id}});
    });
  }
}
