import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {requirementsMissing} from '../register.errors.js';
import {ApplicationAccess} from './application-access.js';
import {missingOf} from './checklist.js';
import {moveApplication, requireStep} from './move-application.js';

/** Says that all that is asked for is there: the decision is somebody else's. */
@Injectable()
export class MarkReady {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND, FOUR_EYES, ILLEGAL_TRANSITION, REQUIREMENTS_MISSING with the list */
  async run(principal: Principal, id: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const {application} = await this.access.forStaff(tx, principal, id);
      requireStep(application, 'mark_ready');
      const now = this.clock.now();
      const missing = await missingOf(tx, application, londonDay(now));
      if (missing.length) throw requirementsMissing(missing);
      await moveApplication(tx, application, 'mark_ready', now, {readyAt: now});
      await this.audit.record(tx, {
        ...by(principal),
        action: 'application.ready',
        subject: {kind: 'application', id},
      });
    });
  }
}
