import {Injectable} from '@nestjs/common';
import {holderFor, type Principal} from '@app/identity';
import {Clock, londonDay, notFound, type Pence} from '@app/kernel';
import {Bookable, ListingOwners} from '@app/listings';
import {UnitOfWork, type Tx} from '@app/platform';
import {Standings} from '@app/register';
import {BookingParties, type Side} from '../booking/booking-parties.js';
import {Booking} from '../booking/booking.entity.js';
import {engagementInForce} from '../engagement/engagement-in-force.js';
import {priceShift, type Shift} from '../hours/shift.js';
import {Visit} from '../visit/visit.entity.js';
import type {CoverAskState} from './cover-ask.state.js';
import type {CoverRequestState} from './cover-request.state.js';
import {CoverRequest} from './cover.entity.js';

export interface CoverAskView {
  id: string;
  kind: 'pa' | 'provider' | 'friend';
  listingId: string | null;
  name: string;
  phone: string | null;
  state: CoverAskState;
  answerBy: Date | null;
  /** Listed on the day of the visit, by the register as it is now; null for whoever is not on it. */
  listed: boolean | null;
}

export interface CoverView {
  id: string;
  state: CoverRequestState;
  visit: {id: string; bookingId: string; startsAt: Date; endsAt: Date};
  coverVisitId: string | null;
  listing: {id: string; name: string};
  holder: {id: string; name: string};
  side: Side;
  asks: CoverAskView[];
}

/** Somebody asks whether one could come. */
export interface CoverWish {
  id: string;
  state: CoverAskState;
  answerBy: Date;
  holder: {name: string};
  startsAt: Date;
  endsAt: Date;
  /** At one's terms with them, or the rates of one's listing. */
  pricePence: Pence;
  listing: {id: string; name: string};
}

/** A visit to come for which nobody has been found yet. */
export interface Uncovered {
  requestId: string;
  visitId: string;
  holderId: string;
  holder: string;
  worker: string;
  startsAt: Date;
  endsAt: Date;
  state: 'asking' | 'nobody';
}

/** A promised visit of the coming hours. */
export interface SoonVisit {
  id: string;
  worker: string;
  startsAt: Date;
  endsAt: Date;
  /** Others are being asked for it already. */
  asked: boolean;
}

/** How the asking goes, for both sides of the visit, for who is asked, and for who is on duty. */
@Injectable()
export class ReadCover {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly parties: BookingParties,
    private readonly owners: ListingOwners,
    private readonly bookable: Bookable,
    private readonly standings: Standings,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND unless the caller is one of the visit's two sides */
  one(principal: Principal, id: string): Promise<CoverView> {
    return this.uow.run(principal.councilId, async (tx) => {
      const request = await tx.findOneBy(CoverRequest, {id});
      const visit = request && (await tx.findOneBy(Visit, {id: request.visitId}));
      const booking = visit && (await tx.findOneBy(Booking, {id: visit.bookingId}));
      const side = booking && (await this.parties.sideOf(tx, principal, booking, 'see_support'));
      if (!request || !visit || !side) throw notFound('request');
      const [view] = await tx.query<Pick<CoverView, 'listing' | 'holder'>[]>(SIDES, [visit.bookingId]);
      if (!view) throw notFound('request');
      const asks = await this.asks(tx, id, visit, side);
      const {startsAt, endsAt, bookingId} = visit;
      const {state, coverVisitId} = request;
      return {...view, id, state, coverVisitId, side, asks, visit: {id: visit.id, bookingId, startsAt, endsAt}};
    });
  }

  /** The asking that is open for a visit; null when there is none. The record check is the caller's. */
  openFor(principal: Principal, visitId: string): Promise<string | null> {
    return this.uow.run(principal.councilId, async (tx) => {
      const [row] = await tx.query<{id: string}[]>(
        `SELECT id FROM cover_request WHERE visit_id = $1 AND state IN ('asking', 'nobody')`,
        [visitId],
      );
      return row?.id ?? null;
    });
  }

  /** What the caller's own listings are asked, the soonest first. */
  wishes(principal: Principal): Promise<CoverWish[]> {
    return this.uow.run(principal.councilId, async (tx) => {
      const listings = await this.owners.listingsOf(tx, principal);
      return this.priced(
        tx,
        await tx.query<WishRow[]>(`${WISHES} AND a.listing_id = ANY($1::uuid[]) ORDER BY v.starts_at`, [listings]),
      );
    });
  }

  /** @throws NOT_FOUND unless it is asked of the caller */
  wish(principal: Principal, askId: string): Promise<CoverWish> {
    return this.uow.run(principal.councilId, async (tx) => {
      const listings = await this.owners.listingsOf(tx, principal);
      const rows = await tx.query<WishRow[]>(
        `${WISH} WHERE a.id = $2 AND a.state <> 'waiting' AND a.listing_id = ANY($1::uuid[])`,
        [listings, askId],
      );
      const [wish] = await this.priced(tx, rows);
      if (!wish) throw notFound('request');
      return wish;
    });
  }

