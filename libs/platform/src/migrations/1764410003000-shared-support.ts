import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Support that several people share: who joins and leaves is agreed by all, each pays a share from a line of their own,
 * and what holds when somebody does not come is chosen before anybody joins.
 */
export class SharedSupport1764410003000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [SHARED, MEMBER, YES, ABSENCE]) await query.query(statement);
    await query.query(`SELECT state_machine('shared_support', ARRAY['inviting > booked', 'inviting > called_off'])`);
    await query.query(`SELECT state_machine('shared_member', ARRAY['asked > agreed', 'asked > refused', 'agreed > left',
      'agreed > leaving', 'leaving > left', 'leaving > agreed'])`);
    await query.query(`GRANT UPDATE (amount_pence) ON visit_split TO alongside_app`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`REVOKE UPDATE (amount_pence) ON visit_split FROM alongside_app`);
    await query.query(`DROP TABLE shared_absence, shared_yes, shared_member, shared_support`);
    await query.query(`DROP FUNCTION shared_absence_rules, shared_support_rule_stays`);
    await query.query(`DELETE FROM state_transition WHERE machine IN ('shared_support', 'shared_member')`);
  }
}

const SHARED = `
  CREATE TABLE shared_support (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT shared_support_council_id_fkey REFERENCES council (id),
    listing_id uuid NOT NULL CONSTRAINT shared_support_listing_id_fkey REFERENCES listing (id),
    organiser_id uuid NOT NULL CONSTRAINT shared_support_organiser_id_fkey REFERENCES person (id),
    title text NOT NULL CONSTRAINT shared_support_title_check CHECK (length(btrim(title)) BETWEEN 1 AND 100),
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    rrule text CONSTRAINT shared_support_rrule_check CHECK (length(rrule) <= 300),
    share_by text NOT NULL CONSTRAINT shared_support_share_by_check CHECK (share_by IN ('equal', 'share', 'minutes')),
    absence text NOT NULL CONSTRAINT shared_support_absence_check CHECK (absence IN ('absent_pays', 'others_share')),
    code_hash bytea NOT NULL CONSTRAINT shared_support_code_hash_key UNIQUE,
    state text NOT NULL DEFAULT 'inviting' CONSTRAINT shared_support_state_check CHECK (state IN ('inviting', 'booked', 'called_off')),
    booking_id uuid CONSTRAINT shared_support_booking_id_fkey REFERENCES booking (id) CONSTRAINT shared_support_booking_id_key UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT shared_support_ends_at_check CHECK (ends_at > starts_at),
    CONSTRAINT shared_support_booked_check CHECK ((state = 'booked') = (booking_id IS NOT NULL))
  );
  CREATE INDEX shared_support_organiser_id_idx ON shared_support (organiser_id);
  CREATE INDEX shared_support_listing_id_idx ON shared_support (listing_id);
  SELECT tenant_table('shared_support', 'SELECT, INSERT (council_id, listing_id, organiser_id, title, starts_at, ends_at, rrule,
    share_by, absence, code_hash), UPDATE (state, booking_id)');
  CREATE TRIGGER shared_support_same_council BEFORE INSERT OR UPDATE OF booking_id ON shared_support
    FOR EACH ROW EXECUTE FUNCTION same_council('listing_id', 'listing', 'organiser_id', 'person', 'booking_id', 'booking');
  CREATE FUNCTION shared_support_rule_stays() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'what was chosen beforehand stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'shared_support_rule_stays';
  END $$;
  CREATE TRIGGER rule_stays BEFORE UPDATE OF absence, share_by ON shared_support FOR EACH ROW
    WHEN ((OLD.absence, OLD.share_by) IS DISTINCT FROM (NEW.absence, NEW.share_by)) EXECUTE FUNCTION shared_support_rule_stays()`;

