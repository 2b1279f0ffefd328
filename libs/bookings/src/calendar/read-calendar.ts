import {Injectable} from '@nestjs/common';
import {holderFor, type Principal} from '@app/identity';
import {ListingOwners} from '@app/listings';
import {UnitOfWork, type Tx} from '@app/platform';
import type {Side} from '../booking/booking-parties.js';
import {OTHERS, sharedWith} from '../shared/sharers.js';
import type {VisitState} from '../visit/visit.state.js';

/** A visit as a calendar shows it: nothing of its price, and names as both sides know them. */
export interface CalendarVisit {
  id: string;
  bookingId: string;
  state: VisitState;
  startsAt: Date;
  endsAt: Date;
  sequence: number;
  /** Which side of it the person is on; somebody may be on both. */
  side: Side;
  /** `picture` is that of whoever comes, while their listing shows: they gave it to be seen there, and on this sheet. */
  listing: {id: string; name: string; kind: 'pa' | 'provider'; picture: string | null};
  holder: {id: string; name: string};
  /** Set where somebody shares what is booked for another: their page of it. */
  sharedId: string | null;
  /** How many share it beside whom it is booked for. */
  others: number;
  /** Who of an enterprise comes, where it says so. */
  worker: string | null;
}

/** Visits of a span of time for somebody, as the person supported and as the one who comes. */
@Injectable()
export class ReadCalendar {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly owners: ListingOwners,
  ) {}

  /** The caller's own, or those of the person acted for, whose own work is no business of who acts for them. */
  of(principal: Principal, from: Date, to: Date): Promise<CalendarVisit[]> {
    const holderId = holderFor(principal, 'see_support');
    return this.uow.run(principal.councilId, async (tx) => {
      const listings = principal.actingFor ? [] : await this.owners.listingsOf(tx, principal);
      return visitsOf(tx, holderId, listings, from, to);
    });
  }

  /** Everything of one person, for a calendar that reads it by its address. */
  async ofPerson(tx: Tx, personId: string, from: Date, to: Date): Promise<CalendarVisit[]> {
    return visitsOf(tx, personId, await this.owners.listingsOf(tx, {personId}), from, to);
  }
}

/** More than two years of several visits a day. */
const MOST = 5_000;

async function visitsOf(
  tx: Tx,
  holderId: string,
  listings: readonly string[],
  from: Date,
  to: Date,
): Promise<CalendarVisit[]> {
  const shared = await tx.query<{shared_id: string}[]>(sharedWith('$1'), [holderId]);
  return tx.query<CalendarVisit[]>(VISITS, [from, to, holderId, listings, shared.map((row) => row.shared_id)]);
}

const SHARES = `coalesce(b.shared_id = ANY($5::uuid[]), false)`;

/** For somebody who is away from a visit that goes on without them it is off. */
const STATE = `CASE WHEN ${SHARES} AND EXISTS (
    SELECT FROM shared_absence a JOIN shared_member m ON m.id = a.member_id WHERE a.visit_id = v.id AND m.person_id = $3)
  THEN 'cancelled' ELSE v.state END AS state`;

const VISITS = `
  SELECT v.id, b.id AS "bookingId", ${STATE}, v.starts_at AS "startsAt", v.ends_at AS "endsAt", v.sequence,
         CASE WHEN b.holder_id = $3 OR ${SHARES} THEN 'holder' ELSE 'worker' END AS side,
         CASE WHEN b.holder_id <> $3 AND ${SHARES} THEN b.shared_id END AS "sharedId", ${OTHERS} AS others,
         (SELECT w.name FROM person w WHERE w.id = v.named_worker_id) AS worker,
         json_build_object('id', l.id, 'name', l.name, 'kind', l.kind, 'picture', (
           SELECT i.small_id FROM listing_picture i WHERE i.listing_id = l.id AND l.state = 'live')) AS listing,
         json_build_object('id', h.id, 'name', h.name) AS holder
  FROM booking b JOIN visit v ON v.booking_id = b.id JOIN listing l ON l.id = b.listing_id
  JOIN person h ON h.id = b.holder_id
  WHERE (b.holder_id = $3 OR b.listing_id = ANY($4::uuid[]) OR ${SHARES}) AND v.ends_at > $1 AND v.starts_at < $2
  ORDER BY v.starts_at, v.id LIMIT ${MOST}`;
