import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Councils, people, accounts, sessions, roles and who acts for whom. */
export class Identity1764000200000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE council (
        id uuid PRIMARY KEY DEFAULT new_id(),
        code citext NOT NULL CONSTRAINT council_code_key UNIQUE,
        name text NOT NULL,
        area text NOT NULL,
        email text NOT NULL,
        phone text NOT NULL,
        phone_hours text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await query.query(`GRANT SELECT ON council TO alongside_app`);

    await query.query(`
      CREATE TABLE person (
        id uuid PRIMARY KEY DEFAULT new_id(),
        council_id uuid NOT NULL CONSTRAINT person_council_id_fkey REFERENCES council (id),
        name text NOT NULL CONSTRAINT person_name_check CHECK (length(btrim(name)) BETWEEN 1 AND 200),
        council_reference text,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT person_council_id_council_reference_key UNIQUE (council_id, council_reference)
      )`);
    await query.query(`SELECT tenant_table('person', 'SELECT, INSERT, UPDATE')`);

    await query.query(`
      CREATE TABLE account (
        id uuid PRIMARY KEY DEFAULT new_id(),
        council_id uuid NOT NULL CONSTRAINT account_council_id_fkey REFERENCES council (id),
        person_id uuid NOT NULL CONSTRAINT account_person_id_fkey REFERENCES person (id),
        email citext NOT NULL CONSTRAINT account_email_key UNIQUE,
        password_hash text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT account_person_id_key UNIQUE (person_id)
      )`);
    await query.query(`SELECT tenant_table('account', 'SELECT, INSERT, UPDATE')`);

    await query.query(`
      CREATE TABLE role_grant (
        id uuid PRIMARY KEY DEFAULT new_id(),
        council_id uuid NOT NULL CONSTRAINT role_grant_council_id_fkey REFERENCES council (id),
        person_id uuid NOT NULL CONSTRAINT role_grant_person_id_fkey REFERENCES person (id),
        role text NOT NULL,
        starts_on date NOT NULL,
        ends_on date,
        CONSTRAINT role_grant_ends_on_check CHECK (ends_on >= starts_on)
      )`);
    await query.query(`CREATE INDEX role_grant_person_id_idx ON role_grant (person_id)`);
    await query.query(`SELECT tenant_table('role_grant', 'SELECT, INSERT, UPDATE')`);

    await query.query(`
      CREATE TABLE organisation (
        id uuid PRIMARY KEY DEFAULT new_id(),
        council_id uuid NOT NULL CONSTRAINT organisation_council_id_fkey REFERENCES council (id),
        name text NOT NULL CONSTRAINT organisation_name_check CHECK (length(btrim(name)) BETWEEN 1 AND 200),
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await query.query(`SELECT tenant_table('organisation', 'SELECT, INSERT, UPDATE')`);

    await query.query(`
      CREATE TABLE organisation_member (
        id uuid PRIMARY KEY DEFAULT new_id(),
        council_id uuid NOT NULL CONSTRAINT organisation_member_council_id_fkey REFERENCES council (id),
        organisation_id uuid NOT NULL CONSTRAINT organisation_member_organisation_id_fkey REFERENCES organisation (id),
        person_id uuid NOT NULL CONSTRAINT organisation_member_person_id_fkey REFERENCES person (id),
        CONSTRAINT organisation_member_organisation_id_person_id_key UNIQUE (organisation_id, person_id)
      )`);
    await query.query(`CREATE INDEX organisation_member_person_id_idx ON organisation_member (person_id)`);
    await query.query(`SELECT tenant_table('organisation_member', 'SELECT, INSERT, DELETE')`);

    await query.query(`
      CREATE TABLE representation (
        id uuid PRIMARY KEY DEFAULT new_id(),
        council_id uuid NOT NULL CONSTRAINT representation_council_id_fkey REFERENCES council (id),
        holder_id uuid NOT NULL CONSTRAINT representation_holder_id_fkey REFERENCES person (id),
        representative_id uuid NOT NULL CONSTRAINT representation_representative_id_fkey REFERENCES person (id),
        kind text NOT NULL CONSTRAINT representation_kind_check
          CHECK (kind IN ('nominated', 'authorised', 'attorney', 'deputy', 'carer', 'broker')),
        starts_on date NOT NULL,
        ends_on date,
        recorded_by uuid CONSTRAINT representation_recorded_by_fkey REFERENCES person (id),
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT representation_ends_on_check CHECK (ends_on >= starts_on),
        CONSTRAINT representation_holder_id_check CHECK (holder_id <> representative_id)
      )`);
    await query.query(
      `CREATE INDEX representation_representative_id_holder_id_idx ON representation (representative_id, holder_id)`,
    );
    await query.query(`SELECT tenant_table('representation', 'SELECT, INSERT, UPDATE')`);

    await query.query(`
      CREATE TABLE session (
        id uuid PRIMARY KEY DEFAULT new_id(),
        council_id uuid NOT NULL CONSTRAINT session_council_id_fkey REFERENCES council (id),
        account_id uuid NOT NULL CONSTRAINT session_account_id_fkey REFERENCES account (id),
        token_hash bytea NOT NULL CONSTRAINT session_token_hash_key UNIQUE,
        acting_for_id uuid CONSTRAINT session_acting_for_id_fkey REFERENCES person (id),
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        ended_at timestamptz
      )`);
    await query.query(`CREATE INDEX session_account_id_idx ON session (account_id)`);
    await query.query(`SELECT tenant_table('session', 'SELECT, INSERT, UPDATE')`);

    await query.query(SIGN_IN_LOOKUP);
    await query.query(SESSION_LOOKUP);
    await query.query(DEMONSTRATION_LOOKUP);
    for (const lookup of [
      'account_by_email(citext)',
      'session_by_token(bytea, uuid)',
      'has_demonstration_accounts()',
    ]) {
      await query.query(`REVOKE EXECUTE ON FUNCTION ${lookup} FROM PUBLIC`);
      await query.query(`GRANT EXECUTE ON FUNCTION ${lookup} TO alongside_app`);
    }
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION has_demonstration_accounts, session_by_token, account_by_email`);
    await query.query(
      `DROP TABLE session, representation, organisation_member, organisation, role_grant, account, person, council`,
    );
  }
}

