import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, londonDay, notFound} from '@app/kernel';
import {ListingOwners} from '@app/listings';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import {BookingParties} from '../booking/booking-parties.js';
import {illegalTransition} from '../bookings.errors.js';
import {Visit} from './visit.entity.js';

const EXCLUSION_VIOLATION = '23P01';

/**
 * An enterprise says who of it comes to a visit. Who that is stays theirs to decide; nobody is in two places at once, and
 * nobody comes to somebody who has blocked them.
 */
@Injectable()
export class NameWorker {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly parties: BookingParties,
    private readonly owners: ListingOwners,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * @param personId null leaves it open
   * @throws NOT_FOUND, VALIDATION_FAILED unless they work for the enterprise, ILLEGAL_TRANSITION, WORKER_TAKEN, WORKER_NOT_CHECKED,
   * WORKER_NOT_WANTED where the holder, or somebody who shares the visit, has blocked them
   */
  async run(principal: Principal, visitId: string, personId: string | null): Promise<void> {
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        const found = await tx.findOneBy(Visit, {id: visitId});
        if (!found) throw notFound('visit');
        const {listingId} = await this.parties.lockAs(tx, principal, found.bookingId, 'worker', 'see_support');
        const visit = await tx.findOneByOrFail(Visit, {id: visitId});
        const open = visit.state === 'requested' || visit.state === 'accepted';
        if (!open || visit.endsAt <= this.clock.now()) {
          throw illegalTransition('visit', open ? 'over' : visit.state, 'say who comes to');
        }
        if (personId && !(await this.owners.peopleOf(tx, listingId)).includes(personId)) {
          throw invalid({field: 'person_id', message: 'Choose somebody who works for you.'});
        }
        if (personId && !(await mayVisit(tx, listingId, personId, visit))) throw notChecked();
        if (personId && !(await mayBeSent(tx, visit, personId))) throw notWanted();
        await tx.update(Visit, {id: visitId}, {namedWorkerId: personId});
        const subject = {kind: 'visit', id: visitId};
        await this.audit.record(tx, {...by(principal), action: 'visit.worker_named', subject, after: {personId}});
      });
    } catch (error) {
      if (databaseError(error)?.code !== EXCLUSION_VIOLATION) throw error;
      const message = 'They are at another visit then. Choose somebody else.';
      throw new DomainError('conflict', 'WORKER_TAKEN', message, {fields: [{field: 'person_id', message}]});
    }
  }
}

/** Where the council asks for a DBS certificate of each who meets people, they have one that counts on the day. */
async function mayVisit(tx: Tx, listingId: string, personId: string, {startsAt}: Visit): Promise<boolean> {
  const [row] = await tx.query<[{may: boolean}]>(`SELECT worker_may_visit($1, $2, $3) AS may`, [
    ...[listingId, personId, londonDay(startsAt)],
  ]);
  return row.may;
}

/** Waits for whoever blocks somebody at this moment. */
async function mayBeSent(tx: Tx, {bookingId}: Visit, personId: string): Promise<boolean> {
  const [row] = await tx.query<[{may: boolean}]>(`SELECT may_be_sent($1, $2) AS may`, [bookingId, personId]);
  return row.may;
}

/** Says no more than that: why is the holder's own. */
function notWanted(): DomainError {
  const message = 'They cannot go to this visit. Choose somebody else.';
  return new DomainError('refused', 'WORKER_NOT_WANTED', message, {fields: [{field: 'person_id', message}]});
}

function notChecked(): DomainError {
  const message =
    'The council has not seen a DBS certificate of theirs that counts on that day. Say that they meet people, and let the council see it.';
  return new DomainError('refused', 'WORKER_NOT_CHECKED', message, {fields: [{field: 'person_id', message}]});
}
