import {Injectable} from '@nestjs/common';
import type {Day, Pence} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {Offer, OfferSession} from './offer.js';

/** A place in a group as a booking needs it, on one day. */
export interface BookableSession extends OfferSession {
  offerId: string;
  listingId: string;
  title: string;
  /** For one place, at the price of the day it is on; null when there is none that day. */
  pricePence: Pence | null;
  /** False once it was cancelled or is offered no more: what is booked of it stands. */
  open: boolean;
}

/** What listings offer beside their hours. For whoever has the listing before them, and for booking places. */
@Injectable()
export class Offers {
  /** Those still offered, in the order they were added, with the sessions from an instant on. */
  async of(tx: Tx, listingId: string, from: Date, today: Day): Promise<Offer[]> {
    const rows = await tx.query<OfferRow[]>(OFFERS, [listingId, from, today]);
    return rows.map(offerOf);
  }

  /**
   * Locks a session until the transaction ends, so that those who take its places follow each other. The listing is
   * locked before it: provider, then session, then booking, then line.
   * @returns null when there is no such session in this council
   */
  async lockSession(tx: Tx, sessionId: string): Promise<BookableSession | null> {
    const [row] = await tx.query<{session: Omit<BookableSession, 'startsAt' | 'endsAt'> & Json}[]>(
      `SELECT json_build_object('id', s.id, 'offerId', o.id, 'listingId', o.listing_id, 'title', o.title,
                'startsAt', s.starts_at, 'endsAt', s.ends_at, 'place', s.place, 'capacity', s.capacity,
                'open', s.cancelled_at IS NULL AND o.ended_at IS NULL,
                'pricePence', (SELECT p.price_pence FROM offer_price p WHERE p.offer_id = o.id
                   AND p.starts_on <= (s.starts_at AT TIME ZONE 'Europe/London')::date
                   AND (p.ends_on IS NULL OR p.ends_on >= (s.starts_at AT TIME ZONE 'Europe/London')::date))) AS session
       FROM offer_session s JOIN offer o ON o.id = s.offer_id WHERE s.id = $1 FOR NO KEY UPDATE OF s`,
      [sessionId],
    );
    return row ? {...row.session, ...sessionOf(row.session)} : null;
  }
}

/** As JSON has it too. */
export type OfferRow = Omit<Offer, 'sessions'> & {sessions: Json[]};

export function offerOf({sessions, ...offer}: OfferRow): Offer {
  return {...offer, sessions: sessions.map(sessionOf)};
}

/** Of a listing ($1), with the sessions from an instant ($2) and the prices from a day on ($3). */
export const OFFERS = `
  SELECT o.id, o.kind, o.title, o.description, o.minutes, o.capacity,
         (SELECT coalesce(json_agg(json_build_object('pricePence', p.price_pence, 'startsOn', p.starts_on,
                   'endsOn', p.ends_on) ORDER BY p.starts_on), '[]')
          FROM offer_price p WHERE p.offer_id = o.id AND (p.ends_on IS NULL OR p.ends_on >= $3)) AS prices,
         (SELECT coalesce(json_agg(json_build_object('id', s.id, 'startsAt', s.starts_at, 'endsAt', s.ends_at,
                   'place', s.place, 'capacity', s.capacity) ORDER BY s.starts_at), '[]')
          FROM offer_session s WHERE s.offer_id = o.id AND s.cancelled_at IS NULL AND s.ends_at > $2) AS sessions
  FROM offer o WHERE o.listing_id = $1 AND o.ended_at IS NULL ORDER BY o.created_at, o.id`;

type Json = Omit<OfferSession, 'startsAt' | 'endsAt'> & {startsAt: string; endsAt: string};

function sessionOf({id, startsAt, endsAt, place, capacity}: Json): OfferSession {
  return {id, startsAt: new Date(startsAt), endsAt: new Date(endsAt), place, capacity};
}
