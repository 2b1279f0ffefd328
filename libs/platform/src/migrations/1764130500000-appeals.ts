import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Appeals: what against, when, by whom, and what came of it. Who had any part before cannot answer one. */
export class Appeals1764130500000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(TABLE);
    await query.query(HAD_PART);
    await query.query(`SELECT state_machine('appeal', $1)`, [
      ['received > in_review', 'received > withdrawn', 'in_review > decided', 'in_review > withdrawn'],
    ]);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DELETE FROM state_transition WHERE machine = 'appeal'`);
    await query.query(`ALTER TABLE approval_condition DROP COLUMN appeal_id`);
    await query.query(`DROP TABLE appeal`);
    await query.query(`DROP FUNCTION had_part`);
  }
}

const fkey = (column: string, target: string) =>
  `${column} uuid CONSTRAINT appeal_${column}_fkey REFERENCES ${target} (id)`;

const TABLE = `
  CREATE TABLE appeal (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT appeal_council_id_fkey REFERENCES council (id),
    member_id uuid NOT NULL CONSTRAINT appeal_member_id_fkey REFERENCES member (id),
    against text NOT NULL CONSTRAINT appeal_against_check
      CHECK (against IN ('decline', 'condition', 'suspension', 'termination')),
    ${fkey('decision_id', 'decision')},
    ${fkey('condition_id', 'approval_condition')},
    ${fkey('suspension_id', 'suspension')},
    ${fkey('sanction_id', 'sanction')},
    state text NOT NULL DEFAULT 'received'
      CONSTRAINT appeal_state_check CHECK (state IN ('received', 'in_review', 'decided', 'withdrawn')),
    grounds text NOT NULL CONSTRAINT appeal_grounds_check CHECK (length(btrim(grounds)) BETWEEN 1 AND 4000),
    channel text NOT NULL CONSTRAINT appeal_channel_check CHECK (channel IN ('online', 'letter', 'phone', 'meeting')),
    received_on date NOT NULL,
    answer_by date NOT NULL,
    recorded_by uuid NOT NULL CONSTRAINT appeal_recorded_by_fkey REFERENCES person (id),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    ${fkey('handled_by', 'person')},
    outcome text CONSTRAINT appeal_outcome_check CHECK (outcome IN ('upheld', 'partly_upheld', 'dismissed')),
    effect text CONSTRAINT appeal_effect_check CHECK (effect IN
      ('none', 'reopened', 'condition_removed', 'condition_changed', 'suspension_lifted', 'reinstated')),
    reasons text CONSTRAINT appeal_reasons_check CHECK (length(btrim(reasons)) BETWEEN 1 AND 4000),
    decided_at timestamptz,
    CONSTRAINT appeal_target_check CHECK ((decision_id IS NOT NULL) = (against = 'decline')
      AND (condition_id IS NOT NULL) = (against = 'condition')
      AND (suspension_id IS NOT NULL) = (against = 'suspension')
      AND (sanction_id IS NOT NULL) = (against = 'termination')),
    CONSTRAINT appeal_decided_at_check CHECK ((decided_at IS NOT NULL) = (state = 'decided')
      AND (outcome IS NOT NULL) = (state = 'decided') AND (effect IS NOT NULL) = (state = 'decided')
      AND (reasons IS NOT NULL) = (state = 'decided')),
    CONSTRAINT appeal_handled_by_check CHECK (handled_by IS NOT NULL OR state IN ('received', 'withdrawn'))
  );
  SELECT tenant_table('appeal',
    'SELECT, INSERT (council_id, member_id, against, decision_id, condition_id, suspension_id, sanction_id, grounds,
                     channel, received_on, recorded_by), UPDATE (state, handled_by, outcome, effect, reasons)');
  ALTER TABLE approval_condition ADD COLUMN ${fkey('appeal_id', 'appeal').replace('appeal_appeal', 'approval_condition_appeal')};
  GRANT UPDATE (appeal_id) ON approval_condition TO alongside_app;
  CREATE TRIGGER appealed_in_council BEFORE INSERT OR UPDATE ON approval_condition
  FOR EACH ROW EXECUTE FUNCTION same_council('appeal_id', 'appeal');
  CREATE INDEX approval_condition_appeal_id_idx ON approval_condition (appeal_id);
  CREATE INDEX appeal_member_id_idx ON appeal (member_id);
  CREATE INDEX appeal_council_id_state_answer_by_idx ON appeal (council_id, state, answer_by);
  CREATE UNIQUE INDEX appeal_decision_id_key ON appeal (decision_id) WHERE state <> 'withdrawn';
  CREATE UNIQUE INDEX appeal_condition_id_key ON appeal (condition_id) WHERE state <> 'withdrawn';
  CREATE UNIQUE INDEX appeal_suspension_id_key ON appeal (suspension_id) WHERE state <> 'withdrawn';
  CREATE UNIQUE INDEX appeal_sanction_id_key ON appeal (sanction_id) WHERE state <> 'withdrawn';
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON appeal
  FOR EACH ROW EXECUTE FUNCTION same_council('member_id', 'member', 'decision_id', 'decision', 'condition_id',
    'approval_condition', 'suspension_id', 'suspension', 'sanction_id', 'sanction')`;

/** Whether somebody is the member, or did anything that an appeal of the member might be about. */
const HAD_PART = `
  CREATE FUNCTION had_part(person uuid, of_member uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
  BEGIN
    RETURN is_of_member(person, of_member)
      OR EXISTS (SELECT FROM application a WHERE a.member_id = of_member AND person IN (a.opened_by, a.submitted_by))
      OR EXISTS (SELECT FROM evidence e WHERE e.member_id = of_member AND e.recorded_by = person)
      OR EXISTS (SELECT FROM evidence_void v WHERE v.member_id = of_member AND v.voided_by = person)
      OR EXISTS (SELECT FROM application_request r JOIN application a ON a.id = r.application_id
                 WHERE a.member_id = of_member AND r.asked_by = person)
      OR EXISTS (SELECT FROM decision d WHERE d.member_id = of_member AND d.decided_by = person)
      OR EXISTS (SELECT FROM deferral d JOIN application a ON a.id = d.application_id
                 WHERE a.member_id = of_member AND d.decided_by = person)
      OR EXISTS (SELECT FROM approval_condition c
                 WHERE c.member_id = of_member AND person IN (c.recorded_by, c.met_recorded_by))
      OR EXISTS (SELECT FROM suspension s WHERE s.member_id = of_member AND person IN (s.recorded_by, s.lifted_by))
      OR EXISTS (SELECT FROM sanction s WHERE s.member_id = of_member AND person IN (s.recorded_by, s.lifted_by))
      OR EXISTS (SELECT FROM termination t
                 WHERE t.member_id = of_member AND person IN (t.proposed_by, t.answered_by))
      OR EXISTS (SELECT FROM concern c WHERE c.member_id = of_member AND person IN (c.recorded_by, c.closed_by))
      OR EXISTS (SELECT FROM appeal p WHERE p.member_id = of_member
                 AND (p.recorded_by = person OR p.state = 'decided' AND p.handled_by = person));
  END $$`;
