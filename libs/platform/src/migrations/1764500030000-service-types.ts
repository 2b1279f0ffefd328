import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Kinds of help under the service types of the Local Government Association, so that other directories know them:
 * only where theirs means the same. Most of ours have none there: that list names what councils provide.
 */
export class ServiceTypes1764500030000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      ALTER TABLE service
        ADD COLUMN esd_id integer CONSTRAINT service_esd_id_check CHECK (esd_id BETWEEN 1 AND 99999),
        ADD COLUMN esd_label text CONSTRAINT service_esd_label_check CHECK (length(btrim(esd_label)) BETWEEN 1 AND 120),
        ADD CONSTRAINT service_esd_check CHECK (num_nulls(esd_id, esd_label) IN (0, 2));
      GRANT UPDATE (esd_id, esd_label) ON service TO alongside_app`);
    await query.query(
      `UPDATE service s SET esd_id = given.id, esd_label = given.label
       FROM unnest($1::text[], $2::int[], $3::text[]) AS given (code, id, label)
       WHERE s.code = given.code AND s.council_id IS NULL`,
      [0, 1, 2].map((column) => SAME.map((each) => each[column])),
    );
    await query.query(PUBLIC);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION public_services`);
    await query.query(`ALTER TABLE service DROP COLUMN esd_id, DROP COLUMN esd_label`);
  }
}

/**
 * From the list of English and Welsh services of standards.esd.org.uk (Open Government Licence) as it stood in 2021;
 * 242 also in the application profile of Open Referral UK, 297 and 313 in GOV.UK's list of local services.
 */
const SAME: readonly (readonly [string, number, string])[] = [
  ['personal_care', 242, 'Care at home'],
  ['advocacy', 728, 'Advocacy for social care clients'],
  ['peer_support', 297, 'Support groups and organisations'],
  ['telecare', 313, 'Community alarms'],
];

/** All there are, for open data: the general word of a code before a council's own. */
const PUBLIC = `
  CREATE FUNCTION public_services() RETURNS TABLE (code text, name text, description text, esd_id integer, esd_label text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT ON (code) code, name, description, esd_id, esd_label FROM service
    ORDER BY code, council_id NULLS FIRST
  $$;
  REVOKE EXECUTE ON FUNCTION public_services FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION public_services TO alongside_app`;
