import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Whom a request acts for is always said, also when it may not be: nobody is taken for themselves by mistake. The
 * name only to who represents them, or did; and every representation in force, because somebody may be several.
 */
export class ActingFor1764000960000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await replace(query, SESSION_LOOKUP);
  }

  async down(query: QueryRunner): Promise<void> {
    await replace(query, SESSION_LOOKUP_BEFORE);
  }
}

async function replace(query: QueryRunner, lookup: string): Promise<void> {
  await query.query(`DROP FUNCTION session_by_token`);
  await query.query(lookup);
  await query.query(`REVOKE EXECUTE ON FUNCTION session_by_token FROM PUBLIC`);
  await query.query(`GRANT EXECUTE ON FUNCTION session_by_token TO alongside_app`);
}

const COLUMNS = `session_id uuid, council_id uuid, council_name text, account_id uuid, person_id uuid, person_name text,
  roles text[], acting_for_id uuid, acting_for_name text`;

const WHO = `s.id, s.council_id, c.name, s.account_id, p.id, p.name,
  ARRAY(SELECT DISTINCT g.role FROM role_grant g
        WHERE g.person_id = p.id AND today.day >= g.starts_on AND (g.ends_on IS NULL OR today.day <= g.ends_on)
        ORDER BY g.role)`;

const IN_FORCE = `FROM representation r
  WHERE r.representative_id = p.id AND r.holder_id = f.id
    AND today.day >= r.starts_on AND (r.ends_on IS NULL OR today.day <= r.ends_on)`;

const SESSION = `FROM session s
  JOIN council c ON c.id = s.council_id
  JOIN account a ON a.id = s.account_id
  JOIN person p ON p.id = a.person_id
  CROSS JOIN (SELECT (now() AT TIME ZONE 'Europe/London')::date AS day) today`;

const LIVE = `WHERE s.token_hash = wanted AND s.ended_at IS NULL AND s.expires_at > now()`;

/** Acting for oneself is acting for nobody. Somebody else without a name here is unknown to who asks. */
const SESSION_LOOKUP = `
  CREATE FUNCTION session_by_token(wanted bytea, wanted_for uuid) RETURNS TABLE (${COLUMNS}, acting_for_kinds text[])
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT ${WHO}, other.id, f.name, ARRAY(SELECT r.kind ${IN_FORCE})
    ${SESSION}
    CROSS JOIN LATERAL (SELECT nullif(coalesce(wanted_for, s.acting_for_id), p.id) AS id) other
    LEFT JOIN person f ON f.id = other.id AND EXISTS (
      SELECT FROM representation r
      WHERE r.representative_id = p.id AND r.holder_id = f.id AND today.day >= r.starts_on)
    ${LIVE}
  $$`;

const SESSION_LOOKUP_BEFORE = `
  CREATE FUNCTION session_by_token(wanted bytea, wanted_for uuid) RETURNS TABLE (${COLUMNS}, acting_for_kind text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT ${WHO}, f.id, f.name, (SELECT r.kind ${IN_FORCE} ORDER BY r.starts_on DESC LIMIT 1)
    ${SESSION}
    LEFT JOIN person f ON f.id = coalesce(wanted_for, s.acting_for_id) AND f.council_id = s.council_id
    ${LIVE}
  $$`;