const MEMBER = `
  CREATE TABLE shared_member (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT shared_member_council_id_fkey REFERENCES council (id),
    shared_id uuid NOT NULL CONSTRAINT shared_member_shared_id_fkey REFERENCES shared_support (id),
    person_id uuid NOT NULL CONSTRAINT shared_member_person_id_fkey REFERENCES person (id),
    line_id uuid NOT NULL CONSTRAINT shared_member_line_id_fkey REFERENCES budget_line (id),
    weight integer NOT NULL CONSTRAINT shared_member_weight_check CHECK (weight BETWEEN 1 AND 10000),
    state text NOT NULL DEFAULT 'asked' CONSTRAINT shared_member_state_check
      CHECK (state IN ('asked', 'agreed', 'refused', 'leaving', 'left')),
    asked_by uuid NOT NULL CONSTRAINT shared_member_asked_by_fkey REFERENCES person (id),
    asked_how text CONSTRAINT shared_member_asked_how_check CHECK (asked_how IN ('phone', 'letter', 'meeting')),
    asked_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE UNIQUE INDEX shared_member_shared_id_person_id_key ON shared_member (shared_id, person_id)
    WHERE state IN ('asked', 'agreed', 'leaving');
  CREATE INDEX shared_member_person_id_idx ON shared_member (person_id);
  CREATE INDEX shared_member_line_id_idx ON shared_member (line_id);
  SELECT tenant_table('shared_member', 'SELECT, INSERT (council_id, shared_id, person_id, line_id, weight, state, asked_by, asked_how),
    UPDATE (state)');
  CREATE TRIGGER shared_member_same_council BEFORE INSERT ON shared_member
    FOR EACH ROW EXECUTE FUNCTION same_council('shared_id', 'shared_support', 'person_id', 'person', 'line_id', 'budget_line')`;

/** Each one's yes to somebody who joins, or leaves. */
const YES = `
  CREATE TABLE shared_yes (
    member_id uuid NOT NULL CONSTRAINT shared_yes_member_id_fkey REFERENCES shared_member (id),
    about text NOT NULL CONSTRAINT shared_yes_about_check CHECK (about IN ('join', 'leave')),
    person_id uuid NOT NULL CONSTRAINT shared_yes_person_id_fkey REFERENCES person (id),
    council_id uuid NOT NULL CONSTRAINT shared_yes_council_id_fkey REFERENCES council (id),
    said_by uuid NOT NULL CONSTRAINT shared_yes_said_by_fkey REFERENCES person (id),
    said_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT shared_yes_pkey PRIMARY KEY (member_id, about, person_id)
  );
  CREATE INDEX shared_yes_person_id_idx ON shared_yes (person_id);
  SELECT tenant_table('shared_yes', 'SELECT, INSERT (member_id, about, person_id, council_id, said_by)');
  CREATE TRIGGER shared_yes_same_council BEFORE INSERT ON shared_yes
    FOR EACH ROW EXECUTE FUNCTION same_council('member_id', 'shared_member', 'person_id', 'person')`;

const ABSENCE = `
  CREATE TABLE shared_absence (
    visit_id uuid NOT NULL CONSTRAINT shared_absence_visit_id_fkey REFERENCES visit (id),
    member_id uuid NOT NULL CONSTRAINT shared_absence_member_id_fkey REFERENCES shared_member (id),
    council_id uuid NOT NULL CONSTRAINT shared_absence_council_id_fkey REFERENCES council (id),
    noted_by uuid NOT NULL CONSTRAINT shared_absence_noted_by_fkey REFERENCES person (id),
    noted_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT shared_absence_pkey PRIMARY KEY (visit_id, member_id)
  );
  CREATE INDEX shared_absence_member_id_idx ON shared_absence (member_id);
  SELECT tenant_table('shared_absence', 'SELECT, INSERT (visit_id, member_id, council_id, noted_by)');
  CREATE TRIGGER shared_absence_same_council BEFORE INSERT ON shared_absence
    FOR EACH ROW EXECUTE FUNCTION same_council('visit_id', 'visit', 'member_id', 'shared_member');
  CREATE FUNCTION shared_absence_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (
      SELECT FROM shared_member m JOIN shared_support s ON s.id = m.shared_id JOIN visit v ON v.booking_id = s.booking_id
      WHERE m.id = NEW.member_id AND v.id = NEW.visit_id AND v.state IN ('accepted', 'recorded')) THEN
      RAISE EXCEPTION 'only somebody who shares a visit can be missing from it, before it is paid'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'shared_absence_rules';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT ON shared_absence FOR EACH ROW EXECUTE FUNCTION shared_absence_rules()`;
