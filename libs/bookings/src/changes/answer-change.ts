import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, notFound, type Pence} from '@app/kernel';
import {databaseError, Outbox, UnitOfWork, type Tx} from '@app/platform';
import {In} from 'typeorm';
import {Booking} from '../booking/booking.entity.js';
import {illegalTransition, priceChanged, slotTaken} from '../bookings.errors.js';
import {MoveCoverOn} from '../cover/move-cover-on.js';
import {Payers} from '../funding/payers.js';
import {VisitFunding} from '../funding/visit-funding.js';
import {SharedSides, type SharedSide} from '../shared/shared-sides.js';
import {Visit} from '../visit/visit.entity.js';
import {EverybodysYes} from './everybodys-yes.js';
import {MoveVisits} from './move-visits.js';
import {PlanChange, type MovedVisit} from './plan-change.js';
import {VisitChange, VisitChangeTime} from './visit-change.entity.js';
import {visitChangeMachine} from './visit-change.state.js';

const EXCLUSION_VIOLATION = '23P01';

/** The other side says yes, and visits, worker's time and money move together; or no; or the proposal is taken back. */
@Injectable()
export class AnswerChange {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly sides: SharedSides,
    private readonly everybody: EverybodysYes,
    private readonly plan: PlanChange,
    private readonly moves: MoveVisits,
    private readonly funding: VisitFunding,
    private readonly covers: MoveCoverOn,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * @param seenPence what the caller saw that it would cost; null is what was proposed
   * @throws NOT_FOUND, ILLEGAL_TRANSITION, OWN_PROPOSAL, PRICE_CHANGED when rates or visits are others since it was
   *   shown, SLOT_TAKEN, NOT_LISTED, ALLOCATION_INSUFFICIENT
   */
  async accept(principal: Principal, changeId: string, seenPence: Pence | null = null): Promise<void> {
    try {
      await this.uow.run(principal.councilId, (tx) => this.within(tx, principal, changeId, seenPence));
    } catch (error) {
      if (databaseError(error)?.code !== EXCLUSION_VIOLATION) throw error;
      throw await this.uow.run(principal.councilId, (tx) => this.taken(tx, changeId));
    }
  }

  /** @param reason shown to whoever proposed it; may be left out */
  async decline(principal: Principal, changeId: string, reason: string | null): Promise<void> {
    if (reason && reason.length > 500) throw invalid({field: 'reason', message: 'Use 500 characters or fewer.'});
    await this.uow.run(principal.councilId, async (tx) => {
      const {change, booking, ...who} = await this.lock(tx, principal, changeId, 'decline');
      if (isOwn(change, booking, who)) throw ownProposal();
      await this.close(tx, change, 'declined', {...by(principal)}, reason?.trim() || null);
    });
  }

