import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Nobody ends a membership alone: one proposes it, another confirms or refuses. */
export class Terminations1764130300000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(TABLE);
    await query.query(RULES);
    await query.query(SECOND_PERSON);
    await query.query(`SELECT state_machine('termination', $1)`, [['proposed > confirmed', 'proposed > refused']]);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER needs_second_person ON sanction`);
    await query.query(`DELETE FROM state_transition WHERE machine = 'termination'`);
    await query.query(`DROP TABLE termination`);
    await query.query(`DROP FUNCTION termination_rules, sanction_needs_second_person`);
  }
}

const TABLE = `
  CREATE TABLE termination (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT termination_council_id_fkey REFERENCES council (id),
    member_id uuid NOT NULL CONSTRAINT termination_member_id_fkey REFERENCES member (id),
    state text NOT NULL DEFAULT 'proposed'
      CONSTRAINT termination_state_check CHECK (state IN ('proposed', 'confirmed', 'refused')),
    reason text NOT NULL CONSTRAINT termination_reason_check CHECK (length(btrim(reason)) BETWEEN 1 AND 4000),
    proposed_by uuid NOT NULL CONSTRAINT termination_proposed_by_fkey REFERENCES person (id),
    proposed_at timestamptz NOT NULL DEFAULT now(),
    answered_by uuid CONSTRAINT termination_answered_by_fkey REFERENCES person (id),
    answered_at timestamptz,
    sanction_id uuid CONSTRAINT termination_sanction_id_fkey REFERENCES sanction (id),
    CONSTRAINT termination_answered_at_check CHECK ((answered_at IS NULL) = (state = 'proposed')
      AND (answered_by IS NULL) = (state = 'proposed') AND (sanction_id IS NOT NULL) = (state = 'confirmed'))
  );
  SELECT tenant_table('termination',
    'SELECT, INSERT (council_id, member_id, reason, proposed_by), UPDATE (state, answered_by, sanction_id)');
  CREATE UNIQUE INDEX termination_proposed_key ON termination (member_id) WHERE state = 'proposed';
  CREATE INDEX termination_member_id_idx ON termination (member_id);
  CREATE INDEX termination_sanction_id_idx ON termination (sanction_id);
  CREATE TRIGGER belongs_to_council BEFORE INSERT OR UPDATE ON termination
  FOR EACH ROW EXECUTE FUNCTION same_council('member_id', 'member', 'sanction_id', 'sanction')`;

const RULES = `
  CREATE FUNCTION termination_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF is_of_member(NEW.proposed_by, NEW.member_id) OR is_of_member(NEW.answered_by, NEW.member_id)
       OR NEW.answered_by = NEW.proposed_by THEN
      RAISE EXCEPTION 'two people end a membership, and neither is the member'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'termination_four_eyes';
    END IF;
    IF tg_op = 'UPDATE' THEN
      IF OLD.state <> 'proposed' THEN
        RAISE EXCEPTION 'this was answered already'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'termination_answered_once';
      END IF;
      IF NEW.state <> 'proposed' THEN NEW.answered_at := now(); END IF;
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT OR UPDATE ON termination
  FOR EACH ROW EXECUTE FUNCTION termination_rules()`;

const SECOND_PERSON = `
  CREATE FUNCTION sanction_needs_second_person() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM termination t WHERE t.member_id = NEW.member_id AND t.state = 'proposed'
                   AND t.proposed_by <> NEW.recorded_by) THEN
      RAISE EXCEPTION 'somebody else has to have proposed to end this membership'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'termination_four_eyes';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER needs_second_person BEFORE INSERT ON sanction
  FOR EACH ROW WHEN (NEW.kind = 'termination') EXECUTE FUNCTION sanction_needs_second_person()`;
