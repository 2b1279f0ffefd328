import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {BookingParties} from '../booking/booking-parties.js';
import {illegalTransition} from '../bookings.errors.js';
import {Visit} from '../visit/visit.entity.js';

/** Somebody did not come along: the organiser, or who came to support them, says so before it is paid. */
@Injectable()
export class NoteAbsence {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly parties: BookingParties,
    private readonly audit: AuditTrail,
  ) {}

  /** What it means for who pays was chosen beforehand. @throws NOT_FOUND, ILLEGAL_TRANSITION */
  run(principal: Principal, visitId: string, memberId: string): Promise<void> {
    return this.uow.run(principal.councilId, async (tx) => {
      const found = await tx.findOneBy(Visit, {id: visitId});
      if (!found) throw notFound('visit');
      await this.parties.lock(tx, principal, found.bookingId, 'approve_hours');
      const {state, bookingId} = await tx.findOneByOrFail(Visit, {id: visitId});
      if (state !== 'accepted' && state !== 'recorded')
        throw illegalTransition('visit', state, 'note who was missing from');
      const added = await tx.query<unknown[]>(
        `INSERT INTO shared_absence (visit_id, member_id, council_id, noted_by)
         SELECT $1, m.id, $3, $4 FROM shared_member m JOIN booking b ON b.shared_id = m.shared_id
         WHERE m.id = $2 AND b.id = $5 AND m.state IN ('agreed', 'leaving')
         AND NOT EXISTS (SELECT FROM shared_absence a WHERE a.visit_id = $1 AND a.member_id = m.id) RETURNING 1`,
        [visitId, memberId, principal.councilId, principal.personId, bookingId],
      );
      if (added.length === 0) throw notFound('place');
      const subject = {kind: 'visit', id: visitId};
      await this.audit.record(tx, {...by(principal), action: 'shared.absent', subject, after: {memberId}});
    });
  }
}
