import type {Tx} from '@app/platform';
import {TAKES_TIME_SQL} from '../visit/visit.state.js';

/** Whoever was told that a place is free has it to themselves for a day. */
const STILL_THEIRS = `(offered_at IS NULL OR offered_at > $2::timestamptz - interval '1 day')`;

/** The first place that nobody has, or null. The session is locked, so nobody takes it meanwhile. */
export async function freePlace(tx: Tx, sessionId: string, capacity: number): Promise<number | null> {
  const rows = await tx.query<{lane: number}[]>(`SELECT lane FROM visit WHERE worker_id = $1 AND ${TAKES_TIME_SQL}`, [
    sessionId,
  ]);
  const taken = new Set(rows.map(({lane}) => lane));
  for (let lane = 1; lane <= capacity; lane += 1) if (!taken.has(lane)) return lane;
  return null;
}

/** How many places are left for somebody: those who wait longer come before them. */
export async function placesFor(
  tx: Tx,
  session: {id: string; capacity: number},
  holderId: string,
  now: Date,
): Promise<{left: number; waiting: number; waits: boolean}> {
  const [row] = await tx.query<[{taken: number; waiting: number; before: number; waits: boolean}]>(
    `WITH w AS (SELECT holder_id, asked_at, id FROM group_waiting
                WHERE session_id = $1 AND left_at IS NULL AND ${STILL_THEIRS}),
          mine AS (SELECT asked_at, id FROM w WHERE holder_id = $3)
     SELECT (SELECT count(*)::int FROM visit v WHERE v.worker_id = $1 AND v.${TAKES_TIME_SQL}) AS taken,
            (SELECT count(*)::int FROM w) AS waiting,
            (SELECT count(*)::int FROM w WHERE holder_id <> $3
               AND (NOT EXISTS (SELECT FROM mine) OR (w.asked_at, w.id) < (SELECT asked_at, id FROM mine))) AS before,
            EXISTS (SELECT FROM group_waiting WHERE session_id = $1 AND holder_id = $3 AND left_at IS NULL) AS waits`,
    [session.id, now, holderId],
  );
  return {left: Math.max(session.capacity - row.taken - row.before, 0), waiting: row.waiting, waits: row.waits};
}
