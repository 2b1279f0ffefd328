import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Concerns that anybody may raise, whoever they are about: the record of officers' concerns, with who is worried about
 * whom and what they wish, and what the safeguarding team has done since.
 */
export class ConcernsFromAnybody1764207000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(COLUMNS);
    await query.query(`DROP TRIGGER belongs_to_council ON concern`);
    await query.query(`CREATE TRIGGER belongs_to_council BEFORE INSERT OR UPDATE ON concern
      FOR EACH ROW EXECUTE FUNCTION same_council('member_id', 'member', 'suspension_id', 'suspension', 'listing_id', 'listing')`);
    await query.query(`GRANT INSERT (${RAISED}), UPDATE (suspension_id) ON concern TO alongside_app`);
    await query.query(RULES);
    await query.query(ENTRY);
    await query.query(ENTRY_RULES);
    await query.query(POLICY);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE safeguarding_policy, concern_entry`);
    await query.query(`DROP FUNCTION concern_entry_rules`);
    await query.query(FORMER_RULES);
    await query.query(`DROP TRIGGER belongs_to_council ON concern`);
    await query.query(`REVOKE UPDATE (suspension_id) ON concern FROM alongside_app`);
    await query.query(`CREATE TRIGGER belongs_to_council BEFORE INSERT ON concern
      FOR EACH ROW EXECUTE FUNCTION same_council('member_id', 'member', 'suspension_id', 'suspension')`);
    await query.query(
      `ALTER TABLE concern DROP CONSTRAINT concern_source_check, DROP CONSTRAINT concern_staff_check, ${RAISED.split(
        ', ',
      )
        .map((column) => `DROP COLUMN ${column}`)
        .join(', ')}`,
    );
  }
}

const RAISED =
  'source, listing_id, about, cause, wishes, told, contact_safe, reporter, reporter_contact, reporter_link';

const COLUMNS = `
  ALTER TABLE concern
    ALTER COLUMN member_id DROP NOT NULL,
    ALTER COLUMN recorded_by DROP NOT NULL,
    ADD COLUMN source text NOT NULL DEFAULT 'staff'
      CONSTRAINT concern_source_check CHECK (source IN ('staff', 'form', 'complaint')),
    ADD COLUMN listing_id uuid CONSTRAINT concern_listing_id_fkey REFERENCES listing (id),
    ADD COLUMN about text CONSTRAINT concern_about_check CHECK (length(btrim(about)) BETWEEN 1 AND 300),
    ADD COLUMN cause text CONSTRAINT concern_cause_check CHECK (length(btrim(cause)) BETWEEN 1 AND 300),
    ADD COLUMN wishes text CONSTRAINT concern_wishes_check CHECK (length(btrim(wishes)) BETWEEN 1 AND 1000),
    ADD COLUMN told text CONSTRAINT concern_told_check CHECK (told IN ('yes', 'no', 'unsafe')),
    ADD COLUMN contact_safe text CONSTRAINT concern_contact_safe_check CHECK (contact_safe IN ('yes', 'no', 'unknown')),
    ADD COLUMN reporter text CONSTRAINT concern_reporter_check CHECK (length(btrim(reporter)) BETWEEN 1 AND 200),
    ADD COLUMN reporter_contact text
      CONSTRAINT concern_reporter_contact_check CHECK (length(btrim(reporter_contact)) BETWEEN 1 AND 200),
    ADD COLUMN reporter_link text CONSTRAINT concern_reporter_link_check
      CHECK (reporter_link IN ('self', 'family', 'neighbour', 'worker', 'professional', 'other')),
    ADD CONSTRAINT concern_staff_check
      CHECK (source <> 'staff' OR member_id IS NOT NULL AND recorded_by IS NOT NULL);
  CREATE INDEX concern_listing_id_idx ON concern (listing_id)`;

/** Whoever raises one may well be whom it is about, and looks after it no more than anybody else. */
const RULES = `
  CREATE OR REPLACE FUNCTION concern_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.source = 'staff' AND is_of_member(NEW.recorded_by, NEW.member_id)
       OR is_of_member(NEW.closed_by, NEW.member_id) THEN
      RAISE EXCEPTION 'nobody has to do with a concern about themselves'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'concern_own';
    END IF;
    IF NEW.suspension_id IS NOT NULL AND NOT EXISTS (
         SELECT FROM suspension s WHERE s.id = NEW.suspension_id AND s.member_id = NEW.member_id) THEN
      RAISE EXCEPTION 'this suspension is another member''s'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'concern_suspension_own';
    END IF;
    IF tg_op = 'UPDATE' THEN
      IF OLD.closed_at IS NOT NULL THEN
        RAISE EXCEPTION 'this concern is closed' USING ERRCODE = 'check_violation', CONSTRAINT = 'concern_closed_once';
      END IF;
      IF NEW.closed_by IS NOT NULL THEN NEW.closed_at := now(); END IF;
    END IF;
    RETURN NEW;
  END $$`;

const FORMER_RULES = `
  CREATE OR REPLACE FUNCTION concern_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF is_of_member(NEW.recorded_by, NEW.member_id) OR is_of_member(NEW.closed_by, NEW.member_id) THEN
      RAISE EXCEPTION 'nobody has to do with a concern about themselves'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'concern_own';
    END IF;
    IF tg_op = 'UPDATE' THEN
      IF OLD.closed_at IS NOT NULL THEN
        RAISE EXCEPTION 'this concern is closed' USING ERRCODE = 'check_violation', CONSTRAINT = 'concern_closed_once';
      END IF;
      IF NEW.closed_by IS NOT NULL THEN NEW.closed_at := now(); END IF;
    END IF;
    RETURN NEW;
  END $$`;

/** What was done about one, only ever added to. A fact says which contact, decision or referral it was. */
const ENTRY = `
  CREATE TABLE concern_entry (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT concern_entry_council_id_fkey REFERENCES council (id),
    concern_id uuid NOT NULL CONSTRAINT concern_entry_concern_id_fkey REFERENCES concern (id),
    kind text NOT NULL,
    fact text,
    on_day date NOT NULL,
    text text CONSTRAINT concern_entry_text_check CHECK (length(btrim(text)) BETWEEN 1 AND 4000),
    recorded_by uuid NOT NULL CONSTRAINT concern_entry_recorded_by_fkey REFERENCES person (id),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT concern_entry_kind_check CHECK (CASE kind
      WHEN 'note' THEN fact IS NULL AND text IS NOT NULL
      WHEN 'contact' THEN fact IN ('adult', 'reporter', 'family', 'professional')
      WHEN 'listing' THEN fact IN ('suspended', 'left_up', 'restored') AND text IS NOT NULL
      WHEN 'referral' THEN fact IN ('section_42', 'police', 'dbs', 'pipot', 'other')
      ELSE false END)
  );
  SELECT tenant_table('concern_entry',
    'SELECT, INSERT (council_id, concern_id, kind, fact, on_day, text, recorded_by)');
  CREATE INDEX concern_entry_concern_id_idx ON concern_entry (concern_id);
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON concern_entry
  FOR EACH ROW EXECUTE FUNCTION same_council('concern_id', 'concern', 'recorded_by', 'person')`;

const ENTRY_RULES = `
  CREATE FUNCTION concern_entry_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    of concern;
  BEGIN
    SELECT * INTO of FROM concern WHERE id = NEW.concern_id FOR SHARE;
    IF of.closed_at IS NOT NULL THEN
      RAISE EXCEPTION 'this concern is closed' USING ERRCODE = 'check_violation', CONSTRAINT = 'concern_closed_once';
    END IF;
    IF is_of_member(NEW.recorded_by, of.member_id) THEN
      RAISE EXCEPTION 'nobody has to do with a concern about themselves'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'concern_own';
    END IF;
    IF NEW.kind = 'listing' AND of.member_id IS NULL THEN
      RAISE EXCEPTION 'this concern is about nobody''s listing'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'concern_entry_listing';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT ON concern_entry FOR EACH ROW EXECUTE FUNCTION concern_entry_rules()`;

/** Whom to ring, and whether a concern may come without a name: a council's own, dated. */
const POLICY = `
  CREATE TABLE safeguarding_policy (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT safeguarding_policy_council_id_fkey REFERENCES council (id),
    starts_on date NOT NULL,
    unnamed boolean NOT NULL,
    phone text NOT NULL CONSTRAINT safeguarding_policy_phone_check CHECK (length(btrim(phone)) BETWEEN 3 AND 40),
    phone_hours text NOT NULL CONSTRAINT safeguarding_policy_phone_hours_check
      CHECK (length(btrim(phone_hours)) BETWEEN 1 AND 200),
    out_of_hours text CONSTRAINT safeguarding_policy_out_of_hours_check
      CHECK (length(btrim(out_of_hours)) BETWEEN 3 AND 200),
    source text NOT NULL CONSTRAINT safeguarding_policy_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500),
    recorded_by uuid CONSTRAINT safeguarding_policy_recorded_by_fkey REFERENCES person (id),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT safeguarding_policy_council_id_starts_on_key UNIQUE (council_id, starts_on)
  );
  SELECT tenant_table('safeguarding_policy',
    'SELECT, INSERT (council_id, starts_on, unnamed, phone, phone_hours, out_of_hours, source, recorded_by)');
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON safeguarding_policy
  FOR EACH ROW EXECUTE FUNCTION same_council('recorded_by', 'person')`;
