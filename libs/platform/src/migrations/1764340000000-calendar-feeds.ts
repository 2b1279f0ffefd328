import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * An address from which a calendar reads somebody's visits, until they end it; and how often a visit changed, by which
 * a calendar knows a newer state from an older one (RFC 5545, 3.8.7.4).
 */
export class CalendarFeeds1764340000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE calendar_feed (
        id uuid PRIMARY KEY DEFAULT new_id(),
        council_id uuid NOT NULL CONSTRAINT calendar_feed_council_id_fkey REFERENCES council (id),
        person_id uuid NOT NULL CONSTRAINT calendar_feed_person_id_fkey REFERENCES person (id),
        token_hash bytea NOT NULL CONSTRAINT calendar_feed_token_hash_key UNIQUE,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_read_at timestamptz,
        ended_at timestamptz
      )`);
    await query.query(`CREATE INDEX calendar_feed_person_id_idx ON calendar_feed (person_id)`);
    await query.query(`CREATE UNIQUE INDEX calendar_feed_live_key ON calendar_feed (person_id) WHERE ended_at IS NULL`);
    await query.query(`SELECT tenant_table('calendar_feed', 'SELECT, INSERT, UPDATE (last_read_at, ended_at)')`);
    await query.query(`CREATE TRIGGER calendar_feed_same_council BEFORE INSERT ON calendar_feed
      FOR EACH ROW EXECUTE FUNCTION same_council('person_id', 'person')`);
    await query.query(ENDED);
    await query.query(`CREATE TRIGGER ended BEFORE UPDATE ON calendar_feed
      FOR EACH ROW EXECUTE FUNCTION calendar_feed_ended()`);
    await query.query(LOOKUP);
    await query.query(`REVOKE EXECUTE ON FUNCTION calendar_feed_by_token(bytea) FROM PUBLIC`);
    await query.query(`GRANT EXECUTE ON FUNCTION calendar_feed_by_token(bytea) TO alongside_app`);
    await query.query(`ALTER TABLE visit ADD COLUMN sequence integer NOT NULL DEFAULT 0`);
    await query.query(CHANGED);
    await query.query(`CREATE TRIGGER changed BEFORE UPDATE ON visit FOR EACH ROW
      WHEN ((OLD.state, OLD.starts_at, OLD.ends_at) IS DISTINCT FROM (NEW.state, NEW.starts_at, NEW.ends_at))
      EXECUTE FUNCTION visit_changed()`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER changed ON visit`);
    await query.query(`DROP FUNCTION visit_changed`);
    await query.query(`ALTER TABLE visit DROP COLUMN sequence`);
    await query.query(`DROP FUNCTION calendar_feed_by_token`);
    await query.query(`DROP TABLE calendar_feed`);
    await query.query(`DROP FUNCTION calendar_feed_ended`);
  }
}

/** An address that was ended is never opened again: whoever still has it has nothing. */
const ENDED = `
  CREATE FUNCTION calendar_feed_ended() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.ended_at IS NOT NULL THEN
      RAISE EXCEPTION 'a calendar address that has ended stays so'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'calendar_feed_ended';
    END IF;
    RETURN NEW;
  END $$`;

/** A calendar sends nothing but the address, so this looks across councils, for one exact token. */
const LOOKUP = `
  CREATE FUNCTION calendar_feed_by_token(wanted bytea) RETURNS TABLE (id uuid, council_id uuid, person_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT f.id, f.council_id, f.person_id FROM calendar_feed f WHERE f.token_hash = wanted AND f.ended_at IS NULL
  $$`;

const CHANGED = `
  CREATE FUNCTION visit_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.sequence := OLD.sequence + 1;
    RETURN NEW;
  END $$`;
