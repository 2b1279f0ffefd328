import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {Clock, notFound, type Pence} from '@app/kernel';
import {ListingOwners} from '@app/listings';
import {UnitOfWork} from '@app/platform';
import type {Shift} from '../hours/shift.js';
import {DIARY_COLUMNS, DIARY_TABLES, type DiaryVisit} from '../booking/read-bookings.js';

/** A visit as whoever records its hours needs it. */
export interface WorkVisit extends DiaryVisit {
  /** Paid for each mile driven for the holder; null when mileage is not paid. */
  mileagePence: Pence | null;
  /** How its time is worked, and so priced. */
  shift: Shift;
}

/** A booking that waits for the PA's or provider's yes or no. */
export interface WaitingRequest {
  id: string;
  reference: string;
  createdAt: Date;
  listing: {id: string; name: string};
  holder: {id: string; name: string};
  visits: number;
  /** Of the first visit, and the start of the last one. */
  startsAt: Date;
  endsAt: Date;
  lastStartsAt: Date;
  pricePence: Pence;
}

/** What waits for a PA or provider: requests without an answer, and visits whose hours are not approved yet. */
@Injectable()
export class ReadWork {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly owners: ListingOwners,
    private readonly clock: Clock,
  ) {}

  /** The one whose first visit comes first is first. */
  requests(principal: Principal): Promise<WaitingRequest[]> {
    return this.uow.run(principal.councilId, async (tx) =>
      tx.query<WaitingRequest[]>(REQUESTS, [await this.owners.listingsOf(tx, principal)]),
    );
  }

  /** Visits that are over: those to record, whether for the first time or again, and those that wait for approval. */
  hours(principal: Principal): Promise<{toRecord: WorkVisit[]; recorded: WorkVisit[]}> {
    return this.uow.run(principal.councilId, async (tx) => {
      const listings = await this.owners.listingsOf(tx, principal);
      const visits = await tx.query<WorkVisit[]>(HOURS, [listings, this.clock.now()]);
      const of = (state: WorkVisit['state']) => visits.filter((visit) => visit.state === state);
      return {toRecord: of('accepted'), recorded: of('recorded')};
    });
  }

  /** Those that a phone keeps, so that hours can be written down without signal: not long over, or soon to come. */
  forPhone(principal: Principal): Promise<WorkVisit[]> {
    return this.uow.run(principal.councilId, async (tx) => {
      const listings = await this.owners.listingsOf(tx, principal);
      return tx.query<WorkVisit[]>(FOR_PHONE, [listings, this.clock.now()]);
    });
  }

  /** @throws NOT_FOUND unless the caller answers for its listing */
  visit(principal: Principal, visitId: string): Promise<WorkVisit> {
    return this.uow.run(principal.councilId, async (tx) => {
      const listings = await this.owners.listingsOf(tx, principal);
      const [visit] = await tx.query<WorkVisit[]>(ONE, [listings, visitId]);
      if (!visit) throw notFound('visit');
      return visit;
    });
  }
}

const WORK_VISITS = `
  SELECT ${DIARY_COLUMNS}, e.mileage_pence AS "mileagePence", b.shift ${DIARY_TABLES} LEFT JOIN engagement e ON e.id = b.engagement_id
  WHERE b.listing_id = ANY($1::uuid[])`;

const HOURS = `${WORK_VISITS} AND v.ends_at <= $2 AND v.state IN ('accepted', 'recorded') ORDER BY v.starts_at, v.id LIMIT 500`;

const FOR_PHONE = `${WORK_VISITS} AND v.state = 'accepted' AND v.ends_at > $2::timestamptz - interval '31 days'
  AND v.starts_at < $2::timestamptz + interval '7 days' ORDER BY v.starts_at, v.id LIMIT 100`;

const ONE = `${WORK_VISITS} AND v.id = $2`;

const REQUESTS = `
  SELECT b.id, b.reference, b.created_at AS "createdAt", json_build_object('id', l.id, 'name', l.name) AS listing,
         json_build_object('id', h.id, 'name', h.name) AS holder, v.visits, v."startsAt",
         (SELECT ends_at FROM visit f WHERE f.booking_id = b.id ORDER BY starts_at LIMIT 1) AS "endsAt",
         v."lastStartsAt", v."pricePence"
  FROM booking b JOIN listing l ON l.id = b.listing_id JOIN person h ON h.id = b.holder_id
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS visits, min(starts_at) AS "startsAt", max(starts_at) AS "lastStartsAt",
           sum(price_pence)::bigint AS "pricePence"
    FROM visit WHERE booking_id = b.id) v
  WHERE b.listing_id = ANY($1::uuid[]) AND b.state = 'requested' ORDER BY v."startsAt", b.id LIMIT 200`;
