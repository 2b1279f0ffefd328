import {Injectable} from '@nestjs/common';
import {AuditTrail, type Principal} from '@app/identity';
import {Clock, invalid, notFound, type Pence} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {BookingParties} from '../booking/booking-parties.js';
import {Booking} from '../booking/booking.entity.js';
import {illegalTransition, notYetFunded} from '../bookings.errors.js';
import {HoursCost, type Hours} from '../hours/hours-cost.js';
import {alreadySent, hoursEntry, keepHours, sentMeanwhile, type Sent} from '../hours/keep-hours.js';
import type {Pay} from '../hours/pay.js';
import {Visit} from './visit.entity.js';
import {visitMachine} from './visit.state.js';

export type {Hours};

const KEY = /^[\x21-\x7e]{1,200}$/;

/** The PA or provider says when they came and went. It costs nothing until the holder approves it. */
@Injectable()
export class RecordHours {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly parties: BookingParties,
    private readonly costs: HoursCost,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Recording again before approval replaces what was recorded; sending the same again with its key does nothing.
   * @param sent without it nothing tells two sendings of the same from two
   * @returns what the recorded hours cost
   * @throws VALIDATION_FAILED, NOT_FOUND, ILLEGAL_TRANSITION, IDEMPOTENCY_CONFLICT, HOURS_SENT_ALREADY
   */
  run(principal: Principal, visitId: string, hours: Hours, sent: Sent | null = null): Promise<Pence> {
    if (sent && !KEY.test(sent.key)) {
      throw invalid({field: 'Idempotency-Key', message: 'Send a key of at most 200 visible characters, like a UUID.'});
    }
    return this.uow.run(principal.councilId, async (tx) => {
      const visit = await tx.findOneBy(Visit, {id: visitId});
      if (!visit) throw notFound('visit');
      const booking = await this.parties.lockAs(tx, principal, visit.bookingId, 'worker', 'see_support');
      const known = sent && (await alreadySent(tx, visitId, hours, sent));
      if (known !== null) return known;
      const now = await tx.findOneByOrFail(Visit, {id: visitId});
      if (sent?.madeAt && (now.state === 'recorded' || now.state === 'approved')) throw sentMeanwhile(now);
      const pay = await this.cost(tx, booking, now, hours);
      const kept = {hours, pay, at: this.clock.now(), sent, reason: null};
      await keepHours(tx, principal, visitId, kept);
      await this.audit.record(tx, hoursEntry(principal, visitId, 'visit.recorded', kept));
      await this.outbox.publish(tx, principal.councilId, 'visit.recorded', visitId);
      return pay.totalPence;
    });
  }

  /** What these hours would cost, by the same rules that recording them keeps. Nothing is written. */
  preview(principal: Principal, visitId: string, hours: Hours): Promise<Pay> {
    return this.uow.run(principal.councilId, async (tx) => {
      const visit = await tx.findOneBy(Visit, {id: visitId});
      const booking = visit && (await tx.findOneBy(Booking, {id: visit.bookingId}));
      if (!booking || (await this.parties.sideOf(tx, principal, booking, 'see_support')) !== 'worker')
        throw notFound('visit');
      return this.cost(tx, booking, visit, hours);
    });
  }

  /** @throws VALIDATION_FAILED, ILLEGAL_TRANSITION */
  private cost(tx: Tx, booking: Booking, visit: Visit, hours: Hours): Promise<Pay> {
    if (visit.state !== 'recorded' && !visitMachine.can(visit.state, 'record')) {
      throw illegalTransition('visit', visit.state, 'record hours for');
    }
    if (visit.planned) throw notYetFunded();
    return this.costs.of(tx, booking, visit, hours);
  }
}
