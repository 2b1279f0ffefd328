import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, notFound, type Pence} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {In} from 'typeorm';
import {illegalTransition} from '../bookings.errors.js';
import {CancelVisits, chargesOf, type Charged} from '../changes/cancel-visits.js';
import {visitsInReach, type Reach, type Which} from '../changes/reach.js';
import {cancellationTermsOf} from '../engagement/engagement-in-force.js';
import {Visit} from '../visit/visit.entity.js';
import {TAKES_TIME} from '../visit/visit.state.js';
import {bookingMachine} from './booking.state.js';
import {Booking} from './booking.entity.js';
import {BookingParties, type Side} from './booking-parties.js';

export interface Cancellation {
  visits: {id: string; startsAt: Date; chargePence: Pence}[];
  chargePence: Pence;
}

/**
 * Calls off a visit, those from it on, or every one still to come. What was held is given back. A visit that was
 * promised and is called off by the holder with less notice than agreed costs what the terms say; called off by the PA
 * or provider it costs nothing.
 */
@Injectable()
export class CancelBooking {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly parties: BookingParties,
    private readonly visits: CancelVisits,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** What cancelling now would cost: shown before confirming. */
  preview(principal: Principal, bookingId: string, which: Which | null = null): Promise<Cancellation> {
    return this.uow.run(principal.councilId, async (tx) => {
      const {booking, side} = await this.parties.lock(tx, principal, bookingId, 'cancel');
      return summary(await this.charges(tx, booking, side, which));
    });
  }

  /** The same from one of its visits on. @throws NOT_FOUND */
  async previewFrom(principal: Principal, visitId: string, reach: Reach): Promise<Cancellation> {
    return this.preview(principal, await this.bookingOf(principal, visitId), {visitId, reach});
  }

  /** @throws NOT_FOUND, ILLEGAL_TRANSITION */
  async runFrom(principal: Principal, visitId: string, reach: Reach): Promise<Cancellation> {
    return this.run(principal, await this.bookingOf(principal, visitId), {visitId, reach});
  }

  /** @throws NOT_FOUND, ILLEGAL_TRANSITION when nothing is left to cancel */
  run(principal: Principal, bookingId: string, which: Which | null = null): Promise<Cancellation> {
    return this.uow.run(principal.councilId, async (tx) => {
      const {booking, side} = await this.parties.lock(tx, principal, bookingId, 'cancel');
      const charged = await this.charges(tx, booking, side, which);
      await this.visits.run(tx, {...by(principal), kind: 'booking', id: bookingId}, charged);
      const whole = !which || which.reach === 'all' || !(await this.goesOn(tx, bookingId));
      if (whole) await tx.update(Booking, {id: bookingId}, {state: 'cancelled'});
      const topic = whole ? 'booking.cancelled' : which.reach === 'one' ? 'visit.cancelled' : 'visits.cancelled';
      const subject = whole ? {kind: 'booking', id: bookingId} : {kind: 'visit', id: which.visitId};
      await this.audit.record(tx, {
        ...by(principal),
        action: topic,
        subject,
        after: {visits: charged.length, charge_pence: summary(charged).chargePence},
      });
      await this.outbox.publish(tx, principal.councilId, topic, subject.id);
      return summary(charged);
    });
  }

  private async charges(tx: Tx, booking: Booking, side: Side, which: Which | null): Promise<Charged[]> {
    const now = this.clock.now();
    const visits = await visitsInReach(tx, booking.id, which, ['requested', 'accepted', 'paused'], now);
    if (visits.length === 0 || !bookingMachine.can(booking.state, 'cancel')) {
      throw illegalTransition('booking', booking.state, 'cancel');
    }
    return chargesOf(visits, side, await cancellationTermsOf(tx, booking), now);
  }

  /** Whether any visit of it stands, to come or past. */
  private goesOn(tx: Tx, bookingId: string): Promise<boolean> {
    return tx.existsBy(Visit, {bookingId, state: In([...TAKES_TIME, 'paused'])});
  }

  /** The record check follows with the booking. */
  private async bookingOf(principal: Principal, visitId: string): Promise<string> {
    const visit = await this.uow.run(principal.councilId, (tx) => tx.findOneBy(Visit, {id: visitId}));
    if (!visit) throw notFound('visit');
    return visit.bookingId;
  }
}

function summary(charged: readonly Charged[]): Cancellation {
  return {
    visits: charged.map(({visit, chargePence}) => ({id: visit.id, startsAt: visit.startsAt, chargePence})),
    chargePence: charged.reduce((sum, each) => sum + each.chargePence, 0),
  };
}
