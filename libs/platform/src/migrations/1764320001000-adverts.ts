import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Adverts: what a holder, or who acts for them, needs. The council looks at each before it shows, PAs and providers
 * answer, and it ends by its date. Whose it is, nobody learns from it.
 */
export class Adverts1764320001000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(TABLE);
    await query.query(`SELECT state_machine('advert',
      '{waiting > open, waiting > refused, waiting > closed, open > closed, open > waiting, refused > waiting, refused > closed}')`);
    await query.query(RULES);
    await query.query(ANSWERS);
    await query.query(ANSWER_RULES);
    await query.query(RETENTION);
    for (const [name, part, by] of REPLACED) await query.query(replaced(name, part, by));
  }

  async down(query: QueryRunner): Promise<void> {
    for (const [name, part, by] of [...REPLACED].reverse()) await query.query(replaced(name, by, part));
    await query.query(`DELETE FROM retention_rule WHERE category = 'advert'`);
    await query.query(`DROP TRIGGER writes_first ON conversation_message`);
    await query.query(`DROP TRIGGER belongs_to_council ON conversation_message`);
    await query.query(`CREATE TRIGGER belongs_to_council BEFORE INSERT ON conversation_message
      FOR EACH ROW EXECUTE FUNCTION same_council('conversation_id', 'conversation', 'written_by', 'person')`);
    await query.query(`ALTER TABLE conversation_message DROP COLUMN advert_id`);
    await query.query(`DROP TABLE advert`);
    await query.query(`DELETE FROM state_transition WHERE machine = 'advert'`);
    await query.query(`DROP FUNCTION advert_rules, conversation_answer_rules`);
  }
}

const TABLE = `
  CREATE TABLE advert (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT advert_council_id_fkey REFERENCES council (id),
    holder_id uuid NOT NULL CONSTRAINT advert_holder_id_fkey REFERENCES person (id),
    state text NOT NULL DEFAULT 'waiting' CONSTRAINT advert_state_check
      CHECK (state IN ('waiting', 'open', 'refused', 'closed')),
    title text NOT NULL CONSTRAINT advert_title_check
      CHECK (length(btrim(title)) BETWEEN 1 AND 80 AND NOT names_contact(title)),
    text text NOT NULL CONSTRAINT advert_text_check
      CHECK (length(btrim(text)) BETWEEN 1 AND 2000 AND NOT names_contact(text)),
    services text[] NOT NULL CONSTRAINT advert_services_check CHECK (cardinality(services) BETWEEN 1 AND 10),
    outcode text NOT NULL CONSTRAINT advert_outcode_check CHECK (outcode ~ '^[A-Z]{1,2}[0-9][0-9A-Z]?$'),
    district text,
    hours_per_week integer CONSTRAINT advert_hours_per_week_check CHECK (hours_per_week BETWEEN 1 AND 168),
    closes_on date NOT NULL,
    written_by uuid NOT NULL CONSTRAINT advert_written_by_fkey REFERENCES person (id),
    written_at timestamptz NOT NULL DEFAULT now(),
    moderated_by uuid CONSTRAINT advert_moderated_by_fkey REFERENCES person (id),
    moderated_at timestamptz,
    reason text CONSTRAINT advert_reason_check CHECK (length(btrim(reason)) BETWEEN 1 AND 500),
    CONSTRAINT advert_moderated_check CHECK ((state NOT IN ('open', 'refused') OR moderated_by IS NOT NULL)
      AND (state <> 'waiting' OR moderated_by IS NULL) AND (state <> 'refused' OR reason IS NOT NULL)
      AND moderated_by NOT IN (holder_id, written_by))
  );
  SELECT tenant_table('advert', 'SELECT,
    INSERT (council_id, holder_id, title, text, services, outcode, district, hours_per_week, closes_on, written_by),
    UPDATE (state, title, text, services, outcode, district, hours_per_week, closes_on, written_by, moderated_by, reason)');
  CREATE INDEX advert_holder_id_idx ON advert (holder_id);
  CREATE INDEX advert_council_id_state_idx ON advert (council_id, state);
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON advert
  FOR EACH ROW EXECUTE FUNCTION same_council('holder_id', 'person', 'written_by', 'person')`;

