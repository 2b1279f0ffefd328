import type {DataSource} from 'typeorm';

/**
 * Books half of the made-up listings for two hours on each of the coming forty days or so, at times of their own: what a
 * weekly pattern is held against. Past the rules of bookings: nobody pays for these.
 */
export function bookVisits(superuser: DataSource): Promise<void> {
  return superuser.transaction(async (tx) => {
    await tx.query(`SET LOCAL session_replication_role = replica`);
    await tx.query(`
      INSERT INTO visit (council_id, booking_id, worker_id, state, starts_at, ends_at, price_pence)
      SELECT l.council_id, new_id(), coalesce(l.person_id, l.id), 'accepted', v.starts, v.starts + interval '2 hours', 3000
      FROM (SELECT *, hashtext(id::text) AS hash FROM listing WHERE state = 'live') l
      CROSS JOIN LATERAL (
        SELECT (current_date + day + 1)::timestamptz + make_interval(hours => 8 + abs(l.hash + day * 7) % 8) AS starts
        FROM generate_series(0, 41) day WHERE (l.hash + day) % 3 = 0) v
      WHERE l.hash % 2 = 0 AND NOT EXISTS (SELECT FROM visit e WHERE e.worker_id = coalesce(l.person_id, l.id))`);
  });
}
