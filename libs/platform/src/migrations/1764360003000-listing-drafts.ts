import type {MigrationInterface, QueryRunner} from 'typeorm';

/** What a member has changed of a listing that shows, and has not shown yet: for them alone, until they publish it. */
export class ListingDrafts1764360003000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE listing_draft (
        listing_id uuid CONSTRAINT listing_draft_pkey PRIMARY KEY
          CONSTRAINT listing_draft_listing_id_fkey REFERENCES listing (id),
        council_id uuid NOT NULL CONSTRAINT listing_draft_council_id_fkey REFERENCES council (id),
        profile jsonb NOT NULL DEFAULT '{}',
        services text[],
        changed_at timestamptz NOT NULL,
        changed_by uuid NOT NULL CONSTRAINT listing_draft_changed_by_fkey REFERENCES person (id)
      );
      SELECT tenant_table('listing_draft', 'SELECT, INSERT, DELETE, UPDATE (profile, services, changed_at, changed_by)');
      CREATE TRIGGER belongs_to_council BEFORE INSERT ON listing_draft
      FOR EACH ROW EXECUTE FUNCTION same_council('listing_id', 'listing', 'changed_by', 'person')`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE listing_draft`);
  }
}
