import {Injectable} from '@nestjs/common';
import {holderFor, type Principal} from '@app/identity';
import {ListingOwners} from '@app/listings';
import {UnitOfWork, type Tx} from '@app/platform';
import type {Side} from '../booking/booking-parties.js';
import {sharedWith} from '../shared/sharers.js';
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

/** A visit without the names that it has in common with others. */
type Found = [
  id: string,
  bookingId: string,
  state: VisitState,
  startsAt: number,
  endsAt: number,
  sequence: number,
  listingId: string,
  holderId: string,
  sharedId: string | null,
  workerId: string | null,
];

interface Row {
  visits: Found[] | null;
  listings: Record<string, Omit<CalendarVisit['listing'], 'id'>> | null;
  /** Of those supported, and of who comes for an enterprise. */
  names: Record<string, string> | null;
  /** How many pay for what is shared, beside whom it is booked for. */
  others: Record<string, number> | null;
  /** From which visits the person is away. */
  away: string[] | null;
}

/** Names once each, and visits as lists: hundreds of rows with everything in each take longer to read than to find. */
async function visitsOf(
  tx: Tx,
  personId: string,
  listings: readonly string[],
  from: Date,
  to: Date,
): Promise<CalendarVisit[]> {
  const shared = await tx.query<{shared_id: string}[]>(sharedWith('$1'), [personId]);
  const mine = shared.map((row) => row.shared_id);
  const [row] = await tx.query<[Row]>(VISITS, [from, to, personId, listings, mine]);
  const away = new Set(row.away);
  const [listingOf, nameOf] = [new Map<string, CalendarVisit['listing']>(), row.names ?? {}];
  for (const [id, listing] of Object.entries(row.listings ?? {})) listingOf.set(id, {id, ...listing});
  const holderOf = new Map<string, CalendarVisit['holder']>();
  for (const [id, name] of Object.entries(nameOf)) holderOf.set(id, {id, name});
  const shown: CalendarVisit[] = [];
  for (const found of row.visits ?? []) {
    const [listing, holder, sharedId, workerId] = [listingOf.get(found[6]), holderOf.get(found[7]), found[8], found[9]];
    if (!listing || !holder) continue;
    const shares = sharedId !== null && mine.includes(sharedId);
    shown.push({
      id: found[0],
      bookingId: found[1],
      // For somebody who is away from a visit that goes on without them it is off.
      state: away.has(found[0]) ? 'cancelled' : found[2],
      startsAt: new Date(found[3]),
      endsAt: new Date(found[4]),
      sequence: found[5],
      side: holder.id === personId || shares ? 'holder' : 'worker',
      listing,
      holder,
      sharedId: shares && holder.id !== personId ? sharedId : null,
      others: sharedId === null ? 0 : (row.others?.[sharedId] ?? 0),
      worker: workerId && (nameOf[workerId] ?? null),
    });
  }
  return shown;
}

const MS = (instant: string) => `(extract(epoch FROM ${instant}) * 1000)::bigint`;

const VISITS = `
  WITH found AS MATERIALIZED (
    SELECT v.id, b.id AS booking_id, v.state, v.starts_at, v.ends_at, v.sequence, b.listing_id, b.holder_id, b.shared_id,
           v.named_worker_id
    FROM booking b JOIN visit v ON v.booking_id = b.id
    WHERE (b.holder_id = $3 OR b.listing_id = ANY($4::uuid[]) OR coalesce(b.shared_id = ANY($5::uuid[]), false))
      AND v.ends_at > $1 AND v.starts_at < $2
    ORDER BY v.starts_at, v.id LIMIT ${MOST}
  )
  SELECT
    (SELECT json_agg(json_build_array(id, booking_id, state, ${MS('starts_at')}, ${MS('ends_at')}, sequence, listing_id,
       holder_id, shared_id, named_worker_id) ORDER BY starts_at, id) FROM found) AS visits,
    (SELECT json_object_agg(l.id, json_build_object('name', l.name, 'kind', l.kind, 'picture', (
       SELECT i.small_id FROM listing_picture i WHERE i.listing_id = l.id AND l.state = 'live')))
     FROM listing l WHERE l.id IN (SELECT listing_id FROM found)) AS listings,
    (SELECT json_object_agg(p.id, p.name) FROM person p
     WHERE p.id IN (SELECT holder_id FROM found UNION SELECT named_worker_id FROM found)) AS names,
    (SELECT json_object_agg(shared_id, count) FROM (
       SELECT o.shared_id, count(*) FROM (SELECT DISTINCT shared_id, holder_id FROM found) f
       JOIN shared_member o ON o.shared_id = f.shared_id AND o.state IN ('agreed', 'leaving') AND o.person_id <> f.holder_id
       GROUP BY o.shared_id) s) AS others,
    (SELECT json_agg(a.visit_id) FROM shared_absence a JOIN shared_member m ON m.id = a.member_id
     WHERE m.person_id = $3 AND m.shared_id = ANY($5::uuid[]) AND a.visit_id IN (SELECT id FROM found)) AS away`;
