import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What somebody offers beside their hours: by the hour, by the visit, at a fixed price, and groups with places on
 * days of their own. Prices are dated like rates; wages where somebody is employed, and mileage, stand apart from them.
 */
export class Offers1764360002000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [OFFER, PRICE, SESSION, WAGE, MILEAGE]) await query.query(statement);
    await query.query(replaced(BUSY, VISITS, `${VISITS}${GROUPS}`));
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(replaced(BUSY, `${VISITS}${GROUPS}`, VISITS));
    await query.query(`DROP TABLE mileage_rate, wage, offer_session, offer_price, offer`);
    await query.query(`DROP FUNCTION offer_rules, offer_session_rules`);
  }
}

const OFFER = `
  CREATE TABLE offer (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT offer_council_id_fkey REFERENCES council (id),
    listing_id uuid NOT NULL,
    kind text NOT NULL CONSTRAINT offer_kind_check CHECK (kind IN ('hour', 'visit', 'fixed', 'group')),
    title text NOT NULL CONSTRAINT offer_title_check CHECK (length(btrim(title)) BETWEEN 1 AND 80),
    description text NOT NULL DEFAULT '' CONSTRAINT offer_description_check CHECK (length(description) <= 1000),
    minutes integer CONSTRAINT offer_minutes_check CHECK (minutes BETWEEN 15 AND 720),
    capacity integer,
    created_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    CONSTRAINT offer_id_council_id_key UNIQUE (id, council_id),
    CONSTRAINT offer_capacity_check CHECK ((kind = 'group') = (capacity IS NOT NULL) AND capacity BETWEEN 1 AND 200),
    CONSTRAINT offer_minutes_of_visit_check CHECK ((kind = 'visit') = (minutes IS NOT NULL)),
    CONSTRAINT offer_listing_id_council_id_fkey FOREIGN KEY (listing_id, council_id) REFERENCES listing (id, council_id)
  );
  CREATE INDEX offer_listing_id_idx ON offer (listing_id);
  SELECT tenant_table('offer', 'SELECT, INSERT (council_id, listing_id, kind, title, description, minutes, capacity),
    UPDATE (title, description, minutes, capacity, ended_at)');

  CREATE FUNCTION offer_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.ended_at IS NOT NULL THEN
      RAISE EXCEPTION 'this offer has ended' USING ERRCODE = 'check_violation', CONSTRAINT = 'offer_ended';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE UPDATE ON offer FOR EACH ROW EXECUTE FUNCTION offer_rules()`;

/** An hour without a price of its own is at the rates by time of the week. What counted up to yesterday stands. */
const PRICE = `
  CREATE TABLE offer_price (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT offer_price_council_id_fkey REFERENCES council (id),
    offer_id uuid NOT NULL,
    price_pence bigint NOT NULL CONSTRAINT offer_price_price_pence_check CHECK (price_pence BETWEEN 1 AND 1000000),
    starts_on date NOT NULL,
    ends_on date,
    CONSTRAINT offer_price_ends_on_check CHECK (ends_on >= starts_on),
    CONSTRAINT offer_price_no_overlap EXCLUDE USING gist (offer_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&),
    CONSTRAINT offer_price_offer_id_council_id_fkey FOREIGN KEY (offer_id, council_id) REFERENCES offer (id, council_id)
  );
  SELECT tenant_table('offer_price', 'SELECT, INSERT, DELETE, UPDATE (ends_on)');
  CREATE TRIGGER keep_rate_history BEFORE UPDATE OR DELETE ON offer_price
    FOR EACH ROW EXECUTE FUNCTION keep_rate_history()`;

const SESSION = `
  CREATE TABLE offer_session (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT offer_session_council_id_fkey REFERENCES council (id),
    offer_id uuid NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    place text NOT NULL CONSTRAINT offer_session_place_check CHECK (length(btrim(place)) BETWEEN 1 AND 200),
    capacity integer NOT NULL CONSTRAINT offer_session_capacity_check CHECK (capacity BETWEEN 1 AND 200),
    cancelled_at timestamptz,
    CONSTRAINT offer_session_ends_at_check CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '24 hours'),
    CONSTRAINT offer_session_offer_id_council_id_fkey FOREIGN KEY (offer_id, council_id) REFERENCES offer (id, council_id)
  );
  CREATE UNIQUE INDEX offer_session_offer_id_starts_at_idx ON offer_session (offer_id, starts_at) WHERE cancelled_at IS NULL;
  CREATE INDEX offer_session_offer_id_idx ON offer_session (offer_id);
  SELECT tenant_table('offer_session', 'SELECT, INSERT (council_id, offer_id, starts_at, ends_at, place, capacity),
    UPDATE (place, capacity, cancelled_at)');

  CREATE FUNCTION offer_session_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF tg_op = 'INSERT' AND NOT EXISTS (
      SELECT FROM offer o WHERE o.id = NEW.offer_id AND o.kind = 'group' AND o.ended_at IS NULL) THEN
      RAISE EXCEPTION 'only a group has days of its own' USING ERRCODE = 'check_violation', CONSTRAINT = 'offer_session_group';
    END IF;
    IF tg_op = 'UPDATE' AND OLD.cancelled_at IS NOT NULL THEN
      RAISE EXCEPTION 'this session is cancelled' USING ERRCODE = 'check_violation', CONSTRAINT = 'offer_session_cancelled';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT OR UPDATE ON offer_session FOR EACH ROW EXECUTE FUNCTION offer_session_rules()`;

