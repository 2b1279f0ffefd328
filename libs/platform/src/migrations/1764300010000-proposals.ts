import type {MigrationInterface, QueryRunner} from 'typeorm';

/** What somebody proposes for a person: terms or visits. Nothing comes of it before a yes, and then once. */
export class Proposals1764300010000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [TABLE, MACHINE, ...RULES]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE proposal`);
    await query.query(`DROP FUNCTION proposal_rules`);
    await query.query(`DELETE FROM state_transition WHERE machine = 'proposal'`);
  }
}

const TABLE = `
  CREATE TABLE proposal (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT proposal_council_id_fkey REFERENCES council (id),
    person_id uuid NOT NULL CONSTRAINT proposal_person_id_fkey REFERENCES person (id),
    listing_id uuid NOT NULL CONSTRAINT proposal_listing_id_fkey REFERENCES listing (id),
    kind text NOT NULL CONSTRAINT proposal_kind_check CHECK (kind IN ('terms', 'visits')),
    state text NOT NULL DEFAULT 'waiting' CONSTRAINT proposal_state_check
      CHECK (state IN ('waiting', 'accepted', 'declined', 'change_wanted', 'withdrawn')),
    note text CONSTRAINT proposal_note_check CHECK (length(btrim(note)) BETWEEN 1 AND 1000),
    employment text CONSTRAINT proposal_employment_check CHECK (employment IN ('employed', 'self_employed')),
    starts_on date,
    rates jsonb CONSTRAINT proposal_rates_check CHECK (jsonb_typeof(rates) = 'array'),
    starts_at timestamptz,
    ends_at timestamptz,
    rrule text CONSTRAINT proposal_rrule_check CHECK (length(rrule) <= 300),
    line_id uuid CONSTRAINT proposal_line_id_fkey REFERENCES budget_line (id),
    proposed_by uuid NOT NULL CONSTRAINT proposal_proposed_by_fkey REFERENCES person (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    answered_by uuid CONSTRAINT proposal_answered_by_fkey REFERENCES person (id),
    answered_how text CONSTRAINT proposal_answered_how_check CHECK (answered_how IN ('phone', 'letter', 'meeting')),
    answered_at timestamptz,
    answer text CONSTRAINT proposal_answer_check CHECK (length(btrim(answer)) BETWEEN 1 AND 500),
    engagement_id uuid CONSTRAINT proposal_engagement_id_fkey REFERENCES engagement (id),
    booking_id uuid CONSTRAINT proposal_booking_id_fkey REFERENCES booking (id),
    CONSTRAINT proposal_what_check CHECK (CASE kind
      WHEN 'terms' THEN num_nonnulls(employment, starts_on, rates) = 3 AND num_nonnulls(starts_at, ends_at, rrule, line_id) = 0
      ELSE num_nonnulls(starts_at, ends_at) = 2 AND num_nonnulls(employment, starts_on, rates) = 0 END),
    CONSTRAINT proposal_answered_check CHECK ((answered_at IS NULL) = (state = 'waiting')
      AND (answered_by IS NOT NULL) = (state IN ('accepted', 'declined', 'change_wanted'))),
    CONSTRAINT proposal_made_check CHECK (num_nonnulls(engagement_id, booking_id) =
      CASE WHEN state = 'accepted' THEN 1 ELSE 0 END),
    CONSTRAINT proposal_proposed_by_check CHECK (proposed_by <> person_id),
    CONSTRAINT proposal_answered_by_check CHECK (answered_by <> proposed_by)
  );
  SELECT tenant_table('proposal', 'SELECT, INSERT (council_id, person_id, listing_id, kind, note, employment, starts_on,
    rates, starts_at, ends_at, rrule, line_id, proposed_by), UPDATE (state, answered_by, answered_how, answered_at, answer,
    engagement_id, booking_id)');
  CREATE UNIQUE INDEX proposal_waiting_idx ON proposal (person_id, listing_id, kind) WHERE state = 'waiting';
  CREATE INDEX proposal_person_id_idx ON proposal (person_id);
  CREATE TRIGGER proposal_same_council BEFORE INSERT OR UPDATE ON proposal FOR EACH ROW EXECUTE FUNCTION
    same_council('person_id', 'person', 'listing_id', 'listing', 'proposed_by', 'person', 'line_id', 'budget_line',
                 'engagement_id', 'engagement', 'booking_id', 'booking')`;

const MACHINE = `SELECT state_machine('proposal', ARRAY['waiting > accepted', 'waiting > declined',
  'waiting > change_wanted', 'waiting > withdrawn'])`;

/** A line that pays is the person's own, and what came of a yes is theirs and with that listing. */
const RULES = [
  `CREATE FUNCTION proposal_rules() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF NEW.line_id IS NOT NULL AND NOT EXISTS (SELECT FROM budget_line l JOIN budget b ON b.id = l.budget_id
         WHERE l.id = NEW.line_id AND b.holder_id = NEW.person_id) THEN
       RAISE EXCEPTION 'a line of that person pays'
         USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_line_of_person';
     END IF;
     IF TG_OP = 'UPDATE' AND OLD.state <> 'waiting' THEN
       RAISE EXCEPTION 'this was answered' USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_stays';
     END IF;
     IF NEW.state = 'accepted' AND NOT EXISTS (
         SELECT FROM engagement e WHERE e.id = NEW.engagement_id AND e.holder_id = NEW.person_id AND e.listing_id = NEW.listing_id
         UNION ALL
         SELECT FROM booking b WHERE b.id = NEW.booking_id AND b.holder_id = NEW.person_id AND b.listing_id = NEW.listing_id) THEN
       RAISE EXCEPTION 'what came of it is between the same two'
         USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_between_them';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER keeps_rules BEFORE INSERT OR UPDATE ON proposal FOR EACH ROW EXECUTE FUNCTION proposal_rules()`,
];
