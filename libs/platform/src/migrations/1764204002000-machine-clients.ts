import type {MigrationInterface, QueryRunner} from 'typeorm';

/** A council's own systems: what they may do, what they prove themselves with, and what they were given for it. */
export class MachineClients1764204002000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of TABLES) await query.query(statement);
    for (const name of ['machine_secret_by_hash(bytea)', 'machine_by_token(bytea)', 'machine_seen(uuid)']) {
      await query.query(`REVOKE EXECUTE ON FUNCTION ${name} FROM PUBLIC`);
      await query.query(`GRANT EXECUTE ON FUNCTION ${name} TO alongside_app`);
    }
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION machine_secret_by_hash, machine_by_token, machine_seen`);
    await query.query(`DROP TABLE machine_token, machine_secret, machine_client`);
    await query.query(`DROP FUNCTION two_machine_secrets`);
  }
}

const KNOWN = `ARRAY['allocations:import', 'register:import', 'figures:read']`;

const TABLES = [
  `CREATE TABLE machine_client (
     id uuid PRIMARY KEY DEFAULT new_id(),
     council_id uuid NOT NULL CONSTRAINT machine_client_council_id_fkey REFERENCES council (id),
     person_id uuid NOT NULL CONSTRAINT machine_client_person_id_fkey REFERENCES person (id),
     name text NOT NULL CONSTRAINT machine_client_name_check CHECK (length(btrim(name)) BETWEEN 1 AND 80),
     scopes text[] NOT NULL CONSTRAINT machine_client_scopes_check CHECK (scopes <> '{}' AND scopes <@ ${KNOWN}),
     created_by uuid NOT NULL CONSTRAINT machine_client_created_by_fkey REFERENCES person (id),
     created_at timestamptz NOT NULL DEFAULT now(),
     last_used_at timestamptz,
     revoked_at timestamptz,
     revoked_by uuid CONSTRAINT machine_client_revoked_by_fkey REFERENCES person (id)
   )`,
  `CREATE INDEX machine_client_council_id_idx ON machine_client (council_id)`,
  `SELECT tenant_table('machine_client', 'SELECT, INSERT')`,
  `GRANT UPDATE (revoked_at, revoked_by) ON machine_client TO alongside_app`,
  `CREATE TRIGGER machine_client_same_council BEFORE INSERT OR UPDATE ON machine_client
   FOR EACH ROW EXECUTE FUNCTION same_council('person_id', 'person')`,
  `CREATE TABLE machine_secret (
     id uuid PRIMARY KEY DEFAULT new_id(),
     council_id uuid NOT NULL CONSTRAINT machine_secret_council_id_fkey REFERENCES council (id),
     client_id uuid NOT NULL CONSTRAINT machine_secret_client_id_fkey REFERENCES machine_client (id),
     secret_hash bytea NOT NULL CONSTRAINT machine_secret_secret_hash_key UNIQUE,
     hint text NOT NULL CONSTRAINT machine_secret_hint_check CHECK (length(hint) = 4),
     created_at timestamptz NOT NULL DEFAULT now(),
     last_used_at timestamptz,
     ended_at timestamptz
   )`,
  `CREATE INDEX machine_secret_client_id_idx ON machine_secret (client_id)`,
  `SELECT tenant_table('machine_secret', 'SELECT, INSERT')`,
  `GRANT UPDATE (last_used_at, ended_at) ON machine_secret TO alongside_app`,
  `CREATE TRIGGER machine_secret_same_council BEFORE INSERT OR UPDATE ON machine_secret
   FOR EACH ROW EXECUTE FUNCTION same_council('client_id', 'machine_client')`,
  `CREATE FUNCTION two_machine_secrets() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     PERFORM FROM machine_client WHERE id = new.client_id FOR NO KEY UPDATE;
     IF (SELECT count(*) FROM machine_secret WHERE client_id = new.client_id AND ended_at IS NULL) >= 2 THEN
       RAISE EXCEPTION 'two secrets at most' USING ERRCODE = 'check_violation', CONSTRAINT = 'two_machine_secrets';
     END IF;
     RETURN new;
   END $$`,
  `CREATE TRIGGER two_machine_secrets BEFORE INSERT ON machine_secret FOR EACH ROW EXECUTE FUNCTION two_machine_secrets()`,
  `CREATE TABLE machine_token (
     id uuid PRIMARY KEY DEFAULT new_id(),
     council_id uuid NOT NULL CONSTRAINT machine_token_council_id_fkey REFERENCES council (id),
     client_id uuid NOT NULL CONSTRAINT machine_token_client_id_fkey REFERENCES machine_client (id),
     secret_id uuid NOT NULL CONSTRAINT machine_token_secret_id_fkey REFERENCES machine_secret (id),
     token_hash bytea NOT NULL CONSTRAINT machine_token_token_hash_key UNIQUE,
     scopes text[] NOT NULL,
     created_at timestamptz NOT NULL DEFAULT now(),
     expires_at timestamptz NOT NULL
   )`,
  `CREATE INDEX machine_token_client_id_idx ON machine_token (client_id)`,
  `SELECT tenant_table('machine_token', 'SELECT, INSERT, DELETE')`,
  `CREATE TRIGGER machine_token_same_council BEFORE INSERT OR UPDATE ON machine_token
   FOR EACH ROW EXECUTE FUNCTION same_council('client_id', 'machine_client', 'secret_id', 'machine_secret')`,
  // Before a client has proved itself its council is not known: these look across councils, for one exact key each.
  `CREATE FUNCTION machine_secret_by_hash(wanted bytea)
   RETURNS TABLE (secret_id uuid, client_id uuid, council_id uuid, person_id uuid, scopes text[])
   LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
     SELECT s.id, c.id, c.council_id, c.person_id, c.scopes
     FROM machine_secret s JOIN machine_client c ON c.id = s.client_id
     WHERE s.secret_hash = wanted AND s.ended_at IS NULL AND c.revoked_at IS NULL
   $$`,
  // What was revoked, client or secret, is revoked for every token too.
  `CREATE FUNCTION machine_by_token(wanted bytea)
   RETURNS TABLE (token_id uuid, client_id uuid, council_id uuid, council_name text, person_id uuid, name text,
                  scopes text[], created_at timestamptz, expires_at timestamptz, unseen boolean)
   LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
     SELECT t.id, c.id, c.council_id, o.name, c.person_id, c.name, t.scopes, t.created_at, t.expires_at,
            c.last_used_at IS NULL OR c.last_used_at < now() - interval '1 minute'
     FROM machine_token t
     JOIN machine_client c ON c.id = t.client_id
     JOIN machine_secret s ON s.id = t.secret_id
     JOIN council o ON o.id = c.council_id
     WHERE t.token_hash = wanted AND t.expires_at > now() AND c.revoked_at IS NULL AND s.ended_at IS NULL
   $$`,
  `CREATE FUNCTION machine_seen(wanted uuid) RETURNS void
   LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
     UPDATE machine_client SET last_used_at = now()
     WHERE id = wanted AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
   $$`,
];
