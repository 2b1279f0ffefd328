import {Injectable} from '@nestjs/common';
import {Funds, Ledger} from '@app/allocations';
import {AuditTrail, by, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {Bookable} from '@app/listings';
import {Outbox, UnitOfWork} from '@app/platform';
import {illegalTransition} from '../bookings.errors.js';
import {Visit} from '../visit/visit.entity.js';
import {bookingMachine} from './booking.state.js';
import {Booking} from './booking.entity.js';
import {BookingParties} from './booking-parties.js';
import {daysOf, PrepareBooking} from './prepare-booking.js';
import {amountsOf, byPeriod} from './visit-money.js';

/** The PA or provider says yes: every visit is promised, and what was held for it is committed. */
@Injectable()
export class AcceptBooking {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly parties: BookingParties,
    private readonly bookable: Bookable,
    private readonly prepare: PrepareBooking,
    private readonly funds: Funds,
    private readonly ledger: Ledger,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** @throws NOT_FOUND, ILLEGAL_TRANSITION, NOT_LISTED when standing has lapsed since it was asked for */
  run(principal: Principal, bookingId: string): Promise<void> {
    return this.uow.run(principal.councilId, async (tx) => {
      const booking = await this.parties.lockAs(tx, principal, bookingId, 'worker', 'see_support');
      if (!bookingMachine.can(booking.state, 'accept')) throw illegalTransition('booking', booking.state, 'accept');
      const listing = await this.bookable.read(tx, booking.listingId);
      if (!listing) throw notFound('booking');
      const visits = await tx.findBy(Visit, {bookingId, state: 'requested'});
      await this.prepare.requireStanding(tx, listing, daysOf(visits));

      await tx.update(Visit, {bookingId, state: 'requested'}, {state: 'accepted'});
      await tx.update(Booking, {id: bookingId}, {state: 'accepted'});
      const amounts = byPeriod(
        await amountsOf(
          tx,
          visits.map((visit) => visit.id),
        ),
      );
      await this.funds.lockById(
        tx,
        amounts.map((amount) => amount.periodId),
      );
      await this.ledger.commit(tx, {...by(principal), kind: 'booking', id: bookingId}, amounts);
      await this.audit.record(tx, {
        ...by(principal),
        action: 'booking.accepted',
        subject: {kind: 'booking', id: bookingId},
      });
      await this.outbox.publish(tx, principal.councilId, 'booking.accepted', bookingId);
    });
  }
}
