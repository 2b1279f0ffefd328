import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * How far each representation reaches, as it stands: one function says it for the session, for the use cases inside
 * their transactions and for whoever is told. The session tells the person acted for with what it may do for them.
 */
export class ActingGrants1764202003000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(GRANTS);
    await query.query(BEHALF);
    await replace(query, SESSION_LOOKUP);
  }

  async down(query: QueryRunner): Promise<void> {
    await replace(query, SESSION_LOOKUP_BEFORE);
    await query.query(`DROP FUNCTION behalf_grants, acting_grants`);
  }
}

async function replace(query: QueryRunner, lookup: string): Promise<void> {
  await query.query(`DROP FUNCTION session_by_token`);
  await query.query(lookup);
  await query.query(`REVOKE EXECUTE ON FUNCTION session_by_token FROM PUBLIC`);
  await query.query(`GRANT EXECUTE ON FUNCTION session_by_token TO alongside_app`);
}

/**
 * Where capacity has returned for a kind of decision, whoever stood in for it reaches no further there: Care Act 2014
 * s.32, Mental Capacity Act 2005 s.11(7)(a) (an attorney for welfare; one for money goes on) and s.20(1) (a deputy).
 */
const AREAS = `ARRAY(
  SELECT a.area FROM unnest(r.areas) AS a (area)
  WHERE NOT ((r.kind IN ('authorised', 'deputy') OR (r.kind = 'attorney' AND a.area = 'welfare'))
             AND capacity_outcome(r.holder_id, a.area, on_day) IS NOT DISTINCT FROM 'has'))`;

const GRANTS = `
  CREATE FUNCTION acting_grants(holder uuid, on_day date)
  RETURNS TABLE (id uuid, representative_id uuid, kind text, powers text[], areas text[], lines uuid[])
  LANGUAGE sql STABLE AS $$
    SELECT r.id, r.representative_id, r.kind, r.powers, reach.areas,
           ARRAY(SELECT l.line_id FROM representation_line l WHERE l.representation_id = r.id)
    FROM representation r CROSS JOIN LATERAL (SELECT ${AREAS} AS areas) reach
    WHERE r.holder_id = holder AND r.revoked_at IS NULL
      AND on_day >= r.starts_on AND (r.ends_on IS NULL OR on_day <= r.ends_on) AND cardinality(reach.areas) > 0
  $$`;

/**
 * Staff do what whoever called may do: the person for themselves, but not what the record says they cannot decide; or
 * one who acts for them. A contact that nobody ended is over after two hours.
 */
const BEHALF = `
  CREATE FUNCTION behalf_grants(session uuid, on_day date)
  RETURNS TABLE (contact_id uuid, person_id uuid, how text, kind text, powers text[], areas text[], lines uuid[])
  LANGUAGE sql STABLE AS $$
    SELECT b.id, b.person_id, b.how, g.kind, g.powers, g.areas, g.lines
    FROM behalf_contact b
    CROSS JOIN LATERAL (
      SELECT 'staff' AS kind, NULL::text[] AS powers, ARRAY(
        SELECT a.area FROM unnest('{money,welfare}'::text[]) AS a (area)
        WHERE capacity_outcome(b.person_id, a.area, on_day) IS DISTINCT FROM 'lacks') AS areas, '{}'::uuid[] AS lines
      WHERE b.representation_id IS NULL
      UNION ALL
      SELECT own.kind, own.powers, own.areas, own.lines FROM acting_grants(b.person_id, on_day) own
      WHERE own.id = b.representation_id
    ) g
    WHERE b.session_id = session AND b.ended_at IS NULL AND b.started_at > now() - interval '2 hours'
  $$`;

const COLUMNS = `session_id uuid, council_id uuid, council_name text, account_id uuid, person_id uuid, person_name text,
  roles text[], acting_for_id uuid, acting_for_name text`;

const WHO = `s.id, s.council_id, c.name, s.account_id, p.id, p.name,
  ARRAY(SELECT DISTINCT g.role FROM role_grant g
        WHERE g.person_id = p.id AND today.day >= g.starts_on AND (g.ends_on IS NULL OR today.day <= g.ends_on)
        ORDER BY g.role)`;

const SESSION = `FROM session s
  JOIN council c ON c.id = s.council_id
  JOIN account a ON a.id = s.account_id
  JOIN person p ON p.id = a.person_id
  CROSS JOIN (SELECT (now() AT TIME ZONE 'Europe/London')::date AS day) today
  CROSS JOIN LATERAL (SELECT nullif(coalesce(wanted_for, s.acting_for_id), p.id) AS id) other`;

const LIVE = `WHERE s.token_hash = wanted AND s.ended_at IS NULL AND s.expires_at > now()`;

const KNOWN = `SELECT FROM representation r
  WHERE r.representative_id = p.id AND r.holder_id = f.id AND today.day >= r.starts_on`;

/** Acting for oneself is acting for nobody. Somebody else without a name here is unknown to who asks. */
const SESSION_LOOKUP = `
  CREATE FUNCTION session_by_token(wanted bytea, wanted_for uuid)
  RETURNS TABLE (${COLUMNS}, acting_for_grants jsonb, acting_for_behalf jsonb)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT ${WHO}, other.id, f.name,
      CASE WHEN other.id IS NOT NULL THEN
        (SELECT jsonb_agg(to_jsonb(g)) FROM acting_grants(other.id, today.day) g WHERE g.representative_id = p.id) END,
      CASE WHEN other.id IS NOT NULL THEN
        (SELECT jsonb_agg(to_jsonb(b)) FROM behalf_grants(s.id, today.day) b WHERE b.person_id = other.id) END
    ${SESSION}
    LEFT JOIN person f ON f.id = other.id AND (EXISTS (${KNOWN})
      OR EXISTS (SELECT FROM behalf_contact b WHERE b.session_id = s.id AND b.person_id = f.id))
    ${LIVE}
  $$`;

const SESSION_LOOKUP_BEFORE = `
  CREATE FUNCTION session_by_token(wanted bytea, wanted_for uuid) RETURNS TABLE (${COLUMNS}, acting_for_kinds text[])
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT ${WHO}, other.id, f.name,
      ARRAY(SELECT r.kind FROM representation r
            WHERE r.representative_id = p.id AND r.holder_id = f.id
              AND today.day >= r.starts_on AND (r.ends_on IS NULL OR today.day <= r.ends_on))
    ${SESSION}
    LEFT JOIN person f ON f.id = other.id AND EXISTS (${KNOWN})
    ${LIVE}
  $$`;
