import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * A listing may say that it is to be shown before its member is approved. With the first approval under a scheme that
 * checks it comes to be shown, and what it says has to be what was checked, whatever the program above does.
 */
export class CheckedAtApproval1764201000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(SHOWN);
    await query.query(`
      CREATE TRIGGER decision_listing_checked AFTER INSERT ON decision REFERENCING NEW TABLE AS added
      FOR EACH STATEMENT EXECUTE FUNCTION decision_listing_checked()`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER decision_listing_checked ON decision`);
    await query.query(`DROP FUNCTION decision_listing_checked`);
  }
}

const SHOWN = `
  CREATE FUNCTION decision_listing_checked() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (
      SELECT FROM added n
      JOIN listing l ON l.member_id = n.member_id AND l.state IN ('live', 'resting')
      JOIN application a ON a.id = n.application_id
      JOIN scheme_version v ON v.id = a.scheme_version_id
      JOIN scheme s ON s.id = v.scheme_id AND s.kind = 'accredited'
      WHERE n.outcome IN ('approved', 'approved_with_conditions')
        AND NOT EXISTS (
          SELECT FROM decision d
          JOIN application b ON b.id = d.application_id
          JOIN scheme_version w ON w.id = b.scheme_version_id
          JOIN scheme t ON t.id = w.scheme_id AND t.kind = 'accredited'
          WHERE d.member_id = n.member_id AND d.id <> n.id AND d.outcome IN ('approved', 'approved_with_conditions'))
        AND (NOT is_own_name(l.name, l.person_id, l.organisation_id)
               AND NOT EXISTS (SELECT FROM listing_change c
                               WHERE c.listing_id = l.id AND c.name = l.name AND c.outcome = 'accepted')
             OR EXISTS (SELECT FROM listing_service o JOIN service x ON x.id = o.service_id
                        WHERE o.listing_id = l.id AND x.code IN (SELECT service_code FROM dbs_task)
                          AND service_unheld(l, x.code)))) THEN
      RAISE EXCEPTION 'what a listing says is checked before an approval shows it'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_listing_checked';
    END IF;
    RETURN NULL;
  END $$`;
