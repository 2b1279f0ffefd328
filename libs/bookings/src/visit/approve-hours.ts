import {Injectable} from '@nestjs/common';
import {AuditTrail, by, holderFor, type Principal} from '@app/identity';
import {Clock, invalid, londonDay, notFound, type Pence} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {BookingParties} from '../booking/booking-parties.js';
import type {Booking} from '../booking/booking.entity.js';
import {hoursAboveTolerance, hoursChanged, illegalTransition} from '../bookings.errors.js';
import {HoursCost, type Hours} from '../hours/hours-cost.js';
import {HoursRules} from '../hours/hours-rules.js';
import {hoursEntry, keepHours} from '../hours/keep-hours.js';
import {toleranceOf, type Pay} from '../hours/pay.js';
import {SpendHours} from '../hours/spend-hours.js';
import {Visit} from './visit.entity.js';
import {visitMachine} from './visit.state.js';

export interface Approval {
  /** What the caller saw that it costs; null leaves it unchecked. */
  seenPence: Pence | null;
  /** That it may cost more than was set aside, beyond what the council lets pass. */
  agreesMore: boolean;
}

/** The holder, or who acts for them, agrees the recorded hours, and the money is spent; or puts them right; or sends them back. */
@Injectable()
export class ApproveHours {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly parties: BookingParties,
    private readonly costs: HoursCost,
    private readonly rules: HoursRules,
    private readonly spends: SpendHours,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * What was committed is spent; less than it gives the rest back, more takes the rest from what is available.
   * @returns what was spent
   * @throws NOT_FOUND, ILLEGAL_TRANSITION, HOURS_CHANGED, HOURS_ABOVE_TOLERANCE, ALLOCATION_INSUFFICIENT
   */
  approve(principal: Principal, visitId: string, {seenPence, agreesMore}: Approval): Promise<Pence> {
    holderFor(principal, 'approve_hours');
    return this.uow.run(principal.councilId, async (tx) => {
      const {visit} = await this.lock(tx, principal, visitId, 'approve');
      const actualPence = visit.actualPence ?? 0;
      if (seenPence !== null && seenPence !== actualPence) throw hoursChanged(actualPence);
      if (!agreesMore) await this.requireWithin(tx, visit, actualPence);
      await this.spend(tx, principal, visitId, actualPence);
      return actualPence;
    });
  }

  /**
   * Other hours than were recorded are approved, with the reason, which who recorded them is told.
   * @returns what was spent
   * @throws VALIDATION_FAILED, NOT_FOUND, ILLEGAL_TRANSITION, ALLOCATION_INSUFFICIENT
   */
  correct(principal: Principal, visitId: string, hours: Hours, reason: string): Promise<Pence> {
    holderFor(principal, 'approve_hours');
    const why = requireReason(reason);
    return this.uow.run(principal.councilId, async (tx) => {
      const {visit, booking} = await this.lock(tx, principal, visitId, 'approve');
      const pay = await this.costs.of(tx, booking, visit, hours);
      const kept = {hours, pay, at: this.clock.now(), sent: null, reason: why};
      await keepHours(tx, principal, visitId, kept);
      await this.audit.record(tx, {...hoursEntry(principal, visitId, 'visit.corrected', kept), reason: why});
      await this.spend(tx, principal, visitId, pay.totalPence);
      return pay.totalPence;
    });
  }

  /** What corrected hours would cost. Nothing is written. */
  preview(principal: Principal, visitId: string, hours: Hours): Promise<Pay> {
    holderFor(principal, 'approve_hours');
    return this.uow.run(principal.councilId, async (tx) => {
      const {visit, booking} = await this.lock(tx, principal, visitId, 'approve');
      return this.costs.of(tx, booking, visit, hours);
    });
  }

  /**
   * Sends the hours back to be recorded again.
   * @throws VALIDATION_FAILED without a reason, NOT_FOUND, ILLEGAL_TRANSITION
   */
  async query(principal: Principal, visitId: string, reason: string): Promise<void> {
    holderFor(principal, 'approve_hours');
    const why = requireReason(reason);
    await this.uow.run(principal.councilId, async (tx) => {
      await this.lock(tx, principal, visitId, 'query');
      await tx.update(Visit, {id: visitId}, {state: 'accepted', queryReason: why});
      const subject = {kind: 'visit', id: visitId};
      await this.audit.record(tx, {...by(principal), action: 'visit.queried', subject, reason: why});
      await this.outbox.publish(tx, principal.councilId, 'visit.queried', visitId);
    });
  }

  private async spend(tx: Tx, principal: Principal, visitId: string, actualPence: Pence): Promise<void> {
    const approvedHow = principal.actingFor?.contact?.how ?? null;
    await this.spends.run(tx, by(principal), visitId, actualPence, {approvedBy: principal.personId, approvedHow});
    await this.audit.record(tx, {
      ...by(principal),
      action: 'visit.approved',
      subject: {kind: 'visit', id: visitId},
      after: {spent_pence: actualPence},
    });
    await this.outbox.publish(tx, principal.councilId, 'visit.approved', visitId);
  }

  private async requireWithin(tx: Tx, visit: Visit, actualPence: Pence): Promise<void> {
    const rule = await this.rules.inForce(tx, visit.councilId, londonDay(this.clock.now()));
    const tolerancePence = toleranceOf(visit.pricePence, rule);
    if (actualPence - visit.pricePence <= tolerancePence) return;
    throw hoursAboveTolerance({pricePence: visit.pricePence, actualPence, tolerancePence});
  }

  private async lock(
    tx: Tx,
    principal: Principal,
    visitId: string,
    action: 'approve' | 'query',
  ): Promise<{visit: Visit; booking: Booking}> {
    const found = await tx.findOneBy(Visit, {id: visitId});
    if (!found) throw notFound('visit');
    const booking = await this.parties.lockAs(tx, principal, found.bookingId, 'holder', 'approve_hours');
    const visit = await tx.findOneByOrFail(Visit, {id: visitId});
    if (!visitMachine.can(visit.state, action)) throw illegalTransition('visit', visit.state, action);
    return {visit, booking};
  }
}

function requireReason(reason: string): string {
  const why = reason.trim();
  if (why && why.length <= 500) return why;
  throw invalid({field: 'reason', message: 'Say what is wrong, in 500 characters or fewer.'});
}
