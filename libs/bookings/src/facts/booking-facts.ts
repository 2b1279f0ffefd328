import {Injectable} from '@nestjs/common';
import {Clock, LONDON, londonDay, type Day} from '@app/kernel';
import {ListingOwners} from '@app/listings';
import type {Tx} from '@app/platform';
import type {BookingState} from '../booking/booking.state.js';
import type {EngagementState} from '../engagement/engagement.state.js';

/** The two sides of something agreed or asked for. */
export interface Sides {
  id: string;
  holder: {id: string; name: string};
  listing: {id: string; name: string};
  /** Who answers for the listing. */
  workers: string[];
}

export interface BookingFact extends Sides {
  state: BookingState;
  reference: string;
  visits: number;
  firstOn: Day;
  /** How many of today’s visits were called off. */
  calledOffToday: number;
}

export interface EngagementFact extends Sides {
  state: EngagementState;
}

/** What is to be told of a booking or an agreement, and to whom. For what follows a commit: it asks nobody's permission. */
@Injectable()
export class BookingFacts {
  constructor(
    private readonly owners: ListingOwners,
    private readonly clock: Clock,
  ) {}

  async booking(tx: Tx, id: string): Promise<BookingFact | null> {
    const [row] = await tx.query<(Omit<BookingFact, 'workers' | 'firstOn'> & {first: Date})[]>(
      `SELECT b.id, b.state, b.reference, ${SIDES}, v.visits, v.first, v."calledOffToday"
       FROM booking b JOIN listing l ON l.id = b.listing_id JOIN person h ON h.id = b.holder_id
       CROSS JOIN LATERAL (
         SELECT count(*)::int AS visits, min(starts_at) AS first,
                count(*) FILTER (WHERE state = 'cancelled' AND (starts_at AT TIME ZONE '${LONDON}')::date = $2)::int AS "calledOffToday"
         FROM visit WHERE booking_id = b.id) v
       WHERE b.id = $1`,
      [id, londonDay(this.clock.now())],
    );
    if (!row) return null;
    const {first, ...fact} = row;
    return {...fact, firstOn: londonDay(first), workers: await this.owners.peopleOf(tx, fact.listing.id)};
  }

  /** The booking that a visit belongs to. */
  async bookingOf(tx: Tx, visitId: string): Promise<string | null> {
    const [row] = await tx.query<{id: string}[]>(`SELECT booking_id AS id FROM visit WHERE id = $1`, [visitId]);
    return row?.id ?? null;
  }

  async engagement(tx: Tx, id: string): Promise<EngagementFact | null> {
    const [fact] = await tx.query<Omit<EngagementFact, 'workers'>[]>(
      `SELECT e.id, e.state, ${SIDES}
       FROM engagement e JOIN listing l ON l.id = e.listing_id JOIN person h ON h.id = e.holder_id WHERE e.id = $1`,
      [id],
    );
    return fact ? {...fact, workers: await this.owners.peopleOf(tx, fact.listing.id)} : null;
  }
}

const SIDES = `json_build_object('id', h.id, 'name', h.name) AS holder, json_build_object('id', l.id, 'name', l.name) AS listing`;
