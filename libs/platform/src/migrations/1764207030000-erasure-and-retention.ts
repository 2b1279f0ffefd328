import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Rules of retention for what is kept of people beside the register: sessions, messages, complaints, concerns, and what
 * they asked of their own information. And erasure of what may be erased when somebody asks.
 */
export class ErasureAndRetention1764207030000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const table of ['concern', 'complaint']) {
      await query.query(`ALTER TABLE ${table} ADD COLUMN emptied_at timestamptz`);
      await query.query(replaced(`${table}_rules()`, 'BEGIN', `BEGIN\n    ${LETS_EMPTY}`));
    }
    await query.query(RULES);
    for (const [name, part, by] of REPLACED) await query.query(replaced(name, part, by));
    await query.query(ERASE);
    await query.query(`REVOKE EXECUTE ON FUNCTION erase_on_request(uuid, text) FROM PUBLIC`);
    await query.query(`GRANT EXECUTE ON FUNCTION erase_on_request(uuid, text) TO alongside_app`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION erase_on_request`);
    for (const [name, part, by] of [...REPLACED].reverse()) await query.query(replaced(name, by, part));
    await query.query(`DELETE FROM retention_rule
      WHERE category IN ('session', 'message', 'complaint', 'concern', 'data_request')`);
    for (const table of ['concern', 'complaint']) {
      await query.query(replaced(`${table}_rules()`, `BEGIN\n    ${LETS_EMPTY}`, 'BEGIN'));
      await query.query(`ALTER TABLE ${table} DROP COLUMN emptied_at`);
    }
  }
}

/** The serving role has no right to the column. */
const LETS_EMPTY = `IF tg_op = 'UPDATE' AND OLD.closed_at IS NOT NULL AND OLD.emptied_at IS NULL AND NEW.emptied_at IS NOT NULL
       THEN RETURN NEW; END IF;`;

const NEEDED = `UK GDPR article 5(1)(e): no longer than is needed`;
const CLAIMS = `Limitation Act 1980, section 5: six years, as long as a claim may be made. A council’s own schedule may be shorter`;

const RULES = `
  INSERT INTO retention_rule (category, months, source, starts_on) VALUES
    ('session', 3, '${NEEDED}: three months show where somebody was signed in', '2000-01-01'),
    ('message', 24, '${NEEDED}: what a message is about has a record of its own', '2000-01-01'),
    ('complaint', 72, '${CLAIMS}', '2000-01-01'),
    ('concern', 72, '${CLAIMS}', '2000-01-01'),
    ('data_request', 36, '${NEEDED}: three years show that it was answered', '2000-01-01')`;

const REMOVED = `'Removed by a retention rule.'`;
const LONDON = `AT TIME ZONE 'Europe/London')::date`;

/** Whether a legal hold keeps what is somebody's own. */
const held = (person: string) =>
  `EXISTS (SELECT FROM member m WHERE m.person_id = ${person} AND is_held(m.id, (now() ${LONDON}))`;

/** A concern names no member here: whoever keeps the rules learns how many there were, and not of whom. */
const OF_PEOPLE = `SELECT 'session', s.id, NULL::uuid, NULL::uuid, (coalesce(s.ended_at, s.expires_at) ${LONDON}
      FROM session s
      WHERE s.council_id = current_council() AND coalesce(s.ended_at, s.expires_at) < now()
        AND NOT EXISTS (SELECT FROM behalf_contact b WHERE b.session_id = s.id)
        AND NOT ${held('(SELECT person_id FROM account WHERE id = s.account_id)')}
      UNION ALL
      SELECT 'message', n.id, NULL::uuid, NULL::uuid, (n.created_at ${LONDON}
      FROM notice n WHERE n.council_id = current_council() AND n.state <> 'ended'
        AND NOT ${held('n.person_id')}
      UNION ALL
      SELECT 'complaint', c.id, NULL::uuid, NULL::uuid, (c.closed_at ${LONDON}
      FROM complaint c WHERE c.council_id = current_council() AND c.outcome = 'answered' AND c.emptied_at IS NULL
        AND NOT ${held('c.made_by')}
      UNION ALL
      SELECT 'concern', c.id, NULL::uuid, NULL::uuid, (c.closed_at ${LONDON}
      FROM concern c
      WHERE c.council_id = current_council() AND c.closed_at IS NOT NULL AND c.emptied_at IS NULL
        AND (c.member_id IS NULL OR NOT is_held(c.member_id, (now() ${LONDON}))
      UNION ALL
      SELECT 'data_request', r.id, NULL::uuid, NULL::uuid, (r.closed_at ${LONDON}
      FROM data_request r WHERE r.council_id = current_council() AND r.closed_at IS NOT NULL
        AND NOT ${held('r.person_id')}
      UNION ALL
      `;

const ENQUIRY = `SELECT 'enquiry', q.id, NULL::uuid`;
const BRANCH = `WHEN 'enquiry' THEN`;

/** Function, a part of it, and what stands in its place. */
const REPLACED: readonly (readonly [string, string, string])[] = [
  ['retention_due(date)', ENQUIRY, `${OF_PEOPLE}${ENQUIRY}`],
  [
    'retention_remove()',
    BRANCH,
    `WHEN 'session' THEN
          DELETE FROM session WHERE council_id = council AND id = ANY (rule.ids);
        WHEN 'message' THEN
          UPDATE delivery SET state = 'ended' WHERE council_id = council AND notice_id = ANY (rule.ids);
          UPDATE notice SET state = 'ended', subject = ${REMOVED} WHERE council_id = council AND id = ANY (rule.ids);
        WHEN 'complaint' THEN
          UPDATE complaint SET name = 'Removed', contact = 'Removed', text = ${REMOVED}, answer = ${REMOVED}, wants = NULL,
            made_by = NULL, emptied_at = now()
          WHERE council_id = council AND id = ANY (rule.ids);
        WHEN 'concern' THEN
          UPDATE concern_entry SET text = CASE WHEN text IS NOT NULL THEN ${REMOVED} END
          WHERE council_id = council AND concern_id = ANY (rule.ids);
          UPDATE concern SET text = ${REMOVED}, closing_note = ${REMOVED}, about = NULL, cause = NULL, wishes = NULL,
            reporter = NULL, reporter_contact = NULL, emptied_at = now()
          WHERE council_id = council AND id = ANY (rule.ids);
        WHEN 'data_request' THEN
          DELETE FROM data_request_choice WHERE council_id = council AND request_id = ANY (rule.ids);
          DELETE FROM data_request WHERE council_id = council AND id = ANY (rule.ids);
        ${BRANCH}`,
  ],
];

/**
 * Erases one kind of what is kept of whoever asked. Which kinds may go is said here, and nothing goes that a legal hold
 * keeps, or without a request that is open.
 */
const ERASE = `
  CREATE FUNCTION erase_on_request(request uuid, kind text) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    asked data_request;
    erased integer := 0;
    more integer;
  BEGIN
    SELECT * INTO asked FROM data_request r
    WHERE r.id = request AND r.council_id = current_council() AND r.kind = 'erasure' AND r.closed_at IS NULL FOR UPDATE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'nobody asks for this' USING ERRCODE = 'check_violation', CONSTRAINT = 'erasure_asked';
    END IF;
    IF EXISTS (SELECT FROM member m WHERE m.person_id = asked.person_id AND is_held(m.id, (now() ${LONDON})) THEN
      RAISE EXCEPTION 'a legal hold keeps this record' USING ERRCODE = 'check_violation', CONSTRAINT = 'legal_hold';
    END IF;
    CASE kind
      WHEN 'messages' THEN
        UPDATE delivery SET state = 'ended' WHERE person_id = asked.person_id AND state <> 'ended';
        UPDATE notice SET state = 'ended', subject = 'Erased on request' WHERE person_id = asked.person_id AND state <> 'ended';
        GET DIAGNOSTICS erased = ROW_COUNT;
      WHEN 'accounts' THEN
        UPDATE session s SET ended_at = coalesce(s.ended_at, now()), device = 'Erased on request'
        FROM account a WHERE a.id = s.account_id AND a.person_id = asked.person_id;
        GET DIAGNOSTICS erased = ROW_COUNT;
      WHEN 'listings' THEN
        UPDATE listing_version v SET profile = '{}' FROM listing l
        WHERE l.id = v.listing_id AND l.person_id = asked.person_id AND l.state = 'archived';
        GET DIAGNOSTICS erased = ROW_COUNT;
        UPDATE listing SET summary = '', about = '', languages = '{}', needs = '{}', gender = NULL
        WHERE person_id = asked.person_id AND state = 'archived';
        GET DIAGNOSTICS more = ROW_COUNT;
        erased := erased + more;
      ELSE
        RAISE EXCEPTION 'this is kept by law' USING ERRCODE = 'check_violation', CONSTRAINT = 'erasure_kept';
    END CASE;
    RETURN erased;
  END $$`;

/** The function as it is, with the first of a part put otherwise. */
const replaced = (name: string, part: string, by: string) => `DO $do$
  DECLARE
    said text := pg_get_functiondef('${name}'::regprocedure);
    put text := overlay(said PLACING $by$${by}$by$ FROM position($part$${part}$part$ IN said) FOR ${part.length});
  BEGIN
    IF position($part$${part}$part$ IN said) = 0 THEN RAISE EXCEPTION 'the function ${name} is not as it was'; END IF;
    EXECUTE put;
  END $do$`;
