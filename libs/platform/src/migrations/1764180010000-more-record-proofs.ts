import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Conditions, sanctions, deferrals, appeals and the words for the applicant are proven as evidence and decisions are;
 * and so is that a condition was met, a sanction or suspension lifted, an appeal closed, because standing follows from it.
 */
export class MoreRecordProofs1764180010000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const table of EMPTIED) {
      await query.query(`ALTER TABLE ${table}
        ADD COLUMN content_salt uuid DEFAULT new_id(),
        ADD COLUMN content_removed_at timestamptz,
        ADD CONSTRAINT ${table}_content_removed_at_check CHECK ((content_salt IS NULL) = (content_removed_at IS NOT NULL))`);
    }
    for (const each of PROVEN) await query.query(proof(each));
    await query.query(replaced('audit_record_faults(uuid)', LAST, `${LAST}${kept}`));
    // What is there already has no entry with its digests, so it is counted.
    await query.query(COUNT_WHAT_IS_THERE);
    await query.query(ONLY_EMPTIED);
    for (const table of ['appeal', 'approval_condition', 'sanction']) {
      await query.query(replaced(`${table}_rules()`, 'BEGIN', `BEGIN\n    ${LETS_EMPTY}`));
      await query.query(`CREATE TRIGGER held_content_stays BEFORE UPDATE OF content_removed_at ON ${table}
                         FOR EACH ROW EXECUTE FUNCTION held_content_stays('content_removed_at')`);
    }
    await query.query(HELD_DEFERRAL);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER held_content_stays ON deferral`);
    await query.query(`DROP FUNCTION held_deferral_stays`);
    for (const table of ['appeal', 'approval_condition', 'sanction']) {
      await query.query(`DROP TRIGGER held_content_stays ON ${table}`);
      await query.query(replaced(`${table}_rules()`, `BEGIN\n    ${LETS_EMPTY}`, 'BEGIN'));
    }
    await query.query(`DROP FUNCTION only_emptied`);
    await query.query(replaced('audit_record_faults(uuid)', `${LAST}${kept}`, LAST));
    for (const {kind, table} of PROVEN) {
      await query.query(`DROP TRIGGER tells_${kind} ON ${table}`);
      await query.query(`DROP FUNCTION tell_${kind}, proof_of_${kind}(${table})`);
    }
    for (const table of EMPTIED) {
      await query.query(`ALTER TABLE ${table} DROP COLUMN content_salt, DROP COLUMN content_removed_at`);
    }
  }
}

const EMPTIED = ['approval_condition', 'sanction', 'deferral', 'appeal'];

interface Proven {
  kind: string;
  table: string;
  /** When it is so: from the first, unless it says otherwise. */
  once?: string;
  /** What never changes after. */
  columns: string;
  /** What retention may empty. */
  content?: string;
  by: string;
}

const PROVEN: readonly Proven[] = [
  {
    ...{kind: 'approval_condition', table: 'approval_condition', content: 'text', by: 'recorded_by'},
    columns: 'id council_id member_id decision_id due_on publicly_visible recorded_by recorded_at',
  },
  {
    ...{kind: 'met_condition', table: 'approval_condition', once: 'r.met_on IS NOT NULL', by: 'met_recorded_by'},
    columns: 'id council_id met_on met_recorded_by met_recorded_at appeal_id',
  },
  {
    ...{kind: 'sanction', table: 'sanction', content: 'reason', by: 'recorded_by'},
    columns: 'id council_id member_id kind starts_on ends_on recorded_by recorded_at',
  },
  {
    ...{kind: 'lifted_sanction', table: 'sanction', once: 'r.lifted_on IS NOT NULL', by: 'lifted_by'},
    columns: 'id council_id lifted_on lifted_by lifted_at',
  },
  {
    ...{kind: 'lifted_suspension', table: 'suspension', once: 'r.ends_at IS NOT NULL', by: 'lifted_by'},
    columns: 'id council_id ends_at lifted_by lifted_at',
  },
  {
    ...{kind: 'deferral', table: 'deferral', content: 'reasons explanation', by: 'decided_by'},
    columns: 'id council_id application_id until_on decided_by decided_at',
  },
  {
    ...{kind: 'decision_explanation', table: 'decision', once: 'r.explanation IS NOT NULL', by: 'decided_by'},
    ...{columns: 'id council_id', content: 'explanation'},
  },
  {
    ...{kind: 'appeal', table: 'appeal', content: 'grounds', by: 'recorded_by'},
    columns: `id council_id member_id against decision_id condition_id suspension_id sanction_id channel received_on
      answer_by recorded_by recorded_at`,
  },
  {
    ...{kind: 'closed_appeal', table: 'appeal', once: `r.state IN ('decided', 'withdrawn')`, by: 'handled_by'},
    ...{columns: 'id council_id state handled_by outcome effect decided_at', content: 'reasons'},
  },
];

const built = (columns: string) =>
  `jsonb_build_object(${columns
    .split(/\s+/)
    .map((each) => `'${each}', r.${each}`)
    .join(', ')})`;

/** In the transaction of the record, whoever writes it; of what comes to be so later, in the transaction of that. */
const proof = ({kind, table, once, columns, content, by}: Proven) => `
  CREATE FUNCTION proof_of_${kind}(r ${table}) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('kind', '${kind}', 'id', r.id, 'digest', record_digest(${built(columns)})${
      content
        ? `, 'content', CASE WHEN r.content_salt IS NOT NULL THEN record_digest(${built(`${content} content_salt`)}) END`
        : ''
    })
  $$;
  CREATE FUNCTION tell_${kind}() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE r ${table} := NEW;
  BEGIN
    IF ${once ?? 'true'} THEN
      r := OLD;
      IF tg_op = 'INSERT' OR NOT coalesce(${once ?? 'true'}, false) THEN
        INSERT INTO audit_entry (council_id, actor_id, action, subject_kind, subject_id, after)
        VALUES (NEW.council_id, NEW.${by}, 'record.kept', '${kind}', NEW.id,
                jsonb_build_object('records', jsonb_build_array(proof_of_${kind}(NEW))));
      END IF;
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER tells_${kind} AFTER INSERT ${once ? 'OR UPDATE ' : ''}ON ${table}
    FOR EACH ROW EXECUTE FUNCTION tell_${kind}()`;

const LAST = `FROM suspension r WHERE r.council_id = council`;

const kept = PROVEN.map(
  ({kind, table, once, content}) => `
    UNION ALL
    SELECT '${kind}', r.id, proof_of_${kind}(r), ${content ? 'r.content_removed_at' : 'NULL::timestamptz'}
    FROM ${table} r WHERE r.council_id = council AND ${once ?? 'true'}`,
).join('');

const counts = PROVEN.map(
  ({kind, table, once}) =>
    `SELECT council_id, '${kind}' AS kind, count(*) AS n FROM ${table} r WHERE ${once ?? 'true'} GROUP BY council_id`,
).join(' UNION ALL ');

const COUNT_WHAT_IS_THERE = `
  INSERT INTO audit_entry (council_id, action, subject_kind, subject_id, after)
  SELECT council_id, 'register.counted', 'council', council_id, jsonb_build_object('counted', jsonb_object_agg(kind, n))
  FROM (${counts}) c GROUP BY council_id`;

/** The serving role may not say that something was removed, so this is the owner's alone. */
const ONLY_EMPTIED = `
  CREATE FUNCTION only_emptied(before jsonb, after jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT before ->> 'content_removed_at' IS NULL AND after ->> 'content_removed_at' IS NOT NULL
      AND before - ARRAY['content_salt', 'content_removed_at', 'text', 'reason', 'grounds', 'reasons']
        = after - ARRAY['content_salt', 'content_removed_at', 'text', 'reason', 'grounds', 'reasons']
  $$`;

/** What is closed stays as it is, but what it says can go. */
const LETS_EMPTY = `IF tg_op = 'UPDATE' AND only_emptied(to_jsonb(OLD), to_jsonb(NEW)) THEN RETURN NEW; END IF;`;

const HELD_DEFERRAL = `
  CREATE FUNCTION held_deferral_stays() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.content_removed_at IS DISTINCT FROM OLD.content_removed_at
       AND EXISTS (SELECT FROM application a WHERE a.id = OLD.application_id
                     AND is_held(a.member_id, (now() AT TIME ZONE 'Europe/London')::date)) THEN
      RAISE EXCEPTION 'a legal hold keeps this record'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'legal_hold';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER held_content_stays BEFORE UPDATE OF content_removed_at ON deferral
    FOR EACH ROW EXECUTE FUNCTION held_deferral_stays()`;

const replaced = (name: string, part: string, by: string) => `DO $do$
  DECLARE
    said text := pg_get_functiondef('${name}'::regprocedure);
    put text := replace(said, $part$${part}$part$, $by$${by}$by$);
  BEGIN
    IF put = said THEN RAISE EXCEPTION 'the function ${name} is not as it was'; END IF;
    EXECUTE put;
  END $do$`;
