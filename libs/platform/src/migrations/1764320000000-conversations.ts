import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Messages inside, between a holder (or who acts for them) and a listing: one conversation for each two of them. Contact
 * details wait until both sides have given theirs, who is blocked reaches nobody, and staff read on a report alone.
 */
export class Conversations1764320000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(powers(`${POWERS},reach_out`));
    for (const sql of [NAMES_CONTACT, CONVERSATION, MESSAGE, READING, CONTACT, BLOCK, REPORT]) await query.query(sql);
    for (const sql of [MESSAGE_RULES, REPORT_RULES]) await query.query(sql);
    await query.query(RETENTION);
    for (const [name, part, by] of REPLACED) await query.query(replaced(name, part, by));
  }

  async down(query: QueryRunner): Promise<void> {
    for (const [name, part, by] of [...REPLACED].reverse()) await query.query(replaced(name, by, part));
    await query.query(`DELETE FROM retention_rule WHERE category = 'conversation'`);
    await query.query(`DROP TABLE conversation_report, conversation_block, conversation_contact, conversation_reading,
      conversation_message, conversation`);
    await query.query(`DROP FUNCTION conversation_message_rules, conversation_report_rules, conversation_blocked,
      names_contact`);
    await query.query(`UPDATE representation SET powers = array_remove(powers, 'reach_out')`);
    await query.query(powers(POWERS));
  }
}

const POWERS = `see_budget,see_support,agree_terms,book,cancel,approve_hours,see_plan,write_plan,agree_plan,propose,see_backup,write_backup,set_contact`;

const powers = (all: string) => `ALTER TABLE representation DROP CONSTRAINT representation_powers_check,
  ADD CONSTRAINT representation_powers_check CHECK (powers <@ '{${all}}')`;

/** An e-mail address, a link, a telephone number or a full postcode; a time of day or a date is none. */
const NAMES_CONTACT = `
  CREATE FUNCTION names_contact(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT $1 ~* '[[:alnum:]._%+-]+@[[:alnum:]-]+(\\.[[:alnum:]-]+)+'
      OR $1 ~* '(https?://|www\\.)'
      OR $1 ~ '(\\+|\\m0)[0-9]([ ()-]*[0-9]){8,}'
      OR $1 ~* '\\m[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9](?!am\\M|pm\\M)[A-Z]{2}\\M'
  $$`;

const SIDE = `IN ('holder', 'worker')`;
const words = (table: string, column: string, most: number) =>
  `CONSTRAINT ${table}_${column}_check CHECK (length(btrim(${column})) BETWEEN 1 AND ${most})`;

const CONVERSATION = `
  CREATE TABLE conversation (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT conversation_council_id_fkey REFERENCES council (id),
    holder_id uuid NOT NULL CONSTRAINT conversation_holder_id_fkey REFERENCES person (id),
    listing_id uuid NOT NULL CONSTRAINT conversation_listing_id_fkey REFERENCES listing (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    last_message_at timestamptz NOT NULL DEFAULT now(),
    closed_at timestamptz,
    closed_by uuid CONSTRAINT conversation_closed_by_fkey REFERENCES person (id),
    CONSTRAINT conversation_holder_id_listing_id_key UNIQUE (holder_id, listing_id),
    CONSTRAINT conversation_closed_check CHECK ((closed_at IS NULL) = (closed_by IS NULL))
  );
  SELECT tenant_table('conversation', 'SELECT, INSERT (council_id, holder_id, listing_id),
    UPDATE (last_message_at, closed_at, closed_by)');
  CREATE INDEX conversation_listing_id_idx ON conversation (listing_id);
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON conversation
  FOR EACH ROW EXECUTE FUNCTION same_council('holder_id', 'person', 'listing_id', 'listing')`;

const MESSAGE = `
  CREATE TABLE conversation_message (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT conversation_message_council_id_fkey REFERENCES council (id),
    conversation_id uuid NOT NULL CONSTRAINT conversation_message_conversation_id_fkey REFERENCES conversation (id),
    side text NOT NULL CONSTRAINT conversation_message_side_check CHECK (side ${SIDE}),
    written_by uuid NOT NULL CONSTRAINT conversation_message_written_by_fkey REFERENCES person (id),
    written_how text CONSTRAINT conversation_message_written_how_check
      CHECK (written_how IS NULL OR (written_how IN ('phone', 'letter', 'meeting') AND side = 'holder')),
    text text NOT NULL ${words('conversation_message', 'text', 4000)},
    sent_at timestamptz NOT NULL DEFAULT now()
  );
  SELECT tenant_table('conversation_message', 'SELECT, INSERT (council_id, conversation_id, side, written_by, written_how, text)');
  CREATE INDEX conversation_message_conversation_id_sent_at_idx ON conversation_message (conversation_id, sent_at);
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON conversation_message
  FOR EACH ROW EXECUTE FUNCTION same_council('conversation_id', 'conversation', 'written_by', 'person')`;

