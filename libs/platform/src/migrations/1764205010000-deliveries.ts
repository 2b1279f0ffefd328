import type {MigrationInterface, QueryRunner} from 'typeorm';

/** What leaves the service: each message by each way, from waiting to having arrived or being somebody's to look after. */
export class Deliveries1764205010000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [NOTICE, BATCH, DELIVERY, MACHINE, EMPTIED, CALL, SENDING, WORDS, WAITING]) {
      await query.query(statement);
    }
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE message_words, council_sending, call_attempt, delivery, letter_batch`);
    await query.query(`DROP FUNCTION delivery_emptied`);
    await query.query(`DELETE FROM state_transition WHERE machine = 'delivery'`);
    await query.query(`ALTER TABLE notice DROP COLUMN secret, DROP COLUMN about_id`);
    await query.query(`ALTER TABLE notice DROP CONSTRAINT notice_body_check,
                       ADD CONSTRAINT notice_body_check CHECK (length(body) <= 5000)`);
  }
}

/** A letter may be long. What is told to somebody beside the person says about whom it is. */
const NOTICE = `
  ALTER TABLE notice DROP CONSTRAINT notice_body_check,
    ADD CONSTRAINT notice_body_check CHECK (length(body) <= 10500),
    ADD COLUMN secret boolean NOT NULL DEFAULT false,
    ADD COLUMN about_id uuid CONSTRAINT notice_about_id_fkey REFERENCES person (id);
  GRANT INSERT (secret, about_id) ON notice TO alongside_app;
  DROP TRIGGER notice_same_council ON notice;
  CREATE TRIGGER notice_same_council BEFORE INSERT ON notice
    FOR EACH ROW EXECUTE FUNCTION same_council('person_id', 'person', 'about_id', 'person')`;

const BATCH = `
  CREATE TABLE letter_batch (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT letter_batch_council_id_fkey REFERENCES council (id),
    made_at timestamptz NOT NULL DEFAULT now(),
    made_by uuid NOT NULL CONSTRAINT letter_batch_made_by_fkey REFERENCES person (id),
    posted_at timestamptz,
    posted_by uuid CONSTRAINT letter_batch_posted_by_fkey REFERENCES person (id),
    CONSTRAINT letter_batch_posted_check CHECK ((posted_at IS NULL) = (posted_by IS NULL))
  );
  SELECT tenant_table('letter_batch', 'SELECT, INSERT (council_id, made_by), UPDATE (posted_at, posted_by)');
  CREATE TRIGGER letter_batch_same_council BEFORE INSERT OR UPDATE ON letter_batch
    FOR EACH ROW EXECUTE FUNCTION same_council('made_by', 'person', 'posted_by', 'person')`;

const DELIVERY = `
  CREATE TABLE delivery (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT delivery_council_id_fkey REFERENCES council (id),
    notice_id uuid NOT NULL CONSTRAINT delivery_notice_id_fkey REFERENCES notice (id),
    person_id uuid CONSTRAINT delivery_person_id_fkey REFERENCES person (id),
    channel text NOT NULL CONSTRAINT delivery_channel_check CHECK (channel IN ('email', 'sms', 'letter', 'phone', 'help')),
    format text NOT NULL CONSTRAINT delivery_format_check CHECK (format IN ('standard', 'easy_read', 'large_print', 'audio')),
    language text NOT NULL DEFAULT 'en',
    needs text[] NOT NULL DEFAULT '{}' CONSTRAINT delivery_needs_check
      CHECK (needs <@ ARRAY['audio', 'translation', 'easy_read', 'interpreter']),
    secret boolean NOT NULL DEFAULT false,
    to_name text NOT NULL,
    to_value text,
    subject text NOT NULL CONSTRAINT delivery_subject_check CHECK (length(subject) BETWEEN 1 AND 200 AND subject !~ '[[:cntrl:]]'),
    body text NOT NULL CONSTRAINT delivery_body_check CHECK (length(body) <= 11000),
    state text NOT NULL DEFAULT 'waiting' CONSTRAINT delivery_state_check
      CHECK (state IN ('waiting', 'printed', 'sent', 'delivered', 'failed', 'settled', 'ended')),
    due_at timestamptz NOT NULL,
    attempts smallint NOT NULL DEFAULT 0,
    called_at timestamptz,
    provider_id text,
    failure text CONSTRAINT delivery_failure_check CHECK (failure IN
      ('refused', 'undeliverable', 'temporary', 'technical', 'too_long', 'no_address', 'known_bad', 'not_reached', 'gave_up')),
    after_id uuid CONSTRAINT delivery_after_id_fkey REFERENCES delivery (id),
    letter_batch_id uuid CONSTRAINT delivery_letter_batch_id_fkey REFERENCES letter_batch (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now(),
    settled_by uuid CONSTRAINT delivery_settled_by_fkey REFERENCES person (id),
    note text CONSTRAINT delivery_note_check CHECK (length(note) <= 500),
    CONSTRAINT delivery_failed_check CHECK (state <> 'failed' OR failure IS NOT NULL),
    CONSTRAINT delivery_settled_check CHECK (state <> 'settled' OR settled_by IS NOT NULL),
    CONSTRAINT delivery_letter_check CHECK (letter_batch_id IS NULL OR channel = 'letter')
  );
  CREATE UNIQUE INDEX delivery_once_idx ON delivery (notice_id, channel) WHERE after_id IS NULL;
  CREATE UNIQUE INDEX delivery_after_idx ON delivery (after_id, channel);
  CREATE INDEX delivery_due_idx ON delivery (council_id, channel, due_at) WHERE state = 'waiting';
  CREATE INDEX delivery_failed_idx ON delivery (council_id, changed_at) WHERE state = 'failed';
  CREATE INDEX delivery_person_id_idx ON delivery (person_id, created_at);
  CREATE INDEX delivery_notice_id_idx ON delivery (notice_id);
  CREATE INDEX delivery_letter_batch_id_idx ON delivery (letter_batch_id);
  SELECT tenant_table('delivery',
    'SELECT, INSERT (council_id, notice_id, person_id, channel, format, language, needs, secret, to_name, to_value, subject, body, state, due_at, failure, after_id),
     UPDATE (state, due_at, attempts, called_at, provider_id, failure, letter_batch_id, settled_by, note)');
  CREATE TRIGGER delivery_same_council BEFORE INSERT OR UPDATE OF letter_batch_id, settled_by ON delivery
    FOR EACH ROW EXECUTE FUNCTION same_council('notice_id', 'notice', 'person_id', 'person', 'after_id', 'delivery',
      'letter_batch_id', 'letter_batch', 'settled_by', 'person')`;

const MACHINE = `
  SELECT state_machine('delivery', ARRAY['waiting > printed', 'printed > sent', 'waiting > sent', 'waiting > delivered',
    'sent > delivered', 'waiting > failed', 'printed > failed', 'sent > failed', 'waiting > settled', 'failed > settled',
    'waiting > ended', 'printed > ended', 'sent > ended', 'delivered > ended', 'failed > ended', 'settled > ended'])`;

/** What has ended keeps neither to whom nor what; a secret is gone as soon as it is no longer waiting. */
const EMPTIED = `
  CREATE FUNCTION delivery_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.changed_at := now();
    IF NEW.state = 'ended' THEN
      NEW.to_name := '';
      NEW.to_value := NULL;
      NEW.body := '';
    ELSIF NEW.secret AND NEW.state <> 'waiting' THEN
      NEW.body := '';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER delivery_emptied BEFORE INSERT OR UPDATE ON delivery FOR EACH ROW EXECUTE FUNCTION delivery_emptied()`;

const CALL = `
  CREATE TABLE call_attempt (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT call_attempt_council_id_fkey REFERENCES council (id),
    delivery_id uuid NOT NULL CONSTRAINT call_attempt_delivery_id_fkey REFERENCES delivery (id),
    outcome text NOT NULL CONSTRAINT call_attempt_outcome_check CHECK (outcome IN ('reached', 'no_answer', 'message_not_left')),
    note text CONSTRAINT call_attempt_note_check CHECK (length(note) <= 500),
    called_at timestamptz NOT NULL DEFAULT now(),
    called_by uuid NOT NULL CONSTRAINT call_attempt_called_by_fkey REFERENCES person (id)
  );
  CREATE INDEX call_attempt_delivery_id_idx ON call_attempt (delivery_id);
  SELECT tenant_table('call_attempt', 'SELECT, INSERT (council_id, delivery_id, outcome, note, called_by)');
  CREATE TRIGGER call_attempt_same_council BEFORE INSERT ON call_attempt
    FOR EACH ROW EXECUTE FUNCTION same_council('delivery_id', 'delivery', 'called_by', 'person')`;

/** Only what was written since a council set up its sending is sent: older messages are no news any more. */
const SENDING = `
  CREATE TABLE council_sending (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT council_sending_council_id_fkey REFERENCES council (id),
    reference text NOT NULL CONSTRAINT council_sending_reference_check CHECK (reference ~ '^[a-z][a-z0-9-]{0,40}$'),
    email_template uuid,
    sms_template uuid,
    letters text NOT NULL DEFAULT 'print' CONSTRAINT council_sending_letters_check CHECK (letters IN ('print', 'notify')),
    since timestamptz NOT NULL DEFAULT now(),
    halted_at timestamptz,
    halted_why text CONSTRAINT council_sending_halted_why_check CHECK (length(halted_why) <= 200),
    recorded_by uuid NOT NULL CONSTRAINT council_sending_recorded_by_fkey REFERENCES person (id),
    CONSTRAINT council_sending_council_id_key UNIQUE (council_id)
  );
  SELECT tenant_table('council_sending', 'SELECT, INSERT (council_id, reference, email_template, sms_template, letters, since, recorded_by),
    UPDATE (reference, email_template, sms_template, letters, halted_at, halted_why, recorded_by)');
  CREATE TRIGGER council_sending_same_council BEFORE INSERT OR UPDATE ON council_sending
    FOR EACH ROW EXECUTE FUNCTION same_council('recorded_by', 'person')`;

/** A council's own words for a message. The latest version is used; one without words goes back to those in the code. */
const WORDS = `
  CREATE TABLE message_words (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT message_words_council_id_fkey REFERENCES council (id),
    template text NOT NULL CONSTRAINT message_words_template_check CHECK (template ~ '^[a-z_]{1,60}$'),
    format text NOT NULL CONSTRAINT message_words_format_check CHECK (format IN ('standard', 'easy_read')),
    language text NOT NULL DEFAULT 'en' CONSTRAINT message_words_language_check CHECK (language ~ '^[a-z]{2,3}$'),
    version integer NOT NULL CONSTRAINT message_words_version_check CHECK (version >= 1),
    subject text CONSTRAINT message_words_subject_check CHECK (length(subject) BETWEEN 1 AND 200 AND subject !~ '[[:cntrl:]]'),
    body text CONSTRAINT message_words_body_check CHECK (length(body) BETWEEN 1 AND 5000),
    written_at timestamptz NOT NULL DEFAULT now(),
    written_by uuid NOT NULL CONSTRAINT message_words_written_by_fkey REFERENCES person (id),
    CONSTRAINT message_words_both_check CHECK ((subject IS NULL) = (body IS NULL)),
    CONSTRAINT message_words_version_key UNIQUE (council_id, template, format, language, version)
  );
  SELECT tenant_table('message_words',
    'SELECT, INSERT (council_id, template, format, language, version, subject, body, written_by)');
  CREATE TRIGGER message_words_same_council BEFORE INSERT ON message_words
    FOR EACH ROW EXECUTE FUNCTION same_council('written_by', 'person')`;

/** E-mails that waited before there were deliveries go on waiting. */
const WAITING = `
  INSERT INTO delivery (council_id, notice_id, person_id, channel, format, to_name, to_value, subject, body, due_at, created_at)
  SELECT council_id, id, person_id, 'email', 'standard', name, email::text,
         coalesce(nullif(btrim(regexp_replace(subject, '[[:cntrl:]]+', ' ', 'g')), ''), 'Message'), body, created_at, created_at
  FROM notice WHERE channel = 'email' AND state = 'waiting'`;
