import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, DomainError, notFound} from '@app/kernel';
import {Bookable, ListingOwners, type BookableListing} from '@app/listings';
import {databaseError, Outbox, UnitOfWork, type Tx} from '@app/platform';
import {BookingParties} from '../booking/booking-parties.js';
import {Booking} from '../booking/booking.entity.js';
import {illegalTransition, slotTaken} from '../bookings.errors.js';
import {CancelVisits} from '../changes/cancel-visits.js';
import {Visit} from '../visit/visit.entity.js';
import {BookCover} from './book-cover.js';
import {coverAskMachine} from './cover-ask.state.js';
import {coverRequestMachine} from './cover-request.state.js';
import {CoverAsk, CoverRequest} from './cover.entity.js';
import {MoveCoverOn} from './move-cover-on.js';

const EXCLUSION_VIOLATION = '23P01';

interface Locked {
  ask: CoverAsk;
  request: CoverRequest;
  booking: Booking;
  visit: Visit;
}

/** Somebody who was asked comes, and the visit is theirs with its money in the same transaction; or cannot. */
@Injectable()
export class AnswerCover {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly owners: ListingOwners,
    private readonly bookable: Bookable,
    private readonly parties: BookingParties,
    private readonly books: BookCover,
    private readonly cancels: CancelVisits,
    private readonly moves: MoveCoverOn,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * The PA or provider who was asked says yes; also late, as long as nobody else has.
   * @returns the id of their booking
   * @throws NOT_FOUND, COVER_TAKEN, SLOT_TAKEN, NOT_LISTED, ALLOCATION_INSUFFICIENT
   */
  async accept(principal: Principal, askId: string): Promise<string> {
    try {
      const bookingId = await this.uow.run(principal.councilId, async (tx) => {
        const listing = await this.own(tx, principal, askId);
        const locked = await this.lock(tx, askId);
        const {ask, visit, booking, request} = this.requireOpen(locked, 'accept');
        if (!(await mayCover(tx, booking, listing))) {
          await tx.update(CoverAsk, {id: ask.id}, {state: 'skipped'});
          await this.moves.run(tx, principal.councilId, request.id);
          return null;
        }
        const cover = await this.books.run(tx, principal, {listing, booking, visit});
        await this.settle(tx, principal, {ask, request}, cover.visitId);
        return cover.bookingId;
      });
      if (!bookingId) throw coverTaken();
      return bookingId;
    } catch (error) {
      if (databaseError(error)?.code !== EXCLUSION_VIOLATION) throw error;
      throw slotTaken([]);
    }
  }

  /** They cannot, and the next is asked at once. @throws NOT_FOUND, ILLEGAL_TRANSITION */
  decline(principal: Principal, askId: string): Promise<void> {
    return this.uow.run(principal.councilId, async (tx) => {
      await this.own(tx, principal, askId);
      await this.cannot(tx, principal, await this.lock(tx, askId));
    });
  }

  /**
   * What somebody said on the phone who cannot be booked here: written down by the person supported, or whoever acts for
   * them. When they come, the visit is called off at no cost, and they come as a friend does.
   */
  rung(principal: Principal, askId: string, comes: boolean): Promise<void> {
    return this.uow.run(principal.councilId, async (tx) => {
      const found = await tx.findOneBy(CoverAsk, {id: askId});
      const request = found && (await tx.findOneBy(CoverRequest, {id: found.requestId}));
      const visit = request && (await tx.findOneBy(Visit, {id: request.visitId}));
      if (!found || !visit || found.listingId) throw notFound('request');
      await this.parties.lockAs(tx, principal, visit.bookingId, 'holder', 'book');
      const locked = await this.lock(tx, askId);
      if (!comes) return this.cannot(tx, principal, locked);
      const {ask, booking, request: open} = this.requireOpen(locked, 'accept');
      const cause = {...by(principal), kind: 'booking', id: booking.id};
      await this.cancels.run(tx, cause, [{visit: locked.visit, chargePence: 0}]);
      await this.settle(tx, principal, {ask, request: open}, null);
    });
  }

