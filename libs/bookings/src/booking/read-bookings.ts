import {Injectable} from '@nestjs/common';
import {holderFor, type Principal} from '@app/identity';
import {notFound, type Pence} from '@app/kernel';
import {ListingOwners} from '@app/listings';
import {UnitOfWork} from '@app/platform';
import {BookingsBeyond, type Beyond} from '../beyond/bookings-beyond.js';
import {OTHERS, sharedWith} from '../shared/sharers.js';
import type {VisitState} from '../visit/visit.state.js';
import {BookingParties, type Side} from './booking-parties.js';
import {Booking} from './booking.entity.js';
import type {BookingState} from './booking.state.js';

export interface VisitView {
  id: string;
  state: VisitState;
  startsAt: Date;
  endsAt: Date;
  pricePence: Pence;
  startedAt: Date | null;
  endedAt: Date | null;
  miles: number | null;
  actualPence: Pence | null;
  /** Why the holder sent the hours back; null otherwise. */
  queryReason: string | null;
  /** No period pays for it yet. */
  planned: boolean;
  /** Who was not there, when somebody was not. */
  noShow: 'holder' | 'worker' | null;
}

export interface BookingView {
  id: string;
  reference: string;
  state: BookingState;
  createdAt: Date;
  declineReason: string | null;
  /** Who asked for it, and how staff were told to; the holder themselves, or somebody for them. */
  requestedBy: {id: string; name: string};
  requestedHow: Booking['requestedHow'];
  listing: {id: string; name: string; kind: 'pa' | 'provider'};
  holder: {id: string; name: string};
  side: Side;
  visits: VisitView[];
  /** Visits on days on which the PA or provider is not listed; null when there are none. */
  beyond: Beyond | null;
  /** What is held or committed for visits that are still to be paid, by line. The worker's side sees none. */
  holds: {lineId: string; pence: Pence}[];
}

/** A visit with what a diary shows beside it. */
export interface DiaryVisit extends VisitView {
  bookingId: string;
  reference: string;
  listing: {id: string; name: string};
  holder: {id: string; name: string};
  /** Set where the reader shares what is booked for another: their own page of it. */
  sharedId: string | null;
  /** How many share it beside whom it is booked for. */
  others: number;
}

/** A visit to come, or not, with whether it is on a day on which the PA or provider is not listed. */
export interface PlannedVisit extends DiaryVisit {
  beyond: boolean;
}

@Injectable()
export class ReadBookings {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly parties: BookingParties,
    private readonly owners: ListingOwners,
    private readonly beyond: BookingsBeyond,
  ) {}

  /** @throws NOT_FOUND unless the caller is one of its two sides */
  one(principal: Principal, id: string): Promise<BookingView> {
    return this.uow.run(principal.councilId, async (tx) => {
      const booking = await tx.findOneBy(Booking, {id});
      const side = booking && (await this.parties.sideOf(tx, principal, booking, 'see_support'));
      if (!booking || !side) throw notFound('booking');
      const [view] = await tx.query<Omit<BookingView, 'visits' | 'holds' | 'side' | 'beyond'>[]>(BOOKING, [id]);
      const visits = await tx.query<VisitView[]>(
        `SELECT ${VISIT} FROM visit v WHERE v.booking_id = $1 ORDER BY v.starts_at`,
        [id],
      );
      const holds = side === 'holder' ? await tx.query<BookingView['holds']>(HOLDS, [id]) : [];
      if (!view) throw notFound('booking');
      const beyond = (await this.beyond.of(tx, {bookingId: id})).get(id) ?? null;
      return {...view, side, visits, beyond, holds};
    });
  }

  /** The caller's own visits, or those of the person acted for, and those they share, that end in the span. */
  diaryOfHolder(principal: Principal, from: Date, to: Date): Promise<PlannedVisit[]> {
    const holderId = holderFor(principal, 'see_support');
    return this.uow.run(principal.councilId, async (tx) =>
      planned(
        await tx.query<DiaryVisit[]>(`${MINE} ${IN_TIME}`, [from, to, holderId]),
        await this.beyond.of(tx, {holderId}),
      ),
    );
  }

  /** Visits whose hours wait for the holder's approval, the longest ago first. */
  toApprove(principal: Principal): Promise<DiaryVisit[]> {
    const holderId = holderFor(principal, 'approve_hours');
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<DiaryVisit[]>(
        `SELECT ${DIARY_COLUMNS} ${DIARY_TABLES} WHERE v.state = 'recorded' AND b.holder_id = $1 ${IN_TIME}`,
        [holderId],
      ),
    );
  }

  /** The visits of the PA's or provider's own listings that end in the span. */
  diaryOfWorker(principal: Principal, from: Date, to: Date): Promise<PlannedVisit[]> {
    return this.uow.run(principal.councilId, async (tx) => {
      const listingIds = await this.owners.listingsOf(tx, principal);
      const visits = await tx.query<DiaryVisit[]>(`${DIARY} AND b.listing_id = ANY($3::uuid[]) ${IN_TIME}`, [
        from,
        to,
        listingIds,
      ]);
      return planned(visits, await this.beyond.of(tx, {listingIds}));
    });
  }
}

