import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Searches that somebody keeps: the worker looks again each day, and tells of each listing once that was not there when
 * it last looked.
 */
export class SavedSearches1764350001000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const sql of [SEARCH, RULES, SEEN, RETENTION]) await query.query(sql);
    for (const [name, part, by] of REPLACED) await query.query(replaced(name, part, by));
  }

  async down(query: QueryRunner): Promise<void> {
    for (const [name, part, by] of [...REPLACED].reverse()) await query.query(replaced(name, by, part));
    await query.query(`DELETE FROM retention_rule WHERE category = 'saved_search'`);
    await query.query(`DROP TABLE saved_search_seen, saved_search`);
    await query.query(`DROP FUNCTION saved_search_rules`);
  }
}

const SEARCH = `
  CREATE TABLE saved_search (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT saved_search_council_id_fkey REFERENCES council (id),
    holder_id uuid NOT NULL CONSTRAINT saved_search_holder_id_fkey REFERENCES person (id),
    name text NOT NULL CONSTRAINT saved_search_name_check CHECK (length(btrim(name)) BETWEEN 1 AND 80),
    asked jsonb NOT NULL CONSTRAINT saved_search_asked_check CHECK (jsonb_typeof(asked) = 'object' AND pg_column_size(asked) <= 8000),
    saved_by uuid NOT NULL CONSTRAINT saved_search_saved_by_fkey REFERENCES person (id),
    saved_at timestamptz NOT NULL DEFAULT now(),
    used_at timestamptz NOT NULL DEFAULT now(),
    looked_at timestamptz NOT NULL DEFAULT now(),
    paused_at timestamptz
  );
  SELECT tenant_table('saved_search', 'SELECT, DELETE, INSERT (council_id, holder_id, name, asked, saved_by),
    UPDATE (name, used_at, looked_at, paused_at)');
  CREATE INDEX saved_search_holder_id_idx ON saved_search (holder_id);
  CREATE INDEX saved_search_council_id_looked_at_idx ON saved_search (council_id, looked_at) WHERE paused_at IS NULL;
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON saved_search
  FOR EACH ROW EXECUTE FUNCTION same_council('holder_id', 'person', 'saved_by', 'person')`;

const RULES = `
  CREATE FUNCTION saved_search_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('saved search ' || NEW.holder_id, 0));
    IF (SELECT count(*) FROM saved_search s WHERE s.holder_id = NEW.holder_id) >= 20 THEN
      RAISE EXCEPTION 'as many searches as one keeps' USING ERRCODE = 'check_violation', CONSTRAINT = 'saved_search_full';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT ON saved_search FOR EACH ROW EXECUTE FUNCTION saved_search_rules()`;

/** Whom a search has found: at first without an alert, then by the one that told of it. Nobody is told of twice. */
const SEEN = `
  CREATE TABLE saved_search_seen (
    search_id uuid NOT NULL CONSTRAINT saved_search_seen_search_id_fkey REFERENCES saved_search (id),
    listing_id uuid NOT NULL CONSTRAINT saved_search_seen_listing_id_fkey REFERENCES listing (id),
    council_id uuid NOT NULL CONSTRAINT saved_search_seen_council_id_fkey REFERENCES council (id),
    alert_id uuid,
    seen_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT saved_search_seen_pkey PRIMARY KEY (search_id, listing_id)
  );
  SELECT tenant_table('saved_search_seen', 'SELECT, DELETE, INSERT (search_id, listing_id, council_id, alert_id)');
  CREATE INDEX saved_search_seen_listing_id_idx ON saved_search_seen (listing_id);
  CREATE INDEX saved_search_seen_alert_id_idx ON saved_search_seen (alert_id) WHERE alert_id IS NOT NULL;
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON saved_search_seen
  FOR EACH ROW EXECUTE FUNCTION same_council('search_id', 'saved_search', 'listing_id', 'listing')`;

const RETENTION = `
  INSERT INTO retention_rule (category, months, source, starts_on) VALUES
    ('saved_search', 12, 'UK GDPR article 5(1)(e): no longer than is needed: a year after it was last used', '2000-01-01')`;

const LONDON = `AT TIME ZONE 'Europe/London')::date`;
const DUE = `SELECT 'saved_search', s.id, NULL::uuid, NULL::uuid, (s.used_at ${LONDON}
      FROM saved_search s WHERE s.council_id = current_council()
      UNION ALL
      `;
const ENQUIRY = `SELECT 'enquiry', q.id, NULL::uuid`;
const BRANCH = `WHEN 'enquiry' THEN`;
const SHARES = `DELETE FROM shortlist_share WHERE holder_id = asked.person_id;`;

/** Function, a part of it, and what stands in its place. */
const REPLACED: readonly (readonly [string, string, string])[] = [
  ['retention_due(date)', ENQUIRY, `${DUE}${ENQUIRY}`],
  [
    'retention_remove()',
    BRANCH,
    `WHEN 'saved_search' THEN
          DELETE FROM saved_search_seen WHERE council_id = council AND search_id = ANY (rule.ids);
          DELETE FROM saved_search WHERE council_id = council AND id = ANY (rule.ids);
        ${BRANCH}`,
  ],
  [
    'erase_on_request(uuid, text)',
    SHARES,
    `DELETE FROM saved_search_seen WHERE search_id IN (SELECT s.id FROM saved_search s WHERE s.holder_id = asked.person_id);
        DELETE FROM saved_search WHERE holder_id = asked.person_id;
        ${SHARES}`,
  ],
];

/** The function as it is, with the first of a part put otherwise. */
const replaced = (name: string, part: string, by: string) => `DO $do$
  DECLARE
    said text := pg_get_functiondef('${name}'::regprocedure);
    put text := overlay(said PLACING $by$${by}$by$ FROM position($part$${part}$part$ IN said) FOR ${part.length});
  BEGIN
    IF position($part$${part}$part$ IN said) = 0 THEN RAISE EXCEPTION 'the function ${name} is not as it was'; END IF;
    EXECUTE put;
  END $do$`;
