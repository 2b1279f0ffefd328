import {Injectable} from '@nestjs/common';
import {holderFor, type Principal} from '@app/identity';
import type {Pence} from '@app/kernel';
import {prepared, UnitOfWork} from '@app/platform';
import {BookingsBeyond} from '../beyond/bookings-beyond.js';
import type {BookingState} from './booking.state.js';

/** A booking as a list shows it. */
export interface BookingSummary {
  id: string;
  reference: string;
  state: BookingState;
  declineReason: string | null;
  listing: {id: string; name: string; kind: 'pa' | 'provider'};
  visits: number;
  firstStartsAt: Date;
  firstEndsAt: Date;
  lastStartsAt: Date;
  pricePence: Pence;
  /** How many visits are on days on which the PA or provider is not listed. */
  beyond: number;
}

/** The booking behind a sum of money. */
export interface MoneyCause {
  /** Of the booking, or of the visit, as the ledger names it. */
  causeId: string;
  bookingId: string;
  reference: string;
  listingName: string;
  /** Set where they share what is booked for another: their own page of it. */
  sharedId: string | null;
  /** Set when the cause is one visit. */
  startsAt: Date | null;
}

/** The bookings of a holder, or of the person acted for, in short. */
@Injectable()
export class HolderBookings {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly beyond: BookingsBeyond,
  ) {}

  /** Newest first. */
  list(principal: Principal): Promise<BookingSummary[]> {
    const holderId = holderFor(principal, 'see_support');
    return this.uow.run(principal.councilId, async (tx) => {
      const bookings = await tx.query<Omit<BookingSummary, 'beyond'>[]>(SUMMARIES, [holderId]);
      const beyond = await this.beyond.of(tx, {holderId});
      return bookings.map((each) => ({...each, beyond: beyond.get(each.id)?.visitIds.length ?? 0}));
    });
  }

  /** What the ledger's causes are called, for those that are this holder's, or that they share. */
  async causes(principal: Principal, causeIds: readonly string[]): Promise<MoneyCause[]> {
    const holderId = holderFor(principal, 'see_budget');
    const [causes] = await this.uow.read(principal.councilId, (reader) => [
      prepared<MoneyCause[]>(reader, CAUSES, [holderId, causeIds]),
    ]);
    return causes;
  }
}

const SUMMARIES = `
  SELECT b.id, b.reference, b.state, b.decline_reason AS "declineReason",
         json_build_object('id', l.id, 'name', l.name, 'kind', l.kind) AS listing, v.*
  FROM booking b JOIN listing l ON l.id = b.listing_id
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS visits, min(starts_at) AS "firstStartsAt", min(ends_at) AS "firstEndsAt",
           max(starts_at) AS "lastStartsAt", sum(price_pence)::bigint AS "pricePence"
    FROM visit WHERE booking_id = b.id
  ) v
  WHERE b.holder_id = $1 ORDER BY b.created_at DESC, b.id DESC LIMIT 200`;

const THEIRS = `(b.holder_id = $1 OR b.shared_id IN (SELECT shared_id FROM shared_member WHERE person_id = $1 AND state <> 'asked'))`;

const CAUSES = `
  SELECT b.id AS "causeId", b.id AS "bookingId", b.reference, l.name AS "listingName",
         CASE WHEN b.holder_id <> $1 THEN b.shared_id END AS "sharedId", NULL::timestamptz AS "startsAt"
  FROM booking b JOIN listing l ON l.id = b.listing_id WHERE ${THEIRS} AND b.id = ANY($2::uuid[])
  UNION ALL
  SELECT v.id, b.id, b.reference, l.name, CASE WHEN b.holder_id <> $1 THEN b.shared_id END, v.starts_at
  FROM visit v JOIN booking b ON b.id = v.booking_id JOIN listing l ON l.id = b.listing_id
  WHERE ${THEIRS} AND v.id = ANY($2::uuid[])`;