function planned(visits: readonly DiaryVisit[], beyond: ReadonlyMap<string, Beyond>): PlannedVisit[] {
  return visits.map((visit) => ({
    ...visit,
    beyond: beyond.get(visit.bookingId)?.visitIds.includes(visit.id) ?? false,
  }));
}

const VISIT = `
  v.id, v.state, v.starts_at AS "startsAt", v.ends_at AS "endsAt", v.price_pence AS "pricePence",
  v.started_at AS "startedAt", v.ended_at AS "endedAt", v.miles::float8 AS miles, v.actual_pence AS "actualPence",
  v.query_reason AS "queryReason", v.planned, v.no_show AS "noShow"`;

const BOOKING = `
  SELECT b.id, b.reference, b.state, b.created_at AS "createdAt", b.decline_reason AS "declineReason",
         json_build_object('id', l.id, 'name', l.name, 'kind', l.kind) AS listing,
         json_build_object('id', h.id, 'name', h.name) AS holder, b.requested_how AS "requestedHow",
         json_build_object('id', r.id, 'name', r.name) AS "requestedBy"
  FROM booking b JOIN listing l ON l.id = b.listing_id JOIN person h ON h.id = b.holder_id
  JOIN person r ON r.id = b.requested_by WHERE b.id = $1`;

const HOLDS = `
  SELECT p.line_id AS "lineId", sum(s.amount_pence)::bigint AS pence
  FROM visit v JOIN visit_split s ON s.visit_id = v.id JOIN budget_period p ON p.id = s.period_id
  WHERE v.booking_id = $1 AND v.state IN ('requested', 'accepted', 'recorded') GROUP BY p.line_id ORDER BY p.line_id`;

const COLUMNS = `
  ${VISIT}, b.id AS "bookingId", b.reference, json_build_object('id', l.id, 'name', l.name) AS listing,
  json_build_object('id', h.id, 'name', h.name) AS holder, ${OTHERS} AS others`;

/** A visit with what a diary shows beside it. */
export const DIARY_COLUMNS = `${COLUMNS}, NULL::uuid AS "sharedId"`;

export const DIARY_TABLES = `
  FROM visit v JOIN booking b ON b.id = v.booking_id JOIN listing l ON l.id = b.listing_id JOIN person h ON h.id = b.holder_id`;

const DIARY = `SELECT ${DIARY_COLUMNS} ${DIARY_TABLES} WHERE v.ends_at > $1 AND v.starts_at < $2`;

/** Those that somebody shares are theirs too, but where they are away. */
const MINE = `
  SELECT ${COLUMNS}, CASE WHEN b.holder_id <> $3 THEN b.shared_id END AS "sharedId" ${DIARY_TABLES}
  WHERE v.ends_at > $1 AND v.starts_at < $2 AND (b.holder_id = $3 OR b.shared_id IN (${sharedWith('$3')}))
    AND (b.shared_id IS NULL OR NOT EXISTS (
      SELECT FROM shared_absence a JOIN shared_member m ON m.id = a.member_id
      WHERE a.visit_id = v.id AND m.person_id = $3))`;

const IN_TIME = `ORDER BY v.starts_at, v.id LIMIT 1000`;
