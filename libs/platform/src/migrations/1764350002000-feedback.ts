import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What people say of support that they had: after a visit that happened, looked at by the council before anybody else
 * reads it, with an answer by whoever it is about, which is looked at too. No marks out of five.
 */
export class Feedback1764350002000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(TABLE);
    await query.query(`SELECT state_machine('feedback',
      '{waiting > shown, waiting > refused, waiting > withdrawn, shown > waiting, shown > withdrawn, refused > waiting, refused > withdrawn, withdrawn > waiting}')`);
    for (const sql of [RULES, PUBLIC, RETENTION]) await query.query(sql);
    for (const [name, part, by] of REPLACED) await query.query(replaced(name, part, by));
  }

  async down(query: QueryRunner): Promise<void> {
    for (const [name, part, by] of [...REPLACED].reverse()) await query.query(replaced(name, by, part));
    await query.query(`DELETE FROM retention_rule WHERE category = 'feedback'`);
    await query.query(`DROP FUNCTION public_feedback`);
    await query.query(`DROP TABLE feedback`);
    await query.query(`DELETE FROM state_transition WHERE machine = 'feedback'`);
    await query.query(`DROP FUNCTION feedback_rules`);
  }
}

const words = (column: string) =>
  `CONSTRAINT feedback_${column}_check CHECK (length(btrim(${column})) BETWEEN 1 AND 1000 AND NOT names_contact(${column}))`;

const TABLE = `
  CREATE TABLE feedback (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT feedback_council_id_fkey REFERENCES council (id),
    holder_id uuid NOT NULL CONSTRAINT feedback_holder_id_fkey REFERENCES person (id),
    listing_id uuid NOT NULL CONSTRAINT feedback_listing_id_fkey REFERENCES listing (id),
    state text NOT NULL DEFAULT 'waiting' CONSTRAINT feedback_state_check
      CHECK (state IN ('waiting', 'shown', 'refused', 'withdrawn')),
    went_well text[] NOT NULL DEFAULT '{}' CONSTRAINT feedback_went_well_check CHECK (went_well <@
      '{on_time,kind,listened,skilled,respected_home,kept_agreement}'::text[] AND cardinality(went_well) <= 6),
    again text NOT NULL CONSTRAINT feedback_again_check CHECK (again IN ('yes', 'maybe', 'no')),
    text text ${words('text')},
    written_by uuid NOT NULL CONSTRAINT feedback_written_by_fkey REFERENCES person (id),
    written_at timestamptz NOT NULL DEFAULT now(),
    moderated_by uuid CONSTRAINT feedback_moderated_by_fkey REFERENCES person (id),
    reason text CONSTRAINT feedback_reason_check CHECK (length(btrim(reason)) BETWEEN 1 AND 500),
    reply text ${words('reply')},
    reply_state text CONSTRAINT feedback_reply_state_check CHECK (reply_state IN ('waiting', 'shown', 'refused')),
    replied_by uuid CONSTRAINT feedback_replied_by_fkey REFERENCES person (id),
    replied_at timestamptz,
    reply_moderated_by uuid CONSTRAINT feedback_reply_moderated_by_fkey REFERENCES person (id),
    reply_reason text CONSTRAINT feedback_reply_reason_check CHECK (length(btrim(reply_reason)) BETWEEN 1 AND 500),
    CONSTRAINT feedback_holder_id_listing_id_key UNIQUE (holder_id, listing_id),
    CONSTRAINT feedback_moderated_check CHECK ((state NOT IN ('shown', 'refused') OR moderated_by IS NOT NULL)
      AND (state <> 'refused' OR reason IS NOT NULL) AND moderated_by NOT IN (holder_id, written_by)),
    CONSTRAINT feedback_replied_check CHECK ((reply IS NULL) = (reply_state IS NULL) AND (reply IS NULL) = (replied_by IS NULL)
      AND (reply_state IS NULL OR reply_state = 'waiting' OR reply_moderated_by IS NOT NULL)
      AND (reply_state IS NULL OR reply_state <> 'refused' OR reply_reason IS NOT NULL)
      AND reply_moderated_by NOT IN (holder_id, replied_by))
  );
  SELECT tenant_table('feedback', 'SELECT,
    INSERT (council_id, holder_id, listing_id, went_well, again, text, written_by),
    UPDATE (state, went_well, again, text, written_by, moderated_by, reason, reply, reply_state, replied_by,
            reply_moderated_by, reply_reason)');
  CREATE INDEX feedback_listing_id_idx ON feedback (listing_id);
  CREATE INDEX feedback_waiting_idx ON feedback (council_id, written_at) WHERE state = 'waiting' OR reply_state = 'waiting';
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON feedback
  FOR EACH ROW EXECUTE FUNCTION same_council('holder_id', 'person', 'listing_id', 'listing', 'written_by', 'person')`;

