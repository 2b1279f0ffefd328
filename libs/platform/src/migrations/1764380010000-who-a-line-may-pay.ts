import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What the rules of a line forbid beside how a PA is engaged: a partner, close family in the same household, the
 * council's own services, residential care. Each is dated configuration with its source. Who is family is declared by
 * the person; an exception is recorded by an officer; which listing is the council's own, or a care home, too.
 */
export class WhoALineMayPay1764380010000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [RULE, RELATIONSHIP, EXCEPTION, MARK, FACTS, REFUSALS, SPLIT]) await query.query(statement);
    for (const [deployment, pays, allowed, reason, source] of GIVEN) {
      await query.query(
        `INSERT INTO deployment_rule (council_id, deployment, pays, allowed, reason, source, starts_on)
         SELECT id, $1, $2, $3, $4, $5, '2015-04-01' FROM council`,
        [deployment, pays, allowed, reason, source],
      );
    }
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER keeps_rules_of_line ON booking_split`);
    await query.query(`DROP FUNCTION booking_split_rules, line_refusals, special_payees`);
    await query.query(`DROP TABLE listing_mark, family_exception, declared_relationship`);
    await query.query(`DROP FUNCTION set_deployment_rule`);
    await query.query(
      `DELETE FROM deployment_rule WHERE pays IN ('partner', 'close_relative', 'council_service', 'residential_care')`,
    );
    await query.query(`ALTER TABLE deployment_rule DROP COLUMN recorded_by, DROP CONSTRAINT deployment_rule_pays_check,
      ADD CONSTRAINT deployment_rule_pays_check CHECK (pays IN ('employed_pa', 'self_employed_pa', 'provider'))`);
  }
}

const DIRECT = 'Care and Support (Direct Payments) Regulations 2014 (SI 2014/2871)';
const ASK = 'Ask the direct payments team.';
const PARTNER =
  'Somebody’s husband, wife, civil partner, or who lives with them as such cannot be paid for their care, wherever they live. ' +
  `${ASK} They can record an exception where it is necessary.`;
const RELATIVE =
  'Close family who live in the same household cannot be paid for care unless the council has agreed that it is necessary. ' +
  ASK;
const OWN_SERVICE = `A direct payment cannot buy a service that the council itself runs. ${ASK} They can arrange it for you.`;
const RESIDENTIAL = `A direct payment cannot buy long stays in a care home. ${ASK}`;
const YES = 'This budget line may pay for it.';
const EVERY = ['direct_payment', 'managed', 'individual_service_fund', 'personal_health_budget'];

/** As every council starts; each then sets its own from a day on. */
const GIVEN: readonly [string, string, boolean, string, string][] = [
  ...EVERY.flatMap((each): [string, string, boolean, string, string][] => [
    [each, 'partner', false, PARTNER, `${DIRECT} reg. 3(1) and (3)`],
    [each, 'close_relative', false, RELATIVE, `${DIRECT} reg. 3(2) and (3)`],
    [
      each,
      'council_service',
      each !== 'direct_payment',
      each === 'direct_payment' ? OWN_SERVICE : YES,
      'Care and Support Statutory Guidance ch. 12',
    ],
    [
      each,
      'residential_care',
      each !== 'direct_payment',
      each === 'direct_payment' ? RESIDENTIAL : YES,
      `${DIRECT} reg. 6`,
    ],
  ]),
];

/** A rule is ended, and another begins the day after, by one function: no day is ever without one or under two. */
const RULE = `
  ALTER TABLE deployment_rule DROP CONSTRAINT deployment_rule_pays_check,
    ADD CONSTRAINT deployment_rule_pays_check CHECK (pays IN ('employed_pa', 'self_employed_pa', 'provider', 'partner',
      'close_relative', 'council_service', 'residential_care')),
    ADD COLUMN recorded_by uuid CONSTRAINT deployment_rule_recorded_by_fkey REFERENCES person (id);

  CREATE FUNCTION set_deployment_rule(for_deployment text, for_pays text, is_allowed boolean, why text, its_source text,
    from_day date, to_day date, who uuid)
  RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE council uuid := current_council(); before deployment_rule;
  BEGIN
    IF council IS NULL OR from_day < current_date OR to_day < from_day THEN
      RAISE EXCEPTION 'a rule is set for days that come' USING ERRCODE = 'check_violation', CONSTRAINT = 'deployment_rule_forward';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended(council::text || for_deployment || for_pays, 12));
    IF EXISTS (SELECT FROM deployment_rule WHERE council_id = council AND deployment = for_deployment AND pays = for_pays
        AND starts_on >= from_day) THEN
      RAISE EXCEPTION 'another rule begins later' USING ERRCODE = 'check_violation', CONSTRAINT = 'deployment_rule_follows';
    END IF;
    SELECT * INTO before FROM deployment_rule WHERE council_id = council AND deployment = for_deployment
      AND pays = for_pays AND (ends_on IS NULL OR ends_on >= from_day);
    UPDATE deployment_rule SET ends_on = from_day - 1 WHERE id = before.id;
    INSERT INTO deployment_rule (council_id, deployment, pays, allowed, reason, source, starts_on, ends_on, recorded_by)
    VALUES (council, for_deployment, for_pays, is_allowed, why, its_source, from_day, to_day, who);
    -- A trial: what was so before is so again after it.
    IF to_day IS NOT NULL AND before.id IS NOT NULL THEN
      INSERT INTO deployment_rule (council_id, deployment, pays, allowed, reason, source, starts_on, ends_on, recorded_by)
      VALUES (council, for_deployment, for_pays, before.allowed, before.reason, before.source, to_day + 1, NULL, who);
    END IF;
  END $$;
  REVOKE EXECUTE ON FUNCTION set_deployment_rule FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION set_deployment_rule TO alongside_app`;

/** What was said last counts; what was said before stays. */
const RELATIONSHIP = `
  CREATE TABLE declared_relationship (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT declared_relationship_council_id_fkey REFERENCES council (id),
    holder_id uuid NOT NULL CONSTRAINT declared_relationship_holder_id_fkey REFERENCES person (id),
    listing_id uuid NOT NULL CONSTRAINT declared_relationship_listing_id_fkey REFERENCES listing (id),
    relation text NOT NULL CONSTRAINT declared_relationship_relation_check
      CHECK (relation IN ('none', 'partner', 'close_relative', 'relative_elsewhere')),
    declared_by uuid NOT NULL CONSTRAINT declared_relationship_declared_by_fkey REFERENCES person (id),
    declared_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX declared_relationship_holder_id_listing_id_idx ON declared_relationship (holder_id, listing_id);
  SELECT tenant_table('declared_relationship', 'SELECT, INSERT (council_id, holder_id, listing_id, relation, declared_by)');
  CREATE TRIGGER declared_relationship_same_council BEFORE INSERT ON declared_relationship
    FOR EACH ROW EXECUTE FUNCTION same_council('holder_id', 'person', 'listing_id', 'listing')`;

const EXCEPTION = `
  CREATE TABLE family_exception (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT family_exception_council_id_fkey REFERENCES council (id),
    holder_id uuid NOT NULL CONSTRAINT family_exception_holder_id_fkey REFERENCES person (id),
    listing_id uuid NOT NULL CONSTRAINT family_exception_listing_id_fkey REFERENCES listing (id),
    reason text NOT NULL CONSTRAINT family_exception_reason_check CHECK (length(btrim(reason)) BETWEEN 1 AND 1000),
    starts_on date NOT NULL,
    ends_on date,
    recorded_by uuid NOT NULL CONSTRAINT family_exception_recorded_by_fkey REFERENCES person (id),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT family_exception_ends_on_check CHECK (ends_on >= starts_on),
    CONSTRAINT family_exception_no_overlap EXCLUDE USING gist
      (holder_id WITH =, listing_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&)
  );
  SELECT tenant_table('family_exception', 'SELECT,
    INSERT (council_id, holder_id, listing_id, reason, starts_on, ends_on, recorded_by), UPDATE (ends_on)');
  CREATE TRIGGER family_exception_same_council BEFORE INSERT ON family_exception
    FOR EACH ROW EXECUTE FUNCTION same_council('holder_id', 'person', 'listing_id', 'listing')`;

const MARK = `
  CREATE TABLE listing_mark (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT listing_mark_council_id_fkey REFERENCES council (id),
    listing_id uuid NOT NULL CONSTRAINT listing_mark_listing_id_fkey REFERENCES listing (id),
    kind text NOT NULL CONSTRAINT listing_mark_kind_check CHECK (kind IN ('council_service', 'residential_care')),
    reason text NOT NULL CONSTRAINT listing_mark_reason_check CHECK (length(btrim(reason)) BETWEEN 1 AND 500),
    starts_on date NOT NULL,
    ends_on date,
    recorded_by uuid NOT NULL CONSTRAINT listing_mark_recorded_by_fkey REFERENCES person (id),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT listing_mark_ends_on_check CHECK (ends_on >= starts_on),
    CONSTRAINT listing_mark_no_overlap EXCLUDE USING gist
      (listing_id WITH =, kind WITH =, daterange(starts_on, ends_on, '[]') WITH &&)
  );
  SELECT tenant_table('listing_mark', 'SELECT,
    INSERT (council_id, listing_id, kind, reason, starts_on, ends_on, recorded_by), UPDATE (ends_on)');
  CREATE TRIGGER listing_mark_same_council BEFORE INSERT ON listing_mark
    FOR EACH ROW EXECUTE FUNCTION same_council('listing_id', 'listing')`;

/** As what a listing would be paid beside how it is engaged: for one of them, or for all that there is something about. */
const FACTS = `
  CREATE FUNCTION special_payees(holder uuid, only_listing uuid, on_day date) RETURNS TABLE (listing_id uuid, pays text)
  LANGUAGE sql STABLE AS $$
    SELECT said.listing_id, said.relation FROM (
      SELECT DISTINCT ON (d.listing_id) d.listing_id, d.relation FROM declared_relationship d
      WHERE d.holder_id = holder AND (only_listing IS NULL OR d.listing_id = only_listing)
      ORDER BY d.listing_id, d.declared_at DESC, d.id DESC) said
    WHERE said.relation IN ('partner', 'close_relative') AND NOT EXISTS (
      SELECT FROM family_exception e WHERE e.holder_id = holder AND e.listing_id = said.listing_id
        AND on_day >= e.starts_on AND (e.ends_on IS NULL OR on_day <= e.ends_on))
    UNION ALL
    SELECT m.listing_id, m.kind FROM listing_mark m
    WHERE (only_listing IS NULL OR m.listing_id = only_listing)
      AND on_day >= m.starts_on AND (m.ends_on IS NULL OR on_day <= m.ends_on)
  $$`;

/** What forbids these lines to pay it on the day, each with its rule; where no rule says anything, that forbids too. */
const REFUSALS = `
  CREATE FUNCTION line_refusals(holder uuid, lines uuid[], listing uuid, payee text, on_day date)
  RETURNS TABLE (line_id uuid, pays text, ruled boolean, reason text, source text) LANGUAGE sql STABLE AS $$
    SELECT l.id, w.pays, r.id IS NOT NULL, r.reason, r.source
    FROM budget_line l
    CROSS JOIN (SELECT payee AS pays UNION ALL SELECT s.pays FROM special_payees(holder, listing, on_day) s) w
    LEFT JOIN deployment_rule r ON r.council_id = l.council_id AND r.deployment = l.deployment AND r.pays = w.pays
      AND on_day >= r.starts_on AND (r.ends_on IS NULL OR on_day <= r.ends_on)
    WHERE l.id = ANY (lines) AND r.allowed IS NOT TRUE ORDER BY l.id, w.pays
  $$`;

/**
 * The same again where it is written: a booking is never shared out to a line whose rules forbid it. Asked for each line
 * by its key: for all that a statement adds at once, the planner may begin with every booking there is.
 */
const SPLIT = `
  CREATE FUNCTION booking_split_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    one record;
    fact record;
  BEGIN
    FOR one IN SELECT a.booking_id, a.line_id FROM added a LOOP
      SELECT b.listing_id,
             CASE e.status WHEN 'employed' THEN 'employed_pa' WHEN 'self_employed' THEN 'self_employed_pa' ELSE 'provider' END AS payee,
             (coalesce((SELECT min(v.starts_at) FROM visit v WHERE v.booking_id = b.id), now()) AT TIME ZONE 'Europe/London')::date AS day,
             (SELECT g.holder_id FROM budget_line l JOIN budget g ON g.id = l.budget_id WHERE l.id = one.line_id) AS holder
      INTO fact FROM booking b LEFT JOIN engagement e ON e.id = b.engagement_id WHERE b.id = one.booking_id;
      IF EXISTS (SELECT FROM line_refusals(fact.holder, ARRAY[one.line_id], fact.listing_id, fact.payee, fact.day) r
                 WHERE r.ruled) THEN
        RAISE EXCEPTION 'a rule of the line forbids paying for this'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'booking_split_of_its_rules';
      END IF;
    END LOOP;
    RETURN NULL;
  END $$;
  CREATE TRIGGER keeps_rules_of_line AFTER INSERT ON booking_split REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION booking_split_rules()`;