/** What others see was looked at as it is: new words wait again. */
const RULES = `
  CREATE FUNCTION advert_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    today date := (now() AT TIME ZONE 'Europe/London')::date;
  BEGIN
    IF tg_op = 'INSERT' OR NEW.state = 'waiting' THEN
      IF NEW.closes_on < today OR NEW.closes_on > today + 92 THEN
        RAISE EXCEPTION 'an advert closes within three months'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'advert_closes_soon';
      END IF;
    END IF;
    IF tg_op = 'UPDATE' THEN
      IF (NEW.title, NEW.text, NEW.services, NEW.outcode, NEW.district, NEW.hours_per_week, NEW.closes_on)
           IS DISTINCT FROM (OLD.title, OLD.text, OLD.services, OLD.outcode, OLD.district, OLD.hours_per_week, OLD.closes_on)
         AND NEW.state <> 'waiting' THEN
        RAISE EXCEPTION 'what an advert says is looked at before it shows'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'advert_looked_at';
      END IF;
      IF NEW.state = 'waiting' THEN
        NEW.moderated_by := NULL;
        NEW.moderated_at := NULL;
        NEW.reason := NULL;
        NEW.written_at := now();
      ELSIF NEW.moderated_by IS DISTINCT FROM OLD.moderated_by THEN
        NEW.moderated_at := now();
      END IF;
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT OR UPDATE ON advert FOR EACH ROW EXECUTE FUNCTION advert_rules()`;

const ANSWERS = `
  ALTER TABLE conversation_message
    ADD COLUMN advert_id uuid CONSTRAINT conversation_message_advert_id_fkey REFERENCES advert (id),
    ADD CONSTRAINT conversation_message_advert_check CHECK (advert_id IS NULL OR side = 'worker');
  CREATE INDEX conversation_message_advert_id_idx ON conversation_message (advert_id) WHERE advert_id IS NOT NULL;
  GRANT INSERT (advert_id) ON conversation_message TO alongside_app;
  DROP TRIGGER belongs_to_council ON conversation_message;
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON conversation_message
  FOR EACH ROW EXECUTE FUNCTION same_council('conversation_id', 'conversation', 'written_by', 'person', 'advert_id', 'advert')`;

/** A PA or provider writes first only as the answer to an advert that is open, and once to each. */
const ANSWER_RULES = `
  CREATE FUNCTION conversation_answer_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.advert_id IS NULL THEN
      IF NEW.side = 'worker'
         AND NOT EXISTS (SELECT FROM conversation_message m WHERE m.conversation_id = NEW.conversation_id) THEN
        RAISE EXCEPTION 'nobody is written to by a stranger'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'conversation_holder_first';
      END IF;
      RETURN NEW;
    END IF;
    PERFORM FROM advert a JOIN conversation c ON c.id = NEW.conversation_id AND c.holder_id = a.holder_id
    WHERE a.id = NEW.advert_id AND a.council_id = NEW.council_id AND a.state = 'open'
      AND a.closes_on >= (now() AT TIME ZONE 'Europe/London')::date
    FOR SHARE OF a;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'this advert is not open' USING ERRCODE = 'check_violation', CONSTRAINT = 'advert_open';
    END IF;
    IF EXISTS (SELECT FROM conversation_message m
               WHERE m.conversation_id = NEW.conversation_id AND m.advert_id = NEW.advert_id) THEN
      RAISE EXCEPTION 'this advert is answered' USING ERRCODE = 'check_violation', CONSTRAINT = 'advert_answered_once';
    END IF;
    RETURN NEW;
  END $$;
  -- By its name after keeps_rules, which locks the conversation: of two answers at once the second sees the first.
  CREATE TRIGGER writes_first BEFORE INSERT ON conversation_message
  FOR EACH ROW EXECUTE FUNCTION conversation_answer_rules()`;

const RETENTION = `
  INSERT INTO retention_rule (category, months, source, starts_on) VALUES
    ('advert', 12, 'UK GDPR article 5(1)(e): no longer than is needed: a year after it closed', '2000-01-01')`;

const LONDON = `AT TIME ZONE 'Europe/London')::date`;
const DUE = `SELECT 'advert', a.id, NULL::uuid, NULL::uuid, least(a.closes_on, CASE WHEN a.state = 'closed' THEN (a.written_at ${LONDON} END)
      FROM advert a WHERE a.council_id = current_council() AND (a.state = 'closed' OR a.closes_on < (now() ${LONDON})
      UNION ALL
      `;
const ENQUIRY = `SELECT 'enquiry', q.id, NULL::uuid`;
const BRANCH = `WHEN 'enquiry' THEN`;

/** Function, a part of it, and what stands in its place. */
const REPLACED: readonly (readonly [string, string, string])[] = [
  ['retention_due(date)', ENQUIRY, `${DUE}${ENQUIRY}`],
  [
    'retention_remove()',
    BRANCH,
    `WHEN 'advert' THEN
          UPDATE conversation_message SET advert_id = NULL WHERE council_id = council AND advert_id = ANY (rule.ids);
          DELETE FROM advert WHERE council_id = council AND id = ANY (rule.ids);
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
