import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Retention reaches what came with applying and the desk: what referees wrote and who they were, files of papers,
 * restricted assessments, answers of the declined. The functions say anew what is due and what is removed.
 */
export class RetentionOfPapers1764140400000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(DEFAULTS);
    await query.query(HELD);
    for (const table of ['risk_assessment', 'referee']) {
      await query.query(`CREATE TRIGGER held_paper_stays BEFORE UPDATE OF purged_at ON ${table}
                         FOR EACH ROW EXECUTE FUNCTION held_paper_stays()`);
    }
    for (const statement of [DUE, REMOVE, PURGE_REFERENCES]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    for (const table of ['risk_assessment', 'referee']) await query.query(`DROP TRIGGER held_paper_stays ON ${table}`);
    await query.query(`DROP FUNCTION held_paper_stays`);
    await query.query(`DELETE FROM retention_rule WHERE category IN ('risk_assessment', 'referee', 'evidence_file')`);
  }
}

const DBS =
  `DBS Code of Practice and Police Act 1997, section 124: what bears on a certificate is kept no longer than is
  needed, as a rule no more than six months after the decision`.replace(/\s+/g, ' ');
const REFEREES = `UK GDPR article 5(1)(e): what a referee said served the decision; six months leave time for an appeal`;
const FILES = `UK GDPR article 5(1)(c): what a paper showed is recorded as dated facts, so the paper itself is not needed`;

const DEFAULTS = `
  INSERT INTO retention_rule (category, months, most_months, source, starts_on) VALUES
    ('risk_assessment', 6, 6, '${DBS}', '2000-01-01'),
    ('referee', 6, 6, '${REFEREES}', '2000-01-01'),
    ('evidence_file', 6, NULL, '${FILES}', '2000-01-01')`;

const HELD = `
  CREATE FUNCTION held_paper_stays() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.purged_at IS DISTINCT FROM OLD.purged_at
       AND EXISTS (SELECT FROM application a WHERE a.id = OLD.application_id
                     AND is_held(a.member_id, (now() AT TIME ZONE 'Europe/London')::date)) THEN
      RAISE EXCEPTION 'a legal hold keeps this record'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'legal_hold';
    END IF;
    RETURN NEW;
  END $$`;

const LONDON = `AT TIME ZONE 'Europe/London')::date`;

/** Category, table and what of it is still there. They count from the end of the application. */
const OF_APPLICATION: readonly (readonly [string, string, string])[] = [
  ['risk_assessment', 'risk_assessment', 'r.purged_at IS NULL'],
  ['referee', 'referee', 'r.purged_at IS NULL'],
  ['evidence_file', 'evidence_file', `r.state IN ('quarantined', 'clean', 'released')`],
];

const papers = OF_APPLICATION.map(
  ([category, table, there]) => `
      UNION ALL
      SELECT '${category}', r.id, a.member_id, a.id, (a.closed_at ${LONDON}
      FROM ${table} r JOIN application a ON a.id = r.application_id
      WHERE r.council_id = current_council() AND ${there} AND a.closed_at IS NOT NULL`,
).join('');

const DUE = `
  CREATE OR REPLACE FUNCTION retention_due(until date)
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
        AND a.emptied_at IS NULL${papers}
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

/** As before, with papers. The content of a file lies outside the database: whoever calls has it removed. */
const REMOVE = `
  CREATE OR REPLACE FUNCTION retention_remove() RETURNS TABLE (category text, removed integer)
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
      CASE rule.category
        WHEN 'risk_assessment' THEN
          UPDATE risk_assessment SET text = NULL, purged_at = now() WHERE council_id = council AND id = ANY (rule.ids);
        WHEN 'referee' THEN
          DELETE FROM reference_answer WHERE council_id = council AND referee_id = ANY (rule.ids);
          UPDATE referee SET name = 'Removed', email = NULL, phone = NULL, purged_at = now()
          WHERE council_id = council AND id = ANY (rule.ids);
        WHEN 'evidence_file' THEN
          UPDATE evidence_file SET state = 'removed', name = 'Removed' WHERE council_id = council AND id = ANY (rule.ids);
        WHEN 'declined_application', 'withdrawn_application' THEN
          UPDATE application SET emptied_at = now() WHERE council_id = council AND id = ANY (rule.ids);
          DELETE FROM application_request WHERE council_id = council AND application_id = ANY (rule.ids);
          DELETE FROM application_answer WHERE council_id = council AND application_id = ANY (rule.ids);
          UPDATE person p SET name = 'Name removed', council_reference = NULL
          WHERE p.council_id = council AND EXISTS (
              SELECT FROM application a JOIN member m ON m.id = a.member_id WHERE a.id = ANY (rule.ids) AND m.person_id = p.id)
            AND NOT EXISTS (${KNOWN_OTHERWISE});
        ELSE NULL;
      END CASE;
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

/** The same as it was, and nothing of what is held. */
const PURGE_REFERENCES = `
  CREATE OR REPLACE FUNCTION purge_references(closed_before timestamptz) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    gone integer;
    today date := (now() ${LONDON};
  BEGIN
    DELETE FROM reference_answer s USING referee r, application a
    WHERE r.id = s.referee_id AND a.id = r.application_id AND a.closed_at < closed_before
      AND s.council_id = current_council() AND NOT is_held(a.member_id, today);
    UPDATE referee r SET name = 'Removed', email = NULL, phone = NULL, purged_at = now() FROM application a
    WHERE a.id = r.application_id AND a.closed_at < closed_before AND r.purged_at IS NULL
      AND r.council_id = current_council() AND NOT is_held(a.member_id, today);
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
  END $$`;
