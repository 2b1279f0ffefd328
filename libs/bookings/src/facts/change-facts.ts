import {Injectable} from '@nestjs/common';
import {Clock, LONDON, londonDay, type Pence} from '@app/kernel';
import {ListingOwners} from '@app/listings';
import type {Tx} from '@app/platform';
import type {Side} from '../booking/booking-parties.js';
import type {Sides} from './booking-facts.js';

/** A proposal to move visits, for telling. */
export interface ChangeFact extends Sides {
  bookingId: string;
  /** Who proposed it. */
  side: Side;
  visits: number;
  oldStartsAt: Date;
  startsAt: Date;
  endsAt: Date;
  beforePence: Pence;
  afterPence: Pence;
  reason: string | null;
  declineReason: string | null;
}

/** One visit, for telling. */
export interface VisitFact extends Sides {
  bookingId: string;
  startsAt: Date;
  endsAt: Date;
  today: boolean;
}

/** What is to be told of changes, and to whom. For what follows a commit: it asks nobody's permission. */
@Injectable()
export class ChangeFacts {
  constructor(
    private readonly owners: ListingOwners,
    private readonly clock: Clock,
  ) {}

  async change(tx: Tx, id: string): Promise<ChangeFact | null> {
    const [fact] = await tx.query<Omit<ChangeFact, 'workers'>[]>(
      `SELECT c.id, ${SIDES}, c.booking_id AS "bookingId", c.side, c.reason, c.decline_reason AS "declineReason",
              t.visits, f.old_starts_at AS "oldStartsAt", f.starts_at AS "startsAt", f.ends_at AS "endsAt",
              t.before AS "beforePence", t.after AS "afterPence"
       FROM visit_change c JOIN booking b ON b.id = c.booking_id ${OF_BOOKING}
       CROSS JOIN LATERAL (SELECT count(*)::int AS visits, sum(old_pence)::bigint AS before, sum(price_pence)::bigint AS after
                           FROM visit_change_time WHERE change_id = c.id) t
       CROSS JOIN LATERAL (SELECT * FROM visit_change_time WHERE change_id = c.id ORDER BY old_starts_at LIMIT 1) f
       WHERE c.id = $1`,
      [id],
    );
    return fact ? {...fact, workers: await this.owners.peopleOf(tx, fact.listing.id)} : null;
  }

  async visit(tx: Tx, id: string): Promise<VisitFact | null> {
    const [fact] = await tx.query<Omit<VisitFact, 'workers'>[]>(
      `SELECT v.id, ${SIDES}, b.id AS "bookingId", v.starts_at AS "startsAt", v.ends_at AS "endsAt",
              (v.starts_at AT TIME ZONE '${LONDON}')::date = $2 AS today
       FROM visit v JOIN booking b ON b.id = v.booking_id ${OF_BOOKING} WHERE v.id = $1`,
      [id, londonDay(this.clock.now())],
    );
    return fact ? {...fact, workers: await this.owners.peopleOf(tx, fact.listing.id)} : null;
  }
}

const SIDES = `json_build_object('id', h.id, 'name', h.name) AS holder, json_build_object('id', l.id, 'name', l.name) AS listing`;
const OF_BOOKING = `JOIN listing l ON l.id = b.listing_id JOIN person h ON h.id = b.holder_id`;
