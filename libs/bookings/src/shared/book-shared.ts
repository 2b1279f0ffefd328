import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {DomainError, notFound, WHOLE_BP} from '@app/kernel';
import {Bookable} from '@app/listings';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {Booking} from '../booking/booking.entity.js';
import type {BookingRequest} from '../booking/booking-request.js';
import {RequestBooking, type BookingReceipt} from '../booking/request-booking.js';
import {engagementRequired, illegalTransition} from '../bookings.errors.js';
import {engagementInForce} from '../engagement/engagement-in-force.js';
import {SharedSupport, type SharedMember} from './shared.entity.js';
import {payersOf, SharedGroups} from './shared-groups.js';
import {basisPoints} from './shares.js';

/**
 * The organiser asks for what was agreed: one booking, held on a line of each in one transaction, in the order in which
 * every booking locks. It is answered, recorded, approved and called off like any other.
 */
@Injectable()
export class BookShared {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly groups: SharedGroups,
    private readonly bookable: Bookable,
    private readonly request: RequestBooking,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** @throws NOT_FOUND, ILLEGAL_TRANSITION, SHARED_TOO_FEW, SHARES_NOT_WHOLE, and what booking throws */
  async run(principal: Principal, sharedId: string): Promise<string> {
    let asked: BookingRequest | null = null;
    try {
      return await this.uow.run(principal.councilId, async (tx) => {
        const {shared, me} = await this.groups.lock(tx, principal, sharedId);
        if (me.personId !== shared.organiserId) throw notFound('shared support');
        if (shared.state !== 'inviting') throw illegalTransition('shared support', shared.state, 'book');
        const members = await payersOf(tx, sharedId);
        requireAgreed(shared, members);
        await this.requireTerms(tx, shared, members);
        asked = requestOf(shared, members);
        const receipt: BookingReceipt = await this.request.within(tx, principal, asked);
        await tx.update(SharedSupport, {id: sharedId}, {state: 'booked', bookingId: receipt.id});
        await tx.update(Booking, {id: receipt.id}, {sharedId});
        const subject = {kind: 'shared_support', id: sharedId};
        await this.audit.record(tx, {
          ...by(principal),
          action: 'shared.booked',
          subject,
          after: {booking_id: receipt.id},
        });
        await this.outbox.publish(tx, principal.councilId, 'shared.booked', sharedId);
        return receipt.id;
      });
    } catch (error) {
      throw asked ? await this.request.explain(error, principal.councilId, asked) : error;
    }
  }

  /** Whoever is paid by several has terms with each of them. */
  private async requireTerms(tx: Tx, shared: SharedSupport, members: readonly SharedMember[]): Promise<void> {
    const listing = await this.bookable.read(tx, shared.listingId);
    if (listing?.kind !== 'pa') return;
    for (const {personId} of members) {
      if (!(await engagementInForce(tx, personId, listing.id, null))) throw engagementRequired(listing.name);
    }
  }
}

function requestOf(shared: SharedSupport, members: readonly SharedMember[]): BookingRequest {
  const {listingId, startsAt, endsAt, rrule} = shared;
  const bp = basisPoints(members);
  const splits = members.map(({lineId, personId, weight}, place) => ({
    ...{lineId, shareBp: bp[place] ?? 0, holderId: personId, weight},
  }));
  return {listingId, engagementId: null, startsAt, endsAt, rrule, splits};
}

function requireAgreed({shareBy}: SharedSupport, members: readonly SharedMember[]): void {
  if (members.length < 2) {
    throw new DomainError('refused', 'SHARED_TOO_FEW', 'Somebody else has to join before you ask for it.');
  }
  const total = members.reduce((sum, {weight}) => sum + weight, 0);
  if (shareBy !== 'share' || total === WHOLE_BP) return;
  throw new DomainError(
    'refused',
    'SHARES_NOT_WHOLE',
    `The shares have to add up to 100%; these add up to ${total / 100}%.`,
    {facts: {total_bp: total}},
  );
}
