import {Injectable} from '@nestjs/common';
import type {Tx} from '@app/platform';
import type {BandRule} from '../pricing/bands.js';
import type {DatedRate} from '../pricing/rates.js';
import type {ListingKind} from '../profile/listing-words.js';
import type {ListingState} from '../profile/listing.state.js';

/** All of a listing that a booking depends on. */
export interface BookableListing {
  id: string;
  councilId: string;
  kind: ListingKind;
  memberId: string;
  name: string;
  state: ListingState;
  /** Whose time is taken: the PA; for a provider the listing itself while no worker is named. */
  workerId: string;
  capacity: number;
  rates: DatedRate[];
  bands: BandRule[];
}

type Row = BookableListing & {version: number; versionRead: number};

/** Listings as bookings need them. */
@Injectable()
export class Bookable {
  /**
   * Locks the listing until the transaction ends, so that what is booked and what is changed follow each other.
   * @returns null when there is no such listing in this council
   */
  async lock(tx: Tx, listingId: string): Promise<BookableListing | null> {
    const row = await select(tx, listingId, 'FOR NO KEY UPDATE OF l');
    // Having waited for somebody's change, the row is the new one but its rates were read before: read them again.
    const waited = row !== null && row.version !== row.versionRead;
    return plain(waited ? await select(tx, listingId, '') : row);
  }

  /** The same without a lock: for showing, not for deciding. */
  async read(tx: Tx, listingId: string): Promise<BookableListing | null> {
    return plain(await select(tx, listingId, ''));
  }
}

async function select(tx: Tx, listingId: string, lock: string): Promise<Row | null> {
  const [row] = await tx.query<Row[]>(
    `SELECT l.id, l.council_id AS "councilId", l.kind, l.member_id AS "memberId", l.name, l.state,
            coalesce(l.person_id, l.id) AS "workerId", l.capacity, l.version,
            (SELECT version FROM listing WHERE id = l.id) AS "versionRead",
            (SELECT coalesce(json_agg(json_build_object('band', band, 'unit', unit, 'ratePence', rate_pence,
                      'startsOn', starts_on, 'endsOn', ends_on)), '[]')
             FROM rate WHERE listing_id = l.id) AS rates,
            (SELECT coalesce(json_agg(json_build_object('band', band, 'weekdays', weekdays,
                      'from', left(from_time::text, 5), 'to', left(to_time::text, 5),
                      'startsOn', starts_on, 'endsOn', ends_on)), '[]')
             FROM rate_band_rule WHERE council_id = l.council_id) AS bands
     FROM listing l WHERE l.id = $1 ${lock}`,
    [listingId],
  );
  return row ?? null;
}

function plain(row: Row | null): BookableListing | null {
  if (!row) return null;
  const {version: _1, versionRead: _2, ...listing} = row;
  return listing;
}
