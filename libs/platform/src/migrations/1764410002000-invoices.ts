import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What self-employed people and enterprises ask to be paid for hours that were approved: numbered without a gap for
 * each issuer, each visit in one invoice that stands, taken back by a credit note and never changed.
 */
export class Invoices1764410002000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [NUMBERS, INVOICE, RULES, LINE, PAYMENT]) await query.query(statement);
    await query.query(`SELECT state_machine('invoice', ARRAY['issued > approved', 'issued > queried', 'queried > approved',
      'issued > credited', 'queried > credited', 'approved > credited', 'approved > paid', 'paid > approved'])`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE invoice_payment, invoice_line, invoice, invoice_number`);
    await query.query(`DROP FUNCTION invoice_line_rules, invoice_numbered, invoice_payment_rules`);
    await query.query(`DELETE FROM state_transition WHERE machine = 'invoice'`);
  }
}

/** The last number that each issuer gave. Whoever takes the next waits for who took one before to be done. */
const NUMBERS = `
  CREATE TABLE invoice_number (
    listing_id uuid PRIMARY KEY CONSTRAINT invoice_number_listing_id_fkey REFERENCES listing (id),
    council_id uuid NOT NULL CONSTRAINT invoice_number_council_id_fkey REFERENCES council (id),
    last integer NOT NULL CONSTRAINT invoice_number_last_check CHECK (last >= 0)
  );
  SELECT tenant_table('invoice_number', 'SELECT, INSERT, UPDATE (last)');
  CREATE TRIGGER invoice_number_same_council BEFORE INSERT ON invoice_number
    FOR EACH ROW EXECUTE FUNCTION same_council('listing_id', 'listing')`;

const INVOICE = `
  CREATE TABLE invoice (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT invoice_council_id_fkey REFERENCES council (id),
    listing_id uuid NOT NULL CONSTRAINT invoice_listing_id_fkey REFERENCES listing (id),
    holder_id uuid NOT NULL CONSTRAINT invoice_holder_id_fkey REFERENCES person (id),
    number integer NOT NULL CONSTRAINT invoice_number_check CHECK (number >= 1),
    kind text NOT NULL CONSTRAINT invoice_kind_check CHECK (kind IN ('invoice', 'credit_note')),
    credits_id uuid CONSTRAINT invoice_credits_id_fkey REFERENCES invoice (id) CONSTRAINT invoice_credits_id_key UNIQUE,
    state text NOT NULL DEFAULT 'issued' CONSTRAINT invoice_state_check
      CHECK (state IN ('issued', 'queried', 'approved', 'paid', 'credited')),
    total_pence bigint NOT NULL CONSTRAINT invoice_total_pence_check CHECK (total_pence >= 0),
    pay_to text CONSTRAINT invoice_pay_to_check CHECK (length(btrim(pay_to)) BETWEEN 1 AND 300),
    reason text CONSTRAINT invoice_reason_check CHECK (length(btrim(reason)) BETWEEN 1 AND 500),
    query_reason text CONSTRAINT invoice_query_reason_check CHECK (length(btrim(query_reason)) BETWEEN 1 AND 500),
    issued_by uuid NOT NULL CONSTRAINT invoice_issued_by_fkey REFERENCES person (id),
    issued_at timestamptz NOT NULL,
    approved_by uuid CONSTRAINT invoice_approved_by_fkey REFERENCES person (id),
    approved_how text CONSTRAINT invoice_approved_how_check CHECK (approved_how IN ('phone', 'letter', 'meeting')),
    approved_at timestamptz,
    CONSTRAINT invoice_credit_note_check CHECK ((kind = 'credit_note') = (credits_id IS NOT NULL)
      AND (kind = 'credit_note') = (reason IS NOT NULL)),
    CONSTRAINT invoice_listing_id_number_key UNIQUE (listing_id, number)
  );
  CREATE INDEX invoice_holder_id_idx ON invoice (holder_id);
  SELECT tenant_table('invoice', 'SELECT, INSERT (council_id, listing_id, holder_id, number, kind, credits_id, total_pence,
    pay_to, reason, issued_by, issued_at), UPDATE (state, query_reason, approved_by, approved_how, approved_at)');
  CREATE TRIGGER invoice_same_council BEFORE INSERT ON invoice
    FOR EACH ROW EXECUTE FUNCTION same_council('listing_id', 'listing', 'holder_id', 'person', 'credits_id', 'invoice')`;

/** A number is the next of its issuer, whoever writes it. */
const RULES = `
  CREATE FUNCTION invoice_numbered() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.number <> 1 + coalesce((SELECT max(number) FROM invoice WHERE listing_id = NEW.listing_id AND id <> NEW.id), 0) THEN
      RAISE EXCEPTION 'invoice numbers leave no gap' USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_numbered';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER numbered BEFORE INSERT ON invoice FOR EACH ROW EXECUTE FUNCTION invoice_numbered()`;

const LINE = `
  CREATE TABLE invoice_line (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT invoice_line_council_id_fkey REFERENCES council (id),
    invoice_id uuid NOT NULL CONSTRAINT invoice_line_invoice_id_fkey REFERENCES invoice (id),
    visit_id uuid NOT NULL CONSTRAINT invoice_line_visit_id_fkey REFERENCES visit (id),
    work_pence bigint NOT NULL CONSTRAINT invoice_line_work_pence_check CHECK (work_pence >= 0),
    mileage_pence bigint NOT NULL CONSTRAINT invoice_line_mileage_pence_check CHECK (mileage_pence >= 0),
    expense_pence bigint NOT NULL CONSTRAINT invoice_line_expense_pence_check CHECK (expense_pence >= 0),
    stands boolean NOT NULL DEFAULT true
  );
  CREATE INDEX invoice_line_invoice_id_idx ON invoice_line (invoice_id);
  CREATE UNIQUE INDEX invoice_line_visit_id_key ON invoice_line (visit_id) WHERE stands;
  SELECT tenant_table('invoice_line', 'SELECT, INSERT (council_id, invoice_id, visit_id, work_pence, mileage_pence, expense_pence),
    UPDATE (stands)');
  CREATE TRIGGER invoice_line_same_council BEFORE INSERT ON invoice_line
    FOR EACH ROW EXECUTE FUNCTION same_council('invoice_id', 'invoice', 'visit_id', 'visit');
  CREATE FUNCTION invoice_line_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (
      SELECT FROM invoice i JOIN booking b ON b.listing_id = i.listing_id AND b.holder_id = i.holder_id
      JOIN visit v ON v.booking_id = b.id
      WHERE i.id = NEW.invoice_id AND v.id = NEW.visit_id
        AND (v.state = 'approved' OR (v.state = 'cancelled' AND v.actual_pence > 0))
        AND v.actual_pence = NEW.work_pence + NEW.mileage_pence + NEW.expense_pence) THEN
      RAISE EXCEPTION 'a line is what was approved of a visit between the two'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_line_rules';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT ON invoice_line FOR EACH ROW EXECUTE FUNCTION invoice_line_rules()`;

const PAYMENT = `
  CREATE TABLE invoice_payment (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT invoice_payment_council_id_fkey REFERENCES council (id),
    invoice_id uuid NOT NULL CONSTRAINT invoice_payment_invoice_id_fkey REFERENCES invoice (id),
    line_id uuid NOT NULL CONSTRAINT invoice_payment_line_id_fkey REFERENCES budget_line (id),
    method text NOT NULL CONSTRAINT invoice_payment_method_check CHECK (method IN ('transfer', 'card', 'cash', 'cheque', 'council')),
    pence bigint NOT NULL CONSTRAINT invoice_payment_pence_check CHECK (pence >= 1),
    paid_on date NOT NULL,
    marked_by uuid NOT NULL CONSTRAINT invoice_payment_marked_by_fkey REFERENCES person (id),
    marked_how text CONSTRAINT invoice_payment_marked_how_check CHECK (marked_how IN ('phone', 'letter', 'meeting')),
    marked_at timestamptz NOT NULL,
    taken_back_at timestamptz,
    taken_back_by uuid CONSTRAINT invoice_payment_taken_back_by_fkey REFERENCES person (id),
    CONSTRAINT invoice_payment_taken_back_check CHECK ((taken_back_at IS NULL) = (taken_back_by IS NULL))
  );
  CREATE INDEX invoice_payment_invoice_id_idx ON invoice_payment (invoice_id);
  CREATE INDEX invoice_payment_line_id_idx ON invoice_payment (line_id);
  SELECT tenant_table('invoice_payment', 'SELECT, INSERT (council_id, invoice_id, line_id, method, pence, paid_on, marked_by,
    marked_how, marked_at), UPDATE (taken_back_at, taken_back_by)');
  CREATE TRIGGER invoice_payment_same_council BEFORE INSERT ON invoice_payment
    FOR EACH ROW EXECUTE FUNCTION same_council('invoice_id', 'invoice', 'line_id', 'budget_line');
  CREATE FUNCTION invoice_payment_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (SELECT coalesce(sum(p.pence), 0) FROM invoice_payment p WHERE p.invoice_id = NEW.invoice_id AND p.taken_back_at IS NULL
          AND p.id <> NEW.id) + NEW.pence > (SELECT total_pence FROM invoice WHERE id = NEW.invoice_id) THEN
      RAISE EXCEPTION 'no more is paid than the invoice says'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_payment_rules';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE INSERT ON invoice_payment FOR EACH ROW EXECUTE FUNCTION invoice_payment_rules()`;
