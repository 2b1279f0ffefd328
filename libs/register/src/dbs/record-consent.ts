import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, invalid, londonDay, type Day} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {ApplicationAccess} from '../applications/application-access.js';

/** When the Update Service began. */
const SINCE: Day = '2013-06-17';

/** Writes down that somebody lets the council look at the DBS Update Service, or that they no longer do. */
@Injectable()
export class RecordConsent {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * By the applicant, or by the council's staff to whom they said it.
   * @throws NOT_FOUND, VALIDATION_FAILED
   */
  async run(principal: Principal, applicationId: string, consents: boolean, saidOn: Day): Promise<void> {
    const refuse = (message: string) => invalid({field: 'said_on', message});
    if (saidOn > londonDay(this.clock.now())) throw refuse('The day they said so is in the future.');
    if (saidOn < SINCE) throw refuse('The Update Service began on 17 June 2013.');
    await this.uow.run(principal.councilId, async (tx) => {
      const {application, member} = await this.access.open(tx, principal, applicationId, {lock: false});
      await tx.query(
        `INSERT INTO update_service_consent (council_id, member_id, consents, said_on, recorded_by)
         VALUES ($1, $2, $3, $4, $5)`,
        [principal.councilId, member.id, consents, saidOn, principal.personId],
      );
      await this.audit.record(tx, {
        ...by(principal),
        action: 'update_service.consent',
        subject: {kind: 'application', id: application.id},
        after: {consents, saidOn},
      });
    });
  }
}
