import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Up to three people to ring when somebody cannot come, and whether the duty officer may read who they are. */
export class BackupContacts1764300020000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(CONTACT);
    await query.query(CONSENT);
    await query.query(SHARED);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION backup_shared`);
    await query.query(`DROP TABLE backup_consent, backup_contact`);
  }
}

const CONTACT = `
  CREATE TABLE backup_contact (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT backup_contact_council_id_fkey REFERENCES council (id),
    person_id uuid NOT NULL CONSTRAINT backup_contact_person_id_fkey REFERENCES person (id),
    position smallint NOT NULL CONSTRAINT backup_contact_position_check CHECK (position BETWEEN 1 AND 3),
    kind text NOT NULL CONSTRAINT backup_contact_kind_check CHECK (kind IN ('pa', 'provider', 'friend')),
    listing_id uuid CONSTRAINT backup_contact_listing_id_fkey REFERENCES listing (id),
    name text NOT NULL CONSTRAINT backup_contact_name_check CHECK (length(btrim(name)) BETWEEN 1 AND 200),
    phone text NOT NULL CONSTRAINT backup_contact_phone_check CHECK (length(btrim(phone)) BETWEEN 1 AND 40),
    note text CONSTRAINT backup_contact_note_check CHECK (length(btrim(note)) BETWEEN 1 AND 500),
    recorded_by uuid NOT NULL CONSTRAINT backup_contact_recorded_by_fkey REFERENCES person (id),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT backup_contact_listing_check CHECK (kind <> 'friend' OR listing_id IS NULL)
  );
  SELECT tenant_table('backup_contact', 'SELECT, DELETE, INSERT (council_id, person_id, position, kind, listing_id, name,
    phone, note, recorded_by)');
  CREATE UNIQUE INDEX backup_contact_person_id_position_key ON backup_contact (person_id, position);
  CREATE TRIGGER backup_contact_same_council BEFORE INSERT ON backup_contact FOR EACH ROW EXECUTE FUNCTION
    same_council('person_id', 'person', 'listing_id', 'listing', 'recorded_by', 'person')`;

/** Only ever added to: the latest counts. */
const CONSENT = `
  CREATE TABLE backup_consent (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT backup_consent_council_id_fkey REFERENCES council (id),
    person_id uuid NOT NULL CONSTRAINT backup_consent_person_id_fkey REFERENCES person (id),
    consents boolean NOT NULL,
    recorded_by uuid NOT NULL CONSTRAINT backup_consent_recorded_by_fkey REFERENCES person (id),
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  SELECT tenant_table('backup_consent', 'SELECT, INSERT (council_id, person_id, consents, recorded_by)');
  CREATE INDEX backup_consent_person_id_recorded_at_idx ON backup_consent (person_id, recorded_at);
  CREATE TRIGGER backup_consent_same_council BEFORE INSERT ON backup_consent
  FOR EACH ROW EXECUTE FUNCTION same_council('person_id', 'person', 'recorded_by', 'person')`;

const SHARED = `
  CREATE FUNCTION backup_shared(person uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT consents FROM backup_consent WHERE person_id = person
                     ORDER BY recorded_at DESC, id DESC LIMIT 1), false)
  $$`;
