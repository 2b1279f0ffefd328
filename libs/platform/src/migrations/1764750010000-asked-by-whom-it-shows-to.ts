import type {MigrationInterface, QueryRunner} from 'typeorm';

/** A listing that shows to some alone is asked for terms and visits by those alone, or by who knows it already. */
export class AskedByWhomItShowsTo1764750010000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(rules('engagement_is_wanted', 'proposed_by', SHOWS));
    await query.query(rules('booking_is_wanted', 'requested_by', SHOWS));
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(rules('engagement_is_wanted', 'proposed_by', ''));
    await query.query(rules('booking_is_wanted', 'requested_by', ''));
  }
}

const SHOWS = `
    PERFORM FROM listing l WHERE l.id = NEW.listing_id AND l.audience <> 'public'
      AND NOT (l.audience = ANY (audiences_of(NEW.holder_id)) OR knows_listing(NEW.holder_id, l.id));
    IF FOUND THEN
      RAISE EXCEPTION 'this listing does not show to them'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'listing_shows';
    END IF;`;

const rules = (name: string, by: string, more: string) => `
  CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN${more}
    IF listing_wants_nothing_of(NEW.listing_id, NEW.holder_id) OR listing_wants_nothing_of(NEW.listing_id, NEW.${by}) THEN
      RAISE EXCEPTION 'this listing wants nothing of them'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'listing_is_wanted';
    END IF;
    RETURN NEW;
  END $$`;