/** Before signing in the council is not known, so these two look across councils, for one exact key each. */
const SIGN_IN_LOOKUP = `
  CREATE FUNCTION account_by_email(wanted citext)
  RETURNS TABLE (account_id uuid, person_id uuid, council_id uuid, password_hash text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id, person_id, council_id, password_hash FROM account WHERE email = wanted
  $$`;

/** Their passwords are public, so no process may serve real people beside them. */
const DEMONSTRATION_LOOKUP = `
  CREATE FUNCTION has_demonstration_accounts() RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM account WHERE email LIKE '%@demo.example')
  $$`;

/** Who a token belongs to today: roles in force, and for whom they act. A representation that has ended has no kind. */
const SESSION_LOOKUP = `
  CREATE FUNCTION session_by_token(wanted bytea, wanted_for uuid)
  RETURNS TABLE (session_id uuid, council_id uuid, council_name text, account_id uuid, person_id uuid, person_name text,
                 roles text[], acting_for_id uuid, acting_for_name text, acting_for_kind text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT s.id, s.council_id, c.name, s.account_id, p.id, p.name,
           ARRAY(SELECT DISTINCT g.role FROM role_grant g
                 WHERE g.person_id = p.id AND today.day >= g.starts_on AND (g.ends_on IS NULL OR today.day <= g.ends_on)
                 ORDER BY g.role),
           f.id, f.name,
           (SELECT r.kind FROM representation r
            WHERE r.representative_id = p.id AND r.holder_id = f.id
              AND today.day >= r.starts_on AND (r.ends_on IS NULL OR today.day <= r.ends_on)
            ORDER BY r.starts_on DESC LIMIT 1)
    FROM session s
    JOIN council c ON c.id = s.council_id
    JOIN account a ON a.id = s.account_id
    JOIN person p ON p.id = a.person_id
    LEFT JOIN person f ON f.id = coalesce(wanted_for, s.acting_for_id) AND f.council_id = s.council_id
    CROSS JOIN (SELECT (now() AT TIME ZONE 'Europe/London')::date AS day) today
    WHERE s.token_hash = wanted AND s.ended_at IS NULL AND s.expires_at > now()
  $$`;