const READING = `
  CREATE TABLE conversation_reading (
    conversation_id uuid NOT NULL CONSTRAINT conversation_reading_conversation_id_fkey REFERENCES conversation (id),
    person_id uuid NOT NULL CONSTRAINT conversation_reading_person_id_fkey REFERENCES person (id),
    council_id uuid NOT NULL CONSTRAINT conversation_reading_council_id_fkey REFERENCES council (id),
    read_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT conversation_reading_pkey PRIMARY KEY (conversation_id, person_id)
  );
  SELECT tenant_table('conversation_reading', 'SELECT, INSERT (conversation_id, person_id, council_id), UPDATE (read_at)');
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON conversation_reading
  FOR EACH ROW EXECUTE FUNCTION same_council('conversation_id', 'conversation', 'person_id', 'person')`;

const CONTACT = `
  CREATE TABLE conversation_contact (
    conversation_id uuid NOT NULL CONSTRAINT conversation_contact_conversation_id_fkey REFERENCES conversation (id),
    side text NOT NULL CONSTRAINT conversation_contact_side_check CHECK (side ${SIDE}),
    council_id uuid NOT NULL CONSTRAINT conversation_contact_council_id_fkey REFERENCES council (id),
    details text NOT NULL ${words('conversation_contact', 'details', 200)},
    agreed_by uuid NOT NULL CONSTRAINT conversation_contact_agreed_by_fkey REFERENCES person (id),
    agreed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT conversation_contact_pkey PRIMARY KEY (conversation_id, side)
  );
  SELECT tenant_table('conversation_contact',
    'SELECT, DELETE, INSERT (conversation_id, side, council_id, details, agreed_by)');
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON conversation_contact
  FOR EACH ROW EXECUTE FUNCTION same_council('conversation_id', 'conversation', 'agreed_by', 'person')`;

/** Between the two sides, not of one conversation alone; \`side\` is who wants no more. */
const BLOCK = `
  CREATE TABLE conversation_block (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT conversation_block_council_id_fkey REFERENCES council (id),
    holder_id uuid NOT NULL CONSTRAINT conversation_block_holder_id_fkey REFERENCES person (id),
    listing_id uuid NOT NULL CONSTRAINT conversation_block_listing_id_fkey REFERENCES listing (id),
    side text NOT NULL CONSTRAINT conversation_block_side_check CHECK (side ${SIDE}),
    blocked_by uuid NOT NULL CONSTRAINT conversation_block_blocked_by_fkey REFERENCES person (id),
    blocked_at timestamptz NOT NULL DEFAULT now(),
    lifted_at timestamptz,
    lifted_by uuid CONSTRAINT conversation_block_lifted_by_fkey REFERENCES person (id),
    CONSTRAINT conversation_block_lifted_check CHECK ((lifted_at IS NULL) = (lifted_by IS NULL))
  );
  SELECT tenant_table('conversation_block',
    'SELECT, INSERT (council_id, holder_id, listing_id, side, blocked_by), UPDATE (lifted_at, lifted_by)');
  CREATE UNIQUE INDEX conversation_block_in_force_idx ON conversation_block (holder_id, listing_id, side)
    WHERE lifted_at IS NULL;
  CREATE INDEX conversation_block_listing_id_idx ON conversation_block (listing_id);
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON conversation_block
  FOR EACH ROW EXECUTE FUNCTION same_council('holder_id', 'person', 'listing_id', 'listing', 'blocked_by', 'person');

  CREATE FUNCTION conversation_blocked(holder uuid, listing uuid, writer uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
      SELECT FROM conversation_block b JOIN listing l ON l.id = b.listing_id
      WHERE b.lifted_at IS NULL AND (
        (b.holder_id = holder AND b.listing_id = listing)
        -- Under another listing, or acting for somebody else, they are still the one whom somebody wants no more of.
        OR (b.side = 'holder' AND b.holder_id = holder AND (l.person_id = writer OR EXISTS (
          SELECT FROM organisation_member m WHERE m.organisation_id = l.organisation_id AND m.person_id = writer)))
        OR (b.side = 'worker' AND b.listing_id = listing AND b.holder_id = writer)))
  $$`;

const REPORT = `
  CREATE TABLE conversation_report (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT conversation_report_council_id_fkey REFERENCES council (id),
    conversation_id uuid NOT NULL CONSTRAINT conversation_report_conversation_id_fkey REFERENCES conversation (id),
    side text NOT NULL CONSTRAINT conversation_report_side_check CHECK (side ${SIDE}),
    reported_by uuid NOT NULL CONSTRAINT conversation_report_reported_by_fkey REFERENCES person (id),
    text text NOT NULL ${words('conversation_report', 'text', 2000)},
    reported_at timestamptz NOT NULL DEFAULT now(),
    outcome text CONSTRAINT conversation_report_outcome_check
      CHECK (outcome IN ('no_action', 'conversation_closed', 'passed_on')),
    note text ${words('conversation_report', 'note', 1000)},
    closed_by uuid CONSTRAINT conversation_report_closed_by_fkey REFERENCES person (id),
    closed_at timestamptz,
    CONSTRAINT conversation_report_closed_check CHECK ((closed_at IS NULL) = (outcome IS NULL)
      AND (closed_by IS NULL) = (outcome IS NULL) AND (note IS NULL) = (outcome IS NULL)
      AND closed_by IS DISTINCT FROM reported_by)
  );
  SELECT tenant_table('conversation_report', 'SELECT, INSERT (council_id, conversation_id, side, reported_by, text),
    UPDATE (outcome, note, closed_by)');
  CREATE INDEX conversation_report_open_idx ON conversation_report (council_id, reported_at) WHERE closed_at IS NULL;
  CREATE INDEX conversation_report_conversation_id_idx ON conversation_report (conversation_id);
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON conversation_report
  FOR EACH ROW EXECUTE FUNCTION same_council('conversation_id', 'conversation', 'reported_by', 'person')`;