  /** Those of the holder, or of the person acted for, that are open. */
  mine(principal: Principal): Promise<Uncovered[]> {
    const holderId = holderFor(principal, 'see_support');
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<Uncovered[]>(`${UNCOVERED} AND b.holder_id = $2 ORDER BY v.starts_at`, [this.clock.now(), holderId]),
    );
  }

  /** What somebody is promised by then, for whoever may know of it. */
  soonOf(tx: Tx, holderId: string, until: Date): Promise<SoonVisit[]> {
    return tx.query<SoonVisit[]>(
      `SELECT v.id, l.name AS worker, v.starts_at AS "startsAt", v.ends_at AS "endsAt",
              EXISTS (SELECT FROM cover_request r WHERE r.visit_id = v.id AND r.state IN ('asking', 'nobody')) AS asked
       FROM visit v JOIN booking b ON b.id = v.booking_id JOIN listing l ON l.id = b.listing_id
       WHERE b.holder_id = $1 AND v.state = 'accepted' AND v.starts_at > $2 AND v.starts_at <= $3 ORDER BY v.starts_at`,
      [holderId, this.clock.now(), until],
    );
  }

  /** For whoever may know of them: every one that begins by then. */
  uncovered(tx: Tx, until: Date): Promise<Uncovered[]> {
    return tx.query<Uncovered[]>(`${UNCOVERED} AND v.starts_at <= $2 ORDER BY v.starts_at LIMIT 500`, [
      this.clock.now(),
      until,
    ]);
  }

  private async asks(tx: Tx, requestId: string, visit: Visit, side: Side): Promise<CoverAskView[]> {
    const rows = await tx.query<Omit<CoverAskView, 'listed'>[]>(
      `SELECT id, kind, listing_id AS "listingId", name, phone, state, answer_by AS "answerBy" FROM cover_ask
       WHERE request_id = $1 ORDER BY position`,
      [requestId],
    );
    const asks: CoverAskView[] = [];
    for (const row of rows) {
      const listed = row.listingId ? await this.isListed(tx, row.listingId, visit.startsAt) : null;
      // Names and numbers of the person’s own contacts are for their side; who comes is known to both.
      const own = side === 'holder';
      asks.push({...row, listed, phone: own ? row.phone : null, name: own || row.state === 'accepted' ? row.name : ''});
    }
    return asks;
  }

  /** Of a listing on the day, by the register as it is now. */
  async isListed(tx: Tx, listingId: string, at: Date): Promise<boolean> {
    const listing = await this.bookable.read(tx, listingId);
    const day = londonDay(at);
    if (listing?.state !== 'live') return false;
    return (await this.standings.on(tx, listing.memberId, [day])).get(day)?.listed ?? false;
  }

  private async priced(tx: Tx, rows: readonly WishRow[]): Promise<CoverWish[]> {
    const wishes: CoverWish[] = [];
    for (const {holderId, shift, ...row} of rows) {
      const listing = await this.bookable.read(tx, row.listing.id);
      const terms = await engagementInForce(tx, holderId, row.listing.id, null);
      const rates = terms?.rates ?? listing?.rates ?? [];
      wishes.push({...row, pricePence: priceShift(shift, row, rates, listing?.bands ?? []).pence});
    }
    return wishes;
  }
}

type WishRow = Omit<CoverWish, 'pricePence'> & {holderId: string; shift: Shift};

const SIDES = `
  SELECT json_build_object('id', l.id, 'name', l.name) AS listing, json_build_object('id', h.id, 'name', h.name) AS holder
  FROM booking b JOIN listing l ON l.id = b.listing_id JOIN person h ON h.id = b.holder_id WHERE b.id = $1`;

const WISH = `
  SELECT a.id, a.state, a.answer_by AS "answerBy", json_build_object('name', h.name) AS holder, b.holder_id AS "holderId",
         b.shift, v.starts_at AS "startsAt", v.ends_at AS "endsAt", json_build_object('id', l.id, 'name', l.name) AS listing
  FROM cover_ask a JOIN cover_request r ON r.id = a.request_id JOIN visit v ON v.id = r.visit_id
  JOIN booking b ON b.id = v.booking_id JOIN person h ON h.id = b.holder_id JOIN listing l ON l.id = a.listing_id`;

const WISHES = `${WISH} WHERE a.state IN ('asked', 'timed_out') AND r.state IN ('asking', 'nobody')`;

const UNCOVERED = `
  SELECT r.id AS "requestId", v.id AS "visitId", b.holder_id AS "holderId", h.name AS holder, l.name AS worker,
         v.starts_at AS "startsAt", v.ends_at AS "endsAt", r.state
  FROM cover_request r JOIN visit v ON v.id = r.visit_id JOIN booking b ON b.id = v.booking_id
  JOIN person h ON h.id = b.holder_id JOIN listing l ON l.id = b.listing_id
  WHERE r.state IN ('asking', 'nobody') AND v.state = 'accepted' AND v.starts_at > $1`;
