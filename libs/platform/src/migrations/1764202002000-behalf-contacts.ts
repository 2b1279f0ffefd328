import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Staff act for somebody while they have them on the telephone, before them, or their letter in hand: how they knew
 * who it was and what was said is written down first, and it ends with the call. What is done so says how.
 */
export class BehalfContacts1764202002000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [TABLE, ...RULES]) await query.query(statement);
    for (const [table, column] of HOW) {
      await query.query(`ALTER TABLE ${table} ADD ${column} text
        CONSTRAINT ${table}_${column}_check CHECK (${column} IN ('phone', 'letter', 'meeting'))`);
    }
    await query.query(`GRANT UPDATE (approved_how) ON visit TO alongside_app`);
  }

  async down(query: QueryRunner): Promise<void> {
    for (const [table, column] of HOW) await query.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);
    await query.query(`DROP TABLE behalf_contact`);
    await query.query(`DROP FUNCTION behalf_contact_ended`);
  }
}

const HOW = [
  ['booking', 'requested_how'],
  ['engagement', 'proposed_how'],
  ['visit', 'approved_how'],
] as const;

const TABLE = `
  CREATE TABLE behalf_contact (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT behalf_contact_council_id_fkey REFERENCES council (id),
    session_id uuid NOT NULL CONSTRAINT behalf_contact_session_id_fkey REFERENCES session (id),
    staff_id uuid NOT NULL CONSTRAINT behalf_contact_staff_id_fkey REFERENCES person (id),
    person_id uuid NOT NULL CONSTRAINT behalf_contact_person_id_fkey REFERENCES person (id),
    representation_id uuid CONSTRAINT behalf_contact_representation_id_fkey REFERENCES representation (id),
    how text NOT NULL CONSTRAINT behalf_contact_how_check CHECK (how IN ('phone', 'letter', 'meeting')),
    identity_check text NOT NULL CONSTRAINT behalf_contact_identity_check_check
      CHECK (length(btrim(identity_check)) BETWEEN 1 AND 500),
    said text NOT NULL CONSTRAINT behalf_contact_said_check CHECK (length(btrim(said)) BETWEEN 1 AND 2000),
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at timestamptz,
    note text CONSTRAINT behalf_contact_note_check CHECK (length(note) <= 2000),
    CONSTRAINT behalf_contact_person_id_check CHECK (person_id <> staff_id)
  )`;

const RULES = [
  `CREATE UNIQUE INDEX behalf_contact_open_idx ON behalf_contact (session_id) WHERE ended_at IS NULL`,
  `CREATE INDEX behalf_contact_session_id_idx ON behalf_contact (session_id)`,
  `CREATE INDEX behalf_contact_person_id_started_at_idx ON behalf_contact (person_id, started_at)`,
  `SELECT tenant_table('behalf_contact', 'SELECT, INSERT (council_id, session_id, staff_id, person_id,
     representation_id, how, identity_check, said), UPDATE (ended_at, note)')`,
  `CREATE TRIGGER behalf_contact_same_council BEFORE INSERT ON behalf_contact FOR EACH ROW
   EXECUTE FUNCTION same_council('session_id', 'session', 'staff_id', 'person', 'person_id', 'person',
                                 'representation_id', 'representation')`,
  `CREATE FUNCTION behalf_contact_ended() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF OLD.ended_at IS NOT NULL THEN
       RAISE EXCEPTION 'a contact that has ended stays so'
         USING ERRCODE = 'check_violation', CONSTRAINT = 'behalf_contact_stays_ended';
     END IF;
     IF NEW.ended_at IS NOT NULL THEN NEW.ended_at := clock_timestamp(); END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER behalf_contact_ended BEFORE UPDATE ON behalf_contact
   FOR EACH ROW EXECUTE FUNCTION behalf_contact_ended()`,
];
