import type {MigrationInterface, QueryRunner} from 'typeorm';

/** A listing that nobody has touched for a while is asked about, and rests when nobody answers. How long is a dated rule. */
export class StillRight1764320003000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(RULE);
    await query.query(TABLE);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE listing_confirmation, still_right_rule`);
  }
}

const RULE = `
  CREATE TABLE still_right_rule (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid CONSTRAINT still_right_rule_council_id_fkey REFERENCES council (id),
    ask_days integer NOT NULL CONSTRAINT still_right_rule_ask_days_check CHECK (ask_days BETWEEN 30 AND 1095),
    rest_days integer NOT NULL CONSTRAINT still_right_rule_rest_days_check CHECK (rest_days BETWEEN 7 AND 365),
    source text NOT NULL CONSTRAINT still_right_rule_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500),
    starts_on date NOT NULL
  );
  SELECT general_and_own('still_right_rule', 'SELECT, INSERT (council_id, ask_days, rest_days, source, starts_on)');
  INSERT INTO still_right_rule (ask_days, rest_days, source, starts_on) VALUES
    (180, 28, 'Nobody is shown who cannot be reached: half a year, and four weeks to answer', '2000-01-01')`;

/** A row for whoever has answered or was asked; what changes a listing is an answer too. */
const TABLE = `
  CREATE TABLE listing_confirmation (
    listing_id uuid CONSTRAINT listing_confirmation_pkey PRIMARY KEY
      CONSTRAINT listing_confirmation_listing_id_fkey REFERENCES listing (id),
    council_id uuid NOT NULL CONSTRAINT listing_confirmation_council_id_fkey REFERENCES council (id),
    confirmed_at timestamptz,
    asked_at timestamptz
  );
  SELECT tenant_table('listing_confirmation', 'SELECT, INSERT, UPDATE (confirmed_at, asked_at)');
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON listing_confirmation
  FOR EACH ROW EXECUTE FUNCTION same_council('listing_id', 'listing')`;
