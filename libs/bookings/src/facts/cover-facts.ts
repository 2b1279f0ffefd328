import {Injectable} from '@nestjs/common';
import {Clock, LONDON, londonDay} from '@app/kernel';
import {ListingOwners} from '@app/listings';
import type {Tx} from '@app/platform';
import type {Sides} from './booking-facts.js';

/** An asking for cover, for telling: whose visit, who asks, and who comes instead. */
export interface CoverFact extends Sides {
  requestId: string;
  visitId: string;
  bookingId: string;
  side: 'holder' | 'worker' | 'duty';
  startsAt: Date;
  endsAt: Date;
  today: boolean;
  /** Who said yes; null while nobody has. */
  found: {name: string; listingId: string | null; bookingId: string | null; workers: string[]} | null;
}

/** Somebody who is asked. */
export interface CoverAskFact {
  requestId: string;
  name: string;
  answerBy: Date;
  listingId: string | null;
  /** Who answers for the listing; nobody, where they have to be rung. */
  asked: string[];
}

/** What is to be told of cover, and to whom. For what follows a commit: it asks nobody's permission. */
@Injectable()
export class CoverFacts {
  constructor(
    private readonly owners: ListingOwners,
    private readonly clock: Clock,
  ) {}

  async request(tx: Tx, id: string): Promise<CoverFact | null> {
    const [row] = await tx.query<
      (Omit<CoverFact, 'workers' | 'found'> & {
        foundName: string | null;
        foundListing: string | null;
        foundBooking: string | null;
      })[]
    >(
      `SELECT r.id, r.id AS "requestId", v.id AS "visitId", b.id AS "bookingId", r.side, v.starts_at AS "startsAt",
              v.ends_at AS "endsAt", (v.starts_at AT TIME ZONE '${LONDON}')::date = $2 AS today,
              json_build_object('id', h.id, 'name', h.name) AS holder, json_build_object('id', l.id, 'name', l.name) AS listing,
              coalesce(cl.name, a.name) AS "foundName", a.listing_id AS "foundListing", cv.booking_id AS "foundBooking"
       FROM cover_request r JOIN visit v ON v.id = r.visit_id JOIN booking b ON b.id = v.booking_id
       JOIN listing l ON l.id = b.listing_id JOIN person h ON h.id = b.holder_id
       LEFT JOIN cover_ask a ON a.request_id = r.id AND a.state = 'accepted'
       LEFT JOIN listing cl ON cl.id = a.listing_id LEFT JOIN visit cv ON cv.id = r.cover_visit_id
       WHERE r.id = $1`,
      [id, londonDay(this.clock.now())],
    );
    if (!row) return null;
    const {foundName, foundListing, foundBooking, ...fact} = row;
    const workers = await this.owners.peopleOf(tx, fact.listing.id, 'answer');
    const coming = foundListing ? await this.owners.peopleOf(tx, foundListing, 'answer') : [];
    const found = foundName
      ? {name: foundName, listingId: foundListing, bookingId: foundBooking, workers: coming}
      : null;
    return {...fact, workers, found};
  }

  async ask(tx: Tx, id: string): Promise<CoverAskFact | null> {
    const [row] = await tx.query<Omit<CoverAskFact, 'asked'>[]>(
      `SELECT request_id AS "requestId", name, answer_by AS "answerBy", listing_id AS "listingId" FROM cover_ask
       WHERE id = $1 AND answer_by IS NOT NULL`,
      [id],
    );
    if (!row) return null;
    return {...row, asked: row.listingId ? await this.owners.peopleOf(tx, row.listingId, 'answer') : []};
  }
}
