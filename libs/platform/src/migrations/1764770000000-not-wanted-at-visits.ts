import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Whom a holder has blocked is named for no visit of theirs; who is named already is not any more from that moment. */
export class NotWantedAtVisits1764770000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const sql of [AGAINST, WANTS_NOTHING, HOLDERS, UNWANTED, MAY, OPEN_AGAIN, NAMED, BLOCKED, JOINED]) {
      await query.query(sql);
    }
    await query.query(
      `SELECT visits_open_again(ARRAY(SELECT id FROM booking WHERE state IN ('requested', 'accepted')))`,
    );
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER sharers_wants ON shared_member; DROP TRIGGER opens_visits ON conversation_block;
      DROP TRIGGER named_worker_wanted ON visit`);
    await query.query(`DROP FUNCTION shared_member_wants, conversation_block_opens_visits, visit_worker_wanted,
      visits_open_again, may_be_sent, unwanted_at_visits, holders_of`);
    await query.query(FORMER);
    await query.query(`DROP FUNCTION blocks_against`);
  }
}

const PERSON_OF = `(l.person_id = two.worker OR EXISTS (SELECT FROM organisation_member m
                   WHERE m.organisation_id = l.organisation_id AND m.person_id = two.worker))`;
const TWO = `(VALUES (reader, sender, 'holder'), (sender, reader, 'worker')) AS two (holder, worker, side)`;
const OF_TWO = `b.lifted_at IS NULL AND b.side = two.side AND b.holder_id = two.holder
            AND ${PERSON_OF}`;

/** The one reading of what a block says of people: by which ones the reader wants nothing of the sender. */
const AGAINST = `
  CREATE FUNCTION blocks_against(reader uuid, sender uuid) RETURNS SETOF conversation_block LANGUAGE sql STABLE AS $$
    SELECT b.* FROM conversation_block b JOIN listing l ON l.id = b.listing_id CROSS JOIN LATERAL ${TWO}
    WHERE ${OF_TWO}
  $$`;

const WANTS_NOTHING = `
  CREATE OR REPLACE FUNCTION wants_nothing_of(reader uuid, sender uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM blocks_against(reader, sender))
  $$`;

/** At whose door somebody comes: whoever it is booked for, and those who share it. */
const HOLDERS = `
  CREATE FUNCTION holders_of(wanted uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT b.holder_id FROM booking b WHERE b.id = wanted
    UNION SELECT m.person_id FROM booking b JOIN shared_member m ON m.shared_id = b.shared_id
    WHERE b.id = wanted AND m.state IN ('agreed', 'leaving')
  $$`;

/**
 * A block stands between a holder and a listing. Of a PA it means the PA, and of an enterprise everybody of it, so that
 * none of them comes for another enterprise either. Of the enterprise that comes itself it cannot mean everybody: what
 * was agreed goes on until the holder calls it off, and the messages named the enterprise alone. There it means those
 * who wrote them, as they do wherever they work by now; but not who works alone: with nobody else to send, that one is
 * the enterprise, as a PA is their listing.
 */
const UNWANTED = `
  CREATE FUNCTION unwanted_at_visits(holder uuid, coming uuid, person uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
      SELECT FROM blocks_against(holder, person) b JOIN listing l ON l.id = b.listing_id JOIN listing c ON c.id = coming
      WHERE b.side = 'worker' OR l.organisation_id IS DISTINCT FROM c.organisation_id
    ) OR EXISTS (
      SELECT FROM conversation_block b JOIN listing l ON l.id = b.listing_id JOIN listing c ON c.id = coming
      WHERE b.lifted_at IS NULL AND b.side = 'holder' AND b.holder_id = holder
        AND EXISTS (SELECT FROM conversation t JOIN conversation_message m ON m.conversation_id = t.id
                    WHERE t.holder_id = holder AND t.listing_id = b.listing_id AND m.side = 'worker' AND m.written_by = person)
        AND (l.organisation_id IS DISTINCT FROM c.organisation_id OR EXISTS (
          SELECT FROM organisation_member o
          WHERE o.organisation_id = c.organisation_id AND o.person_id <> person AND o.role <> 'bookkeeper')))
  $$`;

const LOCK = (way: string, holder: string) =>
  `pg_advisory_xact_lock${way}(hashtextextended('who comes to ' || ${holder}, 0))`;

/**
 * Not "stable": having waited for somebody who blocks at this moment, it reads what is true after that. Who joins what is
 * shared locks the booking.
 */
const MAY = `
  CREATE FUNCTION may_be_sent(wanted uuid, person uuid) RETURNS boolean LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM FROM booking WHERE id = wanted FOR NO KEY UPDATE;
    PERFORM ${LOCK('_shared', 'holder')} FROM (SELECT holder FROM holders_of(wanted) holder ORDER BY 1) each;
    RETURN NOT EXISTS (SELECT FROM booking b CROSS JOIN LATERAL holders_of(b.id) holder
                       WHERE b.id = wanted AND unwanted_at_visits(holder, b.listing_id, person));
  END $$`;

const NAMED = `
  CREATE FUNCTION visit_worker_wanted() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT may_be_sent(NEW.booking_id, NEW.named_worker_id) THEN
      RAISE EXCEPTION 'this person cannot go to this visit'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_worker_wanted';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER named_worker_wanted BEFORE INSERT OR UPDATE OF named_worker_id, booking_id ON visit
    FOR EACH ROW WHEN (NEW.named_worker_id IS NOT NULL) EXECUTE FUNCTION visit_worker_wanted()`;

/** Of these bookings the visits to come lose who is not wanted. They stay; the enterprise is told, and not why. */
const OPEN_AGAIN = `
  CREATE FUNCTION visits_open_again(bookings uuid[]) RETURNS void LANGUAGE sql AS $$
    WITH were AS MATERIALIZED (
      SELECT v.id, v.named_worker_id AS person FROM visit v JOIN booking b ON b.id = v.booking_id
      WHERE b.id = ANY (bookings) AND v.named_worker_id IS NOT NULL AND v.starts_at > now()
        AND v.state IN ('requested', 'accepted', 'paused')
        AND EXISTS (SELECT FROM holders_of(b.id) holder WHERE unwanted_at_visits(holder, b.listing_id, v.named_worker_id))
      ORDER BY v.id FOR NO KEY UPDATE OF v
    ), opened AS (
      UPDATE visit v SET named_worker_id = NULL FROM were WHERE v.id = were.id
      RETURNING v.id, v.council_id, v.booking_id, v.starts_at, were.person
    ), told AS (
      INSERT INTO audit_entry (council_id, action, subject_kind, subject_id, after)
      SELECT council_id, 'visits.worker_open', 'visit', (array_agg(id ORDER BY starts_at, id))[1],
             jsonb_build_object('personId', person, 'visits', count(*))
      FROM opened GROUP BY council_id, booking_id, person RETURNING council_id, subject_id
    )
    INSERT INTO outbox_event (council_id, topic, subject_id) SELECT council_id, 'visits.worker_open', subject_id FROM told
  $$`;

/** Whoever names somebody at this moment is waited for here, or waits and sees the block. */
const BLOCKED = `
  CREATE FUNCTION conversation_block_opens_visits() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM ${LOCK('', 'NEW.holder_id')};
    PERFORM visits_open_again(ARRAY(
      SELECT b.id FROM booking b JOIN listing l ON l.id = b.listing_id AND l.organisation_id IS NOT NULL
      WHERE b.state IN ('requested', 'accepted') AND (b.holder_id = NEW.holder_id OR b.shared_id IN (
        SELECT m.shared_id FROM shared_member m WHERE m.person_id = NEW.holder_id AND m.state IN ('agreed', 'leaving')))));
    RETURN NULL;
  END $$;
  CREATE TRIGGER opens_visits AFTER INSERT OR UPDATE OF lifted_at ON conversation_block
    FOR EACH ROW WHEN (NEW.side = 'holder' AND NEW.lifted_at IS NULL) EXECUTE FUNCTION conversation_block_opens_visits()`;

/** Whoever comes to share brings whom they have blocked. */
const JOINED = `
  CREATE FUNCTION shared_member_wants() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM FROM booking WHERE shared_id = NEW.shared_id AND state IN ('requested', 'accepted') ORDER BY id FOR NO KEY UPDATE;
    PERFORM visits_open_again(ARRAY(
      SELECT id FROM booking WHERE shared_id = NEW.shared_id AND state IN ('requested', 'accepted')));
    RETURN NULL;
  END $$;
  CREATE TRIGGER sharers_wants AFTER UPDATE OF state ON shared_member
    FOR EACH ROW WHEN (NEW.state = 'agreed' AND OLD.state = 'asked') EXECUTE FUNCTION shared_member_wants()`;

/** As it stood before. */
const FORMER = `
  CREATE OR REPLACE FUNCTION wants_nothing_of(reader uuid, sender uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
      SELECT FROM conversation_block b JOIN listing l ON l.id = b.listing_id
      CROSS JOIN LATERAL ${TWO}
      WHERE ${OF_TWO})
  $$`;
