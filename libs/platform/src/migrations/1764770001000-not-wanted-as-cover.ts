import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Who was asked to come instead, and is blocked before they say yes, does not come. */
export class NotWantedAsCover1764770001000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(MAY);
    await query.query(RULE);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER cover_is_wanted ON booking; DROP FUNCTION booking_cover_wanted, may_cover`);
  }
}

/** An enterprise comes as long as somebody who answers for it is not blocked, as it can be written to. */
const MAY = `
  CREATE FUNCTION may_cover(covered uuid, listing uuid) RETURNS boolean LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('who comes to ' || holder, 0))
    FROM (SELECT holder FROM holders_of(covered) holder ORDER BY 1) each;
    RETURN NOT EXISTS (
      SELECT FROM holders_of(covered) holder
      WHERE EXISTS (SELECT FROM conversation_block b WHERE b.lifted_at IS NULL AND b.side = 'holder'
                      AND b.holder_id = holder AND b.listing_id = listing)
        OR coalesce((SELECT bool_and(wants_nothing_of(holder, person)) FROM who_answers(listing) AS person), false));
  END $$`;

const RULE = `
  CREATE FUNCTION booking_cover_wanted() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT may_cover((SELECT booking_id FROM visit WHERE id = NEW.covers_visit_id), NEW.listing_id) THEN
      RAISE EXCEPTION 'they cannot come instead'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'booking_cover_wanted';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER cover_is_wanted BEFORE INSERT ON booking FOR EACH ROW
  WHEN (NEW.covers_visit_id IS NOT NULL) EXECUTE FUNCTION booking_cover_wanted()`;
