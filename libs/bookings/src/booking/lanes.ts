import type {TimeRange} from '@app/kernel';
import type {BookableListing} from '@app/listings';
import type {Tx} from '@app/platform';
import {TAKES_TIME_SQL} from '../visit/visit.state.js';

/**
 * A visit that takes the time of one asked for: by itself or, of another booking ($4), by the way between ($5 minutes);
 * also one that an enterprise sends a PA to.
 */
const IN_THE_WAY = `(v.worker_id = $1 OR v.named_worker_id = $1) AND v.${TAKES_TIME_SQL}
  AND tstzrange(v.starts_at, v.ends_at)
   && tstzrange(asked.starts_at - make_interval(mins => $5), asked.ends_at + make_interval(mins => $5))
  AND (v.booking_id IS DISTINCT FROM $4 OR tstzrange(v.starts_at, v.ends_at) && tstzrange(asked.starts_at, asked.ends_at))`;

/**
 * A lane for each visit, or null when one has none. The listing is locked, so nobody takes a lane meanwhile. Somebody
 * who can be in one place only needs no looking: the exclusion constraint decides, and the trigger on the way between.
 * @param bookingId whose visits these are, once there is one
 */
export async function freeLanes(
  tx: Tx,
  listing: BookableListing,
  visits: readonly TimeRange[],
  bookingId: string | null = null,
): Promise<number[] | null> {
  if (listing.capacity === 1) return visits.map(() => 1);
  const taken = await tx.query<{visit: number; lanes: number[]}[]>(
    `SELECT asked.n::int AS visit, array_agg(v.lane) AS lanes
     FROM unnest($2::timestamptz[], $3::timestamptz[]) WITH ORDINALITY AS asked (starts_at, ends_at, n)
     JOIN visit v ON ${IN_THE_WAY}
     GROUP BY asked.n`,
    [listing.workerId, ...times(visits), bookingId, listing.bufferMinutes],
  );
  const takenBy = new Map(taken.map((row) => [row.visit, new Set(row.lanes)]));
  const lanes = visits.map((_, index) => firstFree(takenBy.get(index + 1), listing.capacity));
  return lanes.every((lane) => lane !== null) ? lanes : null;
}

/**
 * The starts of those visits asked for that have no lane left; for the explanation, after the fact.
 * @param moved visits of the same booking that leave the times they have
 */
export async function clashingVisits(
  tx: Tx,
  listing: BookableListing,
  visits: readonly TimeRange[],
  bookingId: string | null = null,
  moved: readonly string[] = [],
): Promise<Date[]> {
  const rows = await tx.query<{starts_at: Date}[]>(
    `SELECT asked.starts_at FROM unnest($2::timestamptz[], $3::timestamptz[]) AS asked (starts_at, ends_at)
     JOIN visit v ON ${IN_THE_WAY} AND v.id <> ALL ($7::uuid[])
     GROUP BY asked.starts_at HAVING count(DISTINCT v.lane) >= $6 ORDER BY asked.starts_at`,
    [listing.workerId, ...times(visits), bookingId, listing.bufferMinutes, listing.capacity, moved],
  );
  return rows.map((row) => row.starts_at);
}

function firstFree(taken: ReadonlySet<number> | undefined, capacity: number): number | null {
  for (let lane = 1; lane <= capacity; lane += 1) if (!taken?.has(lane)) return lane;
  return null;
}

function times(visits: readonly TimeRange[]): [Date[], Date[]] {
  return [visits.map((visit) => visit.startsAt), visits.map((visit) => visit.endsAt)];
}
