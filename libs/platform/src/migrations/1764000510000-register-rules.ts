import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What the register keeps even if the program above it errs: the steps of an application, four eyes, evidence
 * only where it is asked for, a version fixed once used, nothing pointing into another council.
 */
export class RegisterRules1764000510000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [SAME_COUNCIL, APPLICATION, VERSION, OF_MEMBER, EVIDENCE, VOID, DECISION, SUSPENSION]) {
      await query.query(statement);
    }
    await query.query(`SELECT state_machine('application', $1)`, [STEPS]);
    // Triggers fire by their names: the council first, then the step, then the rules.
    for (const [table, ...references] of REFERENCES) {
      const args = references.map((each) => `'${each}'`).join(', ');
      await query.query(`CREATE TRIGGER belongs_to_council BEFORE INSERT ON ${table}
                         FOR EACH ROW EXECUTE FUNCTION same_council(${args})`);
    }
    for (const [table, events, name] of RULES) {
      await query.query(
        `CREATE TRIGGER keeps_rules BEFORE ${events} ON ${table} FOR EACH ROW EXECUTE FUNCTION ${name}()`,
      );
    }
  }

  async down(query: QueryRunner): Promise<void> {
    for (const [table] of REFERENCES) await query.query(`DROP TRIGGER belongs_to_council ON ${table}`);
    for (const [table, , name] of RULES) {
      await query.query(`DROP TRIGGER keeps_rules ON ${table}`);
      await query.query(`DROP FUNCTION ${name}`);
    }
    await query.query(`DROP TRIGGER enforce_state_transition ON application`);
    await query.query(`DELETE FROM state_transition WHERE machine = 'application'`);
    await query.query(`DROP FUNCTION is_of_member, same_council`);
  }
}

/** Table, then column and table in turn. */
const REFERENCES: readonly (readonly string[])[] = [
  ['scheme_version', 'scheme_id', 'scheme'],
  ['requirement', 'scheme_version_id', 'scheme_version'],
  ['member', 'person_id', 'person', 'organisation_id', 'organisation'],
  ['application', 'member_id', 'member', 'scheme_version_id', 'scheme_version'],
  ['evidence', 'member_id', 'member', 'application_id', 'application'],
  ['evidence_void', 'member_id', 'member', 'evidence_id', 'evidence'],
  ['decision', 'member_id', 'member', 'application_id', 'application'],
  ['suspension', 'member_id', 'member'],
];

const RULES: readonly (readonly [string, string, string])[] = [
  ['requirement', 'INSERT', 'requirement_rules'],
  ['application', 'INSERT OR UPDATE', 'application_rules'],
  ['evidence', 'INSERT', 'evidence_rules'],
  ['evidence_void', 'INSERT', 'evidence_void_rules'],
  ['decision', 'INSERT', 'decision_rules'],
  ['suspension', 'UPDATE', 'suspension_rules'],
];

/** A foreign key looks across councils; this does not. */
const SAME_COUNCIL = `
  CREATE FUNCTION same_council() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE found boolean;
  BEGIN
    FOR i IN 0 .. tg_nargs - 1 BY 2 LOOP
      EXECUTE format('SELECT ($1).%1$I IS NULL OR EXISTS
                        (SELECT FROM %2$I t WHERE t.id = ($1).%1$I AND t.council_id = ($1).council_id)',
                     tg_argv[i], tg_argv[i + 1]) INTO found USING NEW;
      IF NOT found THEN
        RAISE EXCEPTION 'there is no such % in this council', tg_argv[i + 1]
          USING ERRCODE = 'foreign_key_violation', CONSTRAINT = tg_name;
      END IF;
    END LOOP;
    RETURN NEW;
  END $$`;

const STEPS = [
  'draft > submitted',
  'draft > withdrawn',
  'submitted > in_checks',
  'submitted > ready',
  'submitted > withdrawn',
  'in_checks > ready',
  'in_checks > declined',
  'in_checks > withdrawn',
  'ready > in_checks',
  'ready > approved',
  'ready > declined',
  'ready > withdrawn',
];

