import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * More of what standing follows from: what a scheme can ask and how it lapses, when a version takes over who was
 * approved before it, conditions, sanctions, and since when each is known. The rules between them come next.
 */
export class StandingFacts1764100000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [...REQUIREMENT, ...VERSION, ...KNOWN, ...DECISION]) await query.query(statement);
    for (const [table, columns, privileges] of TABLES) {
      await query.query(`CREATE TABLE ${table} (
        id uuid PRIMARY KEY DEFAULT new_id(),
        council_id uuid NOT NULL CONSTRAINT ${table}_council_id_fkey REFERENCES council (id),
        ${columns})`);
      await query.query(`SELECT tenant_table('${table}', '${privileges}')`);
    }
    for (const index of INDEXES) await query.query(index);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE approval_condition, sanction`);
    for (const statement of UNDO) await query.query(statement);
  }
}

const check = (table: string, name: string, rule: string) => [
  `ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS ${table}_${name}_check`,
  `ALTER TABLE ${table} ADD CONSTRAINT ${table}_${name}_check CHECK (${rule})`,
];

const REQUIREMENT = [
  `ALTER TABLE requirement ADD grace_days smallint, ADD recorded_by text[] NOT NULL DEFAULT '{officer}'`,
  ...check(
    'requirement',
    'kind',
    `kind IN ('identity', 'right_to_work', 'dbs', 'reference', 'training', 'insurance', 'qualification',
      'tax_registration', 'interview', 'code_of_conduct', 'trading_history', 'self_declaration', 'fee')`,
  ),
  ...check('requirement', 'counts_from', `counts_from IN ('issued', 'checked', 'awarded')`),
  ...check('requirement', 'on_lapse', `on_lapse IN ('delist', 'warn', 'grace')`),
  ...check(
    'requirement',
    'grace_days',
    `(grace_days IS NOT NULL) = (on_lapse = 'grace') AND grace_days BETWEEN 1 AND 366`,
  ),
  ...check(
    'requirement',
    'recorded_by',
    `cardinality(recorded_by) > 0 AND recorded_by <@ ARRAY['officer', 'applicant', 'referee']`,
  ),
];

/** History is never rewritten: the day on which a version takes members over is still to come when it is made. */
const VERSION = [
  `ALTER TABLE scheme_version ADD members_from date`,
  ...check(
    'scheme_version',
    'members_from',
    `members_from >= starts_on AND members_from > (created_at AT TIME ZONE 'Europe/London')::date`,
  ),
  `REVOKE INSERT ON scheme_version FROM alongside_app`,
  `GRANT INSERT (council_id, scheme_id, member_kind, starts_on, members_from) ON scheme_version TO alongside_app`,
];

/** The database alone says since when a suspension and its end are on record. */
const KNOWN = [
  `ALTER TABLE suspension ADD recorded_at timestamptz NOT NULL DEFAULT now(), ADD lifted_at timestamptz`,
  `UPDATE suspension SET recorded_at = starts_at, lifted_at = ends_at`,
  `ALTER TABLE suspension ADD CONSTRAINT suspension_lifted_at_check CHECK ((lifted_at IS NULL) = (ends_at IS NULL))`,
  `REVOKE INSERT ON suspension FROM alongside_app`,
  `GRANT INSERT (id, council_id, member_id, starts_at, ends_at, recorded_by, lifted_by) ON suspension TO alongside_app`,
];

/** Conditions have rows of their own; the text of earlier decisions stays to be read. */
const DECISION = check(
  'decision',
  'conditions',
  `(conditions IS NULL OR outcome = 'approved_with_conditions') AND length(btrim(conditions)) BETWEEN 1 AND 4000`,
);

const fkey = (table: string, column: string, target: string) =>
  `CONSTRAINT ${table}_${column}_fkey REFERENCES ${target} (id)`;

const TABLES: readonly (readonly [string, string, string])[] = [
  [
    'approval_condition',
    `member_id uuid NOT NULL ${fkey('approval_condition', 'member_id', 'member')},
     decision_id uuid NOT NULL ${fkey('approval_condition', 'decision_id', 'decision')},
     text text NOT NULL CONSTRAINT approval_condition_text_check CHECK (length(btrim(text)) BETWEEN 1 AND 1000),
     due_on date CONSTRAINT approval_condition_due_on_check CHECK (due_on BETWEEN '2000-01-01' AND '2200-01-01'),
     publicly_visible boolean NOT NULL DEFAULT false,
     recorded_by uuid NOT NULL ${fkey('approval_condition', 'recorded_by', 'person')},
     recorded_at timestamptz NOT NULL DEFAULT now(),
     met_on date,
     met_recorded_by uuid ${fkey('approval_condition', 'met_recorded_by', 'person')},
     met_recorded_at timestamptz,
     CONSTRAINT approval_condition_met_on_check
       CHECK (met_on BETWEEN '2000-01-01' AND (met_recorded_at AT TIME ZONE 'Europe/London')::date),
     CONSTRAINT approval_condition_met_recorded_by_check
       CHECK ((met_recorded_by IS NULL) = (met_on IS NULL) AND (met_recorded_at IS NULL) = (met_on IS NULL))`,
    `SELECT, INSERT (council_id, member_id, decision_id, text, due_on, publicly_visible, recorded_by),
     UPDATE (met_on, met_recorded_by)`,
  ],
  [
    'sanction',
    `member_id uuid NOT NULL ${fkey('sanction', 'member_id', 'member')},
     kind text NOT NULL CONSTRAINT sanction_kind_check
       CHECK (kind IN ('advice', 'warning', 'further_checks', 'termination')),
     starts_on date NOT NULL,
     ends_on date,
     reason text NOT NULL CONSTRAINT sanction_reason_check CHECK (length(btrim(reason)) BETWEEN 1 AND 4000),
     recorded_by uuid NOT NULL ${fkey('sanction', 'recorded_by', 'person')},
     recorded_at timestamptz NOT NULL DEFAULT now(),
     lifted_on date,
     lifted_by uuid ${fkey('sanction', 'lifted_by', 'person')},
     lifted_at timestamptz,
     CONSTRAINT sanction_starts_on_check
       CHECK (starts_on BETWEEN '2000-01-01' AND (recorded_at AT TIME ZONE 'Europe/London')::date + 366),
     CONSTRAINT sanction_ends_on_check
       CHECK (ends_on BETWEEN starts_on AND '2200-01-01' AND (ends_on IS NULL OR kind <> 'termination')),
     CONSTRAINT sanction_lifted_on_check
       CHECK (lifted_on BETWEEN starts_on AND greatest(starts_on, (lifted_at AT TIME ZONE 'Europe/London')::date)),
     CONSTRAINT sanction_lifted_by_check
       CHECK ((lifted_by IS NULL) = (lifted_on IS NULL) AND (lifted_at IS NULL) = (lifted_on IS NULL))`,
    `SELECT, INSERT (council_id, member_id, kind, starts_on, ends_on, reason, recorded_by),
     UPDATE (lifted_on, lifted_by)`,
  ],
];

const INDEXES = [
  `CREATE INDEX approval_condition_decision_id_idx ON approval_condition (decision_id)`,
  `CREATE INDEX approval_condition_member_id_idx ON approval_condition (member_id)`,
  `CREATE INDEX sanction_member_id_idx ON sanction (member_id)`,
  // Terminated once until reinstated.
  `CREATE UNIQUE INDEX sanction_termination_key ON sanction (member_id) WHERE kind = 'termination' AND lifted_on IS NULL`,
];

const UNDO = [
  ...check(
    'decision',
    'conditions',
    `(conditions IS NOT NULL) = (outcome = 'approved_with_conditions') AND length(btrim(conditions)) BETWEEN 1 AND 4000`,
  ),
  `ALTER TABLE suspension DROP recorded_at, DROP lifted_at`,
  `GRANT INSERT ON suspension, scheme_version TO alongside_app`,
  `ALTER TABLE scheme_version DROP members_from`,
  `ALTER TABLE requirement DROP grace_days, DROP recorded_by`,
  ...check('requirement', 'on_lapse', `on_lapse IN ('delist', 'warn')`),
  ...check('requirement', 'counts_from', `counts_from IN ('issued', 'checked')`),
  ...check(
    'requirement',
    'kind',
    `kind IN ('identity', 'right_to_work', 'dbs', 'reference', 'training', 'insurance', 'qualification',
      'tax_registration', 'interview', 'code_of_conduct')`,
  ),
];
