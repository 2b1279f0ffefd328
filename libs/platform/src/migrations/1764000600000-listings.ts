import type {MigrationInterface, QueryRunner} from 'typeorm';

/** What PAs and micro-providers offer: services, profile, rates, when they work; and what of it anybody may see. */
export class Listings1764000600000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(SERVICE);
    await query.query(REGULATION_RULE);
    await query.query(LISTING);
    await query.query(LISTING_SERVICE);
    await query.query(RATE);
    await query.query(RATE_BAND_RULE);
    await query.query(AVAILABILITY);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE availability_exception, availability_pattern, rate_band_rule, rate, listing_service,
      listing, regulation_rule, service`);
    await query.query(`DROP FUNCTION keep_rate_history, derive_listing, general_and_own`);
    await query.query(`DELETE FROM state_transition WHERE machine = 'listing'`);
  }
}

/** The general rows have no council: everybody reads them and nobody who serves requests writes them. */
const SERVICE = `
  CREATE FUNCTION general_and_own(name regclass, privileges text) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM tenant_table(name, privileges);
    EXECUTE format('CREATE POLICY general ON %s FOR SELECT TO alongside_app USING (council_id IS NULL)', name);
  END $$;
  REVOKE EXECUTE ON FUNCTION general_and_own FROM PUBLIC;

  CREATE TABLE service (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid CONSTRAINT service_council_id_fkey REFERENCES council (id),
    code text NOT NULL CONSTRAINT service_code_check CHECK (code ~ '^[a-z][a-z0-9_]{1,39}$'),
    name text NOT NULL CONSTRAINT service_name_check CHECK (length(btrim(name)) BETWEEN 1 AND 80),
    description text NOT NULL CONSTRAINT service_description_check CHECK (length(btrim(description)) BETWEEN 1 AND 300),
    regulated boolean NOT NULL DEFAULT false
  );
  CREATE UNIQUE INDEX service_code_idx ON service (code) WHERE council_id IS NULL;
  CREATE UNIQUE INDEX service_council_id_code_idx ON service (council_id, code);
  SELECT general_and_own('service', 'SELECT, INSERT, UPDATE (name, description)')`;

const REGULATION_RULE = `
  CREATE TABLE regulation_rule (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid CONSTRAINT regulation_rule_council_id_fkey REFERENCES council (id),
    service_code text NOT NULL,
    kind text NOT NULL CONSTRAINT regulation_rule_kind_check CHECK (kind IN ('pa', 'provider')),
    needs text NOT NULL CONSTRAINT regulation_rule_needs_check CHECK (needs IN ('cqc_provider_id')),
    reason text NOT NULL,
    source text NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    CONSTRAINT regulation_rule_ends_on_check CHECK (ends_on >= starts_on)
  );
  SELECT general_and_own('regulation_rule', 'SELECT, INSERT, UPDATE (ends_on)')`;

/**
 * What hangs on a listing refers to it with its council: a plain foreign key would let a council hang its rows on
 * the listing of another.
 *
 * The base position is private. What is public is the middle of its cell in a fixed grid of about a kilometre, so
 * however often and from wherever distances are asked, they lead to the cell and no further.
 */
const LISTING = `
  CREATE TABLE listing (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT listing_council_id_fkey REFERENCES council (id),
    member_id uuid NOT NULL CONSTRAINT listing_member_id_key UNIQUE CONSTRAINT listing_member_id_fkey REFERENCES member (id),
    person_id uuid CONSTRAINT listing_person_id_fkey REFERENCES person (id),
    organisation_id uuid CONSTRAINT listing_organisation_id_fkey REFERENCES organisation (id),
    kind text NOT NULL,
    state text NOT NULL DEFAULT 'draft' CONSTRAINT listing_state_check
      CHECK (state IN ('draft', 'live', 'resting', 'archived')),
    name text NOT NULL CONSTRAINT listing_name_check CHECK (length(btrim(name)) BETWEEN 1 AND 80),
    summary text NOT NULL DEFAULT '' CONSTRAINT listing_summary_check CHECK (length(summary) <= 300),
    about text NOT NULL DEFAULT '' CONSTRAINT listing_about_check CHECK (length(about) <= 4000),
    outcode text CONSTRAINT listing_outcode_check CHECK (outcode ~ '^[A-Z]{1,2}[0-9][0-9A-Z]?$'),
    district text,
    latitude double precision CONSTRAINT listing_latitude_check CHECK (latitude BETWEEN 49 AND 61.5),
    longitude double precision CONSTRAINT listing_longitude_check CHECK (longitude BETWEEN -9 AND 2.5),
    public_latitude double precision,
    public_longitude double precision,
    travel_km integer NOT NULL DEFAULT 10 CONSTRAINT listing_travel_km_check CHECK (travel_km BETWEEN 0 AND 100),
    gender text CONSTRAINT listing_gender_check CHECK (gender IN ('female', 'male', 'non_binary')),
    languages text[] NOT NULL DEFAULT '{}' CONSTRAINT listing_languages_check CHECK (cardinality(languages) <= 20),
    needs text[] NOT NULL DEFAULT '{}' CONSTRAINT listing_needs_check CHECK (needs <@ '{dementia, autism,
      learning_disability, physical, sensory, mental_health, end_of_life}'::text[]),
    taking_on text NOT NULL DEFAULT 'yes' CONSTRAINT listing_taking_on_check CHECK (taking_on IN ('yes', 'no', 'from')),
    taking_on_from date,
    drives boolean NOT NULL DEFAULT false,
    capacity integer NOT NULL DEFAULT 1 CONSTRAINT listing_capacity_check CHECK (capacity BETWEEN 1 AND 100),
    ways_of_paying text[] NOT NULL DEFAULT '{}' CONSTRAINT listing_ways_of_paying_check CHECK (ways_of_paying <@
      '{direct_payment, card, managed, fund_holder, own_money}'::text[]),
    cqc_provider_id text CONSTRAINT listing_cqc_provider_id_check CHECK (cqc_provider_id ~ '^1-[0-9]{6,12}$'),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT listing_id_council_id_key UNIQUE (id, council_id),
    CONSTRAINT listing_kind_check CHECK (
      kind = 'pa' AND person_id IS NOT NULL AND organisation_id IS NULL AND capacity = 1 AND cqc_provider_id IS NULL
      OR kind = 'provider' AND person_id IS NULL AND organisation_id IS NOT NULL AND gender IS NULL),
    CONSTRAINT listing_pa_name_check CHECK (kind = 'provider' OR name ~ '^[^ ]+$| [^ ][.]?$'),
    CONSTRAINT listing_taking_on_from_check CHECK ((taking_on = 'from') = (taking_on_from IS NOT NULL)),
    CONSTRAINT listing_position_check CHECK (num_nulls(outcode, latitude, longitude) IN (0, 3)),
    CONSTRAINT listing_live_check CHECK (state <> 'live' OR (outcode IS NOT NULL AND btrim(summary) <> ''))
  );
  CREATE INDEX listing_council_id_state_idx ON listing (council_id, state);
  CREATE INDEX listing_person_id_idx ON listing (person_id);
  CREATE INDEX listing_organisation_id_idx ON listing (organisation_id);
  SELECT tenant_table('listing', 'SELECT, INSERT, UPDATE (state, name, summary, about, outcode, district, latitude, longitude,
    travel_km, gender, languages, needs, taking_on, taking_on_from, drives, capacity, ways_of_paying, cqc_provider_id,
    changed_at)');
  SELECT state_machine('listing', '{draft > live, live > resting, resting > live, draft > archived, live > archived,
    resting > archived}');

  CREATE FUNCTION derive_listing() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.public_latitude := floor(NEW.latitude / 0.01) * 0.01 + 0.005;
    NEW.public_longitude := floor(NEW.longitude / 0.016) * 0.016 + 0.008;
    IF TG_OP = 'INSERT' THEN
      IF NEW.state <> 'draft' THEN
        RAISE EXCEPTION 'a listing starts as a draft' USING ERRCODE = 'check_violation', CONSTRAINT = 'state_transition';
      END IF;
      IF NOT EXISTS (SELECT FROM member m WHERE m.id = NEW.member_id AND m.council_id = NEW.council_id
        AND m.person_id IS NOT DISTINCT FROM NEW.person_id AND m.organisation_id IS NOT DISTINCT FROM NEW.organisation_id)
      THEN
        RAISE EXCEPTION 'there is no such member in this council'
          USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'listing_member_id_fkey';
      END IF;
    ELSE
      NEW.version := OLD.version;
      NEW.changed_at := now();
      -- All that one transaction changes is one version.
      IF OLD.xmin <> pg_current_xact_id()::xid THEN NEW.version := OLD.version + 1; END IF;
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER derive_listing BEFORE INSERT OR UPDATE ON listing FOR EACH ROW EXECUTE FUNCTION derive_listing();`;

const LISTING_SERVICE = `
  CREATE TABLE listing_service (
    listing_id uuid NOT NULL,
    service_id uuid NOT NULL CONSTRAINT listing_service_service_id_fkey REFERENCES service (id),
    council_id uuid NOT NULL CONSTRAINT listing_service_council_id_fkey REFERENCES council (id),
    CONSTRAINT listing_service_pkey PRIMARY KEY (listing_id, service_id),
    CONSTRAINT listing_service_listing_id_council_id_fkey FOREIGN KEY (listing_id, council_id)
      REFERENCES listing (id, council_id)
  );
  CREATE INDEX listing_service_service_id_idx ON listing_service (service_id);
  SELECT tenant_table('listing_service', 'SELECT, INSERT, DELETE');
  CREATE POLICY service_known_here ON listing_service AS RESTRICTIVE FOR INSERT TO alongside_app
    WITH CHECK (EXISTS (SELECT FROM service WHERE service.id = service_id))`;

/** What counted up to yesterday stands: a rate is never changed, only ended or, before its first day is over, taken back. */
const RATE = `
  CREATE TABLE rate (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT rate_council_id_fkey REFERENCES council (id),
    listing_id uuid NOT NULL,
    band text NOT NULL,
    unit text NOT NULL,
    rate_pence bigint NOT NULL CONSTRAINT rate_rate_pence_check CHECK (rate_pence BETWEEN 1 AND 1000000),
    starts_on date NOT NULL,
    ends_on date,
    CONSTRAINT rate_unit_check CHECK (
      band IN ('weekday', 'evening', 'weekend', 'bank_holiday') AND unit IN ('hour', 'visit')
      OR band = 'waking_night' AND unit IN ('hour', 'night')
      OR band = 'sleep_in' AND unit = 'night'
      OR band = 'live_in' AND unit = 'day'),
    CONSTRAINT rate_ends_on_check CHECK (ends_on >= starts_on),
    CONSTRAINT rate_no_overlap EXCLUDE USING gist (listing_id WITH =, band WITH =, unit WITH =,
      daterange(starts_on, ends_on, '[]') WITH &&),
    CONSTRAINT rate_listing_id_council_id_fkey FOREIGN KEY (listing_id, council_id)
      REFERENCES listing (id, council_id)
  );
  SELECT tenant_table('rate', 'SELECT, INSERT, DELETE, UPDATE (ends_on)');

  CREATE FUNCTION keep_rate_history() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    today date := (now() AT TIME ZONE 'Europe/London')::date;
  BEGIN
    IF TG_OP = 'DELETE' AND OLD.starts_on >= today THEN RETURN OLD; END IF;
    IF TG_OP = 'UPDATE' AND coalesce(OLD.ends_on, today) >= today AND coalesce(NEW.ends_on, today) >= today - 1
    THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'what counted up to yesterday stands' USING ERRCODE = 'check_violation', CONSTRAINT = 'rate_history';
  END $$;
  CREATE TRIGGER keep_rate_history BEFORE UPDATE OR DELETE ON rate
    FOR EACH ROW EXECUTE FUNCTION keep_rate_history()`;

const RATE_BAND_RULE = `
  CREATE TABLE rate_band_rule (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT rate_band_rule_council_id_fkey REFERENCES council (id),
    band text NOT NULL CONSTRAINT rate_band_rule_band_check CHECK (band IN ('evening', 'weekend')),
    weekdays smallint[] NOT NULL CONSTRAINT rate_band_rule_weekdays_check
      CHECK (cardinality(weekdays) > 0 AND weekdays <@ '{1,2,3,4,5,6,7}'::smallint[]),
    from_time time NOT NULL,
    to_time time NOT NULL,
    source text NOT NULL CONSTRAINT rate_band_rule_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500),
    starts_on date NOT NULL,
    ends_on date,
    CONSTRAINT rate_band_rule_to_time_check CHECK (to_time > from_time),
    CONSTRAINT rate_band_rule_ends_on_check CHECK (ends_on >= starts_on)
  );
  CREATE INDEX rate_band_rule_council_id_idx ON rate_band_rule (council_id);
  SELECT tenant_table('rate_band_rule', 'SELECT, INSERT, DELETE, UPDATE (ends_on)');
  CREATE TRIGGER keep_rate_history BEFORE UPDATE OR DELETE ON rate_band_rule
    FOR EACH ROW EXECUTE FUNCTION keep_rate_history()`;

const AVAILABILITY = `
  CREATE TABLE availability_pattern (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT availability_pattern_council_id_fkey REFERENCES council (id),
    listing_id uuid NOT NULL,
    weekday smallint NOT NULL CONSTRAINT availability_pattern_weekday_check CHECK (weekday BETWEEN 1 AND 7),
    from_time time NOT NULL,
    to_time time NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    CONSTRAINT availability_pattern_to_time_check CHECK (to_time > from_time),
    CONSTRAINT availability_pattern_ends_on_check CHECK (ends_on >= starts_on),
    CONSTRAINT availability_pattern_no_overlap EXCLUDE USING gist (listing_id WITH =, weekday WITH =,
      daterange(starts_on, ends_on, '[]') WITH &&,
      int4range(extract(epoch FROM from_time)::integer, extract(epoch FROM to_time)::integer) WITH &&),
    CONSTRAINT availability_pattern_listing_id_council_id_fkey FOREIGN KEY (listing_id, council_id)
      REFERENCES listing (id, council_id)
  );
  SELECT tenant_table('availability_pattern', 'SELECT, INSERT, DELETE');

  CREATE TABLE availability_exception (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT availability_exception_council_id_fkey REFERENCES council (id),
    listing_id uuid NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    available boolean NOT NULL,
    from_time time,
    to_time time,
    CONSTRAINT availability_exception_to_time_check
      CHECK (num_nulls(from_time, to_time) IN (0, 2) AND (from_time IS NULL OR to_time > from_time)),
    CONSTRAINT availability_exception_ends_on_check CHECK (ends_on BETWEEN starts_on AND starts_on + 730),
    CONSTRAINT availability_exception_listing_id_council_id_fkey FOREIGN KEY (listing_id, council_id)
      REFERENCES listing (id, council_id)
  );
  CREATE INDEX availability_exception_listing_id_idx ON availability_exception (listing_id);
  SELECT tenant_table('availability_exception', 'SELECT, INSERT, DELETE')`;