const APPLICATION = `
  CREATE FUNCTION application_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF tg_op = 'INSERT' THEN
      IF NEW.state <> 'draft' THEN
        RAISE EXCEPTION 'an application starts as a draft'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'state_transition';
      END IF;
      IF NOT EXISTS (SELECT FROM member m JOIN scheme_version v ON v.member_kind = m.kind
                     WHERE m.id = NEW.member_id AND v.id = NEW.scheme_version_id) THEN
        RAISE EXCEPTION 'this scheme is for another kind of member'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'application_member_kind';
      END IF;
      RETURN NEW;
    END IF;
    IF NEW.state <> OLD.state AND NEW.state IN ('approved', 'declined')
       AND NOT EXISTS (SELECT FROM decision d WHERE d.application_id = NEW.id
                       AND (d.outcome = 'declined') = (NEW.state = 'declined')) THEN
      RAISE EXCEPTION 'only a decision leads to %', NEW.state
        USING ERRCODE = 'check_violation', CONSTRAINT = 'application_decision';
    END IF;
    IF OLD.submitted_at IS NOT NULL
       AND (NEW.submitted_at, NEW.submitted_by) IS DISTINCT FROM (OLD.submitted_at, OLD.submitted_by) THEN
      RAISE EXCEPTION 'who submitted and when stays as it is'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'application_submitted';
    END IF;
    RETURN NEW;
  END $$`;

const VERSION = `
  CREATE FUNCTION requirement_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM application a WHERE a.scheme_version_id = NEW.scheme_version_id) THEN
      RAISE EXCEPTION 'this version is in use: make another'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'requirement_version_used';
    END IF;
    RETURN NEW;
  END $$`;

const OF_MEMBER = `
  CREATE FUNCTION is_of_member(person uuid, wanted uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
      SELECT FROM member m WHERE m.id = wanted AND (m.person_id = person OR EXISTS (
        SELECT FROM organisation_member o WHERE o.organisation_id = m.organisation_id AND o.person_id = person)))
  $$`;

const EVIDENCE = `
  CREATE FUNCTION evidence_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM application a
                   JOIN requirement r ON r.scheme_version_id = a.scheme_version_id
                   WHERE a.id = NEW.application_id AND a.member_id = NEW.member_id
                     AND a.state IN ('submitted', 'in_checks', 'ready', 'approved')
                     AND r.code = NEW.requirement AND r.kind = NEW.kind AND NEW.number <= r.needed) THEN
      RAISE EXCEPTION 'this application does not ask for this evidence now'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_asked_for';
    END IF;
    IF is_of_member(NEW.recorded_by, NEW.member_id) THEN
      RAISE EXCEPTION 'nobody records evidence of their own'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_own';
    END IF;
    RETURN NEW;
  END $$`;

const VOID = `
  CREATE FUNCTION evidence_void_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM evidence e WHERE e.id = NEW.evidence_id AND e.member_id = NEW.member_id)
       OR is_of_member(NEW.voided_by, NEW.member_id) THEN
      RAISE EXCEPTION 'this evidence is not theirs to withdraw'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_void_own';
    END IF;
    RETURN NEW;
  END $$`;

/** Whoever opened, submitted, recorded anything of the member, or is the member, does not decide. */
const DECISION = `
  CREATE FUNCTION decision_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE a application;
  BEGIN
    SELECT * INTO a FROM application WHERE id = NEW.application_id AND member_id = NEW.member_id FOR UPDATE;
    IF NOT FOUND OR NOT (a.state = 'ready' OR (a.state = 'in_checks' AND NEW.outcome = 'declined')) THEN
      RAISE EXCEPTION 'this application is not ready for this decision'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_ready';
    END IF;
    IF NEW.decided_by = a.opened_by OR NEW.decided_by = a.submitted_by
       OR EXISTS (SELECT FROM evidence e WHERE e.member_id = NEW.member_id AND e.recorded_by = NEW.decided_by)
       OR is_of_member(NEW.decided_by, NEW.member_id) THEN
      RAISE EXCEPTION 'whoever gathered or applied does not decide'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_four_eyes';
    END IF;
    RETURN NEW;
  END $$`;

const SUSPENSION = `
  CREATE FUNCTION suspension_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.ends_at IS NOT NULL THEN
      RAISE EXCEPTION 'a suspension is lifted once'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'suspension_lifted_once';
    END IF;
    RETURN NEW;
  END $$`;
