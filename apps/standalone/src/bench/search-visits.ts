import type {DataSource} from 'typeorm';
import {withoutIndexes} from '../made-up/without-indexes.js';

/**
 * Books half of the made-up listings for two hours on a day of each of the coming six weeks, at times of their own: what
 * a weekly pattern is held against. Past the rules of bookings, of which the one against two visits at once costs most
 * to keep: nobody books here, and an index of workers takes its place.
 */
export async function bookVisits(superuser: DataSource): Promise<void> {
  await superuser.query(`ALTER TABLE visit DROP CONSTRAINT IF EXISTS visit_no_double_booking`);
  await withoutIndexes(superuser, ['visit'], () => fill(superuser));
  await superuser.query(`CREATE INDEX IF NOT EXISTS visit_bench_worker_idx ON visit (worker_id, starts_at)`);
}

async function fill(superuser: DataSource): Promise<void> {
  await superuser.transaction(async (tx) => {
    await tx.query(`SET LOCAL session_replication_role = replica`);
    await tx.query(`
      INSERT INTO visit (council_id, booking_id, worker_id, state, starts_at, ends_at, price_pence)
      SELECT l.council_id, new_id(), coalesce(l.person_id, l.id), 'accepted', v.starts, v.starts + interval '2 hours', 3000
      FROM (SELECT *, abs(hashtext(id::text)) AS hash FROM listing WHERE state = 'live') l
      CROSS JOIN LATERAL (
        SELECT (current_date + day + 1)::timestamptz + make_interval(hours => 8 + (l.hash + day) % 8) AS starts
        FROM generate_series(l.hash % 7, 41, 7) day) v
      WHERE l.hash % 2 = 0
        AND NOT EXISTS (SELECT FROM visit booked WHERE booked.worker_id = coalesce(l.person_id, l.id))`);
  });
}
