import type {MigrationInterface, QueryRunner} from 'typeorm';

/** How each person wants to be told, where they are reached, and who else is told beside them. */
export class ContactPreferences1764205000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [PREFERENCE, POINT, ALSO_TOLD]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE also_told, contact_point, contact_preference`);
  }
}

/** Messages inside are always there; these are the ways beside them. */
const PREFERENCE = `
  CREATE TABLE contact_preference (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT contact_preference_council_id_fkey REFERENCES council (id),
    person_id uuid NOT NULL CONSTRAINT contact_preference_person_id_fkey REFERENCES person (id),
    channels text[] NOT NULL CONSTRAINT contact_preference_channels_check
      CHECK (channels <@ ARRAY['email', 'sms', 'letter', 'phone']),
    format text NOT NULL CONSTRAINT contact_preference_format_check
      CHECK (format IN ('standard', 'easy_read', 'large_print', 'audio')),
    language text NOT NULL CONSTRAINT contact_preference_language_check CHECK (language ~ '^[a-z]{2,3}$'),
    interpreter text CONSTRAINT contact_preference_interpreter_check CHECK (length(btrim(interpreter)) BETWEEN 1 AND 100),
    quiet_from time,
    quiet_to time,
    updated_at timestamptz NOT NULL DEFAULT now(),
    recorded_by uuid NOT NULL CONSTRAINT contact_preference_recorded_by_fkey REFERENCES person (id),
    CONSTRAINT contact_preference_quiet_check
      CHECK ((quiet_from IS NULL) = (quiet_to IS NULL) AND quiet_from <> quiet_to),
    CONSTRAINT contact_preference_person_id_key UNIQUE (person_id)
  );
  SELECT tenant_table('contact_preference', 'SELECT, INSERT (council_id, person_id, channels, format, language, interpreter, quiet_from, quiet_to, recorded_by),
    UPDATE (channels, format, language, interpreter, quiet_from, quiet_to, updated_at, recorded_by)');
  CREATE TRIGGER contact_preference_same_council BEFORE INSERT OR UPDATE ON contact_preference
    FOR EACH ROW EXECUTE FUNCTION same_council('person_id', 'person', 'recorded_by', 'person')`;

/** One address of each kind; what was found not to work says so until it is changed. */
const POINT = `
  CREATE TABLE contact_point (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT contact_point_council_id_fkey REFERENCES council (id),
    person_id uuid NOT NULL CONSTRAINT contact_point_person_id_fkey REFERENCES person (id),
    kind text NOT NULL CONSTRAINT contact_point_kind_check CHECK (kind IN ('email', 'phone', 'address')),
    value text NOT NULL,
    failed_at timestamptz,
    CONSTRAINT contact_point_value_check CHECK (
      CASE kind WHEN 'email' THEN value ~ '^[^@[:space:]]+@[^@[:space:]]+$' AND length(value) <= 254
                WHEN 'phone' THEN value ~ '^\\+[1-9][0-9]{6,14}$'
                ELSE length(value) <= 600 AND value ~ '[^[:space:]]' END),
    CONSTRAINT contact_point_person_id_kind_key UNIQUE (person_id, kind)
  );
  SELECT tenant_table('contact_point', 'SELECT, INSERT (council_id, person_id, kind, value), UPDATE (value, failed_at), DELETE');
  CREATE TRIGGER contact_point_same_council BEFORE INSERT ON contact_point
    FOR EACH ROW EXECUTE FUNCTION same_council('person_id', 'person')`;

/** Consent is of a relation and ends with it: whoever is told is who represents or cares for the person then. */
const ALSO_TOLD = `
  CREATE TABLE also_told (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT also_told_council_id_fkey REFERENCES council (id),
    person_id uuid NOT NULL CONSTRAINT also_told_person_id_fkey REFERENCES person (id),
    representation_id uuid NOT NULL CONSTRAINT also_told_representation_id_fkey REFERENCES representation (id),
    consent text NOT NULL CONSTRAINT also_told_consent_check CHECK (length(btrim(consent)) BETWEEN 1 AND 300),
    recorded_by uuid NOT NULL CONSTRAINT also_told_recorded_by_fkey REFERENCES person (id),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    ended_by uuid CONSTRAINT also_told_ended_by_fkey REFERENCES person (id),
    CONSTRAINT also_told_ended_check CHECK ((ended_at IS NULL) = (ended_by IS NULL))
  );
  CREATE UNIQUE INDEX also_told_once_idx ON also_told (person_id, representation_id) WHERE ended_at IS NULL;
  SELECT tenant_table('also_told',
    'SELECT, INSERT (council_id, person_id, representation_id, consent, recorded_by), UPDATE (ended_at, ended_by)');
  CREATE TRIGGER also_told_same_council BEFORE INSERT ON also_told
    FOR EACH ROW EXECUTE FUNCTION same_council('person_id', 'person', 'representation_id', 'representation',
      'recorded_by', 'person');
  CREATE FUNCTION also_told_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF tg_op = 'UPDATE' AND OLD.ended_at IS NOT NULL THEN
      RAISE EXCEPTION 'consent that has ended stays so' USING ERRCODE = 'check_violation', CONSTRAINT = 'also_told_ended';
    END IF;
    IF NOT EXISTS (SELECT FROM representation r WHERE r.id = NEW.representation_id
                     AND r.holder_id = NEW.person_id AND r.council_id = NEW.council_id) THEN
      RAISE EXCEPTION 'only somebody with a relation to the person is told beside them'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'also_told_relation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER also_told_rules BEFORE INSERT OR UPDATE ON also_told FOR EACH ROW EXECUTE FUNCTION also_told_rules()`;