/** The row of the conversation is locked first: a block that came before is seen, one that comes later waits. */
const MESSAGE_RULES = `
  CREATE FUNCTION conversation_message_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    talk conversation;
  BEGIN
    UPDATE conversation SET last_message_at = now() WHERE id = NEW.conversation_id RETURNING * INTO talk;
    IF talk.closed_at IS NOT NULL THEN
      RAISE EXCEPTION 'this conversation is closed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'conversation_open';
    END IF;
    IF conversation_blocked(talk.holder_id, talk.listing_id, NEW.written_by) THEN
      RAISE EXCEPTION 'one of the two wants no messages'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'conversation_not_blocked';
    END IF;
    IF NEW.side = 'worker' AND NOT EXISTS (
      SELECT FROM listing l LEFT JOIN organisation_member m ON m.organisation_id = l.organisation_id
      WHERE l.id = talk.listing_id AND NEW.written_by IN (l.person_id, m.person_id)) THEN
      RAISE EXCEPTION 'whoever writes for a listing answers for it'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'conversation_side_own';
    END IF;
    IF NOT EXISTS (
      SELECT FROM listing l CROSS JOIN member_standing(ARRAY[l.member_id], (now() AT TIME ZONE 'Europe/London')::date) s
      WHERE l.id = talk.listing_id AND s.listed) THEN
      RAISE EXCEPTION 'the register does not list them today'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'conversation_listed';
    END IF;
    IF names_contact(NEW.text) AND 2 > (SELECT count(*) FROM conversation_contact WHERE conversation_id = talk.id) THEN
      RAISE EXCEPTION 'contact details wait until both agree'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'conversation_contact_first';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT ON conversation_message
  FOR EACH ROW EXECUTE FUNCTION conversation_message_rules()`;

const REPORT_RULES = `
  CREATE FUNCTION conversation_report_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.closed_at IS NOT NULL THEN
      RAISE EXCEPTION 'this report is closed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'conversation_report_closed_once';
    END IF;
    IF NEW.outcome IS NOT NULL THEN NEW.closed_at := now(); END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE UPDATE ON conversation_report
  FOR EACH ROW EXECUTE FUNCTION conversation_report_rules()`;

const RETENTION = `
  INSERT INTO retention_rule (category, months, source, starts_on) VALUES
    ('conversation', 24, 'UK GDPR article 5(1)(e): no longer than is needed: two years after the last message', '2000-01-01')`;

const LONDON = `AT TIME ZONE 'Europe/London')::date`;
const DUE = `SELECT 'conversation', c.id, NULL::uuid, NULL::uuid, (c.last_message_at ${LONDON}
      FROM conversation c JOIN listing l ON l.id = c.listing_id
      WHERE c.council_id = current_council() AND NOT is_held(l.member_id, (now() ${LONDON})
        AND NOT EXISTS (SELECT FROM conversation_report r WHERE r.conversation_id = c.id AND r.closed_at IS NULL)
      UNION ALL
      `;
const ENQUIRY = `SELECT 'enquiry', q.id, NULL::uuid`;
const BRANCH = `WHEN 'enquiry' THEN`;
const PARTS = ['report', 'contact', 'reading', 'message'];

/** Function, a part of it, and what stands in its place. */
const REPLACED: readonly (readonly [string, string, string])[] = [
  ['retention_due(date)', ENQUIRY, `${DUE}${ENQUIRY}`],
  [
    'retention_remove()',
    BRANCH,
    `WHEN 'conversation' THEN
          ${PARTS.map((part) => `DELETE FROM conversation_${part} WHERE council_id = council AND conversation_id = ANY (rule.ids);`).join('\n          ')}
          DELETE FROM conversation WHERE council_id = council AND id = ANY (rule.ids);
        ${BRANCH}`,
  ],
];

/** The function as it is, with the first of a part put otherwise. */
const replaced = (name: string, part: string, by: string) => `DO $do$
  DECLARE
    said text := pg_get_functiondef('${name}'::regprocedure);
    put text := overlay(said PLACING $by$${by}$by$ FROM position($part$${part}$part$ IN said) FOR ${part.length});
  BEGIN
    IF position($part$${part}$part$ IN said) = 0 THEN RAISE EXCEPTION 'the function ${name} is not as it was'; END IF;
    EXECUTE put;
  END $do$`;