  /** By the side that proposed it. */
  async withdraw(principal: Principal, changeId: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const {change, booking, ...who} = await this.lock(tx, principal, changeId, 'withdraw');
      if (!isOwn(change, booking, who)) throw illegalTransition('change', 'the other side’s', 'withdraw');
      await this.close(tx, change, 'withdrawn', {...by(principal)}, null);
    });
  }

  /** For the worker's clockwork: nobody answered before one of the visits. */
  async expire(councilId: string, changeId: string): Promise<void> {
    await this.uow.run(councilId, async (tx) => {
      const found = await tx.findOneBy(VisitChange, {id: changeId});
      if (!found) return;
      await tx.findOne(Booking, {where: {id: found.bookingId}, lock: {mode: 'for_no_key_update'}});
      const change = await tx.findOneByOrFail(VisitChange, {id: changeId});
      if (change.state === 'proposed') await this.close(tx, change, 'expired', {councilId}, null);
    });
  }

  /** Names which of the new times somebody has since. */
  private async taken(tx: Tx, changeId: string): Promise<DomainError> {
    const times = await tx.find(VisitChangeTime, {where: {changeId}});
    const visits = await tx.findBy(Visit, {id: In(times.map((each) => each.visitId))});
    const booking = visits[0] && (await tx.findOneBy(Booking, {id: visits[0].bookingId}));
    if (!booking) return slotTaken([]);
    const wanted = times.flatMap(({visitId, startsAt, endsAt}) => {
      const visit = visits.find(({id}) => id === visitId);
      return visit ? [{visit, startsAt, endsAt}] : [];
    });
    const {clashes, bufferMinutes} = await this.plan.clashes(tx, booking, wanted);
    return slotTaken(clashes, bufferMinutes);
  }

  private async within(tx: Tx, principal: Principal, changeId: string, seenPence: Pence | null): Promise<void> {
    const found = await tx.findOneBy(VisitChange, {id: changeId});
    const before = found && (await tx.findOneBy(Booking, {id: found.bookingId}));
    if (!before) throw notFound('change');
    if (before.sharedId) await this.everybody.lock(tx, before.sharedId);
    const listing = await this.plan.lockListing(tx, before.listingId);
    const {change, booking, ...who} = await this.lock(tx, principal, changeId, 'accept');
    if (isOwn(change, booking, who)) throw ownProposal();
    const moved = await this.asProposed(tx, booking, change, seenPence);
    if (!(await this.everybody.said(tx, principal, change, booking, who))) return;
    await this.moves.run(tx, listing, moved);
    await this.covers.endFor(
      tx,
      moved.map(({visit}) => visit.id),
    );
    const cause = {...by(principal), kind: 'booking', id: booking.id};
    const payers = await Payers.of(tx, booking.id);
    const release = moved.map(({visit}) => ({id: visit.id, state: visit.state}));
    const fund = moved.map(({visit, startsAt, endsAt, pricePence}) => ({
      ...{id: visit.id, state: 'accepted' as const, startsAt, endsAt, pricePence},
      splits: payers.on({id: visit.id, startsAt}),
    }));
    await this.funding.replace(tx, cause, {release, fund});
    await this.close(tx, change, 'accepted', {...by(principal)}, null);
  }

  /** The visits as they stand and what they cost at the new times now: what was shown, or it is refused. */
  private async asProposed(
    tx: Tx,
    booking: Booking,
    change: VisitChange,
    seenPence: Pence | null,
  ): Promise<MovedVisit[]> {
    const times = await tx.find(VisitChangeTime, {where: {changeId: change.id}, order: {startsAt: 'ASC'}});
    const visits = await tx.findBy(Visit, {id: In(times.map((each) => each.visitId))});
    const now = this.clock.now();
    const wanted = times.map((time) => {
      const visit = visits.find(({id}) => id === time.visitId);
      const stands =
        visit?.state === 'accepted' &&
        visit.startsAt.getTime() === time.oldStartsAt.getTime() &&
        visit.endsAt.getTime() === time.oldEndsAt.getTime();
      if (!visit || !stands || time.startsAt <= now || visit.startsAt <= now) throw changedSince();
      return {visit, startsAt: time.startsAt, endsAt: time.endsAt};
    });
    const moved = await this.plan.priced(tx, booking, wanted);
    const pence = moved.reduce((sum, each) => sum + each.pricePence, 0);
    const shown = seenPence ?? times.reduce((sum, each) => sum + each.pricePence, 0);
    if (pence !== shown) throw priceChanged(pence);
    return moved;
  }

  private async lock(
    tx: Tx,
    principal: Principal,
    changeId: string,
    action: 'accept' | 'decline' | 'withdraw',
  ): Promise<SharedSide & {change: VisitChange; booking: Booking}> {
    const found = await tx.findOneBy(VisitChange, {id: changeId});
    if (!found) throw notFound('change');
    const {booking, ...who} = await this.sides.lock(tx, principal, found.bookingId, 'book');
    const change = await tx.findOneByOrFail(VisitChange, {id: changeId});
    if (!visitChangeMachine.can(change.state, action)) throw illegalTransition('change', change.state, action);
    return {change, booking, ...who};
  }

  private async close(
    tx: Tx,
    {id, bookingId}: VisitChange,
    state: 'accepted' | 'declined' | 'withdrawn' | 'expired',
    who: {councilId: string; actorId?: string | undefined; forId?: string | undefined},
    declineReason: string | null,
  ): Promise<void> {
    await tx.update(
      VisitChange,
      {id},
      {state, answeredBy: who.actorId ?? null, answeredAt: this.clock.now(), declineReason},
    );
    await this.audit.record(tx, {
      ...who,
      action: `visit_change.${state}`,
      subject: {kind: 'visit_change', id},
      reason: declineReason ?? undefined,
      after: {booking_id: bookingId},
    });
    await this.outbox.publish(tx, who.councilId, `visit_change.${state}`, id);
  }
}

/** Whoever shares a visit answers what the one proposed whom it is booked for. */
function isOwn(change: VisitChange, booking: Booking, {side, personId}: SharedSide): boolean {
  return side === change.side && (side === 'worker' || personId === booking.holderId);
}

function ownProposal(): DomainError {
  return new DomainError('refused', 'OWN_PROPOSAL', 'You proposed this change, so the other side has to answer it.');
}

function changedSince(): DomainError {
  const message = 'These visits are no longer as they were when this was proposed. Propose it anew.';
  return new DomainError('conflict', 'VISITS_CHANGED', message);
}
