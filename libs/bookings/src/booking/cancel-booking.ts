import {Injectable} from '@nestjs/common';
import {Funds, Ledger} from '@app/allocations';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, prorate, split, WHOLE_BP, type Pence} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {In, MoreThan} from 'typeorm';
import {illegalTransition} from '../bookings.errors.js';
import {termsOf} from '../engagement/engagement-in-force.js';
import {Visit} from '../visit/visit.entity.js';
import {bookingMachine} from './booking.state.js';
import {Booking} from './booking.entity.js';
import {BookingParties, type Side} from './booking-parties.js';
import {amountsOf, byPeriod, noteSpent, type VisitAmount} from './visit-money.js';

/** What terms say of notice unless they say otherwise, and what a provider booked without any is owed. */
export const STANDARD_TERMS = {noticeHours: 24, lateCancellationBp: WHOLE_BP} as const;

export interface Cancellation {
  visits: {id: string; startsAt: Date; chargePence: Pence}[];
  chargePence: Pence;
}

/**
 * Calls off every visit still to come. What was held is given back. A visit that was promised and is called off by
 * the holder with less notice than agreed costs what the terms say; called off by the PA or provider it costs nothing.
 */
@Injectable()
export class CancelBooking {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly parties: BookingParties,
    private readonly funds: Funds,
    private readonly ledger: Ledger,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** What cancelling now would cost: shown before confirming. */
  preview(principal: Principal, bookingId: string): Promise<Cancellation> {
    return this.uow.run(principal.councilId, async (tx) => {
      const {booking, side} = await this.parties.lock(tx, principal, bookingId, 'cancel');
      return summary(await this.charges(tx, booking, side));
    });
  }

  /** @throws NOT_FOUND, ILLEGAL_TRANSITION when nothing is left to cancel */
  run(principal: Principal, bookingId: string): Promise<Cancellation> {
    return this.uow.run(principal.councilId, async (tx) => {
      const {booking, side} = await this.parties.lock(tx, principal, bookingId, 'cancel');
      const charged = await this.charges(tx, booking, side);
      await this.cancel(tx, charged, {...by(principal), kind: 'booking', id: bookingId});
      await tx.update(Booking, {id: bookingId}, {state: 'cancelled'});
      await this.audit.record(tx, {
        ...by(principal),
        action: 'booking.cancelled',
        subject: {kind: 'booking', id: bookingId},
        after: {visits: charged.length, charge_pence: summary(charged).chargePence},
      });
      await this.outbox.publish(tx, principal.councilId, 'booking.cancelled', bookingId);
      return summary(charged);
    });
  }

  private async charges(tx: Tx, booking: Booking, side: Side): Promise<Charged[]> {
    const now = this.clock.now();
    const visits = await tx.find(Visit, {
      where: {bookingId: booking.id, state: In(['requested', 'accepted']), startsAt: MoreThan(now)},
      order: {startsAt: 'ASC'},
    });
    if (visits.length === 0 || !bookingMachine.can(booking.state, 'cancel')) {
      throw illegalTransition('booking', booking.state, 'cancel');
    }
    const terms = (booking.engagementId ? await termsOf(tx, booking.engagementId) : null) ?? STANDARD_TERMS;
    const late = (visit: Visit) => visit.startsAt.getTime() - now.getTime() < terms.noticeHours * 3_600_000;
    return visits.map((visit) => {
      const owed = side === 'holder' && visit.state === 'accepted' && late(visit);
      return {visit, chargePence: owed ? prorate(visit.pricePence, terms.lateCancellationBp, WHOLE_BP) : 0};
    });
  }

  private async cancel(tx: Tx, charged: readonly Charged[], cause: Parameters<Ledger['hold']>[1]): Promise<void> {
    const amounts = await amountsOf(
      tx,
      charged.map(({visit}) => visit.id),
    );
    await this.funds.lockById(
      tx,
      amounts.map((amount) => amount.periodId),
    );
    const of = (state: Visit['state']) => charged.filter(({visit}) => visit.state === state);
    const own = (some: readonly Charged[]) =>
      amounts.filter(({visitId}) => some.some(({visit}) => visit.id === visitId));
    await this.ledger.release(tx, cause, 'held', byPeriod(own(of('requested'))));
    const free = of('accepted').filter(({chargePence}) => chargePence === 0);
    await this.ledger.release(tx, cause, 'committed', byPeriod(own(free)));
    for (const {visit, chargePence} of of('accepted').filter((each) => each.chargePence > 0)) {
      const parts = own([{visit, chargePence}]);
      const spent = shareOut(chargePence, parts);
      await this.ledger.spend(
        tx,
        cause,
        parts.map(({periodId, pence}, index) => ({periodId, committed: pence, spent: spent[index]?.pence ?? 0})),
      );
      await noteSpent(tx, spent);
      await tx.update(Visit, {id: visit.id}, {actualPence: chargePence});
    }
    await tx.update(Visit, {id: In(charged.map(({visit}) => visit.id))}, {state: 'cancelled'});
  }
}

interface Charged {
  visit: Visit;
  chargePence: Pence;
}

function summary(charged: readonly Charged[]): Cancellation {
  return {
    visits: charged.map(({visit, chargePence}) => ({id: visit.id, startsAt: visit.startsAt, chargePence})),
    chargePence: charged.reduce((sum, each) => sum + each.chargePence, 0),
  };
}

/** Between the lines in the proportions in which they were to pay. */
function shareOut(pence: Pence, parts: readonly VisitAmount[]): VisitAmount[] {
  const shares = split(
    pence,
    parts.map((part) => part.pence),
  );
  return parts.map((part, index) => ({...part, pence: shares[index] ?? 0}));
}
