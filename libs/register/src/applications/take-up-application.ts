import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {ApplicationAccess} from './application-access.js';
import {moveApplication} from './move-application.js';

/** Goes on with what was deferred, on its day or before. */
@Injectable()
export class TakeUpApplication {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND, FOUR_EYES for one's own, ILLEGAL_TRANSITION */
  async run(principal: Principal, id: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const {application} = await this.access.forStaff(tx, principal, id);
      const until = application.deferredUntil;
      await moveApplication(tx, application, 'take_up', this.clock.now());
      await this.audit.record(tx, {
        ...by(principal),
        action: 'application.taken_up',
        subject: {kind: 'application', id},
        before: {until},
      });
    });
  }
}
