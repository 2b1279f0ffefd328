import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Rules of retention for an account that nobody uses, and for what a representation rested on once it has ended. Both
 * are emptied and stay as rows: others point to them, and who acted for whom is answered for longer than by what right.
 */
export class UnusedAccounts1764350003000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const sql of [COLUMNS, LAST_USED, STAYS_EMPTY, EVIDENCE_MAY_GO, RULES]) await query.query(sql);
    await query.query(replaced('representation_ended()', 'BEGIN', `BEGIN\n     ${LETS_EMPTY}`));
    for (const [name, part, by] of REPLACED) await query.query(replaced(name, part, by));
  }

  async down(query: QueryRunner): Promise<void> {
    for (const [name, part, by] of [...REPLACED].reverse()) await query.query(replaced(name, by, part));
    await query.query(replaced('representation_ended()', `BEGIN\n     ${LETS_EMPTY}`, 'BEGIN'));
    await query.query(`DELETE FROM retention_rule WHERE category IN ('account', 'representation')`);
    await query.query(`ALTER TABLE representation DROP CONSTRAINT representation_evidence_check`);
    await query.query(`DROP TRIGGER stays_empty ON account`);
    await query.query(`DROP TRIGGER account_used ON session`);
    await query.query(`DROP FUNCTION account_used, account_stays_empty`);
    await query.query(`ALTER TABLE account DROP COLUMN last_used_on, DROP COLUMN emptied_at`);
    await query.query(`ALTER TABLE representation DROP COLUMN emptied_at`);
  }
}

const TODAY = `(now() AT TIME ZONE 'Europe/London')::date`;

const COLUMNS = `
  ALTER TABLE account ADD COLUMN last_used_on date, ADD COLUMN emptied_at timestamptz;
  UPDATE account a SET last_used_on = (
    SELECT (max(s.last_seen_at) AT TIME ZONE 'Europe/London')::date FROM session s WHERE s.account_id = a.id);
  ALTER TABLE representation ADD COLUMN emptied_at timestamptz`;

/** Sessions go after three months; that an account is in use is known for longer, to the day. */
const LAST_USED = `
  CREATE FUNCTION account_used() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    UPDATE account SET last_used_on = ${TODAY} WHERE id = NEW.account_id AND last_used_on IS DISTINCT FROM ${TODAY};
    RETURN NULL;
  END $$;
  REVOKE EXECUTE ON FUNCTION account_used FROM PUBLIC;
  CREATE TRIGGER account_used AFTER INSERT ON session FOR EACH ROW EXECUTE FUNCTION account_used()`;

const STAYS_EMPTY = `
  CREATE FUNCTION account_stays_empty() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.emptied_at IS NOT NULL THEN
      RAISE EXCEPTION 'this account was closed for good' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_stays_empty';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER stays_empty BEFORE UPDATE ON account FOR EACH ROW EXECUTE FUNCTION account_stays_empty()`;

/** The serving role has no right to the column. */
const LETS_EMPTY = `IF OLD.emptied_at IS NULL AND NEW.emptied_at IS NOT NULL THEN RETURN NEW; END IF;`;

/** What each kind has to have in it may go with the rest when its time has come. */
const EVIDENCE_MAY_GO = `
  DO $do$
  DECLARE
    said text := pg_get_constraintdef((SELECT oid FROM pg_constraint WHERE conname = 'representation_evidence_check'
                                         AND conrelid = 'representation'::regclass));
  BEGIN
    ALTER TABLE representation DROP CONSTRAINT representation_evidence_check;
    EXECUTE 'ALTER TABLE representation ADD CONSTRAINT representation_evidence_check CHECK (emptied_at IS NOT NULL OR '
      || substr(said, length('CHECK ') + 1) || ')';
  END $do$`;

const RULES = `
  INSERT INTO retention_rule (category, months, source, starts_on) VALUES
    ('account', 36, 'UK GDPR article 5(1)(e): no longer than is needed: nobody signed in for three years, and nothing runs', '2000-01-01'),
    ('representation', 72, 'Limitation Act 1980, section 5: six years, as long as what was done under it can be asked about', '2000-01-01')`;

