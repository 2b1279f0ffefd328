import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, DomainError, notFound, prorate, WHOLE_BP, type Pence} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {BookingParties, type Side} from '../booking/booking-parties.js';
import type {Booking} from '../booking/booking.entity.js';
import {illegalTransition} from '../bookings.errors.js';
import {CancelVisits} from '../changes/cancel-visits.js';
import {cancellationTermsOf} from '../engagement/engagement-in-force.js';
import {keepHours} from '../hours/keep-hours.js';
import {Visit} from './visit.entity.js';
import {visitMachine} from './visit.state.js';

/** What follows when somebody was not there. */
export interface NoShow {
  /** Whoever was to come, or the person they came to. */
  missing: Side;
  /** Owed by the terms, once it is approved. */
  chargePence: Pence;
}

/**
 * One side says that the other was not there. When nobody came, the visit is missed and all its money is given back.
 * When nobody was in, the PA or provider is owed what the terms say of a cancellation without notice; like hours, it is
 * spent only when the holder approves it, and can be sent back.
 */
@Injectable()
export class RecordNoShow {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly parties: BookingParties,
    private readonly cancels: CancelVisits,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** What would follow. Nothing is written. @throws what `run` throws */
  preview(principal: Principal, visitId: string): Promise<NoShow> {
    return this.uow.run(principal.councilId, async (tx) => {
      const {visit, booking, side} = await this.find(tx, principal, visitId);
      return this.follows(tx, visit, booking, side);
    });
  }

  /** @throws NOT_FOUND, ILLEGAL_TRANSITION, TOO_EARLY before the visit has begun */
  run(principal: Principal, visitId: string): Promise<NoShow> {
    return this.uow.run(principal.councilId, async (tx) => {
      const {visit, booking, side} = await this.find(tx, principal, visitId);
      const follows = await this.follows(tx, visit, booking, side);
      if (follows.missing === 'worker') await this.missed(tx, principal, visit);
      else await this.nobodyIn(tx, principal, visit, follows.chargePence);
      const topic = follows.missing === 'worker' ? 'visit.missed' : 'visit.nobody_in';
      await this.audit.record(tx, {
        ...by(principal),
        action: topic,
        subject: {kind: 'visit', id: visitId},
        after: {charge_pence: follows.chargePence},
      });
      await this.outbox.publish(tx, principal.councilId, topic, visitId);
      return follows;
    });
  }

  private async missed(tx: Tx, principal: Principal, visit: Visit): Promise<void> {
    await tx.update(Visit, {id: visit.id}, {noShow: 'worker'});
    const cause = {...by(principal), kind: 'visit', id: visit.id};
    await this.cancels.run(tx, cause, [{visit, chargePence: 0}], 'missed');
  }

  private async nobodyIn(tx: Tx, principal: Principal, {id, startsAt, endsAt}: Visit, owed: Pence): Promise<void> {
    const pay = {parts: [], workPence: owed, mileagePence: 0, expensePence: 0, totalPence: owed};
    const hours = {startedAt: startsAt, endedAt: endsAt, miles: null};
    await keepHours(tx, principal, id, {hours, pay, at: this.clock.now(), sent: null, reason: null});
    await tx.update(Visit, {id}, {noShow: 'holder'});
  }

  private async follows(tx: Tx, visit: Visit, booking: Booking, side: Side): Promise<NoShow> {
    if (side === 'holder') return {missing: 'worker', chargePence: 0};
    const terms = await cancellationTermsOf(tx, booking);
    return {missing: 'holder', chargePence: prorate(visit.pricePence, terms.lateCancellationBp, WHOLE_BP)};
  }

  private async find(tx: Tx, principal: Principal, visitId: string) {
    const found = await tx.findOneBy(Visit, {id: visitId});
    if (!found) throw notFound('visit');
    const {booking, side} = await this.parties.lock(tx, principal, found.bookingId, 'approve_hours');
    const visit = await tx.findOneByOrFail(Visit, {id: visitId});
    if (!visitMachine.can(visit.state, side === 'holder' ? 'miss' : 'record') || (visit.planned && side === 'worker')) {
      throw illegalTransition('visit', visit.state, 'say that nobody was there for');
    }
    if (visit.startsAt > this.clock.now()) throw tooEarly();
    return {visit, booking, side};
  }
}

function tooEarly(): DomainError {
  const message = 'This visit has not begun yet. If it cannot be, cancel it instead.';
  return new DomainError('refused', 'TOO_EARLY', message);
}
