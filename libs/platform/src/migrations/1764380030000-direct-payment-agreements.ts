import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * The direct payment agreement: its text in dated versions, who signed which, and payments, none of which is made before
 * the agreement stands. What was not paid says why, and is paid by a later schedule.
 */
export class DirectPaymentAgreements1764380030000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [VERSION, SIGNATURE, STANDS, SIGNATURE_RULES, PAYMENT, PAYMENT_RULES, POWERS, GIVEN]) {
      await query.query(statement);
    }
    await query.query(
      `INSERT INTO agreement_version (number, starts_on, purpose, asked, surplus, easy, source)
       VALUES (1, '2015-04-01', $1, $2, $3, $4, $5)`,
      [
        PURPOSE,
        ASKED,
        SURPLUS,
        EASY,
        'Care and Support (Direct Payments) Regulations 2014 (SI 2014/2871); Care and Support Statutory Guidance ch. 12',
      ],
    );
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE representation DISABLE TRIGGER USER;
      UPDATE representation SET powers = array_remove(array_remove(powers, 'sign_agreement'), 'write_purchases') WHERE powers IS NOT NULL;
      ALTER TABLE representation ENABLE TRIGGER USER`);
    await query.query(`ALTER TABLE representation DROP CONSTRAINT representation_powers_check, ADD CONSTRAINT representation_powers_check
      CHECK (powers <@ '{see_budget,see_support,agree_terms,book,cancel,approve_hours,see_plan,write_plan,agree_plan,propose,see_backup,write_backup,set_contact,reach_out}')`);
    await query.query(`DROP TABLE payment, agreement_signature`);
    await query.query(`DROP FUNCTION payment_rules, agreement_signature_rules, agreement_stands`);
    await query.query(`DROP TABLE agreement_version`);
  }
}

const PURPOSE =
  'The money is for the care and support in your plan. You choose what and who: a personal assistant, a provider, a club, ' +
  'anything lawful that meets the needs in your plan. It is not for gambling, debts, or what is not in your plan.';
const ASKED =
  'You keep this money apart from your own. You write down what you spend, with receipts where you have them. You pay ' +
  'your own contribution. If you employ somebody, you are their employer: pay, tax, pension and insurance. You tell us ' +
  'when something changes. We look at how it goes within six months, and then each year.';
const SURPLUS =
  'What is left at the end of a period stays yours to use for a number of weeks. Money kept apart for holiday pay, tax ' +
  'or redundancy does not count. If more is left, we write to you with the sum worked out step by step, ask why, and ' +
  'give you time to answer. We never take anything back without telling you.';
const EASY =
  'This money is for your care. You choose who helps you. Keep the money in its own account. Write down what you pay for. ' +
  'Tell us if things change. If there is money left over, we will talk to you first. You can stop at any time.';

const VERSION = `
  CREATE TABLE agreement_version (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid CONSTRAINT agreement_version_council_id_fkey REFERENCES council (id),
    number integer NOT NULL CONSTRAINT agreement_version_number_check CHECK (number >= 1),
    starts_on date NOT NULL,
    sign_by date,
    purpose text NOT NULL CONSTRAINT agreement_version_purpose_check CHECK (length(btrim(purpose)) BETWEEN 1 AND 4000),
    asked text NOT NULL CONSTRAINT agreement_version_asked_check CHECK (length(btrim(asked)) BETWEEN 1 AND 4000),
    surplus text NOT NULL CONSTRAINT agreement_version_surplus_check CHECK (length(btrim(surplus)) BETWEEN 1 AND 4000),
    easy text NOT NULL CONSTRAINT agreement_version_easy_check CHECK (length(btrim(easy)) BETWEEN 1 AND 4000),
    source text NOT NULL CONSTRAINT agreement_version_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500),
    recorded_by uuid CONSTRAINT agreement_version_recorded_by_fkey REFERENCES person (id),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT agreement_version_sign_by_check CHECK (sign_by >= starts_on)
  );
  CREATE UNIQUE INDEX agreement_version_council_id_number_idx ON agreement_version (council_id, number);
  CREATE UNIQUE INDEX agreement_version_council_id_starts_on_idx ON agreement_version (council_id, starts_on);
  SELECT general_and_own('agreement_version', 'SELECT,
    INSERT (council_id, number, starts_on, sign_by, purpose, asked, surplus, easy, source, recorded_by)')`;

const SIGNATURE = `
  CREATE TABLE agreement_signature (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT agreement_signature_council_id_fkey REFERENCES council (id),
    holder_id uuid NOT NULL CONSTRAINT agreement_signature_holder_id_fkey REFERENCES person (id),
    version_id uuid NOT NULL CONSTRAINT agreement_signature_version_id_fkey REFERENCES agreement_version (id),
    signed_by uuid NOT NULL CONSTRAINT agreement_signature_signed_by_fkey REFERENCES person (id),
    way text NOT NULL CONSTRAINT agreement_signature_way_check CHECK (way IN ('screen', 'paper')),
    signed_on date NOT NULL,
    recorded_by uuid NOT NULL CONSTRAINT agreement_signature_recorded_by_fkey REFERENCES person (id),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT agreement_signature_holder_id_version_id_key UNIQUE (holder_id, version_id),
    CONSTRAINT agreement_signature_screen_check CHECK (way = 'paper' OR signed_by = recorded_by)
  );
  SELECT tenant_table('agreement_signature', 'SELECT,
    INSERT (council_id, holder_id, version_id, signed_by, way, signed_on, recorded_by)');
  CREATE TRIGGER agreement_signature_same_council BEFORE INSERT ON agreement_signature
    FOR EACH ROW EXECUTE FUNCTION same_council('holder_id', 'person', 'signed_by', 'person')`;

/** The version in force is signed; or one before it, while the new one may still be signed. The council's own come first. */
const STANDS = `
  CREATE FUNCTION agreement_stands(council uuid, holder uuid, on_day date) RETURNS boolean LANGUAGE sql STABLE AS $$
    WITH version AS (
      SELECT v.id, v.sign_by FROM agreement_version v
      WHERE (v.council_id = council OR v.council_id IS NULL) AND v.starts_on <= on_day
      ORDER BY v.council_id IS NULL, v.starts_on DESC LIMIT 1)
    SELECT EXISTS (SELECT FROM agreement_signature s JOIN version ON s.version_id = version.id OR on_day <= version.sign_by
      WHERE s.holder_id = holder AND s.signed_on <= on_day)
  $$`;

/** Only the person, or who stands in for them in matters of money, signs; of a version that there is here. */
const SIGNATURE_RULES = `
  CREATE FUNCTION agreement_signature_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.signed_by <> NEW.holder_id AND NOT EXISTS (SELECT FROM representation r
        WHERE r.holder_id = NEW.holder_id AND r.representative_id = NEW.signed_by
          AND r.kind IN ('authorised', 'attorney', 'deputy')
          AND NEW.signed_on >= r.starts_on AND (r.ends_on IS NULL OR NEW.signed_on <= r.ends_on)) THEN
      RAISE EXCEPTION 'they may not sign for this person'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_signature_entitled';
    END IF;
    IF NEW.signed_on > current_date + 1 OR NOT EXISTS (SELECT FROM agreement_version v WHERE v.id = NEW.version_id
        AND (v.council_id = NEW.council_id OR v.council_id IS NULL)) THEN
      RAISE EXCEPTION 'there is no such version here'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_signature_of_version';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT ON agreement_signature FOR EACH ROW EXECUTE FUNCTION agreement_signature_rules()`;

const PAYMENT = `
  CREATE TABLE payment (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT payment_council_id_fkey REFERENCES council (id),
    export_id uuid NOT NULL CONSTRAINT payment_export_id_fkey REFERENCES finance_export (id),
    period_id uuid NOT NULL CONSTRAINT payment_period_id_fkey REFERENCES budget_period (id),
    state text NOT NULL CONSTRAINT payment_state_check CHECK (state IN ('paid', 'withheld')),
    pence bigint NOT NULL CONSTRAINT payment_pence_check CHECK (pence <> 0),
    why text CONSTRAINT payment_why_check CHECK ((state = 'withheld') = (why IS NOT NULL) AND why IN ('agreement')),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT payment_export_id_period_id_key UNIQUE (export_id, period_id)
  );
  CREATE INDEX payment_period_id_idx ON payment (period_id);
  SELECT tenant_table('payment', 'SELECT, INSERT (council_id, export_id, period_id, state, pence, why)');
  CREATE TRIGGER payment_same_council AFTER INSERT ON payment REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION same_council_of_added('export_id', 'finance_export', 'period_id', 'budget_period')`;

const PAYMENT_RULES = `
  CREATE FUNCTION payment_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM added a JOIN budget_period p ON p.id = a.period_id JOIN budget_line l ON l.id = p.line_id
        JOIN budget b ON b.id = l.budget_id
        WHERE a.state = 'paid' AND NOT agreement_stands(a.council_id, b.holder_id, current_date)) THEN
      RAISE EXCEPTION 'nothing is paid before the agreement is signed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_needs_agreement';
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER keeps_rules AFTER INSERT ON payment REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION payment_rules()`;

const POWERS = `
  ALTER TABLE representation DROP CONSTRAINT representation_powers_check, ADD CONSTRAINT representation_powers_check
    CHECK (powers <@ '{see_budget,see_support,agree_terms,book,cancel,approve_hours,see_plan,write_plan,agree_plan,propose,see_backup,write_backup,set_contact,reach_out,sign_agreement,write_purchases}')`;

/** Whoever stands in for somebody in matters of money may sign, those too who were recorded before this could be done here. */
const GIVEN = `
  ALTER TABLE representation DISABLE TRIGGER USER;
  UPDATE representation SET powers = powers || '{sign_agreement}'
  WHERE kind IN ('authorised', 'attorney', 'deputy') AND powers IS NOT NULL AND 'agree_plan' = ANY (powers);
  UPDATE representation SET powers = powers || '{write_purchases}' WHERE 'approve_hours' = ANY (powers);
  ALTER TABLE representation ENABLE TRIGGER USER`;
