import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * A picture of whoever a listing is of, in two sizes, with words for who cannot see it. It shows where and to whom the
 * listing shows, and goes with it. Cards say it, and of an enterprise whether somebody inspects it.
 */
export class ListingPictures1764500020000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [TABLE, GOES, KEPT, OPENED, SAID]) await query.query(statement);
    for (const table of MARKED) for (const [event, rows] of EVENTS) await query.query(mark(table, event, rows));
    await query.query(`UPDATE search_state SET true_on = NULL`); // every card is to be looked through
  }

  async down(query: QueryRunner): Promise<void> {
    for (const [event] of EVENTS)
      await query.query(`DROP TRIGGER care_registration_search_stale_${event} ON care_registration`);
    await query.query(`DROP FUNCTION public_listing_picture, public_listing_labels, picture_of`);
    await query.query(FORGOTTEN);
    await query.query(`DROP TRIGGER picture_goes ON listing; DROP FUNCTION picture_goes; DROP TABLE listing_picture`);
  }
}

const TABLE = `
  CREATE TABLE listing_picture (
    listing_id uuid CONSTRAINT listing_picture_pkey PRIMARY KEY
      CONSTRAINT listing_picture_listing_id_fkey REFERENCES listing (id),
    council_id uuid NOT NULL CONSTRAINT listing_picture_council_id_fkey REFERENCES council (id),
    small_id uuid NOT NULL CONSTRAINT listing_picture_small_id_key UNIQUE,
    large_id uuid NOT NULL CONSTRAINT listing_picture_large_id_key UNIQUE,
    alternative text NOT NULL
      CONSTRAINT listing_picture_alternative_check CHECK (length(btrim(alternative)) BETWEEN 1 AND 200),
    added_by uuid NOT NULL CONSTRAINT listing_picture_added_by_fkey REFERENCES person (id),
    added_at timestamptz NOT NULL
  );
  CREATE INDEX listing_picture_added_by_idx ON listing_picture (added_by);
  SELECT tenant_table('listing_picture',
    'SELECT, INSERT, DELETE, UPDATE (small_id, large_id, alternative, added_by, added_at)');
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON listing_picture
    FOR EACH ROW EXECUTE FUNCTION same_council('listing_id', 'listing', 'added_by', 'person')`;

/** A listing that is closed for good keeps nobody's face; the nightly sweep removes what nothing speaks of. */
const GOES = `
  CREATE FUNCTION picture_goes() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM listing_picture WHERE listing_id = NEW.id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER picture_goes AFTER UPDATE OF state ON listing
    FOR EACH ROW WHEN (NEW.state = 'archived') EXECUTE FUNCTION picture_goes()`;

/** The view as it is, with what it says changed. */
const changed = (said: string) => `DO $do$
  DECLARE
    options text := (SELECT array_to_string(reloptions, ', ') FROM pg_class WHERE oid = 'kept_file'::regclass);
    said text := rtrim(pg_get_viewdef('kept_file'::regclass), '; ');
  BEGIN
    EXECUTE 'CREATE OR REPLACE VIEW kept_file ' || coalesce('WITH (' || options || ') ', '') || 'AS ' || ${said};
  END $do$`;
const KEPT = changed(`said || $part$
  UNION ALL SELECT listing_picture.small_id, listing_picture.council_id FROM listing_picture
  UNION ALL SELECT listing_picture.large_id, listing_picture.council_id FROM listing_picture$part$`);
const FORGOTTEN = changed(`regexp_replace(said, 'UNION ALL\\s+SELECT listing_picture.*?(?=UNION ALL|$)', '', 'g')`);

/** Whose a file is, and whether that listing shows today: for answering who may see it. */
const OPENED = `
  CREATE FUNCTION picture_of(listing uuid, file uuid) RETURNS TABLE (council_id uuid, audience text, shown boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT l.council_id, l.audience, EXISTS (SELECT FROM shown_listing s WHERE s.id = l.id)
    FROM listing_picture p JOIN listing l ON l.id = p.listing_id
    WHERE p.listing_id = listing AND file IN (p.small_id, p.large_id)
  $$;
  REVOKE EXECUTE ON FUNCTION picture_of FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION picture_of TO alongside_app`;

const PICTURE = `json_build_object('small', p.small_id, 'large', p.large_id, 'alternative', p.alternative)`;

/** For profiles, and for the cards of many at once. */
const SAID = `
  CREATE FUNCTION public_listing_picture(listing uuid) RETURNS json
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT ${PICTURE} FROM listing_picture p WHERE p.listing_id = listing
  $$;
  CREATE FUNCTION public_listing_labels(listings uuid[]) RETURNS TABLE (id uuid, inspected boolean, picture json)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT l.id, CASE WHEN l.kind = 'provider' THEN r.listing_id IS NOT NULL END,
           CASE WHEN p.listing_id IS NOT NULL THEN ${PICTURE} END
    FROM listing l
    LEFT JOIN care_registration r ON r.listing_id = l.id AND r.provider_id = l.cqc_provider_id
    LEFT JOIN listing_picture p ON p.listing_id = l.id
    WHERE l.id = ANY (listings)
  $$;
  REVOKE EXECUTE ON FUNCTION public_listing_picture, public_listing_labels FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION public_listing_picture, public_listing_labels TO alongside_app`;

const MARKED = ['listing_picture', 'care_registration'];
const EVENTS = [
  ['insert', 'NEW'],
  ['update', 'NEW'],
  ['delete', 'OLD'],
] as const;
const mark = (table: string, event: string, rows: string) =>
  `CREATE TRIGGER ${table}_search_stale_${event} AFTER ${event.toUpperCase()} ON ${table}
   REFERENCING ${rows} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_stale_by_listing_part()`;