const LONDON = `AT TIME ZONE 'Europe/London')::date`;
const held = (person: string) =>
  `EXISTS (SELECT FROM member m WHERE m.person_id = ${person} AND is_held(m.id, ${TODAY}))`;

/** Somebody with a role of the council, a budget that runs, a listing, an application or somebody to act for is no stranger. */
const DUE = `SELECT 'account', a.id, NULL::uuid, NULL::uuid, coalesce(a.last_used_on, (a.created_at ${LONDON})
      FROM account a
      WHERE a.council_id = current_council() AND a.emptied_at IS NULL AND NOT ${held('a.person_id')}
        AND NOT EXISTS (SELECT FROM role_grant g WHERE g.person_id = a.person_id AND (g.ends_on IS NULL OR g.ends_on >= ${TODAY})
                          AND g.role NOT IN ('holder', 'nominated', 'authorised', 'carer', 'pa', 'provider'))
        AND NOT EXISTS (SELECT FROM budget b JOIN budget_line l ON l.budget_id = b.id
                        WHERE b.holder_id = a.person_id AND (l.ends_on IS NULL OR l.ends_on >= ${TODAY}))
        AND NOT EXISTS (SELECT FROM listing l WHERE l.person_id = a.person_id AND l.state <> 'archived')
        AND NOT EXISTS (SELECT FROM organisation_member o JOIN listing l ON l.organisation_id = o.organisation_id
                        WHERE o.person_id = a.person_id AND l.state <> 'archived')
        AND NOT EXISTS (SELECT FROM representation r
                        WHERE r.representative_id = a.person_id AND r.revoked_at IS NULL
                          AND (r.ends_on IS NULL OR r.ends_on >= ${TODAY}))
      UNION ALL
      SELECT 'representation', r.id, NULL::uuid, NULL::uuid, least(r.ends_on, (r.revoked_at ${LONDON})
      FROM representation r
      WHERE r.council_id = current_council() AND r.emptied_at IS NULL
        AND (r.revoked_at IS NOT NULL OR r.ends_on < ${TODAY})
        AND NOT ${held('r.holder_id')} AND NOT ${held('r.representative_id')}
      UNION ALL
      `;
const ENQUIRY = `SELECT 'enquiry', q.id, NULL::uuid`;
const BRANCH = `WHEN 'enquiry' THEN`;

/** Function, a part of it, and what stands in its place. */
const REPLACED: readonly (readonly [string, string, string])[] = [
  ['retention_due(date)', ENQUIRY, `${DUE}${ENQUIRY}`],
  [
    'retention_remove()',
    BRANCH,
    `WHEN 'account' THEN
          DELETE FROM recovery_code WHERE council_id = council AND account_id = ANY (rule.ids);
          DELETE FROM second_factor WHERE council_id = council AND account_id = ANY (rule.ids);
          DELETE FROM pending_sign_in WHERE council_id = council AND account_id = ANY (rule.ids);
          DELETE FROM sign_in_link WHERE council_id = council AND account_id = ANY (rule.ids);
          DELETE FROM sign_in_identity WHERE council_id = council AND account_id = ANY (rule.ids);
          UPDATE session SET ended_at = now() WHERE council_id = council AND account_id = ANY (rule.ids) AND ended_at IS NULL;
          UPDATE account SET email = NULL, password_hash = NULL, emptied_at = now()
          WHERE council_id = council AND id = ANY (rule.ids);
        WHEN 'representation' THEN
          UPDATE representation SET evidence = '{}', emptied_at = now(),
            revoke_reason = CASE WHEN revoke_reason IS NOT NULL THEN 'Removed by a retention rule.' END
          WHERE council_id = council AND id = ANY (rule.ids);
        ${BRANCH}`,
  ],
];

/** The function as it is, with the first of a part put otherwise. */
const replaced = (name: string, part: string, by: string) => `DO $do$
  DECLARE
    said text := pg_get_functiondef('${name}'::regprocedure);
    put text := overlay(said PLACING $by$${by}$by$ FROM position($part$${part}$part$ IN said) FOR ${part.length});
  BEGIN
    IF position($part$${part}$part$ IN said) = 0 THEN RAISE EXCEPTION 'the function ${name} is not as it was'; END IF;
    EXECUTE put;
  END $do$`;
