import type {MigrationInterface, QueryRunner} from 'typeorm';

/** What needs a registration is no group, club or service of the community: those are looked at by the council alone. */
export class NoRegulatedGroups1764740002000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE FUNCTION community_listing_unregulated() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM service s WHERE s.regulated AND s.code = ANY (NEW.services)
                     AND (s.council_id IS NULL OR s.council_id = NEW.council_id)) THEN
          RAISE EXCEPTION 'what the law regulates is no service of the community'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'community_listing_unregulated';
        END IF;
        RETURN NEW;
      END $$`);
    await query.query(`
      UPDATE community_listing c SET services = ARRAY(
        SELECT code FROM unnest(c.services) WITH ORDINALITY o (code, place)
        WHERE NOT EXISTS (SELECT FROM service s WHERE s.regulated AND s.code = o.code
                            AND (s.council_id IS NULL OR s.council_id = c.council_id)) ORDER BY place),
        state = CASE state WHEN 'live' THEN 'resting' ELSE state END
      WHERE EXISTS (SELECT FROM service s WHERE s.regulated AND s.code = ANY (c.services)
                      AND (s.council_id IS NULL OR s.council_id = c.council_id))`);
    await query.query(`
      CREATE TRIGGER unregulated BEFORE INSERT OR UPDATE OF services ON community_listing
        FOR EACH ROW EXECUTE FUNCTION community_listing_unregulated()`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER unregulated ON community_listing; DROP FUNCTION community_listing_unregulated`);
  }
}
