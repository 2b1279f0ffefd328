import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Whether a listing lacks a registration is asked of the one statement of the rule. */
export class OneStatementOfRegulation1764772900000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(lacks(`SELECT FROM not_theirs_to_give(listing, ARRAY[service], ${TODAY})`));
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(
      lacks(`SELECT FROM listing l JOIN regulation_rule r ON r.service_code = service AND r.kind = l.kind
        AND (r.council_id IS NULL OR r.council_id = l.council_id) AND r.starts_on <= ${TODAY}
        AND (r.ends_on IS NULL OR r.ends_on >= ${TODAY})
      WHERE l.id = listing AND NOT may_give_regulated_care(l.id, l.cqc_provider_id, l.capacity, r.spares_sole_trader)`),
    );
  }
}

const TODAY = `(now() AT TIME ZONE 'Europe/London')::date`;

const lacks = (found: string) => `
  CREATE OR REPLACE FUNCTION lacks_registration(listing uuid, service text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (${found})
  $$`;
