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

/** Hours of a visit, as they are told. */
export interface HoursFact extends Sides {
  on: Day;
  pence: number;
  queryReason: string | null;
  /** Why they were changed before they were approved. */
  correctedWhy: string | null;
}

/** An invoice, as it is told. */
export interface InvoiceFact extends Sides {
  number: number;
  totalPence: number;
  leftPence: number;
  queryReason: string | null;
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
    return {...fact, firstOn: londonDay(first), workers: await this.owners.peopleOf(tx, fact.listing.id, 'answer')};
  }

  /** The booking that a visit belongs to. */
  async bookingOf(tx: Tx, visitId: string): Promise<string | null> {
    const [row] = await tx.query<{id: string}[]>(`SELECT booking_id AS id FROM visit WHERE id = $1`, [visitId]);
    return row?.id ?? null;
  }

  async hours(tx: Tx, visitId: string): Promise<HoursFact | null> {
    const [row] = await tx.query<(Omit<HoursFact, 'workers' | 'on'> & {startsAt: Date})[]>(
      `SELECT v.id, v.starts_at AS "startsAt", coalesce(v.actual_pence, 0) AS pence, v.query_reason AS "queryReason", ${SIDES},
              (SELECT r.reason FROM hours_record r WHERE r.visit_id = v.id ORDER BY r.recorded_at DESC, r.id DESC LIMIT 1) AS "correctedWhy"
       FROM visit v JOIN booking b ON b.id = v.booking_id JOIN listing l ON l.id = b.listing_id
       JOIN person h ON h.id = b.holder_id WHERE v.id = $1`,
      [visitId],
    );
    if (!row) return null;
    const {startsAt, ...fact} = row;
    return {...fact, on: londonDay(startsAt), workers: await this.owners.peopleOf(tx, fact.listing.id, 'answer')};
  }

  /** For whom a place is free, in what. */
  async place(tx: Tx, waitingId: string): Promise<(Sides & {title: string; on: Day}) | null> {
    const [row] = await tx.query<(Omit<Sides, 'workers'> & {title: string; startsAt: Date})[]>(
      `SELECT w.id, o.title, s.starts_at AS "startsAt", ${SIDES} FROM group_waiting w JOIN offer_session s ON s.id = w.session_id
       JOIN offer o ON o.id = s.offer_id JOIN listing l ON l.id = o.listing_id JOIN person h ON h.id = w.holder_id WHERE w.id = $1`,
      [waitingId],
    );
    if (!row) return null;
    const {startsAt, ...fact} = row;
    return {...fact, on: londonDay(startsAt), workers: []};
  }

  async invoice(tx: Tx, id: string): Promise<InvoiceFact | null> {
    const [fact] = await tx.query<Omit<InvoiceFact, 'workers'>[]>(
      `SELECT i.id, i.number, i.total_pence AS "totalPence", i.query_reason AS "queryReason", ${SIDES},
              (i.total_pence - coalesce((SELECT sum(p.pence) FROM invoice_payment p
                WHERE p.invoice_id = i.id AND p.taken_back_at IS NULL), 0))::bigint AS "leftPence"
       FROM invoice i JOIN listing l ON l.id = i.listing_id JOIN person h ON h.id = i.holder_id WHERE i.id = $1`,
      [id],
    );
    return fact ? {...fact, workers: await this.owners.peopleOf(tx, fact.listing.id, 'answer')} : null;
  }

  async engagement(tx: Tx, id: string): Promise<EngagementFact | null> {
    const [fact] = await tx.query<Omit<EngagementFact, 'workers'>[]>(
      `SELECT e.id, e.state, ${SIDES}
       FROM engagement e JOIN listing l ON l.id = e.listing_id JOIN person h ON h.id = e.holder_id WHERE e.id = $1`,
      [id],
    );
    return fact ? {...fact, workers: await this.owners.peopleOf(tx, fact.listing.id, 'answer')} : null;
  }
}

const SIDES = `json_build_object('id', h.id, 'name', h.name) AS holder, json_build_object('id', l.id, 'name', l.name) AS listing`;