/** What a PA earns where somebody employs them; what employing costs beside it is the employer’s to know. */
const WAGE = `
  CREATE TABLE wage (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT wage_council_id_fkey REFERENCES council (id),
    listing_id uuid NOT NULL,
    band text NOT NULL,
    unit text NOT NULL,
    rate_pence bigint NOT NULL CONSTRAINT wage_rate_pence_check CHECK (rate_pence BETWEEN 1 AND 1000000),
    starts_on date NOT NULL,
    ends_on date,
    CONSTRAINT wage_unit_check CHECK (
      band IN ('weekday', 'evening', 'weekend', 'bank_holiday') AND unit = 'hour'
      OR band = 'waking_night' AND unit IN ('hour', 'night')
      OR band = 'sleep_in' AND unit = 'night'
      OR band = 'live_in' AND unit = 'day'),
    CONSTRAINT wage_ends_on_check CHECK (ends_on >= starts_on),
    CONSTRAINT wage_no_overlap EXCLUDE USING gist (listing_id WITH =, band WITH =, unit WITH =,
      daterange(starts_on, ends_on, '[]') WITH &&),
    CONSTRAINT wage_listing_id_council_id_fkey FOREIGN KEY (listing_id, council_id) REFERENCES listing (id, council_id)
  );
  SELECT tenant_table('wage', 'SELECT, INSERT, DELETE, UPDATE (ends_on)');
  CREATE TRIGGER keep_rate_history BEFORE UPDATE OR DELETE ON wage FOR EACH ROW EXECUTE FUNCTION keep_rate_history()`;

/** Asked for each mile driven for somebody: a line of its own, never part of an hour. */
const MILEAGE = `
  CREATE TABLE mileage_rate (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT mileage_rate_council_id_fkey REFERENCES council (id),
    listing_id uuid NOT NULL,
    mile_pence integer NOT NULL CONSTRAINT mileage_rate_mile_pence_check CHECK (mile_pence BETWEEN 1 AND 200),
    starts_on date NOT NULL,
    ends_on date,
    CONSTRAINT mileage_rate_ends_on_check CHECK (ends_on >= starts_on),
    CONSTRAINT mileage_rate_no_overlap EXCLUDE USING gist (listing_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&),
    CONSTRAINT mileage_rate_listing_id_council_id_fkey FOREIGN KEY (listing_id, council_id)
      REFERENCES listing (id, council_id)
  );
  SELECT tenant_table('mileage_rate', 'SELECT, INSERT, DELETE, UPDATE (ends_on)');
  CREATE TRIGGER keep_rate_history BEFORE UPDATE OR DELETE ON mileage_rate
    FOR EACH ROW EXECUTE FUNCTION keep_rate_history()`;

const BUSY = 'listing_busy(uuid[], timestamptz, timestamptz)';
const VISITS = `
      WHERE l.id = ANY (listings)`;

/** A session of a group takes the time of who holds it like a visit. */
const GROUPS = `
      UNION ALL
      SELECT l.id, l.capacity, g.starts_at - b.buffer, g.ends_at + b.buffer
      FROM listing l CROSS JOIN LATERAL (SELECT make_interval(mins => l.buffer_minutes) AS buffer) b
      JOIN offer o ON o.listing_id = l.id AND o.kind = 'group' JOIN offer_session g ON g.offer_id = o.id
       AND g.cancelled_at IS NULL AND g.ends_at > from_instant - interval '3 hours' AND g.starts_at < to_instant + interval '3 hours'
      WHERE l.id = ANY (listings)`;

/** The function as it is, with the first of a part put otherwise. */
const replaced = (name: string, part: string, by: string) => `DO $do$
  DECLARE
    said text := pg_get_functiondef('${name}'::regprocedure);
    put text := overlay(said PLACING $by$${by}$by$ FROM position($part$${part}$part$ IN said) FOR ${part.length});
  BEGIN
    IF position($part$${part}$part$ IN said) = 0 THEN RAISE EXCEPTION 'the function ${name} is not as it was'; END IF;
    EXECUTE put;
  END $do$`;
