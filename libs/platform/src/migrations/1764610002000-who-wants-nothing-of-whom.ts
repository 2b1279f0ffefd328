import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Whoever blocked somebody is neither told of their listing by a saved search nor shown what they ask. */
export class WhoWantsNothingOfWhom1764610002000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE FUNCTION wants_nothing_of(reader uuid, sender uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (
          SELECT FROM conversation_block b JOIN listing l ON l.id = b.listing_id
          CROSS JOIN LATERAL (VALUES (reader, sender, 'holder'), (sender, reader, 'worker')) AS two (holder, worker, side)
          WHERE b.lifted_at IS NULL AND b.side = two.side AND b.holder_id = two.holder
            AND (l.person_id = two.worker OR EXISTS (SELECT FROM organisation_member m
                   WHERE m.organisation_id = l.organisation_id AND m.person_id = two.worker)))
      $$`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION wants_nothing_of`);
  }
}
