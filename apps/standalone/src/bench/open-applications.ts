import type {EntityManager} from 'typeorm';

/** Who the applications are with, and under which version of the scheme. */
export interface Desk {
  councilId: string;
  versionId: string;
  /** Who opened, handed in and gathered. */
  gathererId: string;
  /** Between whom most of them are shared; the others are nobody's. */
  handlerIds: readonly string[];
}

export const PEOPLE = `
  WITH people AS (
    INSERT INTO person (council_id, name) SELECT $1, 'Member ' || n FROM generate_series(1, $2::integer) n RETURNING id
  )
  INSERT INTO member (council_id, kind, person_id) SELECT $1, 'pa', id FROM people`;

/** Members by a number of their own, the same each time it is asked. */
export const NUMBERED = `(SELECT id, row_number() OVER (ORDER BY id)::integer AS n FROM member WHERE council_id = $1) m`;

export const facts = (officer: string, day: string) => `
  CASE r.kind WHEN 'dbs' THEN jsonb_build_object('level', 'enhanced_barred', 'workforce', 'adult',
    'certificate_number', '001234567890', 'seen_by', ${officer}::uuid, 'seen_on', ${day}) ELSE '{"made": "up"}' END`;

/** So many new members who apply, at each of these stages in turn. */
export async function openApplications(
  tx: EntityManager,
  {councilId, versionId, gathererId, handlerIds}: Desk,
  count: number,
  states: readonly ('submitted' | 'in_checks' | 'ready')[],
): Promise<void> {
  await tx.query(PEOPLE, [councilId, count]);
  await tx.query(OPENED, [councilId, versionId, gathererId, states, handlerIds]);
  await tx.query(GATHERED, [councilId, gathererId, versionId]);
}

/** Handed in over the last four months; two thirds have somebody who handles them. */
const OPENED = `
  INSERT INTO application (council_id, member_id, scheme_version_id, circumstances, state, opened_by, opened_at,
                           submitted_by, submitted_at, state_since, ready_at, assigned_to)
  SELECT $1, m.id, $2, ARRAY['regulated_activity'], state, $3::uuid, day, $3, day, since,
         CASE WHEN state = 'ready' THEN since END,
         CASE WHEN n / 3 % 3 > 0 THEN ($5::uuid[])[1 + n / 9 % cardinality($5::uuid[])] END
  FROM ${NUMBERED}
  CROSS JOIN LATERAL (SELECT ($4::text[])[1 + n % cardinality($4::text[])] AS state,
                             now() - make_interval(hours => n % 2900) AS day) made
  CROSS JOIN LATERAL (
    SELECT now() - (now() - day) * CASE state WHEN 'submitted' THEN 1 WHEN 'in_checks' THEN 0.7 ELSE 0.2 END AS since
  ) moved
  WHERE NOT EXISTS (SELECT FROM application a WHERE a.member_id = m.id)`;

/** Half of what is asked of those in checks, all of it of those that are ready. */
const GATHERED = `
  INSERT INTO evidence (council_id, member_id, application_id, requirement, kind, number, issued_on, checked_on, facts,
                        recorded_by)
  SELECT $1, a.member_id, a.id, r.code, r.kind, place, a.submitted_at::date - 30, a.submitted_at::date, ${facts('$2', 'a.submitted_at::date')}, $2
  FROM application a
  JOIN requirement r ON r.scheme_version_id = $3 AND (r.only_when IS NULL OR r.only_when = ANY (a.circumstances))
  CROSS JOIN LATERAL generate_series(1, r.needed) AS place
  WHERE a.council_id = $1 AND (a.state = 'ready' OR (a.state = 'in_checks' AND r.position % 2 = 0))
    AND NOT EXISTS (SELECT FROM evidence e WHERE e.application_id = a.id)`;
