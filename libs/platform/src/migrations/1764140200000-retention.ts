import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What is kept how long, as dated rules with their source; what must not be touched meanwhile; and what was removed.
 * Records of the register are only ever added to: removing goes through one function of the owner, which removes what
 * is due today by the rules and nothing else, and writes down that it did.
 */
export class Retention1764140200000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE application ADD COLUMN emptied_at timestamptz`);
    for (const statement of [RULE, HOLD, RECORD]) await query.query(statement);
    await query.query(`SELECT general_and_own('retention_rule', 'SELECT, INSERT')`);
    await query.query(`SELECT tenant_table('legal_hold', $1)`, [
      'SELECT, INSERT (council_id, member_id, reason, starts_on, placed_by), UPDATE (ends_on, lifted_by)',
    ]);
    await query.query(`SELECT tenant_table('destruction_record', 'SELECT')`);
    await query.query(`CREATE TRIGGER belongs_to_council BEFORE INSERT ON legal_hold FOR EACH ROW
                       EXECUTE FUNCTION same_council('member_id', 'member')`);
    await query.query(DEFAULTS);
    for (const statement of [RULES_KEPT, HELD, DUE, REMOVE]) await query.query(statement);
    for (const [table, column] of EMPTIED) {
      await query.query(`CREATE TRIGGER held_content_stays BEFORE UPDATE OF ${column} ON ${table}
                         FOR EACH ROW EXECUTE FUNCTION held_content_stays('${column}')`);
    }
    await query.query(`REVOKE EXECUTE ON FUNCTION retention_remove() FROM PUBLIC`);
    await query.query(`GRANT EXECUTE ON FUNCTION retention_remove() TO alongside_app`);
  }

  async down(query: QueryRunner): Promise<void> {
    for (const [table] of EMPTIED) await query.query(`DROP TRIGGER held_content_stays ON ${table}`);
    await query.query(`DROP FUNCTION retention_remove, retention_due, held_content_stays, is_held`);
    await query.query(`DROP TABLE destruction_record, legal_hold, retention_rule`);
    await query.query(`DROP FUNCTION legal_hold_rules, retention_rule_rules`);
    await query.query(`ALTER TABLE application DROP COLUMN emptied_at`);
  }
}

/** Table, and the column that says that it was emptied. */
const EMPTIED = [
  ['evidence', 'content_removed_at'],
  ['decision', 'content_removed_at'],
  ['application', 'emptied_at'],
] as const;

/** The general rules have no council; a council's own, from its day on, goes before them. */
const RULE = `
  CREATE TABLE retention_rule (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid CONSTRAINT retention_rule_council_id_fkey REFERENCES council (id),
    category text NOT NULL CONSTRAINT retention_rule_category_check CHECK (category ~ '^[a-z][a-z_]{1,39}$'),
    months smallint NOT NULL CONSTRAINT retention_rule_months_check CHECK (months BETWEEN 0 AND 600),
    most_months smallint,
    keeps text[] NOT NULL DEFAULT '{}' CONSTRAINT retention_rule_keeps_check
      CHECK (keeps = '{}' OR category = 'dbs_facts' AND keeps <@ ARRAY['level', 'certificate_number']),
    source text NOT NULL CONSTRAINT retention_rule_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500),
    starts_on date NOT NULL,
    recorded_by uuid CONSTRAINT retention_rule_recorded_by_fkey REFERENCES person (id),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT retention_rule_general_check CHECK ((council_id IS NULL) = (recorded_by IS NULL)
      AND (council_id IS NULL OR most_months IS NULL))
  );
  CREATE UNIQUE INDEX retention_rule_category_starts_on_idx ON retention_rule (category, starts_on)
    WHERE council_id IS NULL;
  CREATE UNIQUE INDEX retention_rule_council_id_category_starts_on_idx ON retention_rule (council_id, category, starts_on)`;

const HOLD = `
  CREATE TABLE legal_hold (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT legal_hold_council_id_fkey REFERENCES council (id),
    member_id uuid NOT NULL CONSTRAINT legal_hold_member_id_fkey REFERENCES member (id),
    reason text NOT NULL CONSTRAINT legal_hold_reason_check CHECK (length(btrim(reason)) BETWEEN 1 AND 1000),
    starts_on date NOT NULL,
    ends_on date,
    placed_by uuid NOT NULL CONSTRAINT legal_hold_placed_by_fkey REFERENCES person (id),
    placed_at timestamptz NOT NULL DEFAULT now(),
    lifted_by uuid CONSTRAINT legal_hold_lifted_by_fkey REFERENCES person (id),
    CONSTRAINT legal_hold_ends_on_check CHECK (ends_on >= starts_on AND (ends_on IS NULL) = (lifted_by IS NULL))
  );
  CREATE INDEX legal_hold_member_id_idx ON legal_hold (member_id)`;

/** Ids and numbers only. */
const RECORD = `
  CREATE TABLE destruction_record (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT destruction_record_council_id_fkey REFERENCES council (id),
    rule_id uuid NOT NULL CONSTRAINT destruction_record_rule_id_fkey REFERENCES retention_rule (id),
    category text NOT NULL,
    removed integer NOT NULL,
    record_ids uuid[] NOT NULL,
    removed_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX destruction_record_council_id_removed_at_idx ON destruction_record (council_id, removed_at)`;

const DBS = `DBS Code of Practice and Police Act 1997, section 124: certificate information is kept no longer than is
  needed, as a rule no more than six months after the decision`.replace(/\s+/g, ' ');
const REFEREES = `UK GDPR article 5(1)(e): what a referee said served the decision; six months leave time for an appeal`;
const DECLINED = `Complaints to the Local Government and Social Care Ombudsman are taken within 12 months of the decision`;

const DEFAULTS = `
  INSERT INTO retention_rule (category, months, most_months, source, starts_on) VALUES
    ('dbs_facts', 6, 6, '${DBS}', '2000-01-01'),
    ('reference_facts', 6, 6, '${REFEREES}', '2000-01-01'),
    ('declined_application', 12, NULL, '${DECLINED}', '2000-01-01'),
    ('withdrawn_application', 12, NULL, '${DECLINED}', '2000-01-01')`;

/** A council may keep for less than the general rule allows, never for more; a hold is lifted once. */
const RULES_KEPT = `
  CREATE FUNCTION retention_rule_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.council_id IS NOT NULL AND NOT EXISTS (
         SELECT FROM retention_rule g WHERE g.council_id IS NULL AND g.category = NEW.category
           AND NEW.months <= coalesce(g.most_months, NEW.months)) THEN
      RAISE EXCEPTION 'this is longer than may be, or nothing that is kept'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'retention_rule_most';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT ON retention_rule FOR EACH ROW EXECUTE FUNCTION retention_rule_rules();
  CREATE FUNCTION legal_hold_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.ends_on IS NOT NULL THEN
      RAISE EXCEPTION 'a hold is lifted once'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'legal_hold_lifted_once';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE UPDATE ON legal_hold FOR EACH ROW EXECUTE FUNCTION legal_hold_rules()`;

/** Nobody, the owner included, empties a record of somebody who is held. */
const HELD = `
  CREATE FUNCTION is_held(wanted uuid, day date) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM legal_hold h WHERE h.member_id = wanted AND h.starts_on <= day
                     AND (h.ends_on IS NULL OR h.ends_on >= day))
  $$;
  CREATE FUNCTION held_content_stays() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (to_jsonb(NEW) -> tg_argv[0]) IS DISTINCT FROM (to_jsonb(OLD) -> tg_argv[0])
       AND is_held(OLD.member_id, (now() AT TIME ZONE 'Europe/London')::date) THEN
      RAISE EXCEPTION 'a legal hold keeps this record'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'legal_hold';
    END IF;
    RETURN NEW;
  END $$`;

const LONDON = `AT TIME ZONE 'Europe/London')::date`;

/** What the rules of the transaction's council remove up to a day, and when. Of an open application nothing is due. */
const DUE = `
  CREATE FUNCTION retention_due(until date)
  RETURNS TABLE (category text, record_id uuid, member_id uuid, application_id uuid, due_on date, rule_id uuid, held boolean)
  LANGUAGE sql STABLE AS $$
    WITH today AS (SELECT (now() ${LONDON} AS day), kept AS (
      SELECT CASE e.kind WHEN 'dbs' THEN 'dbs_facts' ELSE 'reference_facts' END AS category, e.id AS record_id, e.member_id,
             e.application_id, (greatest(a.closed_at, e.recorded_at) ${LONDON} AS from_day
      FROM evidence e JOIN application a ON a.id = e.application_id
      WHERE e.council_id = current_council() AND e.kind IN ('dbs', 'reference') AND e.content_removed_at IS NULL
        AND e.facts <> '{}' AND a.closed_at IS NOT NULL
      UNION ALL
      SELECT a.state || '_application', a.id, a.member_id, a.id, (a.closed_at ${LONDON}
      FROM application a
      WHERE a.council_id = current_council() AND a.state IN ('declined', 'withdrawn') AND a.closed_at IS NOT NULL
        AND a.emptied_at IS NULL
    )
    SELECT k.category, k.record_id, k.member_id, k.application_id,
           (k.from_day + make_interval(months => r.months))::date, r.id, is_held(k.member_id, today.day)
    FROM kept k CROSS JOIN today CROSS JOIN LATERAL (
      SELECT r.id, r.months FROM retention_rule r
      WHERE r.category = k.category AND (r.council_id IS NULL OR r.council_id = current_council()) AND r.starts_on <= today.day
      ORDER BY r.council_id NULLS LAST, r.starts_on DESC LIMIT 1
    ) r
    WHERE (k.from_day + make_interval(months => r.months))::date <= until
  $$`;

/** Whoever signs in, helps somebody, is helped, works, or applied again keeps their name. */
const KNOWN_OTHERWISE = `
  SELECT FROM account WHERE person_id = p.id
  UNION ALL SELECT FROM role_grant WHERE person_id = p.id
  UNION ALL SELECT FROM representation WHERE p.id IN (holder_id, representative_id)
  UNION ALL SELECT FROM organisation_member WHERE person_id = p.id
  UNION ALL SELECT FROM listing WHERE person_id = p.id
  UNION ALL SELECT FROM budget WHERE holder_id = p.id
  UNION ALL SELECT FROM application a JOIN member m ON m.id = a.member_id WHERE m.person_id = p.id AND a.id <> ALL (rule.ids)`;

/**
 * Removes what is due today. Its day is the database's own, so nobody can ask for what is not due. Holds are placed
 * under the same lock, so that one placed now is seen, or waits.
 */
const REMOVE = `
  CREATE FUNCTION retention_remove() RETURNS TABLE (category text, removed integer)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  #variable_conflict use_column
  DECLARE
    council uuid := current_council();
    rule record;
    emptied uuid[];
  BEGIN
    IF council IS NULL THEN RAISE EXCEPTION 'no council is set'; END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('retention ' || council, 0));
    FOR rule IN
      SELECT d.category, d.rule_id, array_agg(d.record_id) AS ids, min(r.source) AS source, min(r.keeps) AS keeps
      FROM retention_due((now() ${LONDON}) d JOIN retention_rule r ON r.id = d.rule_id
      WHERE NOT d.held GROUP BY d.category, d.rule_id ORDER BY d.category
    LOOP
      WITH e AS (
        UPDATE evidence SET content_salt = NULL, content_removed_at = now(), facts = coalesce(
          (SELECT jsonb_object_agg(key, value) FROM jsonb_each(evidence.facts) WHERE key = ANY (rule.keeps)), '{}')
        WHERE council_id = council AND content_removed_at IS NULL
          AND (id = ANY (rule.ids) OR application_id = ANY (rule.ids)) RETURNING id
      ), d AS (
        UPDATE decision SET content_salt = NULL, content_removed_at = now(), reasons = 'Removed by a retention rule.',
          conditions = CASE WHEN conditions IS NOT NULL THEN 'Removed by a retention rule.' END
        WHERE council_id = council AND content_removed_at IS NULL AND application_id = ANY (rule.ids) RETURNING id
      )
      SELECT array_agg(id ORDER BY id) INTO emptied FROM (SELECT id FROM e UNION ALL SELECT id FROM d) x;
      IF right(rule.category, 12) = '_application' THEN
        UPDATE application SET emptied_at = now() WHERE council_id = council AND id = ANY (rule.ids);
        DELETE FROM application_request WHERE council_id = council AND application_id = ANY (rule.ids);
        UPDATE person p SET name = 'Name removed', council_reference = NULL
        WHERE p.council_id = council AND EXISTS (
            SELECT FROM application a JOIN member m ON m.id = a.member_id WHERE a.id = ANY (rule.ids) AND m.person_id = p.id)
          AND NOT EXISTS (${KNOWN_OTHERWISE});
      END IF;
      INSERT INTO destruction_record (council_id, rule_id, category, removed, record_ids)
      VALUES (council, rule.rule_id, rule.category, cardinality(rule.ids), rule.ids);
      INSERT INTO audit_entry (council_id, action, subject_kind, subject_id, reason, after)
      VALUES (council, 'retention.removed', 'retention_rule', rule.rule_id, rule.source,
              jsonb_build_object('category', rule.category, 'removed', coalesce(to_jsonb(emptied), '[]')));
      category := rule.category;
      removed := cardinality(rule.ids);
      RETURN NEXT;
    END LOOP;
  END $$`;
