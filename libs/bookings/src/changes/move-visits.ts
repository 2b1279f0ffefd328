import {Injectable} from '@nestjs/common';
import type {BookableListing} from '@app/listings';
import type {Tx} from '@app/platform';
import {clashingVisits, freeLanes} from '../booking/lanes.js';
import {slotTaken} from '../bookings.errors.js';
import type {MovedVisit} from './plan-change.js';

/** Beyond every lane that there is: where visits wait while they all move. */
const ASIDE = 10_000;

/**
 * Moves visits to other times, all at once. A pattern that moves on by a week comes upon its own next visits, so they
 * are set aside first; then the exclusion constraint sees nothing but other people's. Called with the listing locked.
 */
@Injectable()
export class MoveVisits {
  /** @throws SLOT_TAKEN, or fails with an exclusion violation, when somebody else has one of the times */
  async run(tx: Tx, listing: BookableListing, moved: readonly MovedVisit[]): Promise<void> {
    const ids = moved.map(({visit}) => visit.id);
    const wanted = await stillWanted(tx, moved);
    await tx.query(`UPDATE visit SET lane = lane + ${ASIDE}, named_worker_id = NULL WHERE id = ANY($1::uuid[])`, [ids]);
    const lanes = await freeLanes(tx, listing, moved, moved[0]?.visit.bookingId);
    if (!lanes)
      throw slotTaken(await clashingVisits(tx, listing, moved, moved[0]?.visit.bookingId, ids), listing.bufferMinutes);
    await tx.query(
      `UPDATE visit v SET lane = m.lane, starts_at = m.starts_at, ends_at = m.ends_at, price_pence = m.pence,
         named_worker_id = CASE WHEN m.named IS NOT NULL
           AND worker_may_visit($7, m.named, (m.starts_at AT TIME ZONE 'Europe/London')::date) THEN m.named END
       FROM unnest($1::uuid[], $2::smallint[], $3::timestamptz[], $4::timestamptz[], $5::bigint[], $6::uuid[])
         AS m (id, lane, starts_at, ends_at, pence, named)
       WHERE v.id = m.id`,
      [
        ids,
        lanes,
        moved.map((each) => each.startsAt),
        moved.map((each) => each.endsAt),
        moved.map((each) => each.pricePence),
        moved.map(({visit: {namedWorkerId}}) => (namedWorkerId && wanted.has(namedWorkerId) ? namedWorkerId : null)),
        listing.id,
      ],
    );
  }
}

/** Who is named and not blocked since: asked before a visit is touched, so that whoever blocks at this moment is waited for. */
async function stillWanted(tx: Tx, moved: readonly MovedVisit[]): Promise<Set<string>> {
  const named = [...new Set(moved.flatMap(({visit}) => visit.namedWorkerId ?? []))];
  const rows = await tx.query<{id: string}[]>(
    `SELECT person AS id FROM unnest($2::uuid[]) person WHERE may_be_sent($1, person)`,
    [moved[0]?.visit.bookingId, named],
  );
  return new Set(rows.map(({id}) => id));
}
