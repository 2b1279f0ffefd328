import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * How people sign in is each council's own rule, by role group and from a day on; how a session began, when it was
 * last used and when it ends at the latest is kept with it. A first factor alone opens nothing where two are asked for.
 */
export class SessionLimits1764204000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [...RULES, ...SESSION, ...PENDING]) await query.query(statement);
    for (const lookup of [
      'session_facts(uuid)',
      'session_seen(uuid)',
      'pending_sign_in_by_token(bytea)',
      'sign_in_rules(uuid)',
    ]) {
      await query.query(`REVOKE EXECUTE ON FUNCTION ${lookup} FROM PUBLIC`);
      await query.query(`GRANT EXECUTE ON FUNCTION ${lookup} TO alongside_app`);
    }
    await query.query(`REVOKE EXECUTE ON FUNCTION council_starts_with_sign_in_rules() FROM PUBLIC`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER session_rules ON session`);
    await query.query(`DROP FUNCTION session_rules, session_facts, session_seen, pending_sign_in_by_token`);
    await query.query(`DROP TABLE pending_sign_in`);
    await query.query(`ALTER TABLE session DROP COLUMN methods, DROP COLUMN authenticated_at, DROP COLUMN last_seen_at,
                       DROP COLUMN idle_minutes, DROP COLUMN ends_at, DROP COLUMN device`);
    await query.query(`DROP TRIGGER council_starts_with_sign_in_rules ON council`);
    await query.query(`DROP FUNCTION council_starts_with_sign_in_rules, sign_in_rules`);
    await query.query(`DROP TABLE council_sign_in`);
  }
}

const METHODS = `ARRAY['password', 'email_link', 'oidc', 'mfa', 'totp', 'passkey', 'recovery_code']`;

/**
 * OWASP ASVS 5.0, 7.3.1 and 7.3.2: an idle and an absolute limit, by the risk. NIST SP 800-63B-4, 2.2.3: with two
 * factors, at most an hour idle and a day in all; 2.1.3 leaves more to one factor. 7.5.3: sensitive changes ask anew.
 */
const SOURCE = 'OWASP ASVS 5.0, 7.3.1, 7.3.2 and 7.5.3; NIST SP 800-63B-4, 2.1.3 and 2.2.3';

const RULES = [
  `CREATE TABLE council_sign_in (
     id uuid PRIMARY KEY DEFAULT new_id(),
     council_id uuid NOT NULL CONSTRAINT council_sign_in_council_id_fkey REFERENCES council (id),
     role_group text NOT NULL CONSTRAINT council_sign_in_role_group_check CHECK (role_group IN ('staff', 'public')),
     starts_on date NOT NULL,
     local_accounts boolean NOT NULL,
     second_factor boolean NOT NULL,
     idle_minutes integer NOT NULL CONSTRAINT council_sign_in_idle_minutes_check CHECK (idle_minutes BETWEEN 5 AND 1440),
     absolute_minutes integer NOT NULL CONSTRAINT council_sign_in_absolute_minutes_check CHECK (absolute_minutes BETWEEN 15 AND 43200),
     fresh_minutes integer NOT NULL CONSTRAINT council_sign_in_fresh_minutes_check CHECK (fresh_minutes BETWEEN 1 AND 60),
     source text NOT NULL CONSTRAINT council_sign_in_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500),
     recorded_by uuid CONSTRAINT council_sign_in_recorded_by_fkey REFERENCES person (id),
     created_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT council_sign_in_absolute_minutes_idle_minutes_check CHECK (absolute_minutes >= idle_minutes)
   )`,
  `CREATE INDEX council_sign_in_council_id_role_group_starts_on_idx ON council_sign_in (council_id, role_group, starts_on)`,
  `SELECT tenant_table('council_sign_in', 'SELECT, INSERT')`,
  // Staff use their council's own sign-in, or, where it says so, an account here; either way with a second factor.
  `CREATE FUNCTION council_starts_with_sign_in_rules() RETURNS trigger
   LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
   BEGIN
     INSERT INTO council_sign_in (council_id, role_group, starts_on, local_accounts, second_factor,
                                  idle_minutes, absolute_minutes, fresh_minutes, source)
     VALUES (new.id, 'staff', DATE '2000-01-01', false, true, 30, 720, 15, '${SOURCE}'),
            (new.id, 'public', DATE '2000-01-01', true, false, 60, 720, 15, '${SOURCE}');
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER council_starts_with_sign_in_rules AFTER INSERT ON council
   FOR EACH ROW EXECUTE FUNCTION council_starts_with_sign_in_rules()`,
  // Nobody who signs in with a password today is shut out on the day of this change; the demonstration stays open.
  `INSERT INTO council_sign_in (council_id, role_group, starts_on, local_accounts, second_factor,
                                idle_minutes, absolute_minutes, fresh_minutes, source)
   SELECT c.id, g.role_group, DATE '2000-01-01', true,
          g.role_group = 'staff' AND NOT EXISTS (
            SELECT FROM account a WHERE a.council_id = c.id AND a.email LIKE '%@demo.example'),
          g.idle, 720, 15, '${SOURCE}'
   FROM council c CROSS JOIN (VALUES ('staff', 30), ('public', 60)) AS g (role_group, idle)`,
  `CREATE FUNCTION sign_in_rules(wanted uuid) RETURNS SETOF council_sign_in LANGUAGE sql STABLE AS $$
     SELECT c.*
     FROM person p
     CROSS JOIN (SELECT (now() AT TIME ZONE 'Europe/London')::date AS day) today
     JOIN council_sign_in c ON c.council_id = p.council_id AND c.starts_on <= today.day
       AND c.role_group = CASE WHEN EXISTS (
         SELECT FROM role_grant g
         WHERE g.person_id = p.id AND today.day >= g.starts_on AND (g.ends_on IS NULL OR today.day <= g.ends_on)
           AND g.role IN ('officer', 'approver', 'finance', 'commissioner', 'duty', 'admin')
       ) THEN 'staff' ELSE 'public' END
     WHERE p.id = wanted
     ORDER BY c.starts_on DESC, c.created_at DESC, c.id DESC
     LIMIT 1
   $$`,
];

const SESSION = [
  `ALTER TABLE session
     ADD methods text[] NOT NULL DEFAULT '{password}',
     ADD authenticated_at timestamptz NOT NULL DEFAULT now(),
     ADD last_seen_at timestamptz NOT NULL DEFAULT now(),
     ADD idle_minutes integer NOT NULL DEFAULT 60
       CONSTRAINT session_idle_minutes_check CHECK (idle_minutes BETWEEN 1 AND 1440),
     ADD ends_at timestamptz,
     ADD device text NOT NULL DEFAULT 'A browser we do not know'
       CONSTRAINT session_device_check CHECK (length(device) BETWEEN 1 AND 80),
     ADD CONSTRAINT session_methods_check CHECK (methods <> '{}' AND methods <@ ${METHODS})`,
  `UPDATE session SET authenticated_at = created_at, last_seen_at = created_at, ends_at = expires_at`,
  `ALTER TABLE session ALTER ends_at SET NOT NULL, ALTER methods DROP DEFAULT, ALTER idle_minutes DROP DEFAULT,
     ALTER device DROP DEFAULT,
     ADD CONSTRAINT session_expires_at_check CHECK (expires_at <= ends_at)`,
  // When it ends at the latest and how long it may rest is said once, when it begins.
  `REVOKE UPDATE ON session FROM alongside_app`,
  `GRANT UPDATE (token_hash, acting_for_id, methods, authenticated_at, last_seen_at, expires_at, ended_at)
   ON session TO alongside_app`,
  `CREATE FUNCTION session_rules() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE rules council_sign_in;
   BEGIN
     SELECT r.* INTO rules FROM account a CROSS JOIN LATERAL sign_in_rules(a.person_id) r WHERE a.id = new.account_id;
     IF rules.id IS NULL THEN
       RAISE EXCEPTION 'no rules for signing in' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_rules';
     END IF;
     IF rules.second_factor AND NOT new.methods && ARRAY['mfa', 'totp', 'passkey', 'recovery_code'] THEN
       RAISE EXCEPTION 'a second factor is needed' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_rules';
     END IF;
     IF NOT rules.local_accounts AND NOT new.methods && ARRAY['oidc'] THEN
       RAISE EXCEPTION 'no local accounts' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_rules';
     END IF;
     RETURN new;
   END $$`,
  `CREATE TRIGGER session_rules BEFORE INSERT ON session FOR EACH ROW EXECUTE FUNCTION session_rules()`,
  `CREATE FUNCTION session_facts(wanted uuid)
   RETURNS TABLE (methods text[], authenticated_at timestamptz, expires_at timestamptz, ends_at timestamptz,
                  idle_minutes integer, unseen boolean)
   LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
     SELECT s.methods, s.authenticated_at, s.expires_at, s.ends_at, s.idle_minutes,
            s.last_seen_at < now() - interval '1 minute'
     FROM session s WHERE s.id = wanted
   $$`,
  // At most once a minute, so that reading a page does not cost a write.
  `CREATE FUNCTION session_seen(wanted uuid) RETURNS timestamptz
   LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
     UPDATE session s
     SET last_seen_at = now(), expires_at = least(s.ends_at, now() + s.idle_minutes * interval '1 minute')
     WHERE s.id = wanted AND s.ended_at IS NULL AND s.expires_at > now()
       AND s.last_seen_at < now() - interval '1 minute'
     RETURNING s.expires_at
   $$`,
];

const PENDING = [
  `CREATE TABLE pending_sign_in (
     id uuid PRIMARY KEY DEFAULT new_id(),
     council_id uuid NOT NULL CONSTRAINT pending_sign_in_council_id_fkey REFERENCES council (id),
     account_id uuid NOT NULL CONSTRAINT pending_sign_in_account_id_fkey REFERENCES account (id),
     token_hash bytea NOT NULL CONSTRAINT pending_sign_in_token_hash_key UNIQUE,
     methods text[] NOT NULL CONSTRAINT pending_sign_in_methods_check CHECK (methods <> '{}' AND methods <@ ${METHODS}),
     device text NOT NULL CONSTRAINT pending_sign_in_device_check CHECK (length(device) BETWEEN 1 AND 80),
     tries integer NOT NULL DEFAULT 0,
     challenge text,
     created_at timestamptz NOT NULL DEFAULT now(),
     expires_at timestamptz NOT NULL,
     used_at timestamptz
   )`,
  `CREATE INDEX pending_sign_in_account_id_idx ON pending_sign_in (account_id)`,
  `SELECT tenant_table('pending_sign_in', 'SELECT, INSERT, DELETE')`,
  `GRANT UPDATE (tries, challenge, used_at) ON pending_sign_in TO alongside_app`,
  `CREATE TRIGGER pending_sign_in_same_council BEFORE INSERT OR UPDATE ON pending_sign_in
   FOR EACH ROW EXECUTE FUNCTION same_council('account_id', 'account')`,
  `CREATE FUNCTION pending_sign_in_by_token(wanted bytea)
   RETURNS TABLE (pending_id uuid, council_id uuid, account_id uuid, person_id uuid)
   LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
     SELECT s.id, s.council_id, s.account_id, a.person_id
     FROM pending_sign_in s JOIN account a ON a.id = s.account_id
     WHERE s.token_hash = wanted AND s.used_at IS NULL AND s.expires_at > now() AND s.tries < 5
   $$`,
];
