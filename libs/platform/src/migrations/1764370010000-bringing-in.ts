import type {MigrationInterface, QueryRunner} from 'typeorm';

/** What other directories hold, as drafts to claim: feeds, what one reading of a feed would do, and where each entry came from. */
export class BringingIn1764370010000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const sql of [FEED, IMPORT, ROW, SOURCE]) await query.query(sql);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE community_source, directory_import_row, directory_import, directory_feed`);
  }
}

const FEED = `
  CREATE TABLE directory_feed (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT directory_feed_council_id_fkey REFERENCES council (id),
    name text NOT NULL CONSTRAINT directory_feed_name_check CHECK (length(btrim(name)) BETWEEN 1 AND 120),
    address text CONSTRAINT directory_feed_address_check CHECK (address ~ '^https?://' AND length(address) <= 500),
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT directory_feed_council_id_name_key UNIQUE (council_id, name)
  );
  SELECT tenant_table('directory_feed', 'SELECT, INSERT, UPDATE (address)')`;

const IMPORT = `
  CREATE TABLE directory_import (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT directory_import_council_id_fkey REFERENCES council (id),
    feed_id uuid NOT NULL CONSTRAINT directory_import_feed_id_fkey REFERENCES directory_feed (id),
    format text NOT NULL CONSTRAINT directory_import_format_check CHECK (format IN ('oruk3', 'oruk1', 'csv')),
    partial boolean NOT NULL,
    totals jsonb NOT NULL,
    outcome text CONSTRAINT directory_import_outcome_check CHECK (outcome IN ('taken', 'discarded')),
    made_by uuid CONSTRAINT directory_import_made_by_fkey REFERENCES person (id),
    made_at timestamptz NOT NULL DEFAULT now(),
    closed_by uuid CONSTRAINT directory_import_closed_by_fkey REFERENCES person (id),
    closed_at timestamptz,
    CONSTRAINT directory_import_closed_check CHECK ((outcome IS NULL) = (closed_at IS NULL))
  );
  SELECT tenant_table('directory_import', 'SELECT, INSERT, UPDATE (outcome, totals, closed_by, closed_at)');
  CREATE INDEX directory_import_feed_id_idx ON directory_import (feed_id);
  CREATE INDEX directory_import_council_id_made_at_idx ON directory_import (council_id, made_at);
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON directory_import
    FOR EACH ROW EXECUTE FUNCTION same_council('feed_id', 'directory_feed')`;

const ROW = `
  CREATE TABLE directory_import_row (
    import_id uuid NOT NULL CONSTRAINT directory_import_row_import_id_fkey REFERENCES directory_import (id),
    row_number integer NOT NULL CONSTRAINT directory_import_row_row_number_check CHECK (row_number > 0),
    council_id uuid NOT NULL CONSTRAINT directory_import_row_council_id_fkey REFERENCES council (id),
    outcome text NOT NULL CONSTRAINT directory_import_row_outcome_check
      CHECK (outcome IN ('created', 'changed', 'unchanged', 'kept', 'duplicate', 'withdrawn', 'rejected')),
    ref text,
    name text,
    hash text,
    content jsonb,
    errors jsonb NOT NULL DEFAULT '[]',
    differs text[] NOT NULL DEFAULT '{}',
    community_listing_id uuid
      CONSTRAINT directory_import_row_community_listing_id_fkey REFERENCES community_listing (id),
    CONSTRAINT directory_import_row_pkey PRIMARY KEY (import_id, row_number)
  );
  SELECT tenant_table('directory_import_row', 'SELECT, INSERT, DELETE');
  CREATE INDEX directory_import_row_community_listing_id_idx ON directory_import_row (community_listing_id);
  CREATE TRIGGER belongs_to_council AFTER INSERT ON directory_import_row REFERENCING NEW TABLE AS added FOR EACH STATEMENT
    EXECUTE FUNCTION same_council_of_added('import_id', 'directory_import');
  CREATE TRIGGER names_own_council BEFORE INSERT ON directory_import_row
    FOR EACH ROW EXECUTE FUNCTION same_council('community_listing_id', 'community_listing')`;

/** One entry for what a feed calls by one name, for ever: however often it is read, nothing comes twice. */
const SOURCE = `
  CREATE TABLE community_source (
    community_listing_id uuid CONSTRAINT community_source_pkey PRIMARY KEY
      CONSTRAINT community_source_community_listing_id_fkey REFERENCES community_listing (id),
    council_id uuid NOT NULL CONSTRAINT community_source_council_id_fkey REFERENCES council (id),
    feed_id uuid NOT NULL CONSTRAINT community_source_feed_id_fkey REFERENCES directory_feed (id),
    ref text NOT NULL CONSTRAINT community_source_ref_check CHECK (length(ref) BETWEEN 1 AND 200),
    identifiers text[] NOT NULL DEFAULT '{}',
    hash text NOT NULL,
    first_seen_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    withdrawn_at timestamptz,
    CONSTRAINT community_source_feed_id_ref_key UNIQUE (feed_id, ref)
  );
  SELECT tenant_table('community_source', 'SELECT, INSERT, UPDATE (hash, identifiers, last_seen_at, withdrawn_at)');
  CREATE TRIGGER belongs_to_council AFTER INSERT ON community_source REFERENCING NEW TABLE AS added FOR EACH STATEMENT
    EXECUTE FUNCTION same_council_of_added('community_listing_id', 'community_listing', 'feed_id', 'directory_feed')`;
