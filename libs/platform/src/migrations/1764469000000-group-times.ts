import type {MigrationInterface, QueryRunner} from 'typeorm';

/** A group that is offered no more takes nobody's time, in the database as in memory. */
export class GroupTimes1764469000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const name of FUNCTIONS) await query.query(replaced(name, ANY_GROUP, GROUP_OFFERED));
  }

  async down(query: QueryRunner): Promise<void> {
    for (const name of FUNCTIONS) await query.query(replaced(name, GROUP_OFFERED, ANY_GROUP));
  }
}

const FUNCTIONS = ['listing_busy(uuid[], timestamptz, timestamptz)', 'public_listing_times(uuid[], date)'];
const ANY_GROUP = `o.kind = 'group' JOIN offer_session g`;
const GROUP_OFFERED = `o.kind = 'group' AND o.ended_at IS NULL JOIN offer_session g`;

/** The function as it is, with the first of a part put otherwise. */
const replaced = (name: string, part: string, by: string) => `DO $do$
  DECLARE
    said text := pg_get_functiondef('${name}'::regprocedure);
  BEGIN
    IF position($part$${part}$part$ IN said) = 0 THEN RAISE EXCEPTION 'the function ${name} is not as it was'; END IF;
    EXECUTE overlay(said PLACING $by$${by}$by$ FROM position($part$${part}$part$ IN said) FOR ${part.length});
  END $do$`;
