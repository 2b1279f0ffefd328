import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What stands behind conditions, sanctions and versions that take members over, even if the program above errs:
 * nobody does any of it to themselves, a condition is met once and a sanction lifted once, a version stays as it
 * is once it may decide anything, and whoever is taken over can be asked for what the new version asks.
 */
export class StandingFactsRules1764100010000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [CONDITION, SANCTION, SUSPENSION, VERSION, EVIDENCE]) await query.query(statement);
    for (const [table, references] of REFERENCES) {
      await query.query(`CREATE TRIGGER belongs_to_council BEFORE INSERT ON ${table}
                         FOR EACH ROW EXECUTE FUNCTION same_council(${references})`);
      await query.query(`CREATE TRIGGER keeps_rules BEFORE INSERT OR UPDATE ON ${table}
                         FOR EACH ROW EXECUTE FUNCTION ${table}_rules()`);
    }
    await query.query(`DROP TRIGGER keeps_rules ON suspension`);
    await query.query(`CREATE TRIGGER keeps_rules BEFORE INSERT OR UPDATE ON suspension
                       FOR EACH ROW EXECUTE FUNCTION suspension_rules()`);
  }

  async down(query: QueryRunner): Promise<void> {
    for (const [table] of REFERENCES) {
      await query.query(`DROP TRIGGER belongs_to_council ON ${table}`);
      await query.query(`DROP TRIGGER keeps_rules ON ${table}`);
      await query.query(`DROP FUNCTION ${table}_rules`);
    }
    await query.query(`DROP TRIGGER keeps_rules ON suspension`);
    for (const statement of [EARLIER_SUSPENSION, EARLIER_VERSION, EARLIER_EVIDENCE]) await query.query(statement);
    await query.query(`CREATE TRIGGER keeps_rules BEFORE UPDATE ON suspension
                       FOR EACH ROW EXECUTE FUNCTION suspension_rules()`);
  }
}

const REFERENCES = [
  ['approval_condition', `'decision_id', 'decision', 'member_id', 'member'`],
  ['sanction', `'member_id', 'member'`],
] as const;

const refuse = (message: string, constraint: string) =>
  `RAISE EXCEPTION '${message}' USING ERRCODE = 'check_violation', CONSTRAINT = '${constraint}';`;

const trigger = (name: string, body: string, returns = 'NEW') => `
  CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    ${body}
    RETURN ${returns};
  END $$`;

const CONDITION = trigger(
  'approval_condition_rules',
  `IF tg_op = 'INSERT' AND NOT EXISTS (
       SELECT FROM decision d WHERE d.id = NEW.decision_id AND d.member_id = NEW.member_id
         AND d.outcome = 'approved_with_conditions') THEN
     ${refuse('only an approval with conditions has any', 'approval_condition_decision')}
   END IF;
   IF tg_op = 'UPDATE' AND OLD.met_on IS NOT NULL THEN
     ${refuse('a condition is met once', 'approval_condition_met_once')}
   END IF;
   IF is_of_member(NEW.recorded_by, NEW.member_id) OR is_of_member(NEW.met_recorded_by, NEW.member_id) THEN
     ${refuse('nobody says of themselves that a condition is met', 'approval_condition_own')}
   END IF;
   IF NEW.met_on IS NOT NULL THEN NEW.met_recorded_at := now(); END IF;`,
);

const SANCTION = trigger(
  'sanction_rules',
  `IF tg_op = 'UPDATE' AND OLD.lifted_on IS NOT NULL THEN
     ${refuse('a sanction is lifted once', 'sanction_lifted_once')}
   END IF;
   IF is_of_member(NEW.recorded_by, NEW.member_id) OR is_of_member(NEW.lifted_by, NEW.member_id) THEN
     ${refuse('nobody records or lifts a sanction on themselves', 'sanction_own')}
   END IF;
   IF NEW.lifted_on IS NOT NULL THEN NEW.lifted_at := now(); END IF;`,
);

const LIFTED_ONCE = `
   IF tg_op = 'UPDATE' AND OLD.ends_at IS NOT NULL THEN
     ${refuse('a suspension is lifted once', 'suspension_lifted_once')}
   END IF;`;

const SUSPENSION = trigger(
  'suspension_rules',
  `${LIFTED_ONCE}
   IF is_of_member(NEW.recorded_by, NEW.member_id) OR is_of_member(NEW.lifted_by, NEW.member_id) THEN
     ${refuse('nobody suspends or reinstates themselves', 'suspension_own')}
   END IF;
   IF NEW.ends_at IS NOT NULL THEN NEW.lifted_at := now(); END IF;`,
);
const EARLIER_SUSPENSION = trigger('suspension_rules', LIFTED_ONCE);

const USED = `EXISTS (SELECT FROM application a WHERE a.scheme_version_id = NEW.scheme_version_id)`;
const TAKEN_OVER = `EXISTS (SELECT FROM scheme_version v WHERE v.id = NEW.scheme_version_id
                     AND v.members_from <= (now() AT TIME ZONE 'Europe/London')::date)`;
const version = (when: string) =>
  trigger(
    'requirement_rules',
    `IF ${when} THEN
       ${refuse('this version is in use: make another', 'requirement_version_used')}
     END IF;`,
  );
const VERSION = version(`${USED} OR ${TAKEN_OVER}`);
const EARLIER_VERSION = version(USED);

/** Asked by the version applied under, or by a later one that takes over, from when it is made. */
const evidence = (asks: string) =>
  trigger(
    'evidence_rules',
    `IF EXISTS (SELECT FROM added e WHERE NOT EXISTS (
         SELECT FROM application a ${asks}
         WHERE a.id = e.application_id AND a.member_id = e.member_id AND a.council_id = e.council_id
           AND a.state IN ('submitted', 'in_checks', 'ready', 'approved')
           AND r.code = e.requirement AND r.kind = e.kind AND e.number <= r.needed)) THEN
       ${refuse('this application does not ask for this evidence now', 'evidence_asked_for')}
     END IF;
     IF EXISTS (SELECT FROM added e JOIN member m ON m.id = e.member_id
                WHERE m.person_id = e.recorded_by OR EXISTS (
                  SELECT FROM organisation_member o
                  WHERE o.organisation_id = m.organisation_id AND o.person_id = e.recorded_by)) THEN
       ${refuse('nobody records evidence of their own', 'evidence_own')}
     END IF;`,
    'NULL',
  );
const EVIDENCE = evidence(`JOIN scheme_version own ON own.id = a.scheme_version_id
         JOIN scheme_version v ON v.id = own.id OR (v.scheme_id = own.scheme_id AND v.member_kind = own.member_kind
           AND v.starts_on > own.starts_on AND v.members_from IS NOT NULL)
         JOIN requirement r ON r.scheme_version_id = v.id`);
const EARLIER_EVIDENCE = evidence(`JOIN requirement r ON r.scheme_version_id = a.scheme_version_id`);
