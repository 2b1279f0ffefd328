import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, invalid, minutes, notFound, roundFraction, type Pence, type TimeRange} from '@app/kernel';
import {Bookable, priceVisit} from '@app/listings';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {BookingParties} from '../booking/booking-parties.js';
import {Booking} from '../booking/booking.entity.js';
import {illegalTransition, notYetFunded} from '../bookings.errors.js';
import {termsOf} from '../engagement/engagement-in-force.js';
import {Visit} from './visit.entity.js';
import {visitMachine} from './visit.state.js';

export interface Hours {
  startedAt: Date;
  endedAt: Date;
  /** Driven for the person, to a tenth of a mile; null when none. */
  miles: number | null;
}

const LONGEST_MINUTES = 24 * 60;
const MOST_MILES = 500;
/** How far from the agreed times the recorded ones may lie before they must be another visit. */
const FURTHEST_OFF_MS = 12 * 3_600_000;

/** The PA or provider says when they came and went. It costs nothing until the holder approves it. */
@Injectable()
export class RecordHours {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly parties: BookingParties,
    private readonly bookable: Bookable,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Recording again before approval replaces what was recorded.
   * @returns what the recorded hours cost
   * @throws VALIDATION_FAILED, NOT_FOUND, ILLEGAL_TRANSITION
   */
  run(principal: Principal, visitId: string, hours: Hours): Promise<Pence> {
    return this.uow.run(principal.councilId, async (tx) => {
      const visit = await tx.findOneBy(Visit, {id: visitId});
      if (!visit) throw notFound('visit');
      const booking = await this.parties.lockAs(tx, principal, visit.bookingId, 'worker', 'see_support');
      const {state} = await tx.findOneByOrFail(Visit, {id: visitId});
      const actualPence = await this.cost(tx, booking, {...visit, state}, hours);
      await tx.update(
        Visit,
        {id: visitId},
        {
          state: 'recorded',
          startedAt: hours.startedAt,
          endedAt: hours.endedAt,
          miles: hours.miles === null ? null : String(hours.miles),
          actualPence,
          recordedBy: principal.personId,
          queryReason: null,
          noShow: null,
        },
      );
      await this.audit.record(tx, {
        ...by(principal),
        action: 'visit.recorded',
        subject: {kind: 'visit', id: visitId},
        after: {started_at: hours.startedAt, ended_at: hours.endedAt, miles: hours.miles, actual_pence: actualPence},
      });
      await this.outbox.publish(tx, principal.councilId, 'visit.recorded', visitId);
      return actualPence;
    });
  }

  /** What these hours would cost, by the same rules that recording them keeps. Nothing is written. */
  preview(principal: Principal, visitId: string, hours: Hours): Promise<Pence> {
    return this.uow.run(principal.councilId, async (tx) => {
      const visit = await tx.findOneBy(Visit, {id: visitId});
      const booking = visit && (await tx.findOneBy(Booking, {id: visit.bookingId}));
      if (!booking || (await this.parties.sideOf(tx, principal, booking, 'see_support')) !== 'worker')
        throw notFound('visit');
      return this.cost(tx, booking, visit, hours);
    });
  }

  /** @throws VALIDATION_FAILED, ILLEGAL_TRANSITION */
  private cost(tx: Tx, booking: Booking, visit: Visit, hours: Hours): Promise<Pence> {
    if (visit.state !== 'recorded' && !visitMachine.can(visit.state, 'record')) {
      throw illegalTransition('visit', visit.state, 'record hours for');
    }
    if (visit.planned) throw notYetFunded();
    requirePlausible(hours, visit, this.clock.now());
    return this.price(tx, booking, hours);
  }

  private async price(tx: Tx, booking: Booking, {startedAt, endedAt, miles}: Hours): Promise<Pence> {
    const listing = await this.bookable.read(tx, booking.listingId);
    if (!listing) throw notFound('visit');
    const terms = booking.engagementId ? await termsOf(tx, booking.engagementId) : null;
    const range: TimeRange = {startsAt: startedAt, endsAt: endedAt};
    const {pence} = priceVisit(range, terms?.rates ?? listing.rates, listing.bands);
    const tenths = BigInt(Math.round((miles ?? 0) * 10));
    return pence + roundFraction(tenths * BigInt(terms?.mileagePence ?? 0), 10n);
  }
}

function requirePlausible({startedAt, endedAt, miles}: Hours, visit: Visit, now: Date): void {
  const refuse = (field: string, message: string) => invalid({field, message});
  if (endedAt <= startedAt) throw refuse('ended_at', 'The end must be after the start.');
  if (minutes({startsAt: startedAt, endsAt: endedAt}) > LONGEST_MINUTES) {
    throw refuse('ended_at', 'A visit can last 24 hours at most.');
  }
  if (endedAt > now) throw refuse('ended_at', 'Record hours after the visit, not before it.');
  if (Math.abs(startedAt.getTime() - visit.startsAt.getTime()) > FURTHEST_OFF_MS) {
    throw refuse('started_at', 'This is more than 12 hours away from the booked time. Check the date.');
  }
  if (startedAt.getTime() % 60_000 || endedAt.getTime() % 60_000)
    throw refuse('started_at', 'Give times in whole minutes.');
  if (miles !== null && (!Number.isFinite(miles) || miles < 0 || miles > MOST_MILES)) {
    throw refuse('mileage', `Enter miles from 0 to ${MOST_MILES}.`);
  }
}
