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
    // Who has visits is looked up before there are more: asked row by row, all that was just written would be read again.
    await tx.query(`
      WITH booked AS MATERIALIZED (SELECT DISTINCT worker_id FROM visit),
      workers AS (
        SELECT council_id, coalesce(person_id, id) AS id, abs(hashtext(id::text)) AS hash FROM listing WHERE state = 'live')
      INSERT INTO visit (council_id, booking_id, worker_id, state, starts_at, ends_at, price_pence)
      SELECT w.council_id, new_id(), w.id, 'accepted', v.starts, v.starts + interval '2 hours', 3000
      FROM workers w CROSS JOIN LATERAL (
        SELECT (current_date + day + 1)::timestamptz + make_interval(hours => 8 + (w.hash + day) % 8) AS starts
        FROM generate_series(w.hash % 7, 41, 7) day) v
      WHERE w.hash % 2 = 0 AND w.id NOT IN (SELECT worker_id FROM booked)`);
  });
}
