import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Engagements, bookings, visits, and what each visit takes from which period. */
export class Bookings1764000900000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE engagement (
        id uuid PRIMARY KEY DEFAULT new_id(),
        council_id uuid NOT NULL CONSTRAINT engagement_council_id_fkey REFERENCES council (id),
        holder_id uuid NOT NULL CONSTRAINT engagement_holder_id_fkey REFERENCES person (id),
        listing_id uuid NOT NULL CONSTRAINT engagement_listing_id_fkey REFERENCES listing (id),
        status text NOT NULL CONSTRAINT engagement_status_check CHECK (status IN ('employed', 'self_employed')),
        state text NOT NULL DEFAULT 'proposed'
          CONSTRAINT engagement_state_check CHECK (state IN ('proposed', 'accepted', 'declined', 'ended')),
        starts_on date NOT NULL,
        ends_on date,
        notice_hours integer NOT NULL DEFAULT 24 CONSTRAINT engagement_notice_hours_check CHECK (notice_hours BETWEEN 0 AND 720),
        late_cancellation_bp integer NOT NULL DEFAULT 10000
          CONSTRAINT engagement_late_cancellation_bp_check CHECK (late_cancellation_bp BETWEEN 0 AND 10000),
        mileage_pence integer CONSTRAINT engagement_mileage_pence_check CHECK (mileage_pence BETWEEN 0 AND 200),
        proposed_by uuid NOT NULL CONSTRAINT engagement_proposed_by_fkey REFERENCES person (id),
        created_at timestamptz NOT NULL DEFAULT now(),
        answered_by uuid CONSTRAINT engagement_answered_by_fkey REFERENCES person (id),
        answered_at timestamptz,
        decline_reason text CONSTRAINT engagement_decline_reason_check CHECK (length(decline_reason) <= 500),
        CONSTRAINT engagement_ends_on_check CHECK (ends_on >= starts_on)
      )`);
    await query.query(`CREATE UNIQUE INDEX engagement_one_in_force_idx ON engagement (holder_id, listing_id)
                       WHERE state IN ('proposed', 'accepted')`);
    await query.query(`CREATE INDEX engagement_listing_id_idx ON engagement (listing_id)`);
    await query.query(`SELECT tenant_table('engagement', 'SELECT, INSERT,
      UPDATE (state, ends_on, answered_by, answered_at, decline_reason)')`);
    await query.query(
      `SELECT state_machine('engagement', ARRAY['proposed > accepted', 'proposed > declined', 'proposed > ended', 'accepted > ended'])`,
    );

    await query.query(`
      CREATE TABLE engagement_rate (
        id uuid PRIMARY KEY DEFAULT new_id(),
        council_id uuid NOT NULL CONSTRAINT engagement_rate_council_id_fkey REFERENCES council (id),
        engagement_id uuid NOT NULL CONSTRAINT engagement_rate_engagement_id_fkey REFERENCES engagement (id),
        band text NOT NULL CONSTRAINT engagement_rate_band_check CHECK (band IN
          ('weekday', 'evening', 'weekend', 'bank_holiday', 'waking_night', 'sleep_in', 'live_in')),
        unit text NOT NULL CONSTRAINT engagement_rate_unit_check CHECK (unit IN ('hour', 'visit', 'night', 'day')),
        rate_pence bigint NOT NULL CONSTRAINT engagement_rate_rate_pence_check CHECK (rate_pence BETWEEN 1 AND 1000000),
        starts_on date NOT NULL,
        ends_on date,
        CONSTRAINT engagement_rate_ends_on_check CHECK (ends_on >= starts_on),
        CONSTRAINT engagement_rate_no_overlap EXCLUDE USING gist
          (engagement_id WITH =, band WITH =, daterange(starts_on, ends_on, '[]') WITH &&)
      )`);
    await query.query(`SELECT tenant_table('engagement_rate', 'SELECT, INSERT')`);

    await query.query(`
      CREATE TABLE booking (
        id uuid PRIMARY KEY DEFAULT new_id(),
        council_id uuid NOT NULL CONSTRAINT booking_council_id_fkey REFERENCES council (id),
        reference text NOT NULL,
        holder_id uuid NOT NULL CONSTRAINT booking_holder_id_fkey REFERENCES person (id),
        listing_id uuid NOT NULL CONSTRAINT booking_listing_id_fkey REFERENCES listing (id),
        engagement_id uuid CONSTRAINT booking_engagement_id_fkey REFERENCES engagement (id),
        state text NOT NULL DEFAULT 'requested' CONSTRAINT booking_state_check
          CHECK (state IN ('requested', 'accepted', 'declined', 'cancelled', 'expired')),
        rrule text CONSTRAINT booking_rrule_check CHECK (length(rrule) <= 300),
        requested_by uuid NOT NULL CONSTRAINT booking_requested_by_fkey REFERENCES person (id),
        created_at timestamptz NOT NULL DEFAULT now(),
        decline_reason text CONSTRAINT booking_decline_reason_check CHECK (length(decline_reason) <= 500),
        CONSTRAINT booking_council_id_reference_key UNIQUE (council_id, reference)
      )`);
    await query.query(`CREATE INDEX booking_holder_id_idx ON booking (holder_id)`);
    await query.query(`CREATE INDEX booking_listing_id_idx ON booking (listing_id)`);
    await query.query(`SELECT tenant_table('booking', 'SELECT, INSERT, UPDATE (state, decline_reason)')`);
    await query.query(`SELECT state_machine('booking', ARRAY['requested > accepted', 'requested > declined',
      'requested > cancelled', 'requested > expired', 'accepted > cancelled'])`);

    await query.query(`
      CREATE TABLE booking_split (
        booking_id uuid NOT NULL CONSTRAINT booking_split_booking_id_fkey REFERENCES booking (id),
        line_id uuid NOT NULL CONSTRAINT booking_split_line_id_fkey REFERENCES budget_line (id),
        council_id uuid NOT NULL CONSTRAINT booking_split_council_id_fkey REFERENCES council (id),
        share_bp integer NOT NULL CONSTRAINT booking_split_share_bp_check CHECK (share_bp BETWEEN 1 AND 10000),
        CONSTRAINT booking_split_pkey PRIMARY KEY (booking_id, line_id)
      )`);
    await query.query(`SELECT tenant_table('booking_split', 'SELECT, INSERT')`);

    await query.query(`
      CREATE TABLE visit (
        id uuid PRIMARY KEY DEFAULT new_id(),
        council_id uuid NOT NULL CONSTRAINT visit_council_id_fkey REFERENCES council (id),
        booking_id uuid NOT NULL CONSTRAINT visit_booking_id_fkey REFERENCES booking (id),
        worker_id uuid NOT NULL,
        lane smallint NOT NULL DEFAULT 1 CONSTRAINT visit_lane_check CHECK (lane >= 1),
        state text NOT NULL DEFAULT 'requested' CONSTRAINT visit_state_check
          CHECK (state IN ('requested', 'accepted', 'declined', 'cancelled', 'expired', 'recorded', 'approved')),
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        price_pence bigint NOT NULL CONSTRAINT visit_price_pence_check CHECK (price_pence >= 0),
        started_at timestamptz,
        ended_at timestamptz,
        miles numeric(6,1) CONSTRAINT visit_miles_check CHECK (miles BETWEEN 0 AND 500),
        actual_pence bigint CONSTRAINT visit_actual_pence_check CHECK (actual_pence >= 0),
        recorded_by uuid CONSTRAINT visit_recorded_by_fkey REFERENCES person (id),
        approved_by uuid CONSTRAINT visit_approved_by_fkey REFERENCES person (id),
        CONSTRAINT visit_ends_at_check CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '25 hours'),
        CONSTRAINT visit_ended_at_check CHECK (ended_at > started_at),
        CONSTRAINT visit_recorded_check CHECK (state NOT IN ('recorded', 'approved')
          OR (started_at IS NOT NULL AND ended_at IS NOT NULL AND actual_pence IS NOT NULL AND recorded_by IS NOT NULL)),
        CONSTRAINT visit_no_double_booking EXCLUDE USING gist
          (worker_id WITH =, lane WITH =, tstzrange(starts_at, ends_at) WITH &&)
          WHERE (state IN ('requested', 'accepted', 'recorded', 'approved'))
      )`);
    await query.query(`CREATE INDEX visit_booking_id_starts_at_idx ON visit (booking_id, starts_at)`);
    await query.query(`SELECT tenant_table('visit', 'SELECT, INSERT,
      UPDATE (state, started_at, ended_at, miles, actual_pence, recorded_by, approved_by)')`);
    await query.query(`SELECT state_machine('visit', ARRAY['requested > accepted', 'requested > declined',
      'requested > cancelled', 'requested > expired', 'accepted > cancelled', 'accepted > recorded',
      'recorded > accepted', 'recorded > approved'])`);

    await query.query(`
      CREATE TABLE visit_split (
        visit_id uuid NOT NULL CONSTRAINT visit_split_visit_id_fkey REFERENCES visit (id),
        period_id uuid NOT NULL CONSTRAINT visit_split_period_id_fkey REFERENCES budget_period (id),
        council_id uuid NOT NULL CONSTRAINT visit_split_council_id_fkey REFERENCES council (id),
        amount_pence bigint NOT NULL CONSTRAINT visit_split_amount_pence_check CHECK (amount_pence >= 0),
        spent_pence bigint CONSTRAINT visit_split_spent_pence_check CHECK (spent_pence >= 0),
        CONSTRAINT visit_split_pkey PRIMARY KEY (visit_id, period_id)
      )`);
    await query.query(`CREATE INDEX visit_split_period_id_idx ON visit_split (period_id)`);
    await query.query(`SELECT tenant_table('visit_split', 'SELECT, INSERT, UPDATE (spent_pence)')`);

    // For the clockwork, which looks across councils: ids only.
    await query.query(`
      CREATE FUNCTION unanswered_bookings() RETURNS TABLE (council_id uuid, id uuid)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT b.council_id, b.id FROM booking b
        WHERE b.state = 'requested'
          AND (SELECT min(v.starts_at) FROM visit v WHERE v.booking_id = b.id) <= now()
      $$`);
    await query.query(`REVOKE EXECUTE ON FUNCTION unanswered_bookings() FROM PUBLIC`);
    await query.query(`GRANT EXECUTE ON FUNCTION unanswered_bookings() TO alongside_app`);
    await query.query(`CREATE INDEX booking_unanswered_idx ON booking (id) WHERE state = 'requested'`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION unanswered_bookings`);
    await query.query(`DROP TABLE visit_split, visit, booking_split, booking, engagement_rate, engagement`);
    await query.query(`DELETE FROM state_transition WHERE machine IN ('engagement', 'booking', 'visit')`);
  }
}
