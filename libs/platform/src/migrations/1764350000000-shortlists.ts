import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Whom somebody thinks of choosing, with a note of their own to each; and with which of those who help them they share
 * it. Nobody is put on it whom nobody can find, and nothing on it says more of a listing than its page does.
 */
export class Shortlists1764350000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const sql of [ENTRY, ENTRY_RULES, SHARE, SHARE_RULES, RETENTION]) await query.query(sql);
    for (const [name, part, by] of REPLACED) await query.query(replaced(name, part, by));
  }

  async down(query: QueryRunner): Promise<void> {
    for (const [name, part, by] of [...REPLACED].reverse()) await query.query(replaced(name, by, part));
    await query.query(`DELETE FROM retention_rule WHERE category = 'shortlist'`);
    await query.query(`DROP TABLE shortlist_share, shortlist_entry`);
    await query.query(`DROP FUNCTION shortlist_entry_rules, shortlist_share_rules`);
  }
}

const ENTRY = `
  CREATE TABLE shortlist_entry (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT shortlist_entry_council_id_fkey REFERENCES council (id),
    holder_id uuid NOT NULL CONSTRAINT shortlist_entry_holder_id_fkey REFERENCES person (id),
    listing_id uuid NOT NULL CONSTRAINT shortlist_entry_listing_id_fkey REFERENCES listing (id),
    note text NOT NULL DEFAULT '' CONSTRAINT shortlist_entry_note_check CHECK (length(note) <= 1000),
    added_by uuid NOT NULL CONSTRAINT shortlist_entry_added_by_fkey REFERENCES person (id),
    added_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT shortlist_entry_holder_id_listing_id_key UNIQUE (holder_id, listing_id)
  );
  SELECT tenant_table('shortlist_entry', 'SELECT, DELETE, INSERT (council_id, holder_id, listing_id, note, added_by),
    UPDATE (note)');
  CREATE INDEX shortlist_entry_listing_id_idx ON shortlist_entry (listing_id);
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON shortlist_entry
  FOR EACH ROW EXECUTE FUNCTION same_council('holder_id', 'person', 'listing_id', 'listing', 'added_by', 'person')`;

/** Of two at once that would both be the thirtieth the second waits, and sees the first. */
const ENTRY_RULES = `
  CREATE FUNCTION shortlist_entry_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF tg_op = 'UPDATE' THEN
      NEW.changed_at := now();
      RETURN NEW;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('shortlist ' || NEW.holder_id, 0));
    IF (SELECT count(*) FROM shortlist_entry e WHERE e.holder_id = NEW.holder_id) >= 30 THEN
      RAISE EXCEPTION 'this shortlist is full' USING ERRCODE = 'check_violation', CONSTRAINT = 'shortlist_full';
    END IF;
    IF NOT EXISTS (SELECT FROM shown_listing p WHERE p.id = NEW.listing_id) THEN
      RAISE EXCEPTION 'nobody can find this listing today'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'shortlist_listed';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT OR UPDATE ON shortlist_entry
  FOR EACH ROW EXECUTE FUNCTION shortlist_entry_rules()`;

const SHARE = `
  CREATE TABLE shortlist_share (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT shortlist_share_council_id_fkey REFERENCES council (id),
    holder_id uuid NOT NULL CONSTRAINT shortlist_share_holder_id_fkey REFERENCES person (id),
    supporter_id uuid NOT NULL CONSTRAINT shortlist_share_supporter_id_fkey REFERENCES person (id),
    shared_by uuid NOT NULL CONSTRAINT shortlist_share_shared_by_fkey REFERENCES person (id),
    shared_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    CONSTRAINT shortlist_share_other_check CHECK (supporter_id <> holder_id AND supporter_id <> shared_by)
  );
  SELECT tenant_table('shortlist_share', 'SELECT, INSERT (council_id, holder_id, supporter_id, shared_by), UPDATE (ended_at)');
  CREATE UNIQUE INDEX shortlist_share_in_force_idx ON shortlist_share (holder_id, supporter_id) WHERE ended_at IS NULL;
  CREATE INDEX shortlist_share_supporter_id_idx ON shortlist_share (supporter_id) WHERE ended_at IS NULL;
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON shortlist_share
  FOR EACH ROW EXECUTE FUNCTION same_council('holder_id', 'person', 'supporter_id', 'person', 'shared_by', 'person')`;

/** Shared with those alone who stand in a relation to the person that is in force, and ended once. */
const SHARE_RULES = `
  CREATE FUNCTION shortlist_share_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF tg_op = 'UPDATE' THEN
      IF OLD.ended_at IS NOT NULL THEN
        RAISE EXCEPTION 'this has ended' USING ERRCODE = 'check_violation', CONSTRAINT = 'shortlist_share_ended_once';
      END IF;
      NEW.ended_at := now();
      RETURN NEW;
    END IF;
    IF NOT EXISTS (SELECT FROM acting_grants(NEW.holder_id, (now() AT TIME ZONE 'Europe/London')::date) g
                   WHERE g.representative_id = NEW.supporter_id) THEN
      RAISE EXCEPTION 'they do not help this person'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'shortlist_share_relation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT OR UPDATE ON shortlist_share
  FOR EACH ROW EXECUTE FUNCTION shortlist_share_rules()`;

const RETENTION = `
  INSERT INTO retention_rule (category, months, source, starts_on) VALUES
    ('shortlist', 12, 'UK GDPR article 5(1)(e): no longer than is needed: a year after it was last changed', '2000-01-01')`;

const LONDON = `AT TIME ZONE 'Europe/London')::date`;
const DUE = `SELECT 'shortlist', e.id, NULL::uuid, NULL::uuid, (e.changed_at ${LONDON}
      FROM shortlist_entry e WHERE e.council_id = current_council()
      UNION ALL
      SELECT 'shortlist', s.id, NULL::uuid, NULL::uuid, (s.ended_at ${LONDON}
      FROM shortlist_share s WHERE s.council_id = current_council() AND s.ended_at IS NOT NULL
      UNION ALL
      `;
const ENQUIRY = `SELECT 'enquiry', q.id, NULL::uuid`;
const BRANCH = `WHEN 'enquiry' THEN`;
const KEPT = `ELSE
        RAISE EXCEPTION 'this is kept by law'`;

/** Function, a part of it, and what stands in its place. */
const REPLACED: readonly (readonly [string, string, string])[] = [
  ['retention_due(date)', ENQUIRY, `${DUE}${ENQUIRY}`],
  [
    'retention_remove()',
    BRANCH,
    `WHEN 'shortlist' THEN
          DELETE FROM shortlist_entry WHERE council_id = council AND id = ANY (rule.ids);
          DELETE FROM shortlist_share WHERE council_id = council AND id = ANY (rule.ids);
        ${BRANCH}`,
  ],
  [
    'erase_on_request(uuid, text)',
    KEPT,
    `WHEN 'choosing' THEN
        DELETE FROM shortlist_share WHERE holder_id = asked.person_id;
        DELETE FROM shortlist_entry WHERE holder_id = asked.person_id;
        GET DIAGNOSTICS erased = ROW_COUNT;
      ${KEPT}`,
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
