import type {MigrationInterface, QueryRunner} from 'typeorm';

/** An appeal comes in time, is about something that stands, is answered by somebody who had no part, and opens a matter once. */
export class AppealRules1764130510000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [APPEAL, ROUND, DECISION, REOPENED]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER keeps_this_round ON application`);
    await query.query(`DROP TRIGGER keeps_rules ON appeal`);
    await query.query(`DROP TRIGGER knows_round ON decision`);
    await query.query(`ALTER TABLE decision DROP CONSTRAINT decision_application_id_round_key, DROP COLUMN round`);
    await query.query(`ALTER TABLE decision ADD CONSTRAINT decision_application_id_key UNIQUE (application_id)`);
    await query.query(`DELETE FROM state_transition WHERE machine = 'application' AND from_state = 'declined'`);
    await query.query(
      `DROP FUNCTION appeal_rules, decision_knows_round, application_decided_this_round, decision_round`,
    );
  }
}

const refuse = (message: string, constraint: string) =>
  `RAISE EXCEPTION '${message}' USING ERRCODE = 'check_violation', CONSTRAINT = '${constraint}';`;

const day = (instant: string) => `(${instant} AT TIME ZONE 'Europe/London')::date`;

const APPEAL = `
  CREATE FUNCTION appeal_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE since date; period appeal_period;
  BEGIN
    IF tg_op = 'UPDATE' THEN
      IF OLD.state IN ('decided', 'withdrawn') THEN ${refuse('this appeal is closed', 'appeal_closed')} END IF;
      IF NEW.handled_by IS NOT NULL AND NEW.state <> 'withdrawn' AND had_part(NEW.handled_by, NEW.member_id) THEN
        ${refuse('whoever had a part does not answer an appeal', 'appeal_no_part')}
      END IF;
      IF NEW.state = 'decided' THEN NEW.decided_at := now(); END IF;
      RETURN NEW;
    END IF;
    since := CASE NEW.against
      WHEN 'decline' THEN (SELECT ${day('d.decided_at')} FROM decision d JOIN application a ON a.id = d.application_id
        WHERE d.id = NEW.decision_id AND d.member_id = NEW.member_id AND d.outcome = 'declined' AND a.state = 'declined')
      WHEN 'condition' THEN (SELECT ${day('c.recorded_at')} FROM approval_condition c
        WHERE c.id = NEW.condition_id AND c.member_id = NEW.member_id AND c.met_on IS NULL)
      WHEN 'suspension' THEN (SELECT ${day('s.starts_at')} FROM suspension s
        WHERE s.id = NEW.suspension_id AND s.member_id = NEW.member_id AND s.ends_at IS NULL)
      WHEN 'termination' THEN (SELECT greatest(s.starts_on, ${day('s.recorded_at')}) FROM sanction s
        WHERE s.id = NEW.sanction_id AND s.member_id = NEW.member_id AND s.kind = 'termination' AND s.lifted_on IS NULL)
    END;
    IF since IS NULL THEN ${refuse('there is nothing to appeal against', 'appeal_against_nothing')} END IF;
    SELECT * INTO period FROM appeal_period p WHERE p.starts_on <= since
    ORDER BY p.council_id NULLS LAST, p.starts_on DESC LIMIT 1;
    IF NEW.received_on NOT BETWEEN since AND since + period.days_to_appeal OR NEW.received_on > ${day('now()')} THEN
      ${refuse('the time to appeal is over', 'appeal_in_time')}
    END IF;
    NEW.answer_by := NEW.received_on + period.days_to_answer;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT OR UPDATE ON appeal FOR EACH ROW EXECUTE FUNCTION appeal_rules()`;

/** An application is decided once, and once more for each appeal that opened it again. */
const ROUND = `
  CREATE FUNCTION decision_round(application uuid) RETURNS integer LANGUAGE plpgsql STABLE AS $$
  BEGIN
    RETURN 1 + (SELECT count(*) FROM appeal p JOIN decision d ON d.id = p.decision_id
                WHERE d.application_id = application AND p.effect = 'reopened');
  END $$;
  ALTER TABLE decision ADD COLUMN round smallint NOT NULL DEFAULT 1,
    DROP CONSTRAINT decision_application_id_key,
    ADD CONSTRAINT decision_application_id_round_key UNIQUE (application_id, round);
  CREATE FUNCTION decision_knows_round() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.round := decision_round(NEW.application_id);
    RETURN NEW;
  END $$;
  CREATE TRIGGER knows_round BEFORE INSERT ON decision FOR EACH ROW EXECUTE FUNCTION decision_knows_round()`;

/** Whoever gathered or applied does not decide; nor does, the next time, whoever decided or answered the appeal. */
const DECISION = `
  CREATE OR REPLACE FUNCTION decision_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE a application;
  BEGIN
    SELECT * INTO a FROM application
    WHERE id = NEW.application_id AND member_id = NEW.member_id AND council_id = NEW.council_id FOR UPDATE;
    IF NOT FOUND OR NOT (a.state = 'ready' OR (a.state IN ('in_checks', 'deferred') AND NEW.outcome = 'declined')) THEN
      ${refuse('this application is not ready for this decision', 'decision_ready')}
    END IF;
    IF NEW.decided_by = a.opened_by OR NEW.decided_by = a.submitted_by
       OR EXISTS (SELECT FROM evidence e WHERE e.member_id = NEW.member_id AND e.recorded_by = NEW.decided_by)
       OR EXISTS (SELECT FROM decision d WHERE d.application_id = a.id AND d.decided_by = NEW.decided_by)
       OR EXISTS (SELECT FROM appeal p JOIN decision d ON d.id = p.decision_id
                  WHERE d.application_id = a.id AND p.handled_by = NEW.decided_by)
       OR is_of_member(NEW.decided_by, NEW.member_id) THEN
      ${refuse('whoever gathered, applied or decided before does not decide', 'decision_four_eyes')}
    END IF;
    RETURN NEW;
  END $$`;

const REOPENED = `
  INSERT INTO state_transition (machine, from_state, to_state) VALUES ('application', 'declined', 'in_checks');
  CREATE FUNCTION application_decided_this_round() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.state = 'declined' AND EXISTS (SELECT FROM decision d WHERE d.application_id = NEW.id
                                          AND d.round = decision_round(NEW.id)) THEN
      ${refuse('only an appeal opens an application again', 'application_reopened')}
    END IF;
    IF NEW.state IN ('approved', 'declined') AND NOT EXISTS (
         SELECT FROM decision d WHERE d.application_id = NEW.id AND d.round = decision_round(NEW.id)
           AND (d.outcome = 'declined') = (NEW.state = 'declined')) THEN
      ${refuse('only a decision closes an application', 'application_decision')}
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_this_round BEFORE UPDATE OF state ON application
  FOR EACH ROW WHEN (NEW.state <> OLD.state) EXECUTE FUNCTION application_decided_this_round()`;
