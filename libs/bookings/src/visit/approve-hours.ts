import {Injectable} from '@nestjs/common';
import {Funds, Ledger, requireAvailable} from '@app/allocations';
import {AuditTrail, by, holderFor, type Principal} from '@app/identity';
import {invalid, notFound, split, type Pence} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {amountsOf, noteSpent} from '../booking/visit-money.js';
import {BookingParties} from '../booking/booking-parties.js';
import {hoursChanged, illegalTransition} from '../bookings.errors.js';
import {Visit} from './visit.entity.js';
import {visitMachine} from './visit.state.js';

/** The holder, or who acts for them, agrees the recorded hours, and the money is spent; or sends them back. */
@Injectable()
export class ApproveHours {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly parties: BookingParties,
    private readonly funds: Funds,
    private readonly ledger: Ledger,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /**
   * What was committed is spent; less than it gives the rest back, more takes the rest from what is available.
   * @returns what was spent
   * @param seenPence what the caller saw that it costs; null leaves it unchecked
   * @throws NOT_FOUND, ILLEGAL_TRANSITION, HOURS_CHANGED, ALLOCATION_INSUFFICIENT
   */
  approve(principal: Principal, visitId: string, seenPence: Pence | null = null): Promise<Pence> {
    holderFor(principal, 'approve_hours');
    return this.uow.run(principal.councilId, async (tx) => {
      const visit = await this.lock(tx, principal, visitId, 'approve');
      const actualPence = visit.actualPence ?? 0;
      if (seenPence !== null && seenPence !== actualPence) throw hoursChanged(actualPence);
      const amounts = await amountsOf(tx, [visitId]);
      const periods = await this.funds.lockById(
        tx,
        amounts.map((amount) => amount.periodId),
      );
      const shares = split(actualPence, weights(amounts.map((amount) => amount.pence)));
      const spent = amounts.map((amount, index) => ({...amount, committed: amount.pence, spent: shares[index] ?? 0}));
      requireAvailable(
        periods,
        spent.map(({periodId, committed, spent: pence}) => ({periodId, pence: pence - committed})),
      );
      await this.ledger.spend(tx, {...by(principal), kind: 'visit', id: visitId}, spent);
      await noteSpent(
        tx,
        spent.map(({periodId, spent: pence}) => ({visitId, periodId, pence})),
      );
      await tx.update(
        Visit,
        {id: visitId},
        {
          state: 'approved',
          approvedBy: principal.personId,
          approvedHow: principal.actingFor?.contact?.how ?? null,
        },
      );
      await this.audit.record(tx, {
        ...by(principal),
        action: 'visit.approved',
        subject: {kind: 'visit', id: visitId},
        after: {spent_pence: actualPence},
      });
      await this.outbox.publish(tx, principal.councilId, 'visit.approved', visitId);
      return actualPence;
    });
  }

  /**
   * Sends the hours back to be recorded again.
   * @throws VALIDATION_FAILED without a reason, NOT_FOUND, ILLEGAL_TRANSITION
   */
  async query(principal: Principal, visitId: string, reason: string): Promise<void> {
    holderFor(principal, 'approve_hours');
    const why = reason.trim();
    if (!why || why.length > 500)
      throw invalid({field: 'reason', message: 'Say what is wrong, in 500 characters or fewer.'});
    await this.uow.run(principal.councilId, async (tx) => {
      await this.lock(tx, principal, visitId, 'query');
      await tx.update(Visit, {id: visitId}, {state: 'accepted', queryReason: why});
      const subject = {kind: 'visit', id: visitId};
      await this.audit.record(tx, {...by(principal), action: 'visit.queried', subject, reason: why});
      await this.outbox.publish(tx, principal.councilId, 'visit.queried', visitId);
    });
  }

  private async lock(tx: Tx, principal: Principal, visitId: string, action: 'approve' | 'query'): Promise<Visit> {
    const found = await tx.findOneBy(Visit, {id: visitId});
    if (!found) throw notFound('visit');
    await this.parties.lockAs(tx, principal, found.bookingId, 'holder', 'approve_hours');
    const visit = await tx.findOneByOrFail(Visit, {id: visitId});
    if (!visitMachine.can(visit.state, action)) throw illegalTransition('visit', visit.state, action);
    return visit;
  }
}

/** A visit that was to cost nothing is shared evenly, should its hours cost something after all. */
function weights(amounts: readonly Pence[]): Pence[] {
  return amounts.some((pence) => pence > 0) ? [...amounts] : amounts.map(() => 1);
}
