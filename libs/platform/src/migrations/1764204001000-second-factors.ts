import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Authenticator apps, passkeys and recovery codes; and how failed tries slow down whoever makes them. */
export class SecondFactors1764204001000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [...FACTORS, ...FAILURES, staffAre([...STAFF, 'safeguarding', 'privacy'])])
      await query.query(statement);
    for (const name of ['sign_in_attempt(bytea[], integer[])', 'sign_in_succeeded(bytea[])']) {
      await query.query(`REVOKE EXECUTE ON FUNCTION ${name} FROM PUBLIC`);
      await query.query(`GRANT EXECUTE ON FUNCTION ${name} TO alongside_app`);
    }
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(staffAre(STAFF));
    await query.query(`DROP FUNCTION sign_in_attempt, sign_in_succeeded`);
    await query.query(`DROP TABLE sign_in_failure, recovery_code, second_factor`);
  }
}

const STAFF = ['officer', 'approver', 'finance', 'commissioner', 'duty', 'admin'];

/** Whose roles make somebody staff, for the rules of signing in. */
function staffAre(roles: readonly string[]): string {
  return `CREATE OR REPLACE FUNCTION sign_in_rules(wanted uuid) RETURNS SETOF council_sign_in LANGUAGE sql STABLE AS $$
    SELECT c.*
    FROM person p
    CROSS JOIN (SELECT (now() AT TIME ZONE 'Europe/London')::date AS day) today
    JOIN council_sign_in c ON c.council_id = p.council_id AND c.starts_on <= today.day
      AND c.role_group = CASE WHEN EXISTS (
        SELECT FROM role_grant g
        WHERE g.person_id = p.id AND today.day >= g.starts_on AND (g.ends_on IS NULL OR today.day <= g.ends_on)
          AND g.role IN (${roles.map((role) => `'${role}'`).join(', ')})
      ) THEN 'staff' ELSE 'public' END
    WHERE p.id = wanted
    ORDER BY c.starts_on DESC, c.created_at DESC, c.id DESC
    LIMIT 1
  $$`;
}

const FACTORS = [
  `CREATE TABLE second_factor (
     id uuid PRIMARY KEY DEFAULT new_id(),
     council_id uuid NOT NULL CONSTRAINT second_factor_council_id_fkey REFERENCES council (id),
     account_id uuid NOT NULL CONSTRAINT second_factor_account_id_fkey REFERENCES account (id),
     kind text NOT NULL CONSTRAINT second_factor_kind_check CHECK (kind IN ('totp', 'passkey')),
     name text NOT NULL CONSTRAINT second_factor_name_check CHECK (length(btrim(name)) BETWEEN 1 AND 60),
     secret bytea,
     last_step bigint,
     credential_id text CONSTRAINT second_factor_credential_id_key UNIQUE,
     public_key bytea,
     counter bigint NOT NULL DEFAULT 0,
     transports text[] NOT NULL DEFAULT '{}',
     created_at timestamptz NOT NULL DEFAULT now(),
     confirmed_at timestamptz,
     last_used_at timestamptz,
     removed_at timestamptz,
     CONSTRAINT second_factor_secret_check CHECK (
       removed_at IS NOT NULL OR (kind = 'totp' AND secret IS NOT NULL)
       OR (kind = 'passkey' AND credential_id IS NOT NULL AND public_key IS NOT NULL AND confirmed_at IS NOT NULL))
   )`,
  `CREATE INDEX second_factor_account_id_idx ON second_factor (account_id)`,
  `SELECT tenant_table('second_factor', 'SELECT, INSERT')`,
  `GRANT UPDATE (name, secret, last_step, credential_id, public_key, counter, created_at, confirmed_at, last_used_at,
                 removed_at) ON second_factor TO alongside_app`,
  `CREATE TRIGGER second_factor_same_council BEFORE INSERT OR UPDATE ON second_factor
   FOR EACH ROW EXECUTE FUNCTION same_council('account_id', 'account')`,
  // A code counts once: the database takes no step that is not later than the last.
  `CREATE FUNCTION second_factor_rules() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF new.last_step IS DISTINCT FROM old.last_step AND new.last_step <= old.last_step THEN
       RAISE EXCEPTION 'this code has been used' USING ERRCODE = 'check_violation', CONSTRAINT = 'second_factor_rules';
     END IF;
     IF old.removed_at IS NOT NULL THEN
       RAISE EXCEPTION 'it was removed' USING ERRCODE = 'check_violation', CONSTRAINT = 'second_factor_rules';
     END IF;
     RETURN new;
   END $$`,
  `CREATE TRIGGER second_factor_rules BEFORE UPDATE ON second_factor
   FOR EACH ROW EXECUTE FUNCTION second_factor_rules()`,
  `CREATE TABLE recovery_code (
     id uuid PRIMARY KEY DEFAULT new_id(),
     council_id uuid NOT NULL CONSTRAINT recovery_code_council_id_fkey REFERENCES council (id),
     account_id uuid NOT NULL CONSTRAINT recovery_code_account_id_fkey REFERENCES account (id),
     salt bytea NOT NULL CONSTRAINT recovery_code_salt_check CHECK (length(salt) = 16),
     code_hash bytea NOT NULL CONSTRAINT recovery_code_code_hash_check CHECK (length(code_hash) = 32),
     created_at timestamptz NOT NULL DEFAULT now(),
     used_at timestamptz
   )`,
  `CREATE INDEX recovery_code_account_id_idx ON recovery_code (account_id)`,
  `SELECT tenant_table('recovery_code', 'SELECT, INSERT, DELETE')`,
  `GRANT UPDATE (used_at) ON recovery_code TO alongside_app`,
  `CREATE TRIGGER recovery_code_same_council BEFORE INSERT OR UPDATE ON recovery_code
   FOR EACH ROW EXECUTE FUNCTION same_council('account_id', 'account')`,
];

