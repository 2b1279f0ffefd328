import type {MigrationInterface, QueryRunner} from 'typeorm';

/** When renewals open and who is reminded when; what members ask to renew; and who may lapse, found by index. */
export class Renewals1764150010000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [RULE, GENERAL, REQUEST, REMINDER, ...INDEXES, CANDIDATES]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION lapse_candidates`);
    await query.query(`DROP INDEX evidence_issued_idx, evidence_checked_idx, evidence_valid_until_idx`);
    await query.query(`DROP TABLE lapse_reminder, renewal_request, renewal_rule`);
  }
}

const RULE = `
  CREATE TABLE renewal_rule (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid CONSTRAINT renewal_rule_council_id_fkey REFERENCES council (id),
    starts_on date NOT NULL,
    opens_days smallint NOT NULL CONSTRAINT renewal_rule_opens_days_check CHECK (opens_days BETWEEN 1 AND 366),
    remind_days smallint[] NOT NULL CONSTRAINT renewal_rule_remind_days_check
      CHECK (cardinality(remind_days) <= 6 AND 1 <= ALL (remind_days) AND 366 >= ALL (remind_days)),
    source text NOT NULL CONSTRAINT renewal_rule_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500)
  );
  CREATE UNIQUE INDEX renewal_rule_general_idx ON renewal_rule (starts_on) WHERE council_id IS NULL;
  CREATE UNIQUE INDEX renewal_rule_council_id_starts_on_idx ON renewal_rule (council_id, starts_on);
  SELECT general_and_own('renewal_rule', 'SELECT, INSERT')`;

/** What every council starts with. */
const GENERAL = `
  INSERT INTO renewal_rule (starts_on, opens_days, remind_days, source) VALUES
    ('2020-01-01', 90, '{60,30,7}', 'What this service starts with: a new DBS certificate can take weeks. A council sets its own.')`;

const REQUEST = `
  CREATE TABLE renewal_request (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT renewal_request_council_id_fkey REFERENCES council (id),
    member_id uuid NOT NULL CONSTRAINT renewal_request_member_id_fkey REFERENCES member (id),
    requirement text NOT NULL,
    lapses_on date,
    how text NOT NULL CONSTRAINT renewal_request_how_check CHECK (how IN ('office', 'video', 'post', 'online')),
    ready_on date NOT NULL,
    asked_by uuid NOT NULL CONSTRAINT renewal_request_asked_by_fkey REFERENCES person (id),
    asked_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT renewal_request_member_id_requirement_lapses_on_key UNIQUE NULLS NOT DISTINCT (member_id, requirement, lapses_on)
  );
  SELECT tenant_table('renewal_request',
    'SELECT, INSERT (council_id, member_id, requirement, lapses_on, how, ready_on, asked_by), UPDATE (how, ready_on)');
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON renewal_request
    FOR EACH ROW EXECUTE FUNCTION same_council('member_id', 'member')`;

const REMINDER = `
  CREATE TABLE lapse_reminder (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT lapse_reminder_council_id_fkey REFERENCES council (id),
    member_id uuid NOT NULL CONSTRAINT lapse_reminder_member_id_fkey REFERENCES member (id),
    lapses_on date NOT NULL,
    requirements text[] NOT NULL CONSTRAINT lapse_reminder_requirements_check CHECK (cardinality(requirements) > 0),
    days_before smallint,
    sent_on date NOT NULL,
    sent_by uuid CONSTRAINT lapse_reminder_sent_by_fkey REFERENCES person (id),
    sent_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT lapse_reminder_days_before_check CHECK ((days_before IS NULL) = (sent_by IS NOT NULL))
  );
  CREATE UNIQUE INDEX lapse_reminder_once_idx ON lapse_reminder (member_id, lapses_on, days_before)
    WHERE days_before IS NOT NULL;
  CREATE UNIQUE INDEX lapse_reminder_once_a_day_idx ON lapse_reminder (member_id, lapses_on, sent_on)
    WHERE days_before IS NULL;
  SELECT tenant_table('lapse_reminder',
    'SELECT, INSERT (council_id, member_id, lapses_on, requirements, days_before, sent_on, sent_by)');
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON lapse_reminder
    FOR EACH ROW EXECUTE FUNCTION same_council('member_id', 'member')`;

const INDEXES = [
  `CREATE INDEX evidence_issued_idx ON evidence (council_id, requirement, issued_on)`,
  `CREATE INDEX evidence_checked_idx ON evidence (council_id, requirement, checked_on)`,
  `CREATE INDEX evidence_valid_until_idx ON evidence (council_id, valid_until)`,
];

/** A day less a validity, give or take the days by which months differ. */
const before = (day: string, slack: string) => `(${day} - make_interval(months => r.valid_months))::date ${slack}`;

const evidence = (column: string, which: string) => `
  SELECT e.member_id FROM (
    SELECT DISTINCT code, valid_months, coalesce(grace_days, 0) AS grace FROM requirement
    WHERE council_id = (SELECT current_council()) AND valid_months IS NOT NULL AND counts_from ${which}) r
  JOIN evidence e ON e.council_id = (SELECT current_council()) AND e.requirement = r.code
    AND e.${column} BETWEEN ${before('from_day', '- 4 - r.grace')} AND ${before('until_day', '+ 4')}`;

/**
 * Everybody of the council for whom anything may end, or have been taken back, between two days: by index, and
 * rather too many than too few. Whether their listing comes down, standing says, of these few alone.
 */
const CANDIDATES = `
  CREATE FUNCTION lapse_candidates(from_day date, until_day date) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    ${evidence('issued_on', `<> 'checked'`)}
    UNION ${evidence('checked_on', `= 'checked'`)}
    UNION SELECT member_id FROM evidence
      WHERE council_id = (SELECT current_council()) AND valid_until BETWEEN from_day - 367 AND until_day
    UNION SELECT member_id FROM evidence_void WHERE voided_at >= from_day OR ended_on >= from_day
    UNION SELECT member_id FROM approval_condition WHERE due_on BETWEEN from_day - 1 AND until_day
    UNION SELECT member_id FROM sanction WHERE kind = 'termination' AND starts_on BETWEEN from_day AND until_day
    UNION SELECT member_id FROM decision WHERE effective_on BETWEEN from_day AND until_day
    UNION SELECT m.id FROM scheme_version v JOIN member m ON m.kind = v.member_kind AND m.council_id = v.council_id
      WHERE v.members_from BETWEEN from_day AND until_day
  $$`;
