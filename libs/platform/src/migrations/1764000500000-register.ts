import type {MigrationInterface, QueryRunner} from 'typeorm';

/** The register: schemes, members, applications, evidence, decisions, suspensions. The rules between them come next. */
export class Register1764000500000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
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
    for (const [table] of [...TABLES].reverse()) await query.query(`DROP TABLE ${table}`);
  }
}

const fkey = (table: string, column: string, target: string) =>
  `CONSTRAINT ${table}_${column}_fkey REFERENCES ${target} (id)`;

/** Name, columns, and what the serving role may do. Nothing here may be deleted; what is decided or recorded is never updated. */
const TABLES: readonly (readonly [string, string, string])[] = [
  [
    'scheme',
    `name text NOT NULL CONSTRAINT scheme_name_check CHECK (length(btrim(name)) BETWEEN 1 AND 100),
     kind text NOT NULL CONSTRAINT scheme_kind_check CHECK (kind IN ('accredited', 'information')),
     created_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT scheme_council_id_name_key UNIQUE (council_id, name)`,
    'SELECT, INSERT',
  ],
  [
    'scheme_version',
    `scheme_id uuid NOT NULL ${fkey('scheme_version', 'scheme_id', 'scheme')},
     member_kind text NOT NULL CONSTRAINT scheme_version_member_kind_check
       CHECK (member_kind IN ('pa', 'business', 'cqc_body', 'broker')),
     starts_on date NOT NULL,
     created_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT scheme_version_scheme_id_member_kind_starts_on_key UNIQUE (scheme_id, member_kind, starts_on)`,
    'SELECT, INSERT',
  ],
  [
    'requirement',
    `scheme_version_id uuid NOT NULL ${fkey('requirement', 'scheme_version_id', 'scheme_version')},
     position smallint NOT NULL,
     code text NOT NULL CONSTRAINT requirement_code_check CHECK (code ~ '^[a-z][a-z0-9_]{1,39}$'),
     kind text NOT NULL CONSTRAINT requirement_kind_check CHECK (kind IN ('identity', 'right_to_work', 'dbs',
       'reference', 'training', 'insurance', 'qualification', 'tax_registration', 'interview', 'code_of_conduct')),
     title text NOT NULL CONSTRAINT requirement_title_check CHECK (length(btrim(title)) BETWEEN 1 AND 200),
     needed smallint NOT NULL CONSTRAINT requirement_needed_check CHECK (needed BETWEEN 1 AND 9),
     valid_months smallint CONSTRAINT requirement_valid_months_check CHECK (valid_months BETWEEN 1 AND 600),
     counts_from text NOT NULL CONSTRAINT requirement_counts_from_check CHECK (counts_from IN ('issued', 'checked')),
     on_lapse text NOT NULL CONSTRAINT requirement_on_lapse_check CHECK (on_lapse IN ('delist', 'warn')),
     only_when text CONSTRAINT requirement_only_when_check CHECK (only_when IN ('self_employed', 'drives')),
     minimum_level text CONSTRAINT requirement_minimum_level_check
       CHECK (kind = 'dbs' AND minimum_level IN ('basic', 'standard', 'enhanced', 'enhanced_barred')
              OR minimum_level IS NULL),
     source text NOT NULL CONSTRAINT requirement_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500),
     CONSTRAINT requirement_scheme_version_id_code_key UNIQUE (scheme_version_id, code)`,
    'SELECT, INSERT',
  ],
  [
    'member',
    `kind text NOT NULL,
     person_id uuid ${fkey('member', 'person_id', 'person')} CONSTRAINT member_person_id_key UNIQUE,
     organisation_id uuid ${fkey('member', 'organisation_id', 'organisation')}
       CONSTRAINT member_organisation_id_key UNIQUE,
     created_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT member_kind_check
       CHECK (person_id IS NOT NULL AND organisation_id IS NULL AND kind IN ('pa', 'broker')
              OR organisation_id IS NOT NULL AND person_id IS NULL AND kind IN ('business', 'cqc_body', 'broker'))`,
    'SELECT, INSERT',
  ],
  [
    'application',
    `member_id uuid NOT NULL ${fkey('application', 'member_id', 'member')},
     scheme_version_id uuid NOT NULL ${fkey('application', 'scheme_version_id', 'scheme_version')},
     circumstances text[] NOT NULL DEFAULT '{}' CONSTRAINT application_circumstances_check
       CHECK (circumstances <@ ARRAY['self_employed', 'drives']),
     state text NOT NULL DEFAULT 'draft' CONSTRAINT application_state_check
       CHECK (state IN ('draft', 'submitted', 'in_checks', 'ready', 'approved', 'declined', 'withdrawn')),
     opened_by uuid NOT NULL ${fkey('application', 'opened_by', 'person')},
     opened_at timestamptz NOT NULL DEFAULT now(),
     submitted_by uuid ${fkey('application', 'submitted_by', 'person')},
     submitted_at timestamptz,
     ready_at timestamptz,
     closed_at timestamptz,
     CONSTRAINT application_submitted_at_check
       CHECK (submitted_at IS NOT NULL AND submitted_by IS NOT NULL OR state IN ('draft', 'withdrawn'))`,
    'SELECT, INSERT, UPDATE (state, submitted_by, submitted_at, ready_at, closed_at)',
  ],
  [
    'evidence',
    `member_id uuid NOT NULL ${fkey('evidence', 'member_id', 'member')},
     application_id uuid NOT NULL ${fkey('evidence', 'application_id', 'application')},
     requirement text NOT NULL,
     kind text NOT NULL,
     number smallint NOT NULL CONSTRAINT evidence_number_check CHECK (number BETWEEN 1 AND 9),
     issued_on date,
     checked_on date NOT NULL,
     valid_until date,
     facts jsonb NOT NULL,
     recorded_by uuid NOT NULL ${fkey('evidence', 'recorded_by', 'person')},
     recorded_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT evidence_issued_on_check CHECK (issued_on BETWEEN '1950-01-01' AND checked_on),
     CONSTRAINT evidence_checked_on_check
       CHECK (checked_on BETWEEN '2000-01-01' AND (recorded_at AT TIME ZONE 'Europe/London')::date),
     CONSTRAINT evidence_valid_until_check CHECK (valid_until BETWEEN '1950-01-01' AND '2200-01-01'),
     CONSTRAINT evidence_facts_check CHECK (jsonb_typeof(facts) = 'object' AND length(facts::text) <= 1000),
     CONSTRAINT evidence_dbs_facts_check CHECK (kind <> 'dbs' OR (
       facts - ARRAY['level', 'workforce', 'certificate_number', 'seen_by', 'seen_on'] = '{}'::jsonb
       AND facts ->> 'level' IN ('basic', 'standard', 'enhanced', 'enhanced_barred')
       AND facts ->> 'workforce' IN ('adult', 'child', 'adult_and_child', 'other')
       AND facts ->> 'certificate_number' ~ '^[0-9]{12}$'
       AND facts ->> 'seen_by' ~ '^[0-9a-fA-F-]{36}$'
       AND facts ->> 'seen_on' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'))`,
    // The database alone says when it was recorded.
    `SELECT, INSERT (council_id, member_id, application_id, requirement, kind, number, issued_on, checked_on,
                     valid_until, facts, recorded_by)`,
  ],
  [
    'evidence_void',
    `member_id uuid NOT NULL ${fkey('evidence_void', 'member_id', 'member')},
     evidence_id uuid NOT NULL ${fkey('evidence_void', 'evidence_id', 'evidence')}
       CONSTRAINT evidence_void_evidence_id_key UNIQUE,
     reason text NOT NULL CONSTRAINT evidence_void_reason_check
       CHECK (reason IN ('recorded_in_error', 'wrong_person', 'not_genuine', 'ended_early')),
     ended_on date,
     voided_by uuid NOT NULL ${fkey('evidence_void', 'voided_by', 'person')},
     voided_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT evidence_void_ended_on_check CHECK ((ended_on IS NOT NULL) = (reason = 'ended_early')
       AND ended_on <= (voided_at AT TIME ZONE 'Europe/London')::date)`,
    'SELECT, INSERT (council_id, member_id, evidence_id, reason, ended_on, voided_by)',
  ],
  [
    'decision',
    `member_id uuid NOT NULL ${fkey('decision', 'member_id', 'member')},
     application_id uuid NOT NULL ${fkey('decision', 'application_id', 'application')}
       CONSTRAINT decision_application_id_key UNIQUE,
     outcome text NOT NULL CONSTRAINT decision_outcome_check
       CHECK (outcome IN ('approved', 'approved_with_conditions', 'declined')),
     reason_code text,
     reasons text NOT NULL CONSTRAINT decision_reasons_check CHECK (length(btrim(reasons)) BETWEEN 1 AND 4000),
     conditions text CONSTRAINT decision_conditions_check
       CHECK ((conditions IS NOT NULL) = (outcome = 'approved_with_conditions')
              AND length(btrim(conditions)) BETWEEN 1 AND 4000),
     decided_by uuid NOT NULL ${fkey('decision', 'decided_by', 'person')},
     decided_at timestamptz NOT NULL DEFAULT now(),
     effective_on date NOT NULL,
     CONSTRAINT decision_reason_code_check CHECK ((reason_code IS NOT NULL) = (outcome = 'declined') AND reason_code IN
       ('requirements_not_met', 'unlawful_activity', 'against_community_interest', 'customers_wellbeing', 'incomplete'))`,
    `SELECT, INSERT (council_id, member_id, application_id, outcome, reason_code, reasons, conditions, decided_by,
                     effective_on)`,
  ],
  [
    'suspension',
    `member_id uuid NOT NULL ${fkey('suspension', 'member_id', 'member')},
     starts_at timestamptz NOT NULL,
     ends_at timestamptz,
     recorded_by uuid NOT NULL ${fkey('suspension', 'recorded_by', 'person')},
     lifted_by uuid ${fkey('suspension', 'lifted_by', 'person')},
     CONSTRAINT suspension_ends_at_check CHECK (ends_at >= starts_at),
     CONSTRAINT suspension_lifted_by_check CHECK ((lifted_by IS NULL) = (ends_at IS NULL))`,
    'SELECT, INSERT, UPDATE (ends_at, lifted_by)',
  ],
];

const INDEXES = [
  `CREATE UNIQUE INDEX application_open_key ON application (member_id)
   WHERE state IN ('draft', 'submitted', 'in_checks', 'ready')`,
  `CREATE INDEX application_member_id_idx ON application (member_id)`,
  `CREATE INDEX application_council_id_state_submitted_at_idx ON application (council_id, state, submitted_at)`,
  // Holds all that standing reads of it.
  `CREATE INDEX evidence_standing_idx ON evidence (member_id, requirement)
   INCLUDE (id, number, issued_on, checked_on, valid_until)`,
  `CREATE INDEX evidence_application_id_idx ON evidence (application_id)`,
  `CREATE INDEX evidence_void_member_id_idx ON evidence_void (member_id)`,
  `CREATE INDEX decision_member_id_effective_on_decided_at_id_idx ON decision (member_id, effective_on, decided_at, id)`,
  `CREATE UNIQUE INDEX suspension_open_key ON suspension (member_id) WHERE ends_at IS NULL`,
  `CREATE INDEX suspension_member_id_idx ON suspension (member_id)`,
];
