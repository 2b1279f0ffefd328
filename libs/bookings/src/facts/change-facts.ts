import {Injectable} from '@nestjs/common';
import {Clock, LONDON, londonDay, type Day, type Pence} from '@app/kernel';
import {ListingOwners} from '@app/listings';
import type {Tx} from '@app/platform';
import type {Side} from '../booking/booking-parties.js';
import type {Sides} from './booking-facts.js';

/** Told with the id of the first visit: whoever was named for it and others is not wanted there any more. */
export const VISITS_OPEN = 'visits.worker_open';

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
    return fact ? {...fact, workers: await this.owners.peopleOf(tx, fact.listing.id, 'answer')} : null;
  }

  /** By PA or provider and by what became of their visits. */
  async pause(tx: Tx, id: string): Promise<PausedFact[]> {
    const facts = await tx.query<Omit<PausedFact, 'workers'>[]>(
      `SELECT l.id, ${SIDES}, v.state, min(b.id::text) AS "bookingId", count(*)::int AS visits, min(v.starts_at) AS "firstAt",
              bool_or((v.starts_at AT TIME ZONE '${LONDON}')::date = $2) AS today
       FROM visit v JOIN booking b ON b.id = v.booking_id ${OF_BOOKING}
       WHERE v.pause_id = $1 AND v.state IN ('paused', 'accepted', 'cancelled') GROUP BY l.id, h.id, v.state ORDER BY l.id`,
      [id, londonDay(this.clock.now())],
    );
    const all: PausedFact[] = [];
    for (const fact of facts) all.push({...fact, workers: await this.owners.peopleOf(tx, fact.listing.id, 'answer')});
    return all;
  }

  /** What the end itself called off: not what was called off before it. */
  async ending(tx: Tx, engagementId: string): Promise<EndingFact | null> {
    const [fact] = await tx.query<Omit<EndingFact, 'workers'>[]>(
      `SELECT e.id, ${SIDES}, e.ends_on AS "endsOn", coalesce((${ENDING} ->> 'visits')::int, 0) AS visits
       FROM engagement e JOIN listing l ON l.id = e.listing_id JOIN person h ON h.id = e.holder_id WHERE e.id = $1`,
      [engagementId],
    );
    return fact ? {...fact, workers: await this.owners.peopleOf(tx, fact.listing.id, 'answer')} : null;
  }

  /** Bookings that several share, of which visits are called off because the agreement ends. */
  async endingShared(tx: Tx, engagementId: string): Promise<{bookingId: string; visits: number}[]> {
    return tx.query<{bookingId: string; visits: number}[]>(
      `SELECT b.id AS "bookingId", o.value::int AS visits
       FROM engagement e CROSS JOIN LATERAL jsonb_each_text(${ENDING} -> 'of_bookings') o
       JOIN booking b ON b.id = o.key::uuid AND b.shared_id IS NOT NULL
       WHERE e.id = $1 ORDER BY b.id`,
      [engagementId],
    );
  }

  /** From which day others pay, for the newest change of it. */
  async payers(tx: Tx, engagementId: string): Promise<{fromDay: Day; visits: number} | null> {
    const [row] = await tx.query<{fromDay: Day; visits: number}[]>(
      `SELECT after ->> 'from_day' AS "fromDay", (after ->> 'visits')::int AS visits FROM audit_entry
       WHERE subject_id = $1 AND action = 'engagement.payers_changed' ORDER BY id DESC LIMIT 1`,
      [engagementId],
    );
    return row ?? null;
  }

  /** A version of terms: whose proposal it is, and from when it counts. */
  async version(
    tx: Tx,
    id: string,
  ): Promise<(Sides & {engagementId: string; side: Side; startsOn: Day; declineReason: string | null}) | null> {
    const [fact] = await tx.query<
      (Omit<Sides, 'workers'> & {engagementId: string; side: Side; startsOn: Day; declineReason: string | null})[]
    >(
      `SELECT w.id, ${SIDES}, w.engagement_id AS "engagementId", w.side, w.starts_on AS "startsOn", w.decline_reason AS "declineReason"
       FROM engagement_version w JOIN engagement e ON e.id = w.engagement_id JOIN listing l ON l.id = e.listing_id
       JOIN person h ON h.id = e.holder_id WHERE w.id = $1`,
      [id],
    );
    return fact ? {...fact, workers: await this.owners.peopleOf(tx, fact.listing.id, 'answer')} : null;
  }

  /** @param id the first of the visits for which somebody is to be named anew */
  async open(tx: Tx, id: string): Promise<OpenFact | null> {
    const fact = await this.visit(tx, id);
    const [was] = await tx.query<Pick<OpenFact, 'worker' | 'visits'>[]>(
      `SELECT p.name AS worker, (a.after ->> 'visits')::int AS visits
       FROM audit_entry a JOIN person p ON p.id = (a.after ->> 'personId')::uuid
       WHERE a.subject_id = $1 AND a.action = $2 ORDER BY a.id DESC LIMIT 1`,
      [id, VISITS_OPEN],
    );
    if (!fact || !was) return null;
    return {...fact, ...was, planners: await this.owners.peopleOf(tx, fact.listing.id, 'edit_listing')};
  }

  async visit(tx: Tx, id: string): Promise<VisitFact | null> {
    const [fact] = await tx.query<Omit<VisitFact, 'workers'>[]>(
      `SELECT v.id, ${SIDES}, b.id AS "bookingId", v.starts_at AS "startsAt", v.ends_at AS "endsAt",
              (v.starts_at AT TIME ZONE '${LONDON}')::date = $2 AS today
       FROM visit v JOIN booking b ON b.id = v.booking_id ${OF_BOOKING} WHERE v.id = $1`,
      [id, londonDay(this.clock.now())],
    );
    return fact ? {...fact, workers: await this.owners.peopleOf(tx, fact.listing.id, 'answer')} : null;
  }
}

/** Who of an enterprise was named for visits and cannot go, for telling. */
export interface OpenFact extends VisitFact {
  worker: string;
  visits: number;
  /** Those of it who plan. */
  planners: string[];
}

/** What pauses of one PA or provider, goes on, or is called off because they have other work by now. */
export interface PausedFact extends Sides {
  state: 'paused' | 'accepted' | 'cancelled';
  bookingId: string;
  visits: number;
  firstAt: Date;
  today: boolean;
}

/** An agreement that ends or is paid by others, for telling. */
export interface EndingFact extends Sides {
  endsOn: Day | null;
  /** Called off, after the last day. */
  visits: number;
}

/** What was recorded of the end of `e`. */
const ENDING = `(SELECT after FROM audit_entry WHERE subject_id = e.id AND action = 'engagement.ending' ORDER BY id DESC LIMIT 1)`;
const SIDES = `json_build_object('id', h.id, 'name', h.name) AS holder, json_build_object('id', l.id, 'name', l.name) AS listing`;
const OF_BOOKING = `JOIN listing l ON l.id = b.listing_id JOIN person h ON h.id = b.holder_id`;
