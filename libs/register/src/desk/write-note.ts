import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {invalid} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {ApplicationAccess} from '../applications/application-access.js';

const LONGEST_NOTE = 4_000;

/** Writes something down for colleagues, in any state: it stays with the application. */
@Injectable()
export class WriteNote {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NOT_FOUND, FOUR_EYES for one's own, VALIDATION_FAILED */
  async run(principal: Principal, applicationId: string, text: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      await this.access.forStaff(tx, principal, applicationId);
      if (!text.trim() || text.length > LONGEST_NOTE) {
        throw invalid({field: 'text', message: `Write a note of ${LONGEST_NOTE} characters or fewer.`});
      }
      const [row] = await tx.query<{id: string}[]>(
        `INSERT INTO application_note (council_id, application_id, text, written_by) VALUES ($1, $2, $3, $4) RETURNING id`,
        [principal.councilId, applicationId, text.trim(), principal.personId],
      );
      await this.audit.record(tx, {
        ...by(principal),
        action: 'application.noted',
        subject: {kind: 'application', id: applicationId},
        after: {noteId: row?.id},
      });
    });
  }
}