/** What others read was looked at as it is: new words wait again. Nobody moderates what is about their own listing. */
const RULES = `
  CREATE FUNCTION feedback_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.state = 'waiting' AND (tg_op = 'INSERT' OR OLD.state <> 'waiting'
        OR (NEW.went_well, NEW.again, NEW.text) IS DISTINCT FROM (OLD.went_well, OLD.again, OLD.text)) THEN
      IF NOT EXISTS (SELECT FROM visit v JOIN booking b ON b.id = v.booking_id
                     WHERE b.holder_id = NEW.holder_id AND b.listing_id = NEW.listing_id
                       AND v.state IN ('recorded', 'approved')) THEN
        RAISE EXCEPTION 'they have not been there yet'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'feedback_after_use';
      END IF;
      NEW.moderated_by := NULL;
      NEW.reason := NULL;
      NEW.written_at := now();
    END IF;
    IF tg_op = 'UPDATE' AND NEW.state IN ('shown', 'refused')
       AND (NEW.went_well, NEW.again, NEW.text) IS DISTINCT FROM (OLD.went_well, OLD.again, OLD.text) THEN
      RAISE EXCEPTION 'what is said is looked at before it shows'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'feedback_looked_at';
    END IF;
    IF tg_op = 'UPDATE' AND NEW.reply IS DISTINCT FROM OLD.reply THEN
      IF NEW.reply IS NOT NULL AND (NEW.reply_state <> 'waiting' OR NEW.state <> 'shown') THEN
        RAISE EXCEPTION 'an answer is looked at before it shows, and answers what shows'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'feedback_looked_at';
      END IF;
      NEW.replied_at := CASE WHEN NEW.reply IS NOT NULL THEN now() END;
      NEW.reply_moderated_by := NULL;
      NEW.reply_reason := NULL;
    END IF;
    IF EXISTS (SELECT FROM listing l LEFT JOIN organisation_member m ON m.organisation_id = l.organisation_id
               WHERE l.id = NEW.listing_id
                 AND (l.person_id IN (NEW.moderated_by, NEW.reply_moderated_by)
                      OR m.person_id IN (NEW.moderated_by, NEW.reply_moderated_by))) THEN
      RAISE EXCEPTION 'somebody else looks at what is about them'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'feedback_moderated_check';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT OR UPDATE ON feedback FOR EACH ROW EXECUTE FUNCTION feedback_rules()`;

/** As others may read it: never whose it is, and no nearer than the month. To whom a listing shows is asked before. */
const PUBLIC = `
  CREATE FUNCTION public_feedback(listing uuid)
  RETURNS TABLE (id uuid, went_well text[], again text, text text, month date, reply text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT f.id, f.went_well, f.again, f.text,
           to_char(f.written_at AT TIME ZONE 'Europe/London', 'YYYY-MM-01')::date,
           CASE WHEN f.reply_state = 'shown' THEN f.reply END
    FROM feedback f JOIN listing l ON l.id = f.listing_id
    WHERE f.listing_id = $1 AND f.state = 'shown' AND l.state = 'live'
  $$;
  REVOKE EXECUTE ON FUNCTION public_feedback FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION public_feedback TO alongside_app`;

const RETENTION = `
  INSERT INTO retention_rule (category, months, source, starts_on) VALUES
    ('feedback', 36, 'UK GDPR article 5(1)(d) and (e): after three years it says little of how somebody works now', '2000-01-01')`;

const LONDON = `AT TIME ZONE 'Europe/London')::date`;
const DUE = `SELECT 'feedback', f.id, NULL::uuid, NULL::uuid, (f.written_at ${LONDON}
      FROM feedback f WHERE f.council_id = current_council()
      UNION ALL
      `;
const ENQUIRY = `SELECT 'enquiry', q.id, NULL::uuid`;
const BRANCH = `WHEN 'enquiry' THEN`;
const KEPT = `ELSE
        RAISE EXCEPTION 'this is kept by law'`;

/** Function, a part of it, and what stands in its place. */
const REPLACED: readonly (readonly [string, string, string])[] = [
  ['retention_due(date)', ENQUIRY, `${DUE}${ENQUIRY}`],
  [
    'retention_remove()',
    BRANCH,
    `WHEN 'feedback' THEN
          DELETE FROM feedback WHERE council_id = council AND id = ANY (rule.ids);
        ${BRANCH}`,
  ],
  [
    'erase_on_request(uuid, text)',
    KEPT,
    `WHEN 'feedback' THEN
        UPDATE feedback SET reply = NULL, reply_state = NULL, replied_by = NULL WHERE replied_by = asked.person_id;
        GET DIAGNOSTICS more = ROW_COUNT;
        DELETE FROM feedback WHERE holder_id = asked.person_id;
        GET DIAGNOSTICS erased = ROW_COUNT;
        erased := erased + more;
      ${KEPT}`,
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
