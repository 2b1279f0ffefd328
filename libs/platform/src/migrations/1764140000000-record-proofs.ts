import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * The audit entry of a record holds digests of it, so that verifying the trail finds a record that was changed behind
 * it. What a record says in words and facts has a digest of its own, with a salt that goes when retention removes them:
 * after that the trail says nothing of them that could be guessed.
 */
export class RecordProofs1764140000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const table of ['evidence', 'decision']) {
      await query.query(`ALTER TABLE ${table}
        ADD COLUMN content_salt uuid DEFAULT new_id(),
        ADD COLUMN content_removed_at timestamptz,
        ADD CONSTRAINT ${table}_content_removed_at_check CHECK ((content_salt IS NULL) = (content_removed_at IS NOT NULL))`);
    }
    await query.query(DIGEST);
    for (const [table, columns, content] of PROVEN) await query.query(proof(table, columns.split(' '), content));
    for (const [table, , , by] of PROVEN) await query.query(tell(table, by));
    await query.query(FAULTS);
    await query.query(`REVOKE EXECUTE ON FUNCTION audit_record_faults(uuid) FROM PUBLIC`);
    // What is there already has no entry with its digests, so it is counted.
    await query.query(COUNT_WHAT_IS_THERE);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION audit_record_faults`);
    for (const [table] of PROVEN) {
      await query.query(`DROP TRIGGER tells_records ON ${table}`);
      await query.query(`DROP FUNCTION tell_${table}, record_proof(${table})`);
    }
    await query.query(`DROP FUNCTION record_digest`);
    for (const table of ['decision', 'evidence']) {
      await query.query(`ALTER TABLE ${table} DROP COLUMN content_salt, DROP COLUMN content_removed_at`);
    }
  }
}

/** Every connection runs in UTC, and verifying does whatever its session says: the same instant has one spelling. */
const DIGEST = `
  CREATE FUNCTION record_digest(of jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT encode(sha256(convert_to(of::text, 'UTF8')), 'hex')
  $$`;

/** Table; columns that never change; columns that retention may empty; who did it. A column added later is none of them. */
const PROVEN: readonly (readonly [string, string, readonly string[], string])[] = [
  [
    'evidence',
    'id council_id member_id application_id requirement kind number issued_on checked_on valid_until recorded_by recorded_at',
    ['facts'],
    'recorded_by',
  ],
  [
    'decision',
    'id council_id member_id application_id outcome reason_code decided_by decided_at effective_on',
    ['reasons', 'conditions'],
    'decided_by',
  ],
  ['evidence_void', 'id council_id member_id evidence_id reason ended_on voided_by voided_at', [], 'voided_by'],
  ['suspension', 'id council_id member_id starts_at recorded_by', [], 'recorded_by'],
];

const built = (columns: readonly string[]) =>
  `jsonb_build_object(${columns.map((each) => `'${each}', r.${each}`).join(', ')})`;

const proof = (table: string, columns: readonly string[], content: readonly string[]) => `
  CREATE FUNCTION record_proof(r ${table}) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('kind', '${table}', 'id', r.id, 'digest', record_digest(${built(columns)})${
      content.length
        ? `, 'content', CASE WHEN r.content_salt IS NOT NULL
             THEN record_digest(${built([...content, 'content_salt'])}) END`
        : ''
    })
  $$`;

/**
 * In the transaction of the record, whoever writes it. What comes by the thousand says \`app.records_told\` and tells of
 * its records itself; a record that nobody told of is a fault.
 */
const tell = (table: string, by: string) => `
  CREATE FUNCTION tell_${table}() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF coalesce(current_setting('app.records_told', true), '') <> 'yes' THEN
      INSERT INTO audit_entry (council_id, actor_id, action, subject_kind, subject_id, after)
      SELECT r.council_id, r.${by}, 'record.kept', '${table}', r.id, jsonb_build_object('records', jsonb_build_array(record_proof(r)))
      FROM added JOIN ${table} r ON r.id = added.id ORDER BY r.id;
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER tells_records AFTER INSERT ON ${table} REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION tell_${table}()`;

const kept = PROVEN.map(
  ([table, , content]) => `
    SELECT '${table}' AS kind, r.id, record_proof(r) AS proof, ${content.length ? 'r.content_removed_at' : 'NULL::timestamptz'} AS removed_at
    FROM ${table} r WHERE r.council_id = council`,
).join(' UNION ALL ');

/**
 * What differs from what the trail says of it, for one council. Records made in bulk for demonstrations are counted in
 * an entry instead (\`counted\`); one more or less than the trail knows of is a fault too.
 */
const FAULTS = `
  CREATE FUNCTION audit_record_faults(council uuid) RETURNS SETOF text LANGUAGE sql STABLE SET timezone = 'UTC' AS $$
    WITH told AS (
      SELECT DISTINCT ON (r.kind, r.id) r.kind, r.id, r.digest, r.content
      FROM audit_entry e CROSS JOIN LATERAL jsonb_to_recordset(e.after -> 'records') AS r (kind text, id uuid, digest text, content text)
      WHERE e.council_id = council AND e.after ? 'records' ORDER BY r.kind, r.id, e.id
    ), removed AS (
      SELECT DISTINCT gone.id::uuid AS id FROM audit_entry e CROSS JOIN LATERAL jsonb_array_elements_text(e.after -> 'removed') AS gone (id)
      WHERE e.council_id = council AND e.after ? 'removed'
    ), counted AS (
      SELECT c.kind, sum(c.n::bigint) AS n
      FROM audit_entry e CROSS JOIN LATERAL jsonb_each_text(e.after -> 'counted') AS c (kind, n)
      WHERE e.council_id = council AND e.after ? 'counted' GROUP BY c.kind
    ), kept AS (${kept}
    ), untold AS (
      SELECT kind, count(*) AS n FROM kept k
      WHERE NOT EXISTS (SELECT FROM told t WHERE t.kind = k.kind AND t.id = k.id) GROUP BY kind
    )
    SELECT CASE
      WHEN k.id IS NULL THEN format('the %s %s is gone', replace(t.kind, '_', ' '), t.id)
      WHEN k.proof ->> 'digest' <> t.digest THEN format('the %s %s was changed', replace(t.kind, '_', ' '), t.id)
      WHEN k.removed_at IS NULL THEN format('what the %s %s says was changed', replace(t.kind, '_', ' '), t.id)
      ELSE format('what the %s %s says was removed, and by no rule', replace(t.kind, '_', ' '), t.id) END
    FROM told t LEFT JOIN kept k ON k.kind = t.kind AND k.id = t.id
    WHERE k.id IS NULL OR k.proof ->> 'digest' <> t.digest
       OR (k.removed_at IS NULL AND k.proof ->> 'content' IS DISTINCT FROM t.content)
       OR (k.removed_at IS NOT NULL AND NOT EXISTS (SELECT FROM removed WHERE removed.id = k.id))
    UNION ALL
    SELECT format('there are %s records of the kind %s without an entry, and the trail knows of %s',
                  coalesce(u.n, 0), kind, coalesce(c.n, 0))
    FROM untold u FULL JOIN counted c USING (kind) WHERE coalesce(u.n, 0) <> coalesce(c.n, 0)
    ORDER BY 1
  $$`;

const counts = PROVEN.map(
  ([table]) => `SELECT council_id, '${table}' AS kind, count(*) AS n FROM ${table} GROUP BY council_id`,
).join(' UNION ALL ');

const COUNT_WHAT_IS_THERE = `
  INSERT INTO audit_entry (council_id, action, subject_kind, subject_id, after)
  SELECT council_id, 'register.counted', 'council', council_id, jsonb_build_object('counted', jsonb_object_agg(kind, n))
  FROM (${counts}) c GROUP BY council_id`;
