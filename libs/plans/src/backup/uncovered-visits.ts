import {Injectable} from '@nestjs/common';
import {ReadCover, type SoonVisit, type Uncovered} from '@app/bookings';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, forbidden, notFound} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {shared} from './read-backup.js';

const HOURS_AHEAD = 24;

/**
 * For the duty officer: visits of the coming day for which nobody has been found, of people alone who said that it may
 * be read out of hours. It is read only, and each reading is on record for each person.
 */
@Injectable()
export class UncoveredVisits {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cover: ReadCover,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** What one person is promised in the coming day, so that others can be asked. @throws FORBIDDEN, NOT_FOUND without consent */
  soonOf(principal: Principal, personId: string): Promise<SoonVisit[]> {
    requireDuty(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      if (!(await shared(tx, personId))) throw notFound('person');
      const visits = await this.cover.soonOf(tx, personId, this.until());
      const subject = {kind: 'person', id: personId};
      const after = {visitIds: visits.map((each) => each.id)};
      await this.audit.record(tx, {...by(principal), action: 'uncovered.read', subject, after});
      return visits;
    });
  }

  /** The soonest first. @throws FORBIDDEN */
  read(principal: Principal): Promise<Uncovered[]> {
    requireDuty(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const open: Uncovered[] = [];
      for (const each of await this.cover.uncovered(tx, this.until()))
        if (await shared(tx, each.holderId)) open.push(each);
      for (const holderId of new Set(open.map((each) => each.holderId))) {
        const after = {visitIds: open.filter((each) => each.holderId === holderId).map((each) => each.visitId)};
        const subject = {kind: 'person', id: holderId};
        await this.audit.record(tx, {...by(principal), action: 'uncovered.read', subject, after});
      }
      return open;
    });
  }

  private until(): Date {
    return new Date(this.clock.now().getTime() + HOURS_AHEAD * 3_600_000);
  }
}

function requireDuty(principal: Principal): void {
  if (!principal.permissions.has('backup:duty')) throw forbidden('You do not have permission to do this.');
}