/**
 * Whose key it is, nobody can read: a keyed hash of an e-mail and an address, or of an address. It is gone a day after
 * the last try. A try is counted before it is looked at, so that many at once are counted too.
 */
const FAILURES = [
  `CREATE TABLE sign_in_failure (
     key bytea PRIMARY KEY CONSTRAINT sign_in_failure_key_check CHECK (length(key) = 32),
     failures integer NOT NULL DEFAULT 0,
     last_at timestamptz NOT NULL DEFAULT now()
   )`,
  `CREATE INDEX sign_in_failure_last_at_idx ON sign_in_failure (last_at)`,
  // Seconds to wait; nought when this try may be made, and then it is counted.
  `CREATE FUNCTION sign_in_attempt(keys bytea[], free integer[]) RETURNS integer
   LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
   DECLARE wait integer := 0; found sign_in_failure; i integer;
   BEGIN
     DELETE FROM sign_in_failure WHERE key IN (
       SELECT key FROM sign_in_failure WHERE last_at < now() - interval '1 day' ORDER BY last_at LIMIT 100
       FOR UPDATE SKIP LOCKED);
     FOR i IN SELECT s FROM generate_subscripts(keys, 1) s ORDER BY keys[s] LOOP
       INSERT INTO sign_in_failure AS f (key) VALUES (keys[i])
       ON CONFLICT (key) DO UPDATE
         SET failures = CASE WHEN f.last_at < now() - interval '1 hour' THEN 0 ELSE f.failures END
       RETURNING * INTO found;
       IF found.failures >= free[i] THEN
         wait := greatest(wait, ceil(extract(epoch FROM found.last_at - now())
           + least(900, 15 * 2 ^ least(found.failures - free[i], 10)))::integer);
       END IF;
     END LOOP;
     IF wait <= 0 THEN
       UPDATE sign_in_failure SET failures = failures + 1, last_at = now() WHERE key = ANY (keys);
       RETURN 0;
     END IF;
     RETURN wait;
   END $$`,
  // What was right is not a failure: the first key is forgotten, of the others this try alone.
  `CREATE FUNCTION sign_in_succeeded(keys bytea[]) RETURNS void
   LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
     UPDATE sign_in_failure SET failures = CASE WHEN key = keys[1] THEN 0 ELSE greatest(failures - 1, 0) END
     WHERE key = ANY (keys)
   $$`,
];
