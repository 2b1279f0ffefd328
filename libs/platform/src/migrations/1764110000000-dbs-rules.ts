import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Which DBS certificate the law lets whom have for which tasks, and by which way: dated, with its source. Which
 * services are regulated activity is dated too. A council's own row comes before the general one.
 */
export class DbsRules1764110000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [TASK, RULE, ...CIRCUMSTANCES]) await query.query(statement);
    for (const [code, source] of TASKS) {
      await query.query(`INSERT INTO dbs_task (service_code, source, starts_on) VALUES ($1, $2, $3)`, [
        code,
        source,
        ADULTS_SINCE,
      ]);
    }
    for (const rule of RULES) {
      await query.query(
        `INSERT INTO dbs_rule (applicant, regulated, level, route, starts_on, ends_on, source)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [...rule],
      );
    }
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER says_tasks ON application`);
    await query.query(`DROP FUNCTION application_says_tasks`);
    await query.query(`DROP TABLE dbs_rule, dbs_task`);
  }
}

const TASK = `
  CREATE TABLE dbs_task (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid CONSTRAINT dbs_task_council_id_fkey REFERENCES council (id),
    service_code text NOT NULL CONSTRAINT dbs_task_service_code_check CHECK (service_code ~ '^[a-z][a-z0-9_]{1,39}$'),
    starts_on date NOT NULL,
    ends_on date,
    source text NOT NULL CONSTRAINT dbs_task_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500),
    CONSTRAINT dbs_task_ends_on_check CHECK (ends_on >= starts_on)
  );
  SELECT general_and_own('dbs_task', 'SELECT, INSERT, UPDATE (ends_on)')`;

const RULE = `
  CREATE TABLE dbs_rule (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid CONSTRAINT dbs_rule_council_id_fkey REFERENCES council (id),
    applicant text NOT NULL CONSTRAINT dbs_rule_applicant_check CHECK (applicant IN ('individual', 'organisation')),
    regulated boolean NOT NULL,
    level text NOT NULL CONSTRAINT dbs_rule_level_check
      CHECK (level IN ('basic', 'standard', 'enhanced', 'enhanced_barred')),
    route text NOT NULL CONSTRAINT dbs_rule_route_check CHECK (route IN ('themselves', 'umbrella_body', 'organisation')),
    starts_on date NOT NULL,
    ends_on date,
    source text NOT NULL CONSTRAINT dbs_rule_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500),
    CONSTRAINT dbs_rule_ends_on_check CHECK (ends_on >= starts_on)
  );
  SELECT general_and_own('dbs_rule', 'SELECT, INSERT, UPDATE (ends_on)')`;

/**
 * Exactly one of two is always said of somebody's tasks, so that a requirement that depends on them needs no
 * negation: who does not say that they do regulated activity says that they do not. Those who applied before
 * anybody asked count as if they did, which asks more of them and not less.
 */
const CIRCUMSTANCES: readonly string[] = [
  `ALTER TABLE application DROP CONSTRAINT application_circumstances_check`,
  `ALTER TABLE application ADD CONSTRAINT application_circumstances_check
     CHECK (circumstances <@ ARRAY['self_employed', 'drives', 'regulated_activity', 'no_regulated_activity'])`,
  `UPDATE application SET circumstances = circumstances || ARRAY['regulated_activity']`,
  `ALTER TABLE requirement DROP CONSTRAINT requirement_only_when_check`,
  `ALTER TABLE requirement ADD CONSTRAINT requirement_only_when_check
     CHECK (only_when IN ('self_employed', 'drives', 'regulated_activity', 'no_regulated_activity'))`,
  `CREATE FUNCTION application_says_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     NEW.circumstances := array_remove(NEW.circumstances, 'no_regulated_activity')
       || CASE WHEN 'regulated_activity' = ANY (NEW.circumstances) THEN '{}' ELSE ARRAY['no_regulated_activity'] END;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER says_tasks BEFORE INSERT OR UPDATE OF circumstances ON application
   FOR EACH ROW EXECUTE FUNCTION application_says_tasks()`,
];

/** When regulated activity with adults got the meaning it has, and when the DBS began. */
const ADULTS_SINCE = '2012-09-10';
const DBS_SINCE = '2012-12-01';

const SCHEDULE =
  'Safeguarding Vulnerable Groups Act 2006, Schedule 4 Part 2 paragraph 7, as amended from 10 September 2012';

/** By the code of a service that every council has. */
const TASKS: readonly (readonly [string, string])[] = [
  ['personal_care', `${SCHEDULE}: relevant personal care`],
  ['health_tasks', `${SCHEDULE}: health care under the direction of a health care professional`],
  ['medication', `${SCHEDULE}: health care and relevant personal care, to an adult who needs help with medicines`],
  ['shopping', `${SCHEDULE}: assistance with general household matters: shopping for an adult who needs it`],
  ['paperwork', `${SCHEDULE}: assistance with general household matters: managing cash and paying bills`],
  ['transport', `${SCHEDULE}: conveying an adult to and from health, personal or social care`],
];

const NOTICE = 'Disclosure and Barring Service notice and NHS Employers guidance on the change of 21 January 2026';
const POLICE_ACT =
  'Police Act 1997, sections 113B and 113BB: enhanced with the adults’ barred list for regulated activity';
const BASIC = 'Police Act 1997, section 112: anybody may apply for a basic certificate about themselves';

type Rule = readonly [string, boolean, string, string, string, string | null, string];

/** For whom, regulated activity or not, level, way, first day, last day, source. */
const RULES: readonly Rule[] = [
  ['individual', true, 'basic', 'themselves', DBS_SINCE, '2026-01-20', `${BASIC}; nobody may apply for more alone`],
  [
    'individual',
    true,
    'enhanced_barred',
    'umbrella_body',
    '2026-01-21',
    null,
    `${NOTICE}: paid self-employed people and personal employees, through an umbrella body; ${POLICE_ACT}`,
  ],
  ['individual', false, 'basic', 'themselves', DBS_SINCE, null, BASIC],
  ['organisation', true, 'enhanced_barred', 'organisation', DBS_SINCE, null, POLICE_ACT],
  ['organisation', false, 'basic', 'organisation', DBS_SINCE, null, BASIC],
];
