import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Concerns about somebody's safety: a restricted record beside everything else that is kept of a member. */
export class Concerns1764130400000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(TABLE);
    await query.query(RULES);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE concern`);
    await query.query(`DROP FUNCTION concern_rules`);
  }
}

const TABLE = `
  CREATE TABLE concern (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT concern_council_id_fkey REFERENCES council (id),
    member_id uuid NOT NULL CONSTRAINT concern_member_id_fkey REFERENCES member (id),
    text text NOT NULL CONSTRAINT concern_text_check CHECK (length(btrim(text)) BETWEEN 1 AND 4000),
    suspension_id uuid CONSTRAINT concern_suspension_id_fkey REFERENCES suspension (id),
    recorded_by uuid NOT NULL CONSTRAINT concern_recorded_by_fkey REFERENCES person (id),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    closing_note text CONSTRAINT concern_closing_note_check CHECK (length(btrim(closing_note)) BETWEEN 1 AND 4000),
    closed_by uuid CONSTRAINT concern_closed_by_fkey REFERENCES person (id),
    closed_at timestamptz,
    CONSTRAINT concern_closed_at_check
      CHECK ((closed_at IS NULL) = (closed_by IS NULL) AND (closed_at IS NULL) = (closing_note IS NULL))
  );
  SELECT tenant_table('concern',
    'SELECT, INSERT (council_id, member_id, text, suspension_id, recorded_by), UPDATE (closing_note, closed_by)');
  CREATE INDEX concern_member_id_idx ON concern (member_id);
  CREATE INDEX concern_suspension_id_idx ON concern (suspension_id);
  CREATE INDEX concern_open_idx ON concern (council_id, recorded_at) WHERE closed_at IS NULL;
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON concern
  FOR EACH ROW EXECUTE FUNCTION same_council('member_id', 'member', 'suspension_id', 'suspension')`;

const RULES = `
  CREATE FUNCTION concern_rules() RETURNS trigger LANGUAGE plpgsql AS $$
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
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT OR UPDATE ON concern
  FOR EACH ROW EXECUTE FUNCTION concern_rules()`;
