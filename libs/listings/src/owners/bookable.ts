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
  /** Kept free before and after each visit, for the way. */
  bufferMinutes: number;
  /** The shortest visit they come for; null: any. */
  minimumMinutes: number | null;
  /** What new terms ask for a mile from today; null: nothing. What they say of calling off the database knows. */
  offered: {milePence: number | null};
}

interface Row {
  listing: BookableListing;
  version: number;
  versionRead: number;
}

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
    return (waited ? await select(tx, listingId, '') : row)?.listing ?? null;
  }

  /** The same without a lock: for showing, not for deciding. */
  async read(tx: Tx, listingId: string): Promise<BookableListing | null> {
    return (await select(tx, listingId, ''))?.listing ?? null;
  }
}

async function select(tx: Tx, listingId: string, lock: string): Promise<Row | null> {
  const [row] = await tx.query<Row[]>(
    `SELECT l.version, (SELECT version FROM listing WHERE id = l.id) AS "versionRead",
            json_build_object('id', l.id, 'councilId', l.council_id, 'kind', l.kind, 'memberId', l.member_id,
              'name', l.name, 'state', l.state, 'workerId', coalesce(l.person_id, l.id), 'capacity', l.capacity,
              'bufferMinutes', l.buffer_minutes, 'minimumMinutes', l.minimum_minutes,
              'offered', json_build_object('milePence', (SELECT mile_pence FROM mileage_rate m WHERE m.listing_id = l.id
                   AND m.starts_on <= (now() AT TIME ZONE 'Europe/London')::date
                   AND (m.ends_on IS NULL OR m.ends_on >= (now() AT TIME ZONE 'Europe/London')::date))),
              'rates', (SELECT coalesce(json_agg(json_build_object('band', band, 'unit', unit, 'ratePence', rate_pence,
                          'startsOn', starts_on, 'endsOn', ends_on)), '[]')
                        FROM rate WHERE listing_id = l.id),
              'bands', (SELECT coalesce(json_agg(json_build_object('band', band, 'weekdays', weekdays,
                          'from', left(from_time::text, 5), 'to', left(to_time::text, 5),
                          'startsOn', starts_on, 'endsOn', ends_on)), '[]')
                        FROM rate_band_rule WHERE council_id = l.council_id)) AS listing
     FROM listing l WHERE l.id = $1 ${lock}`,
    [listingId],
  );
  return row ?? null;
}
