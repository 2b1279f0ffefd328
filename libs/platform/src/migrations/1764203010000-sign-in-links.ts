import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Links by e-mail: to sign in, to set a new password, to open an account. Each works once, for a short time. */
export class SignInLinks1764203010000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE sign_in_link (
        id uuid PRIMARY KEY DEFAULT new_id(),
        council_id uuid NOT NULL CONSTRAINT sign_in_link_council_id_fkey REFERENCES council (id),
        asked text NOT NULL CONSTRAINT sign_in_link_asked_check CHECK (asked IN ('sign_in', 'password', 'account')),
        email citext NOT NULL CONSTRAINT sign_in_link_email_check CHECK (length(email) BETWEEN 3 AND 320 AND email !~ '[[:space:][:cntrl:]]'),
        account_id uuid CONSTRAINT sign_in_link_account_id_fkey REFERENCES account (id),
        attempt_id uuid,
        name text CONSTRAINT sign_in_link_name_check CHECK (length(btrim(name)) BETWEEN 1 AND 200),
        purpose text CONSTRAINT sign_in_link_purpose_check CHECK (purpose IN ('support', 'pa', 'provider')),
        organisation text CONSTRAINT sign_in_link_organisation_check CHECK (length(btrim(organisation)) BETWEEN 1 AND 200),
        browser_hash bytea NOT NULL,
        return_path text NOT NULL CONSTRAINT sign_in_link_return_path_check CHECK (return_path ~ '^/([^/]|$)'),
        token_hash bytea CONSTRAINT sign_in_link_token_hash_key UNIQUE,
        wrong_tries integer NOT NULL DEFAULT 0,
        asked_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        CONSTRAINT sign_in_link_account_check CHECK (asked <> 'account' OR (name IS NOT NULL AND purpose IS NOT NULL)),
        CONSTRAINT sign_in_link_provider_check CHECK ((purpose = 'provider') = (organisation IS NOT NULL))
      )`);
    await query.query(`CREATE INDEX sign_in_link_email_asked_at_idx ON sign_in_link (email, asked_at)`);
    await query.query(`CREATE INDEX sign_in_link_expires_at_idx ON sign_in_link (expires_at)`);
    await query.query(`SELECT tenant_table('sign_in_link', 'SELECT, INSERT, DELETE,
      UPDATE (token_hash, wrong_tries, used_at)')`);
    await query.query(`CREATE TRIGGER sign_in_link_same_council BEFORE INSERT ON sign_in_link
      FOR EACH ROW EXECUTE FUNCTION same_council('account_id', 'account', 'attempt_id', 'sign_in_attempt')`);
    await query.query(ONCE);
    await query.query(`CREATE TRIGGER once BEFORE UPDATE ON sign_in_link
                       FOR EACH ROW EXECUTE FUNCTION sign_in_link_once()`);
    await query.query(LINK_LOOKUP);
    await query.query(`REVOKE EXECUTE ON FUNCTION council_of_sign_in_link(bytea) FROM PUBLIC`);
    await query.query(`GRANT EXECUTE ON FUNCTION council_of_sign_in_link(bytea) TO alongside_app`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION council_of_sign_in_link`);
    await query.query(`DROP TABLE sign_in_link`);
    await query.query(`DROP FUNCTION sign_in_link_once`);
  }
}

/** Used once, for good; its token is made once. */
const ONCE = `
  CREATE FUNCTION sign_in_link_once() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.used_at IS NOT NULL OR (OLD.token_hash IS NOT NULL AND NEW.token_hash IS DISTINCT FROM OLD.token_hash) THEN
      RAISE EXCEPTION 'a link works once' USING ERRCODE = 'check_violation', CONSTRAINT = 'sign_in_link_once';
    END IF;
    RETURN NEW;
  END $$`;

/** Before it is used its council is not known, so this looks across councils, for one exact token. */
const LINK_LOOKUP = `
  CREATE FUNCTION council_of_sign_in_link(wanted bytea) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT council_id FROM sign_in_link WHERE token_hash = wanted
  $$`;
