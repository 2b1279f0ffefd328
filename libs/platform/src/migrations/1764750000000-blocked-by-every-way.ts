import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Whom somebody has blocked reaches them by no other way: not through another listing of theirs, not as one who looks for
 * support where they offer some, not in what is given as contact details, and not by asking for terms or a booking.
 */
export class BlockedByEveryWay1764750000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const sql of [WANTS_NOTHING, BLOCKED, CONTACT, ENGAGEMENT, BOOKING]) await query.query(sql);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER is_wanted ON booking; DROP TRIGGER is_wanted ON engagement;
      DROP TRIGGER keeps_rules ON conversation_contact`);
    await query.query(FORMER);
    await query.query(`DROP FUNCTION booking_is_wanted, engagement_is_wanted, conversation_contact_rules,
      listing_wants_nothing_of, who_answers`);
  }
}

/** As long as somebody who answers for it and signs in is left, it can be written to. */
const WANTS_NOTHING = `
  CREATE FUNCTION who_answers(listing uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT a.person_id FROM listing l JOIN account a ON a.person_id = l.person_id WHERE l.id = listing
    UNION ALL
    SELECT a.person_id FROM listing l JOIN organisation_member m ON m.organisation_id = l.organisation_id
    JOIN account a ON a.person_id = m.person_id WHERE l.id = listing AND m.role <> 'bookkeeper'
  $$;
  CREATE FUNCTION listing_wants_nothing_of(listing uuid, sender uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM conversation_block b WHERE b.listing_id = listing AND b.holder_id = sender
                     AND b.side = 'worker' AND b.lifted_at IS NULL)
      OR coalesce((SELECT bool_and(wants_nothing_of(person, sender)) FROM who_answers(listing) AS person), false)
  $$`;

/** Between a holder and a listing, whoever of the two, or for them, writes. */
const BLOCKED = `
  CREATE OR REPLACE FUNCTION conversation_blocked(holder uuid, listing uuid, writer uuid) RETURNS boolean
  LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM conversation_block b
                   WHERE b.lifted_at IS NULL AND b.holder_id = holder AND b.listing_id = listing)
      OR wants_nothing_of(holder, writer)
      OR coalesce((SELECT bool_and(wants_nothing_of(holder, person)) FROM who_answers(listing) AS person), false)
      OR listing_wants_nothing_of(listing, holder) OR listing_wants_nothing_of(listing, writer)
  $$`;

const LISTED = `EXISTS (
      SELECT FROM listing l CROSS JOIN member_standing(ARRAY[l.member_id], (now() AT TIME ZONE 'Europe/London')::date) s
      WHERE l.id = talk.listing_id AND s.listed)`;

/** What somebody gives as their contact is read by the other side like a message, so it keeps the rules of one. */
const CONTACT = `
  CREATE FUNCTION conversation_contact_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    talk conversation;
  BEGIN
    SELECT * INTO talk FROM conversation WHERE id = NEW.conversation_id FOR NO KEY UPDATE;
    IF talk.closed_at IS NOT NULL THEN
      RAISE EXCEPTION 'this conversation is closed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'conversation_open';
    END IF;
    IF conversation_blocked(talk.holder_id, talk.listing_id, NEW.agreed_by) THEN
      RAISE EXCEPTION 'one of the two wants no messages'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'conversation_not_blocked';
    END IF;
    IF NOT ${LISTED} THEN
      RAISE EXCEPTION 'the register does not list them today'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'conversation_listed';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT ON conversation_contact
  FOR EACH ROW EXECUTE FUNCTION conversation_contact_rules()`;

const asked = (by: string) => `
    IF listing_wants_nothing_of(NEW.listing_id, NEW.holder_id) OR listing_wants_nothing_of(NEW.listing_id, NEW.${by}) THEN
      RAISE EXCEPTION 'this listing wants nothing of them'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'listing_is_wanted';
    END IF;
    RETURN NEW;`;

const ENGAGEMENT = `
  CREATE FUNCTION engagement_is_wanted() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN${asked('proposed_by')}
  END $$;
  CREATE TRIGGER is_wanted BEFORE INSERT ON engagement FOR EACH ROW EXECUTE FUNCTION engagement_is_wanted()`;

/** What is booked under terms that both agreed goes on as they agreed it; cover is taken by who comes. */
const BOOKING = `
  CREATE FUNCTION booking_is_wanted() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN${asked('requested_by')}
  END $$;
  CREATE TRIGGER is_wanted BEFORE INSERT ON booking FOR EACH ROW
  WHEN (NEW.engagement_id IS NULL AND NEW.covers_visit_id IS NULL) EXECUTE FUNCTION booking_is_wanted()`;

/** As it stood before. */
const FORMER = `
  CREATE OR REPLACE FUNCTION conversation_blocked(holder uuid, listing uuid, writer uuid) RETURNS boolean
  LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
      SELECT FROM conversation_block b JOIN listing l ON l.id = b.listing_id
      WHERE b.lifted_at IS NULL AND (
        (b.holder_id = holder AND b.listing_id = listing)
        -- Under another listing, or acting for somebody else, they are still the one whom somebody wants no more of.
        OR (b.side = 'holder' AND b.holder_id = holder AND (l.person_id = writer OR EXISTS (
          SELECT FROM organisation_member m WHERE m.organisation_id = l.organisation_id AND m.person_id = writer)))
        OR (b.side = 'worker' AND b.listing_id = listing AND b.holder_id = writer)))
  $$`;
