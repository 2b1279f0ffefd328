import {Injectable} from '@nestjs/common';
import {Funds, Ledger} from '@app/allocations';
import {AuditTrail, by, type Principal} from '@app/identity';
import {invalid} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {illegalTransition} from '../bookings.errors.js';
import {Visit} from '../visit/visit.entity.js';
import {bookingMachine} from './booking.state.js';
import {Booking} from './booking.entity.js';
import {BookingParties} from './booking-parties.js';
import {amountsOf, byPeriod} from './visit-money.js';

/** A request comes to nothing: the PA or provider says no, or nobody answers before the first visit. */
@Injectable()
export class RefuseBooking {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly parties: BookingParties,
    private readonly funds: Funds,
    private readonly ledger: Ledger,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /**
   * @param reason shown to the holder; may be left out
   * @throws NOT_FOUND, ILLEGAL_TRANSITION
   */
  async decline(principal: Principal, bookingId: string, reason: string | null): Promise<void> {
    if (reason && reason.length > 500) throw invalid({field: 'reason', message: 'Use 500 characters or fewer.'});
    await this.uow.run(principal.councilId, async (tx) => {
      const booking = await this.parties.lockAs(tx, principal, bookingId, 'worker', 'see_support');
      if (!bookingMachine.can(booking.state, 'decline')) throw illegalTransition('booking', booking.state, 'decline');
      await this.letGo(tx, booking, 'declined', {...by(principal), reason: reason ?? undefined});
    });
  }

  /** For the worker's clockwork: the request was not answered in time. */
  async expire(councilId: string, bookingId: string): Promise<void> {
    await this.uow.run(councilId, async (tx) => {
      const booking = await tx.findOne(Booking, {where: {id: bookingId}, lock: {mode: 'for_no_key_update'}});
      if (!booking || !bookingMachine.can(booking.state, 'expire')) return;
      await this.letGo(tx, booking, 'expired', {councilId});
    });
  }

  private async letGo(
    tx: Tx,
    {id}: Booking,
    state: 'declined' | 'expired',
    who: {councilId: string; actorId?: string | undefined; forId?: string | undefined; reason?: string | undefined},
  ): Promise<void> {
    const visits = await tx.findBy(Visit, {bookingId: id, state: 'requested'});
    await tx.update(Visit, {bookingId: id, state: 'requested'}, {state});
    await tx.update(Booking, {id}, {state, declineReason: who.reason ?? null});
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
    await this.ledger.release(tx, {...who, kind: 'booking', id}, 'held', amounts);
    await this.audit.record(tx, {...who, action: `booking.${state}`, subject: {kind: 'booking', id}});
    await this.outbox.publish(tx, who.councilId, `booking.${state}`, id);
  }
}
