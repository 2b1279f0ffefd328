import {Injectable} from '@nestjs/common';
import {PayableLines} from '@app/allocations';
import {by, type Principal} from '@app/identity';
import {londonDay} from '@app/kernel';
import type {BookableListing} from '@app/listings';
import type {Tx} from '@app/platform';
import {Booking} from '../booking/booking.entity.js';
import {freeLanes} from '../booking/lanes.js';
import {linesByPayer, PrepareBooking} from '../booking/prepare-booking.js';
import {newReference} from '../booking/request-booking.js';
import {requireLongEnough, slotTaken} from '../bookings.errors.js';
import {CancelVisits} from '../changes/cancel-visits.js';
import {engagementInForce} from '../engagement/engagement-in-force.js';
import {Payers} from '../funding/payers.js';
import {VisitFunding} from '../funding/visit-funding.js';
import {priceShift} from '../hours/shift.js';
import {Visit} from '../visit/visit.entity.js';

/**
 * The swap: the visit of whoever cannot come gives its money back, and one of whoever comes instead takes it, at their
 * terms with this person, or else at the rates of their listing, which the person accepted by naming them.
 */
@Injectable()
export class BookCover {
  constructor(
    private readonly prepare: PrepareBooking,
    private readonly lines: PayableLines,
    private readonly cancels: CancelVisits,
    private readonly funding: VisitFunding,
  ) {}

  /** Called with the listing of who comes and the booking of who cannot locked. */
  async run(
    tx: Tx,
    principal: Principal,
    {listing, booking, visit}: {listing: BookableListing; booking: Booking; visit: Visit},
  ): Promise<{bookingId: string; visitId: string}> {
    const day = londonDay(visit.startsAt);
    await this.prepare.requireStanding(tx, listing, [day]);
    const terms = await engagementInForce(tx, booking.holderId, listing.id, null, day);
    const splits = (await Payers.of(tx, booking.id)).on(visit);
    const paid = terms?.status === 'employed' ? 'employed_pa' : listing.kind === 'pa' ? 'self_employed_pa' : 'provider';
    for (const [payer, lineIds] of linesByPayer({splits}, booking.holderId)) {
      await this.lines.require(tx, payer, lineIds, {listingId: listing.id, payee: paid, day});
    }
    const {startsAt, endsAt} = visit;
    const rates = terms?.rates ?? listing.rates;
    const {pence: pricePence} = priceShift(booking.shift, {startsAt, endsAt}, rates, listing.bands);
    requireLongEnough(listing, [visit]);
    const lanes = await freeLanes(tx, listing, [visit]);
    if (!lanes) throw slotTaken([startsAt], listing.bufferMinutes);

    const who = by(principal);
    await this.cancels.run(tx, {...who, kind: 'booking', id: booking.id}, [{visit, chargePence: 0}]);
    const [made] = await tx.query<{bookingId: string; visitId: string}[]>(INSERT, [
      booking.councilId,
      newReference(),
      booking.holderId,
      listing.id,
      terms?.id ?? null,
      visit.id,
      splits.map((each) => each.lineId),
      splits.map((each) => each.shareBp),
      ...[listing.workerId, lanes[0] ?? 1, startsAt, endsAt, pricePence, booking.shift, booking.sharedId],
    ]);
    const {bookingId, visitId} = made as {bookingId: string; visitId: string};
    // Whoever was to be away from the visit is away from it whoever comes.
    if (booking.sharedId) await tx.query(STILL_AWAY, [visit.id, visitId]);
    const fund = [{id: visitId, state: 'accepted' as const, startsAt, endsAt, pricePence, splits}];
    await this.funding.replace(tx, {...who, kind: 'booking', id: bookingId}, {release: [], fund});
    return {bookingId, visitId};
  }
}

const STILL_AWAY = `
  INSERT INTO shared_absence (visit_id, member_id, council_id, noted_by, pause_id)
  SELECT $2, member_id, council_id, noted_by, pause_id FROM shared_absence WHERE visit_id = $1`;

const INSERT = `
  WITH made AS (
    INSERT INTO booking (council_id, reference, holder_id, listing_id, engagement_id, state, requested_by, covers_visit_id, shift, shared_id)
    VALUES ($1, $2, $3, $4, $5, 'accepted', $3, $6, $14, $15) RETURNING id
  ), shared AS (
    INSERT INTO booking_split (booking_id, line_id, council_id, share_bp)
    SELECT made.id, s.line_id, $1, s.share_bp FROM made, unnest($7::uuid[], $8::int[]) AS s (line_id, share_bp)
  )
  INSERT INTO visit (council_id, booking_id, worker_id, lane, state, starts_at, ends_at, price_pence)
  SELECT $1, made.id, $9, $10, 'accepted', $11, $12, $13 FROM made
  RETURNING booking_id AS "bookingId", id AS "visitId"`;
