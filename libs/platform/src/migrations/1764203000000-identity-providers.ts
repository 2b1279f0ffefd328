import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * OpenID Connect: which issuers a council trusts and what their claims mean, the sign-ins that are under way, and
 * which account somebody has linked to whom. The issuers are set by whoever runs the service, never by a request.
 */
export class IdentityProviders1764203000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const table of TABLES) await query.query(table);
    await query.query(`CREATE INDEX role_claim_provider_id_idx ON role_claim (provider_id)`);
    await query.query(`CREATE INDEX sign_in_identity_account_id_idx ON sign_in_identity (account_id)`);
    await query.query(`CREATE INDEX sign_in_attempt_expires_at_idx ON sign_in_attempt (expires_at)`);
    await query.query(`SELECT tenant_table('identity_provider', 'SELECT'), tenant_table('role_claim', 'SELECT')`);
    await query.query(`SELECT tenant_table('sign_in_identity', 'SELECT, INSERT, DELETE')`);
    await query.query(`SELECT tenant_table('sign_in_attempt', 'SELECT, INSERT, DELETE,
      UPDATE (used_at, issuer, subject, email, name, second_factor, roles)')`);

    // Somebody who signs in at an issuer, or by a link alone, has no password here; who has no e-mail has an issuer.
    await query.query(`ALTER TABLE account ALTER COLUMN password_hash DROP NOT NULL, ALTER COLUMN email DROP NOT NULL`);
    // A role that follows an issuer's claim can end on the day on which it began: then it was for no whole day.
    await query.query(`ALTER TABLE role_grant
      ADD COLUMN provider_id uuid CONSTRAINT role_grant_provider_id_fkey REFERENCES identity_provider (id),
      DROP CONSTRAINT role_grant_ends_on_check,
      ADD CONSTRAINT role_grant_ends_on_check CHECK (ends_on >= starts_on - 1)`);
    await query.query(`DROP TRIGGER role_grant_same_council ON role_grant`);
    for (const [table, ...references] of REFERENCES) {
      const args = references.map((each) => `'${each}'`).join(', ');
      await query.query(`CREATE TRIGGER ${table}_same_council BEFORE INSERT ON ${table}
                         FOR EACH ROW EXECUTE FUNCTION same_council(${args})`);
    }
    await query.query(LAST_WAY);
    await query.query(`CREATE TRIGGER last_way BEFORE DELETE ON sign_in_identity
                       FOR EACH ROW EXECUTE FUNCTION sign_in_identity_last_way()`);
    await query.query(ATTEMPT_LOOKUP);
    await query.query(PROVIDER_LOOKUP);
    for (const lookup of LOOKUPS) {
      await query.query(`REVOKE EXECUTE ON FUNCTION ${lookup} FROM PUBLIC`);
      await query.query(`GRANT EXECUTE ON FUNCTION ${lookup} TO alongside_app`);
    }
  }

  async down(query: QueryRunner): Promise<void> {
    for (const lookup of LOOKUPS) await query.query(`DROP FUNCTION ${lookup}`);
    await query.query(`DROP TABLE sign_in_attempt, sign_in_identity, role_claim`);
    await query.query(`DROP FUNCTION sign_in_identity_last_way`);
    await query.query(`DROP TRIGGER role_grant_same_council ON role_grant`);
    await query.query(`ALTER TABLE role_grant DROP COLUMN provider_id, DROP CONSTRAINT role_grant_ends_on_check,
      ADD CONSTRAINT role_grant_ends_on_check CHECK (ends_on >= starts_on)`);
    await query.query(`CREATE TRIGGER role_grant_same_council BEFORE INSERT ON role_grant
                       FOR EACH ROW EXECUTE FUNCTION same_council('person_id', 'person')`);
    await query.query(`DROP TABLE identity_provider`);
    await query.query(`ALTER TABLE account ALTER COLUMN password_hash SET NOT NULL, ALTER COLUMN email SET NOT NULL`);
  }
}

