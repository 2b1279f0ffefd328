import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What the council took out of sight was shown again by whoever has the link, without the council. And a feed that gives
 * its services other ids no longer brings them twice.
 */
export class RestsForTheCouncil1764772001000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      ALTER TABLE community_listing ADD COLUMN held boolean NOT NULL DEFAULT false,
        ADD CONSTRAINT community_listing_held_check CHECK (state <> 'live' OR NOT held);
      GRANT UPDATE (held, recorded_by) ON community_listing TO alongside_app;
      GRANT UPDATE (ref) ON community_source TO alongside_app`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`
      REVOKE UPDATE (recorded_by) ON community_listing FROM alongside_app;
      REVOKE UPDATE (ref) ON community_source FROM alongside_app;
      ALTER TABLE community_listing DROP COLUMN held`);
  }
}
