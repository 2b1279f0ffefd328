import type {MigrationInterface, QueryRunner} from 'typeorm';

/** A session of a group takes the time of who holds it, also for searches that keep times in memory. */
export class GroupTimes1764469000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(replaced(TIMES, VISITS, WITH_SESSIONS));
    await query.query(replaced(BUSY, ANY_GROUP, GROUP_OFFERED));
    await query.query(NOTE);
    for (const [table, event, rows] of TRIGGERS) {
      await query.query(
        `CREATE TRIGGER ${table}_search_times_${event} AFTER ${event.toUpperCase()} ON ${table}
         REFERENCING ${rows} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_times_by_${table}()`,
      );
    }
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION note_times_by_offer CASCADE; DROP FUNCTION note_times_by_offer_session CASCADE`);
    await query.query(replaced(BUSY, GROUP_OFFERED, ANY_GROUP));
    await query.query(replaced(TIMES, WITH_SESSIONS, VISITS));
  }
}

const TIMES = 'public_listing_times(uuid[], date)';
const VISITS = `FROM asked a JOIN visit v ON v.worker_id = a.worker_id
      WHERE v.state IN ('requested', 'accepted', 'recorded', 'approved')
        AND v.ends_at >`;
const WITH_SESSIONS = `FROM asked a JOIN (
        SELECT worker_id, starts_at, ends_at FROM visit
        WHERE state IN ('requested', 'accepted', 'recorded', 'approved')
        UNION ALL
        SELECT coalesce(l.person_id, l.id), s.starts_at, s.ends_at
        FROM offer_session s JOIN offer o ON o.id = s.offer_id JOIN listing l ON l.id = o.listing_id
        WHERE s.cancelled_at IS NULL AND o.ended_at IS NULL
      ) v ON v.worker_id = a.worker_id
      WHERE v.ends_at >`;

/** What is offered no more takes no time. */
const BUSY = 'listing_busy(uuid[], timestamptz, timestamptz)';
const ANY_GROUP = `o.kind = 'group' JOIN offer_session g`;
const GROUP_OFFERED = `o.kind = 'group' AND o.ended_at IS NULL JOIN offer_session g`;

const NOTE = `
  CREATE FUNCTION note_times_by_offer() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    INSERT INTO search_times_changed (subject_id) SELECT DISTINCT listing_id FROM changed;
    RETURN NULL;
  END $$;
  REVOKE EXECUTE ON FUNCTION note_times_by_offer FROM PUBLIC;
  CREATE FUNCTION note_times_by_offer_session() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    INSERT INTO search_times_changed (subject_id)
    SELECT DISTINCT o.listing_id FROM changed c JOIN offer o ON o.id = c.offer_id;
    RETURN NULL;
  END $$;
  REVOKE EXECUTE ON FUNCTION note_times_by_offer_session FROM PUBLIC`;

/** What is offered no more, and each session that comes, is moved or is called off. */
const TRIGGERS = [
  ['offer', 'insert', 'NEW'],
  ['offer', 'update', 'NEW'],
  ['offer', 'delete', 'OLD'],
  ['offer_session', 'insert', 'NEW'],
  ['offer_session', 'update', 'NEW'],
  ['offer_session', 'delete', 'OLD'],
] as const;

/** The function as it is, with the first of a part put otherwise. */
const replaced = (name: string, part: string, by: string) => `DO $do$
  DECLARE
    said text := pg_get_functiondef('${name}'::regprocedure);
    put text := overlay(said PLACING $by$${by}$by$ FROM position($part$${part}$part$ IN said) FOR ${part.length});
  BEGIN
    IF position($part$${part}$part$ IN said) = 0 THEN RAISE EXCEPTION 'the function ${name} is not as it was'; END IF;
    EXECUTE put;
  END $do$`;