const TABLES = [
  `CREATE TABLE identity_provider (
     id uuid PRIMARY KEY DEFAULT new_id(),
     council_id uuid NOT NULL CONSTRAINT identity_provider_council_id_fkey REFERENCES council (id),
     code text NOT NULL CONSTRAINT identity_provider_code_check CHECK (code ~ '^[a-z][a-z0-9-]{1,40}$'),
     audience text NOT NULL CONSTRAINT identity_provider_audience_check CHECK (audience IN ('public', 'staff')),
     label text NOT NULL CONSTRAINT identity_provider_label_check CHECK (length(btrim(label)) BETWEEN 1 AND 60),
     issuer text NOT NULL CONSTRAINT identity_provider_issuer_check CHECK (issuer ~ '^https?://[^[:space:]]+$'),
     tenant text,
     client_id text NOT NULL CONSTRAINT identity_provider_client_id_check CHECK (client_id <> ''),
     proof text NOT NULL CONSTRAINT identity_provider_proof_check
       CHECK (proof IN ('private_key_jwt', 'client_secret_basic', 'client_secret_post')),
     secret_name text NOT NULL CONSTRAINT identity_provider_secret_name_check
       CHECK (secret_name ~ '^[A-Z][A-Z0-9_]{0,60}$'),
     key_id text,
     scopes text[] NOT NULL CONSTRAINT identity_provider_scopes_check CHECK ('openid' = ANY (scopes)),
     claims jsonb,
     parameters jsonb NOT NULL DEFAULT '{}',
     role_claim text,
     email_proved boolean NOT NULL DEFAULT false,
     second_factors text[] NOT NULL DEFAULT '{mfa}',
     starts_on date NOT NULL,
     ends_on date,
     created_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT identity_provider_council_id_code_key UNIQUE (council_id, code),
     CONSTRAINT identity_provider_role_claim_check CHECK ((audience = 'staff') = (role_claim IS NOT NULL)),
     CONSTRAINT identity_provider_ends_on_check CHECK (ends_on >= starts_on)
   )`,
  `CREATE TABLE role_claim (
     id uuid PRIMARY KEY DEFAULT new_id(),
     council_id uuid NOT NULL CONSTRAINT role_claim_council_id_fkey REFERENCES council (id),
     provider_id uuid NOT NULL CONSTRAINT role_claim_provider_id_fkey REFERENCES identity_provider (id),
     value text NOT NULL CONSTRAINT role_claim_value_check CHECK (length(value) BETWEEN 1 AND 200),
     role text NOT NULL CONSTRAINT role_claim_role_check
       CHECK (role IN ('officer', 'approver', 'finance', 'commissioner', 'duty', 'safeguarding', 'admin')),
     created_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT role_claim_provider_id_value_role_key UNIQUE (provider_id, value, role)
   )`,
  `CREATE TABLE sign_in_identity (
     id uuid PRIMARY KEY DEFAULT new_id(),
     council_id uuid NOT NULL CONSTRAINT sign_in_identity_council_id_fkey REFERENCES council (id),
     account_id uuid NOT NULL CONSTRAINT sign_in_identity_account_id_fkey REFERENCES account (id),
     provider_id uuid NOT NULL CONSTRAINT sign_in_identity_provider_id_fkey REFERENCES identity_provider (id),
     issuer text NOT NULL,
     subject text NOT NULL CONSTRAINT sign_in_identity_subject_check CHECK (length(subject) BETWEEN 1 AND 255),
     linked_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT sign_in_identity_council_id_issuer_subject_key UNIQUE (council_id, issuer, subject)
   )`,
  `CREATE TABLE sign_in_attempt (
     id uuid PRIMARY KEY DEFAULT new_id(),
     council_id uuid NOT NULL CONSTRAINT sign_in_attempt_council_id_fkey REFERENCES council (id),
     provider_id uuid NOT NULL CONSTRAINT sign_in_attempt_provider_id_fkey REFERENCES identity_provider (id),
     state_hash bytea NOT NULL CONSTRAINT sign_in_attempt_state_hash_key UNIQUE,
     browser_hash bytea NOT NULL,
     nonce text NOT NULL,
     code_verifier text NOT NULL,
     return_path text NOT NULL CONSTRAINT sign_in_attempt_return_path_check CHECK (return_path ~ '^/([^/]|$)'),
     fresh boolean NOT NULL DEFAULT false,
     expires_at timestamptz NOT NULL,
     used_at timestamptz,
     issuer text,
     subject text,
     email citext,
     name text,
     second_factor boolean NOT NULL DEFAULT false,
     roles text[] NOT NULL DEFAULT '{}',
     CONSTRAINT sign_in_attempt_subject_check
       CHECK ((subject IS NULL) = (issuer IS NULL) AND (subject IS NULL OR used_at IS NOT NULL))
   )`,
];

const REFERENCES: readonly (readonly string[])[] = [
  ['role_claim', 'provider_id', 'identity_provider'],
  ['sign_in_identity', 'account_id', 'account', 'provider_id', 'identity_provider'],
  ['sign_in_attempt', 'provider_id', 'identity_provider'],
  ['role_grant', 'person_id', 'person', 'provider_id', 'identity_provider'],
];

/** Nobody unlinks the only way they have to come in again. */
const LAST_WAY = `
  CREATE FUNCTION sign_in_identity_last_way() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM account WHERE id = OLD.account_id AND email IS NULL)
       AND NOT EXISTS (SELECT FROM sign_in_identity WHERE account_id = OLD.account_id AND id <> OLD.id) THEN
      RAISE EXCEPTION 'this is the only way to sign in to the account'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'sign_in_identity_last_way';
    END IF;
    RETURN OLD;
  END $$`;

/** Before somebody is known their council is not either, so these look across councils, for one exact key. */
const ATTEMPT_LOOKUP = `
  CREATE FUNCTION sign_in_attempt_by_state(wanted bytea, browser bytea)
  RETURNS TABLE (attempt_id uuid, council_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id, council_id FROM sign_in_attempt WHERE state_hash = wanted AND browser_hash = browser
  $$`;
const PROVIDER_LOOKUP = `
  CREATE FUNCTION council_of_sign_in(wanted uuid) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT council_id FROM identity_provider WHERE id = wanted
    UNION ALL SELECT council_id FROM sign_in_attempt WHERE id = wanted
  $$`;
const LOOKUPS = ['sign_in_attempt_by_state(bytea, bytea)', 'council_of_sign_in(uuid)'];
