import type {MigrationInterface, QueryRunner} from 'typeorm';

/** What people were told, and the e-mails that wait to be sent. */
export class Notices1764150000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE notice (
        id uuid PRIMARY KEY DEFAULT new_id(),
        council_id uuid NOT NULL CONSTRAINT notice_council_id_fkey REFERENCES council (id),
        person_id uuid CONSTRAINT notice_person_id_fkey REFERENCES person (id),
        email citext,
        name text,
        channel text NOT NULL CONSTRAINT notice_channel_check CHECK (channel IN ('inside', 'email')),
        template text NOT NULL,
        data jsonb NOT NULL,
        subject text NOT NULL CONSTRAINT notice_subject_check CHECK (length(subject) BETWEEN 1 AND 200),
        body text NOT NULL CONSTRAINT notice_body_check CHECK (length(body) <= 5000),
        path text CONSTRAINT notice_path_check CHECK (path ~ '^/[^/]' AND length(path) <= 200),
        key text NOT NULL CONSTRAINT notice_key_check CHECK (length(key) BETWEEN 1 AND 200),
        state text NOT NULL CONSTRAINT notice_state_check CHECK (state IN ('told', 'waiting', 'ended')),
        created_at timestamptz NOT NULL DEFAULT now(),
        read_at timestamptz,
        CONSTRAINT notice_inside_check
          CHECK (channel <> 'inside' OR (person_id IS NOT NULL AND email IS NULL AND state <> 'waiting')),
        CONSTRAINT notice_email_check
          CHECK (channel <> 'email' OR (email IS NOT NULL AND name IS NOT NULL) = (state <> 'ended')),
        CONSTRAINT notice_council_id_key_key UNIQUE (council_id, key)
      )`);
    await query.query(`CREATE INDEX notice_person_id_idx ON notice (person_id, created_at)`);
    await query.query(`CREATE INDEX notice_unread_idx ON notice (person_id) WHERE read_at IS NULL AND state = 'told'`);
    await query.query(`CREATE INDEX notice_waiting_idx ON notice (council_id, created_at) WHERE state = 'waiting'`);
    await query.query(`SELECT tenant_table('notice',
      'SELECT, INSERT (council_id, person_id, email, name, channel, template, data, subject, body, path, key, state),
       UPDATE (read_at, state)')`);
    await query.query(`CREATE TRIGGER notice_same_council BEFORE INSERT ON notice
                       FOR EACH ROW EXECUTE FUNCTION same_council('person_id', 'person')`);
    await query.query(ENDED);
    await query.query(`CREATE TRIGGER notice_ended BEFORE UPDATE ON notice
                       FOR EACH ROW EXECUTE FUNCTION notice_ended()`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE notice`);
    await query.query(`DROP FUNCTION notice_ended`);
  }
}

/** What has ended keeps neither whom it was for nor what it said, and stays ended. */
const ENDED = `
  CREATE FUNCTION notice_ended() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.state = 'ended' AND NEW.state <> 'ended' THEN
      RAISE EXCEPTION 'a message that has ended stays so'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'notice_ended';
    END IF;
    IF NEW.state = 'ended' THEN
      NEW.email := NULL;
      NEW.name := NULL;
      NEW.data := '{}';
      NEW.body := '';
      NEW.path := NULL;
    END IF;
    RETURN NEW;
  END $$`;