  /** Nobody is needed any more. By either side of the visit. @throws NOT_FOUND, ILLEGAL_TRANSITION */
  withdraw(principal: Principal, requestId: string): Promise<void> {
    return this.uow.run(principal.councilId, async (tx) => {
      const found = await tx.findOneBy(CoverRequest, {id: requestId});
      const visit = found && (await tx.findOneBy(Visit, {id: found.visitId}));
      if (!visit) throw notFound('request');
      await this.parties.lock(tx, principal, visit.bookingId, 'book');
      const {state} = await tx.findOneByOrFail(CoverRequest, {id: requestId});
      if (!coverRequestMachine.can(state, 'withdraw')) throw illegalTransition('request', state, 'withdraw');
      await this.moves.end(tx, requestId, 'withdrawn');
      const subject = {kind: 'cover_request', id: requestId};
      await this.audit.record(tx, {...by(principal), action: 'cover.withdrawn', subject});
      await this.outbox.publish(tx, principal.councilId, 'cover.withdrawn', requestId);
    });
  }

  private async cannot(tx: Tx, principal: Principal, {ask, request}: Locked): Promise<void> {
    if (!coverAskMachine.can(ask.state, 'decline')) throw illegalTransition('request', ask.state, 'decline');
    const answered = {answeredBy: principal.personId, answeredAt: this.clock.now()};
    await tx.update(CoverAsk, {id: ask.id}, {state: 'declined', ...answered});
    const subject = {kind: 'cover_ask', id: ask.id};
    await this.audit.record(tx, {...by(principal), action: 'cover.declined', subject});
    await this.moves.run(tx, principal.councilId, request.id);
  }

  private async settle(
    tx: Tx,
    principal: Principal,
    {ask, request}: Pick<Locked, 'ask' | 'request'>,
    coverVisitId: string | null,
  ): Promise<void> {
    const answered = {answeredBy: principal.personId, answeredAt: this.clock.now()};
    await tx.update(CoverAsk, {id: ask.id}, {state: 'accepted', ...answered});
    await this.moves.end(tx, request.id, 'covered', coverVisitId);
    const subject = {kind: 'cover_request', id: request.id};
    await this.audit.record(tx, {...by(principal), action: 'cover.found', subject, after: {ask_id: ask.id}});
    await this.outbox.publish(tx, principal.councilId, 'cover.found', request.id);
  }

  private requireOpen(locked: Locked, action: 'accept'): Locked {
    const {ask, request, visit} = locked;
    if (!coverRequestMachine.can(request.state, 'cover') || visit.state !== 'accepted') throw coverTaken();
    if (!coverAskMachine.can(ask.state, action)) throw illegalTransition('request', ask.state, action);
    if (visit.startsAt <= this.clock.now()) throw illegalTransition('visit', 'over', 'cover');
    return locked;
  }

  /** The listing that was asked, locked: the first of all locks. @throws NOT_FOUND unless the caller answers for it */
  private async own(tx: Tx, principal: Principal, askId: string): Promise<BookableListing> {
    const ask = await tx.findOneBy(CoverAsk, {id: askId});
    if (!ask?.listingId || ask.state === 'waiting' || !(await this.owners.mayAnswer(tx, principal, ask.listingId))) {
      throw notFound('request');
    }
    const listing = await this.bookable.lock(tx, ask.listingId);
    if (!listing) throw notFound('request');
    return listing;
  }

  private async lock(tx: Tx, askId: string): Promise<Locked> {
    const found = await tx.findOneByOrFail(CoverAsk, {id: askId});
    const {visitId} = await tx.findOneByOrFail(CoverRequest, {id: found.requestId});
    const {bookingId} = await tx.findOneByOrFail(Visit, {id: visitId});
    const booking = await tx.findOneOrFail(Booking, {where: {id: bookingId}, lock: {mode: 'for_no_key_update'}});
    const request = await tx.findOneOrFail(CoverRequest, {
      where: {id: found.requestId},
      lock: {mode: 'for_no_key_update'},
    });
    const ask = await tx.findOneByOrFail(CoverAsk, {id: askId});
    return {ask, request, booking, visit: await tx.findOneByOrFail(Visit, {id: visitId})};
  }
}

/** Not when the person, or somebody who shares the visit, has blocked them since they were asked: why is not said. */
async function mayCover(tx: Tx, booking: Booking, listing: BookableListing): Promise<boolean> {
  const [row] = await tx.query<[{may: boolean}]>(`SELECT may_cover($1, $2) AS may`, [booking.id, listing.id]);
  return row.may;
}

function coverTaken(): DomainError {
  return new DomainError(
    'conflict',
    'COVER_TAKEN',
    'Somebody else comes by now, or nobody is needed any more. Thank you.',
  );
}
