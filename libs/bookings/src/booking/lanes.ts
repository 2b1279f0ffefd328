import type {TimeRange} from '@app/kernel';
import type {BookableListing} from '@app/listings';
import type {Tx} from '@app/platform';
import {TAKES_TIME_SQL} from '../visit/visit.state.js';

/**
 * A lane for each visit, or null when one has none. The listing is locked, so nobody takes a lane meanwhile. Somebody
 * who can be in one place only needs no looking: the exclusion constraint decides.
 */
export async function freeLanes(
  tx: Tx,
  listing: BookableListing,
  visits: readonly TimeRange[],
): Promise<number[] | null> {
  if (listing.capacity === 1) return visits.map(() => 1);
  const taken = await tx.query<{visit: number; lanes: number[]}[]>(
    `SELECT asked.n::int AS visit, array_agg(v.lane) AS lanes
     FROM unnest($2::timestamptz[], $3::timestamptz[]) WITH ORDINALITY AS asked (starts_at, ends_at, n)
     JOIN visit v ON v.worker_id = $1 AND v.${TAKES_TIME_SQL} AND tstzrange(v.starts_at, v.ends_at) && tstzrange(asked.starts_at, asked.ends_at)
     GROUP BY asked.n`,
    [listing.workerId, ...times(visits)],
  );
  const takenBy = new Map(taken.map((row) => [row.visit, new Set(row.lanes)]));
  const lanes = visits.map((_, index) => firstFree(takenBy.get(index + 1), listing.capacity));
  return lanes.every((lane) => lane !== null) ? lanes : null;
}

/** The starts of those visits asked for that have no lane left; for the explanation, after the fact. */
export async function clashingVisits(tx: Tx, listing: BookableListing, visits: readonly TimeRange[]): Promise<Date[]> {
  const rows = await tx.query<{starts_at: Date}[]>(
    `SELECT asked.starts_at FROM unnest($2::timestamptz[], $3::timestamptz[]) AS asked (starts_at, ends_at)
     JOIN visit v ON v.worker_id = $1 AND v.${TAKES_TIME_SQL} AND tstzrange(v.starts_at, v.ends_at) && tstzrange(asked.starts_at, asked.ends_at)
     GROUP BY asked.starts_at HAVING count(DISTINCT v.lane) >= $4 ORDER BY asked.starts_at`,
    [listing.workerId, ...times(visits), listing.capacity],
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
