import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {BookingParties, type Side} from '../booking/booking-parties.js';
import {Booking} from '../booking/booking.entity.js';
import type {BookingState} from '../booking/booking.state.js';
import {DIARY_COLUMNS, DIARY_TABLES, type DiaryVisit} from '../booking/read-bookings.js';

/** One visit, for the page on which one does something about it. */
export interface OneVisit extends DiaryVisit {
  side: Side;
  bookingState: BookingState;
  /** How many of the booking's visits are still to come, this one with them when it is. */
  stillToCome: number;
  /** The proposal to move it that waits for an answer. */
  changeId: string | null;
  /** Who of an enterprise comes, where it says so. */
  worker: {id: string; name: string} | null;
  /** For the enterprise: who of it could be named; empty for everybody else. */
  couldCome: {id: string; name: string}[];
}

@Injectable()
export class ReadVisit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly parties: BookingParties,
  ) {}

  /** @throws NOT_FOUND unless the caller is one of its two sides */
  one(principal: Principal, id: string): Promise<OneVisit> {
    return this.uow.run(principal.councilId, async (tx) => {
      const [visit] = await tx.query<Omit<OneVisit, 'side' | 'couldCome'>[]>(ONE, [id]);
      const booking = visit && (await tx.findOneBy(Booking, {id: visit.bookingId}));
      const side = booking && (await this.parties.sideOf(tx, principal, booking, 'see_support'));
      if (!visit || !side) throw notFound('visit');
      const couldCome = side === 'worker' ? await tx.query<OneVisit['couldCome']>(PEOPLE, [booking.listingId]) : [];
      return {...visit, side, couldCome};
    });
  }
}

const PEOPLE = `
  SELECT p.id, p.name FROM listing l JOIN organisation_member m ON m.organisation_id = l.organisation_id
  JOIN person p ON p.id = m.person_id WHERE l.id = $1 ORDER BY p.name, p.id`;

const ONE = `
  SELECT ${DIARY_COLUMNS}, b.state AS "bookingState",
         (SELECT count(*)::int FROM visit o WHERE o.booking_id = b.id AND o.state IN ('requested', 'accepted', 'paused')
            AND o.starts_at > now()) AS "stillToCome",
         (SELECT json_build_object('id', w.id, 'name', w.name) FROM person w WHERE w.id = v.named_worker_id) AS worker,
         (SELECT c.id FROM visit_change c WHERE c.booking_id = b.id AND c.state = 'proposed') AS "changeId"
  ${DIARY_TABLES} WHERE v.id = $1`;
