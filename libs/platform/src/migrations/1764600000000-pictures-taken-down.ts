import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * An officer takes down a picture alone, with a reason that its owner reads. What is written down and what goes are one
 * act: without a picture nothing can be taken down, and none that was taken down stays.
 */
export class PicturesTakenDown1764600000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE listing_picture_removal (
        id uuid CONSTRAINT listing_picture_removal_pkey PRIMARY KEY DEFAULT new_id(),
        council_id uuid NOT NULL CONSTRAINT listing_picture_removal_council_id_fkey REFERENCES council (id),
        listing_id uuid NOT NULL CONSTRAINT listing_picture_removal_listing_id_fkey REFERENCES listing (id),
        reason text NOT NULL
          CONSTRAINT listing_picture_removal_reason_check CHECK (length(btrim(reason)) BETWEEN 1 AND 500),
        removed_by uuid NOT NULL CONSTRAINT listing_picture_removal_removed_by_fkey REFERENCES person (id),
        removed_at timestamptz NOT NULL
      );
      CREATE INDEX listing_picture_removal_listing_id_idx ON listing_picture_removal (listing_id);
      CREATE INDEX listing_picture_removal_removed_by_idx ON listing_picture_removal (removed_by);
      SELECT tenant_table('listing_picture_removal', 'SELECT, INSERT');
      CREATE TRIGGER belongs_to_council BEFORE INSERT ON listing_picture_removal
        FOR EACH ROW EXECUTE FUNCTION same_council('listing_id', 'listing', 'removed_by', 'person');
      CREATE FUNCTION picture_taken_down() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM listing_picture WHERE listing_id = NEW.listing_id;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'there is no picture to take down'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'picture_there';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER picture_taken_down BEFORE INSERT ON listing_picture_removal
        FOR EACH ROW EXECUTE FUNCTION picture_taken_down()`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE listing_picture_removal; DROP FUNCTION picture_taken_down`);
  }
}
