import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Since when, and until when, a booking had visits on days on which its PA or provider is not listed. */
export class BookingsBeyond1764150020000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE booking_beyond (
        id uuid PRIMARY KEY DEFAULT new_id(),
        council_id uuid NOT NULL CONSTRAINT booking_beyond_council_id_fkey REFERENCES council (id),
        booking_id uuid NOT NULL CONSTRAINT booking_beyond_booking_id_fkey REFERENCES booking (id),
        from_day date NOT NULL,
        noted_at timestamptz NOT NULL DEFAULT now(),
        cleared_at timestamptz
      )`);
    await query.query(
      `CREATE UNIQUE INDEX booking_beyond_open_idx ON booking_beyond (booking_id) WHERE cleared_at IS NULL`,
    );
    await query.query(`CREATE INDEX booking_beyond_booking_id_idx ON booking_beyond (booking_id)`);
    await query.query(`SELECT tenant_table('booking_beyond',
      'SELECT, INSERT (council_id, booking_id, from_day), UPDATE (cleared_at)')`);
    await query.query(`CREATE TRIGGER booking_beyond_same_council BEFORE INSERT ON booking_beyond
                       FOR EACH ROW EXECUTE FUNCTION same_council('booking_id', 'booking')`);
    // For the clockwork, which looks across councils: ids only.
    await query.query(`
      CREATE FUNCTION members_with_visits() RETURNS TABLE (council_id uuid, member_id uuid)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT l.council_id, l.member_id FROM listing l WHERE l.id IN (
          SELECT b.listing_id FROM visit v JOIN booking b ON b.id = v.booking_id
          WHERE v.starts_at > now() AND v.state IN ('requested', 'accepted')
          UNION SELECT b.listing_id FROM booking_beyond f JOIN booking b ON b.id = f.booking_id WHERE f.cleared_at IS NULL)
      $$`);
    await query.query(`REVOKE EXECUTE ON FUNCTION members_with_visits() FROM PUBLIC`);
    await query.query(`GRANT EXECUTE ON FUNCTION members_with_visits() TO alongside_app`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION members_with_visits`);
    await query.query(`DROP TABLE booking_beyond`);
  }
}
