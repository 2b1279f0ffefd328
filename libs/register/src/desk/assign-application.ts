import {Injectable} from '@nestjs/common';
import {AuditTrail, by, ReadStaff, type Principal} from '@app/identity';
import {invalid} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {ApplicationAccess} from '../applications/application-access.js';
import {Application} from '../applications/application.entity.js';
import {OPEN_STATES} from '../applications/application.state.js';
import {fourEyes, illegalTransition} from '../register.errors.js';

/** Gives an application to somebody to handle, takes it over, or puts it back for anybody. */
@Injectable()
export class AssignApplication {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly staff: ReadStaff,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Assigning it to whoever has it already does nothing.
   * @param personId null for nobody in particular
   * @throws NOT_FOUND, FOUR_EYES for one's own, VALIDATION_FAILED for somebody who does not work on applications
   */
  async run(principal: Principal, applicationId: string, personId: string | null): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const {application, member} = await this.access.forStaff(tx, principal, applicationId);
      if (!OPEN_STATES.includes(application.state)) throw illegalTransition(application.state, 'assign');
      const before = application.assignedTo;
      if (before === personId) return;
      if (personId) {
        if (!(await this.staff.inForce(tx)).some((each) => each.id === personId)) {
          throw invalid({field: 'person_id', message: 'Choose somebody who works on applications.'});
        }
        if (await this.access.isOf(tx, personId, member)) throw fourEyes();
      }
      await tx.update(Application, {id: applicationId}, {assignedTo: personId});
      await this.audit.record(tx, {
        ...by(principal),
        action: 'application.assigned',
        subject: {kind: 'application', id: applicationId},
        before: {assignedTo: before},
        after: {assignedTo: personId},
      });
    });
  }
}
