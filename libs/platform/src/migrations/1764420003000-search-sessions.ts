import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Sessions of groups take the time of who holds them, in memory as in the database, and are noted when they change. */
export class SearchSessions1764420003000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(replaced(VISITS, VISITS_AND_SESSIONS));
    await query.query(NOTE);
    for (const [table, by] of TABLES) {
      for (const [event, rows] of Object.entries(EVENTS)) {
        await query.query(
          `CREATE TRIGGER ${table}_search_times_${event} AFTER ${event.toUpperCase()} ON ${table}
           REFERENCING ${rows} FOR EACH STATEMENT EXECUTE FUNCTION note_times_by_${by}()`,
        );
      }
    }
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION note_times_by_session CASCADE`);
    for (const event of Object.keys(EVENTS)) await query.query(`DROP TRIGGER offer_search_times_${event} ON offer`);
    await query.query(replaced(VISITS_AND_SESSIONS, VISITS));
  }
}

const TABLES = [
  ['offer', 'listing_part'],
  ['offer_session', 'session'],
] as const;

const EVENTS = {
  insert: 'NEW TABLE AS changed',
  update: 'OLD TABLE AS before NEW TABLE AS changed',
  delete: 'OLD TABLE AS changed',
} as const;

/** A session stays with its offer. */
const NOTE = `
  CREATE FUNCTION note_times_by_session() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    INSERT INTO search_times_changed (subject_id)
    SELECT DISTINCT o.listing_id FROM changed c JOIN offer o ON o.id = c.offer_id;
    RETURN NULL;
  END $$;
  REVOKE EXECUTE ON FUNCTION note_times_by_session FROM PUBLIC`;

const VISITS = `SELECT a.id, string_agg(floor(extract(epoch FROM v.starts_at - a.buffer)) || ' '
                              || ceil(extract(epoch FROM v.ends_at + a.buffer)), ',' ORDER BY v.starts_at) AS busy
      FROM asked a JOIN visit v ON v.worker_id = a.worker_id
      WHERE v.state IN ('requested', 'accepted', 'recorded', 'approved')
        AND v.ends_at > from_day::timestamp AT TIME ZONE 'Europe/London'
      GROUP BY a.id`;

const VISITS_AND_SESSIONS = `SELECT taken.id, string_agg(floor(extract(epoch FROM taken.starts_at - taken.buffer)) || ' '
                              || ceil(extract(epoch FROM taken.ends_at + taken.buffer)), ',' ORDER BY taken.starts_at) AS busy
      FROM (SELECT a.id, a.buffer, v.starts_at, v.ends_at FROM asked a JOIN visit v ON v.worker_id = a.worker_id
            WHERE v.state IN ('requested', 'accepted', 'recorded', 'approved')
            UNION ALL
            SELECT a.id, a.buffer, g.starts_at, g.ends_at
            FROM asked a JOIN offer o ON o.listing_id = a.id AND o.kind = 'group' JOIN offer_session g ON g.offer_id = o.id
            WHERE g.cancelled_at IS NULL) taken
      WHERE taken.ends_at > from_day::timestamp AT TIME ZONE 'Europe/London'
      GROUP BY taken.id`;

/** The function as it is, with a part put otherwise. */
const replaced = (part: string, by: string) => `DO $do$
  DECLARE
    said text := pg_get_functiondef('public_listing_times(uuid[], date)'::regprocedure);
  BEGIN
    IF position($part$${part}$part$ IN said) = 0 THEN RAISE EXCEPTION 'public_listing_times is not as it was'; END IF;
    EXECUTE replace(said, $part$${part}$part$, $by$${by}$by$);
  END $do$`;
