import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {ApplicationAccess} from './application-access.js';
import {moveApplication} from './move-application.js';

/** Hands an application to the council: by the applicant, or by an officer for them. */
@Injectable()
export class SubmitApplication {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND, ILLEGAL_TRANSITION */
  async run(principal: Principal, id: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const {application} = await this.access.open(tx, principal, id, {lock: true});
      const now = this.clock.now();
      await moveApplication(tx, application, 'submit', now, {submittedBy: principal.personId, submittedAt: now});
      await this.audit.record(tx, {
        ...by(principal),
        action: 'application.submitted',
        subject: {kind: 'application', id},
      });
    });
  }
}
