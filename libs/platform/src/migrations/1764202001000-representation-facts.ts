import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What a representation rests on and how far it reaches: the powers and areas that were recorded, the lines of a fund
 * holder, what was seen, when it is looked at again, and the instant at which it was ended.
 */
export class RepresentationFacts1764202001000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [COLUMNS, ...CHECKS, ...INDEXES, ...WRITING, LINES, ...RULES, ...TRIGGERS]) {
      await query.query(statement);
    }
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER representation_rules ON representation`);
    await query.query(`DROP TRIGGER representation_ended ON representation`);
    await query.query(`DROP TABLE representation_rule, representation_line`);
    await query.query(`DROP FUNCTION representation_rules, representation_ended, representation_line_rules`);
    await query.query(`DROP POLICY recorded ON representation`);
    await query.query(`DROP INDEX representation_holder_id_idx, representation_review_on_idx`);
    await query.query(`DELETE FROM representation WHERE kind = 'fund_holder'`);
    for (const name of ADDED)
      await query.query(`ALTER TABLE representation DROP CONSTRAINT representation_${name}_check`);
    await query.query(`ALTER TABLE representation DROP CONSTRAINT representation_kind_check`);
    await query.query(`ALTER TABLE representation ADD CONSTRAINT representation_kind_check
      CHECK (kind IN ('nominated', 'authorised', 'attorney', 'deputy', 'carer', 'broker'))`);
    await query.query(`ALTER TABLE representation DROP COLUMN powers, DROP COLUMN areas, DROP COLUMN organisation_id,
      DROP COLUMN evidence, DROP COLUMN review_on, DROP COLUMN revoked_at, DROP COLUMN revoked_by, DROP COLUMN revoke_reason`);
    await query.query(`GRANT INSERT ON representation TO alongside_app`);
  }
}

const COLUMNS = `
  ALTER TABLE representation
    ADD powers text[],
    ADD areas text[] NOT NULL DEFAULT '{money,welfare}',
    ADD organisation_id uuid CONSTRAINT representation_organisation_id_fkey REFERENCES organisation (id),
    ADD evidence jsonb NOT NULL DEFAULT '{}',
    ADD review_on date,
    ADD revoked_at timestamptz,
    ADD revoked_by uuid CONSTRAINT representation_revoked_by_fkey REFERENCES person (id),
    ADD revoke_reason text`;

const POWERS = `'{see_budget,see_support,agree_terms,book,cancel,approve_hours,see_plan,write_plan,agree_plan,propose,see_backup,write_backup,set_contact}'`;

/** Rows from before this have nobody who recorded them; what anybody records says what it rests on. */
const CHECKS = [
  `ALTER TABLE representation DROP CONSTRAINT representation_kind_check`,
  `ALTER TABLE representation
     ADD CONSTRAINT representation_kind_check
       CHECK (kind IN ('nominated', 'authorised', 'attorney', 'deputy', 'carer', 'broker', 'fund_holder')),
     ADD CONSTRAINT representation_powers_check CHECK (powers <@ ${POWERS}),
     ADD CONSTRAINT representation_areas_check CHECK (areas <@ '{money,welfare}' AND cardinality(areas) > 0),
     ADD CONSTRAINT representation_recorded_by_check CHECK (recorded_by <> representative_id),
     ADD CONSTRAINT representation_revoked_check
       CHECK ((revoked_at IS NULL) = (revoked_by IS NULL) AND (revoked_at IS NULL) = (revoke_reason IS NULL)),
     ADD CONSTRAINT representation_revoke_reason_check CHECK (length(btrim(revoke_reason)) BETWEEN 1 AND 500),
     ADD CONSTRAINT representation_evidence_check CHECK (recorded_by IS NULL OR (
       powers IS NOT NULL AND review_on IS NOT NULL AND CASE kind
         WHEN 'nominated' THEN evidence ?& '{asked_on,asked_how,has_capacity,agrees,manages}'
         WHEN 'authorised' THEN evidence ?& '{relationship,suitable_on,suitable}' AND evidence -> 'suitable' = 'true'
         WHEN 'attorney' THEN evidence ?& '{seen_by,seen_on,reference}'
         WHEN 'deputy' THEN evidence ?& '{seen_by,seen_on,reference}'
         WHEN 'carer' THEN powers = '{}' OR evidence ?& '{consent_on,consent_how}'
         WHEN 'broker' THEN evidence ?& '{consent_on,consent_how}' AND ends_on IS NOT NULL AND organisation_id IS NOT NULL
         ELSE evidence ?& '{agreed_on,agreement}' AND organisation_id IS NOT NULL
       END))`,
];

const ADDED = ['powers', 'areas', 'recorded_by', 'revoked', 'revoke_reason', 'evidence'];

const INDEXES = [
  `CREATE INDEX representation_holder_id_idx ON representation (holder_id)`,
  `CREATE INDEX representation_review_on_idx ON representation (council_id, review_on) WHERE revoked_at IS NULL`,
];

/** Whoever serves requests says who recorded it, and ends it at the instant at which they do. */
const WRITING = [
  `CREATE POLICY recorded ON representation AS RESTRICTIVE FOR INSERT TO alongside_app WITH CHECK (recorded_by IS NOT NULL)`,
  `REVOKE INSERT ON representation FROM alongside_app`,
  `GRANT INSERT (council_id, holder_id, representative_id, kind, powers, areas, organisation_id, evidence,
                 starts_on, ends_on, review_on, recorded_by) ON representation TO alongside_app`,
  `GRANT UPDATE (revoked_at, revoked_by, revoke_reason) ON representation TO alongside_app`,
];

/** Which lines a fund holder reaches; somebody who holds a fund reaches no others. */
const LINES = `
  CREATE TABLE representation_line (
    representation_id uuid CONSTRAINT representation_line_representation_id_fkey REFERENCES representation (id),
    line_id uuid CONSTRAINT representation_line_line_id_fkey REFERENCES budget_line (id),
    council_id uuid NOT NULL CONSTRAINT representation_line_council_id_fkey REFERENCES council (id),
    PRIMARY KEY (representation_id, line_id)
  );
  CREATE INDEX representation_line_line_id_idx ON representation_line (line_id);
  SELECT tenant_table('representation_line', 'SELECT, INSERT');
  CREATE FUNCTION representation_line_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM representation r JOIN budget b ON b.holder_id = r.holder_id
                   JOIN budget_line l ON l.budget_id = b.id
                   WHERE r.id = NEW.representation_id AND r.kind = 'fund_holder' AND l.id = NEW.line_id
                     AND r.council_id = NEW.council_id AND l.council_id = NEW.council_id) THEN
      RAISE EXCEPTION 'a fund holder reaches lines of that person only'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'representation_line_of_holder';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER of_holder BEFORE INSERT ON representation_line
    FOR EACH ROW EXECUTE FUNCTION representation_line_rules();
  CREATE TRIGGER representation_line_same_council BEFORE INSERT ON representation_line FOR EACH ROW
    EXECUTE FUNCTION same_council('representation_id', 'representation', 'line_id', 'budget_line')`;

const ACT = 'Care Act 2014 s.31';
const REGULATIONS = 'Care and Support (Direct Payments) Regulations 2014';

/** How soon each kind is looked at again and how long it may last: what every council starts with, and its own. */
const RULES = [
  `CREATE TABLE representation_rule (
     id uuid PRIMARY KEY DEFAULT new_id(),
     council_id uuid CONSTRAINT representation_rule_council_id_fkey REFERENCES council (id),
     kind text NOT NULL CONSTRAINT representation_rule_kind_check
       CHECK (kind IN ('nominated', 'authorised', 'attorney', 'deputy', 'carer', 'broker', 'fund_holder')),
     review_months smallint NOT NULL CONSTRAINT representation_rule_review_months_check CHECK (review_months BETWEEN 1 AND 60),
     longest_months smallint CONSTRAINT representation_rule_longest_months_check CHECK (longest_months BETWEEN 1 AND 120),
     dbs_unless_close boolean NOT NULL DEFAULT false,
     starts_on date NOT NULL,
     source text NOT NULL CONSTRAINT representation_rule_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500)
   )`,
  `CREATE UNIQUE INDEX representation_rule_general_idx ON representation_rule (kind, starts_on) WHERE council_id IS NULL`,
  `CREATE UNIQUE INDEX representation_rule_council_id_kind_starts_on_idx ON representation_rule (council_id, kind, starts_on)`,
  `SELECT general_and_own('representation_rule', 'SELECT')`,
  `INSERT INTO representation_rule (kind, review_months, longest_months, dbs_unless_close, starts_on, source) VALUES
     ('nominated', 12, NULL, false, '2015-04-01', '${ACT}; ${REGULATIONS}, reg. 7'),
     ('authorised', 12, NULL, true, '2015-04-01', 'Care Act 2014 s.32; ${REGULATIONS}, reg. 7; a certificate where they are not close family: council policy, to be confirmed'),
     ('attorney', 12, NULL, false, '2015-04-01', 'Mental Capacity Act 2005 ss.9 to 14'),
     ('deputy', 12, NULL, false, '2015-04-01', 'Mental Capacity Act 2005 ss.16 to 20'),
     ('carer', 12, NULL, false, '2015-04-01', 'Consent of the adult; what this service starts with'),
     ('broker', 6, 12, false, '2015-04-01', 'Consent of the adult, for a purpose and a time; what this service starts with'),
     ('fund_holder', 12, NULL, false, '2015-04-01', 'The agreement on the fund; what this service starts with')`,
];

/**
 * An authorised person needs a record that the adult lacks capacity for each kind of decision they are to make: Care
 * Act 2014 s.32(4). Two people never decide for each other. And what has ended has ended, at that instant.
 */
const TRIGGERS = [
  `CREATE FUNCTION representation_rules() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE deciding text[] := '{nominated,authorised,attorney,deputy}';
   BEGIN
     IF NEW.kind = 'authorised' AND NEW.recorded_by IS NOT NULL AND EXISTS (
       SELECT FROM unnest(NEW.areas) AS a (area)
       WHERE capacity_outcome(NEW.holder_id, a.area, (now() AT TIME ZONE 'Europe/London')::date) IS DISTINCT FROM 'lacks') THEN
       RAISE EXCEPTION 'an authorised person needs a record that capacity is lacking'
         USING ERRCODE = 'check_violation', CONSTRAINT = 'representation_needs_capacity_record';
     END IF;
     IF NEW.kind = ANY (deciding) AND EXISTS (
       SELECT FROM representation r
       WHERE r.representative_id = NEW.holder_id AND r.holder_id = NEW.representative_id AND r.kind = ANY (deciding)
         AND r.revoked_at IS NULL
         AND daterange(r.starts_on, r.ends_on, '[]') && daterange(NEW.starts_on, NEW.ends_on, '[]')) THEN
       RAISE EXCEPTION 'two people cannot act for each other'
         USING ERRCODE = 'check_violation', CONSTRAINT = 'representation_no_loop';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER representation_rules BEFORE INSERT ON representation
   FOR EACH ROW EXECUTE FUNCTION representation_rules()`,
  `CREATE FUNCTION representation_ended() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF OLD.revoked_at IS NOT NULL THEN
       RAISE EXCEPTION 'a representation that has ended stays so'
         USING ERRCODE = 'check_violation', CONSTRAINT = 'representation_stays_ended';
     END IF;
     IF NEW.revoked_at IS NOT NULL THEN NEW.revoked_at := clock_timestamp(); END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER representation_ended BEFORE UPDATE ON representation
   FOR EACH ROW EXECUTE FUNCTION representation_ended()`,
  `DROP TRIGGER representation_same_council ON representation`,
  `CREATE TRIGGER representation_same_council BEFORE INSERT OR UPDATE ON representation FOR EACH ROW
   EXECUTE FUNCTION same_council('holder_id', 'person', 'representative_id', 'person', 'organisation_id', 'organisation',
                                 'recorded_by', 'person', 'revoked_by', 'person')`,
];
