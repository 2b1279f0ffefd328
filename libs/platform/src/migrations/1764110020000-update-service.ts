import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * The DBS Update Service: what the holder of a certificate agreed to and what it answered, only ever added to. And
 * the risk assessment: for one decision, restricted, emptied within six months of it.
 */
export class UpdateService1764110020000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [CONSENT, CHECK, ASSESSMENT, CHECK_RULES, ASSESSMENT_RULES]) {
      await query.query(statement);
    }
    for (const [table, when, name] of RULES) {
      await query.query(
        `CREATE TRIGGER keeps_rules BEFORE ${when} ON ${table} FOR EACH ROW EXECUTE FUNCTION ${name}()`,
      );
    }
    // What hangs on a member is of the member's council.
    await query.query(`CREATE TRIGGER belongs_to_council BEFORE INSERT ON update_service_consent
                       FOR EACH ROW EXECUTE FUNCTION same_council('member_id', 'member')`);
    for (const index of INDEXES) await query.query(index);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE risk_assessment, status_check, update_service_consent`);
    await query.query(`DROP FUNCTION risk_assessment_rules, status_check_rules`);
  }
}

const RULES: readonly (readonly [string, string, string])[] = [
  ['status_check', 'INSERT', 'status_check_rules'],
  ['risk_assessment', 'INSERT OR UPDATE', 'risk_assessment_rules'],
];

const fkey = (table: string, column: string, target: string) =>
  `CONSTRAINT ${table}_${column}_fkey REFERENCES ${target} (id)`;

const CONSENT = `
  CREATE TABLE update_service_consent (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL ${fkey('update_service_consent', 'council_id', 'council')},
    member_id uuid NOT NULL ${fkey('update_service_consent', 'member_id', 'member')},
    consents boolean NOT NULL,
    said_on date NOT NULL,
    recorded_by uuid NOT NULL ${fkey('update_service_consent', 'recorded_by', 'person')},
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT update_service_consent_said_on_check
      CHECK (said_on BETWEEN '2013-06-17' AND (recorded_at AT TIME ZONE 'Europe/London')::date)
  );
  SELECT tenant_table('update_service_consent',
    'SELECT, INSERT (council_id, member_id, consents, said_on, recorded_by)')`;

const CHECK = `
  CREATE TABLE status_check (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL ${fkey('status_check', 'council_id', 'council')},
    member_id uuid NOT NULL ${fkey('status_check', 'member_id', 'member')},
    evidence_id uuid NOT NULL ${fkey('status_check', 'evidence_id', 'evidence')},
    result text NOT NULL CONSTRAINT status_check_result_check
      CHECK (result IN ('no_change', 'new_information', 'not_subscribed')),
    checked_on date NOT NULL,
    checked_by uuid NOT NULL ${fkey('status_check', 'checked_by', 'person')},
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT status_check_checked_on_check
      CHECK (checked_on BETWEEN '2013-06-17' AND (recorded_at AT TIME ZONE 'Europe/London')::date)
  );
  SELECT tenant_table('status_check',
    'SELECT, INSERT (council_id, member_id, evidence_id, result, checked_on, checked_by)')`;

const ASSESSMENT = `
  CREATE TABLE risk_assessment (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL ${fkey('risk_assessment', 'council_id', 'council')},
    application_id uuid NOT NULL ${fkey('risk_assessment', 'application_id', 'application')},
    text text CONSTRAINT risk_assessment_text_check CHECK (length(btrim(text)) BETWEEN 1 AND 8000),
    written_by uuid NOT NULL ${fkey('risk_assessment', 'written_by', 'person')},
    written_at timestamptz NOT NULL DEFAULT now(),
    purged_at timestamptz,
    CONSTRAINT risk_assessment_purged_at_check CHECK ((text IS NULL) = (purged_at IS NOT NULL))
  );
  SELECT tenant_table('risk_assessment',
    'SELECT, INSERT (council_id, application_id, text, written_by), UPDATE (text, purged_at)')`;

/** A DBS certificate of somebody else in this council; what they said last by the day of the check has to be yes. */
const CHECK_RULES = `
  CREATE FUNCTION status_check_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM evidence e WHERE e.id = NEW.evidence_id AND e.member_id = NEW.member_id
                     AND e.council_id = NEW.council_id AND e.kind = 'dbs')
       OR is_of_member(NEW.checked_by, NEW.member_id) THEN
      RAISE EXCEPTION 'this is not a certificate that they may check'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'update_service_certificate';
    END IF;
    IF NOT coalesce((SELECT c.consents FROM update_service_consent c
                     WHERE c.member_id = NEW.member_id AND c.said_on <= NEW.checked_on
                     ORDER BY c.said_on DESC, c.recorded_at DESC, c.id DESC LIMIT 1), false) THEN
      RAISE EXCEPTION 'nobody looks without consent'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'status_check_consent';
    END IF;
    RETURN NEW;
  END $$`;

/** Written while the application is open, by somebody else than the applicant; afterwards only ever emptied. */
const ASSESSMENT_RULES = `
  CREATE FUNCTION risk_assessment_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF tg_op = 'UPDATE' THEN
      IF OLD.text IS NULL OR NEW.text IS NOT NULL THEN
        RAISE EXCEPTION 'a risk assessment is emptied, once, and never changed'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'risk_assessment_emptied';
      END IF;
      RETURN NEW;
    END IF;
    IF NOT EXISTS (SELECT FROM application a WHERE a.id = NEW.application_id AND a.council_id = NEW.council_id
                     AND a.closed_at IS NULL AND a.state <> 'draft' AND NOT is_of_member(NEW.written_by, a.member_id)) THEN
      RAISE EXCEPTION 'this application does not take a risk assessment'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'risk_assessment_application';
    END IF;
    RETURN NEW;
  END $$`;

const INDEXES = [
  `CREATE INDEX update_service_consent_member_id_idx ON update_service_consent (member_id)`,
  `CREATE INDEX status_check_evidence_id_idx ON status_check (evidence_id)`,
  `CREATE INDEX risk_assessment_application_id_idx ON risk_assessment (application_id)`,
  // What waits to be emptied is few among many.
  `CREATE INDEX risk_assessment_kept_idx ON risk_assessment (council_id) WHERE text IS NOT NULL`,
];
