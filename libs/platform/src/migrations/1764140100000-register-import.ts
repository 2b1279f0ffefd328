import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * A council's former register, taken over from a spreadsheet: prepared by one, confirmed by another, whole or not at
 * all. What comes of it says so: the application and its evidence name the import.
 */
export class RegisterImport1764140100000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [IMPORT, ROW, ENTRY, MARKS, IMPORT_RULES, EVIDENCE_RULES]) await query.query(statement);
    for (const [table, privileges] of PRIVILEGES) await query.query(`SELECT tenant_table($1, $2)`, [table, privileges]);
    for (const [table, when, references] of SAME_COUNCIL) {
      await query.query(`CREATE TRIGGER belongs_to_council ${when} ON ${table} FOR EACH ROW
                         EXECUTE FUNCTION same_council(${references})`);
    }
    await query.query(`CREATE TRIGGER keeps_rules BEFORE UPDATE ON register_import
                       FOR EACH ROW EXECUTE FUNCTION register_import_rules()`);
    await query.query(`CREATE TRIGGER keeps_import_rules AFTER INSERT ON evidence REFERENCING NEW TABLE AS added
                       FOR EACH STATEMENT EXECUTE FUNCTION evidence_import_rules()`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER keeps_import_rules ON evidence`);
    await query.query(`DROP TRIGGER belongs_to_import_of_council ON application`);
    await query.query(`ALTER TABLE evidence DROP COLUMN register_import_id`);
    await query.query(`ALTER TABLE application DROP COLUMN register_import_id`);
    await query.query(`DROP TABLE former_register_entry, register_import_row, register_import`);
    await query.query(`DROP FUNCTION evidence_import_rules, register_import_rules`);
  }
}

const IMPORT = `
  CREATE TABLE register_import (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT register_import_council_id_fkey REFERENCES council (id),
    member_kind text NOT NULL,
    scheme_version_id uuid NOT NULL CONSTRAINT register_import_scheme_version_id_fkey REFERENCES scheme_version (id),
    totals jsonb NOT NULL,
    prepared_by uuid NOT NULL CONSTRAINT register_import_prepared_by_fkey REFERENCES person (id),
    prepared_at timestamptz NOT NULL DEFAULT now(),
    outcome text CONSTRAINT register_import_outcome_check CHECK (outcome IN ('confirmed', 'discarded')),
    closed_by uuid CONSTRAINT register_import_closed_by_fkey REFERENCES person (id),
    closed_at timestamptz,
    CONSTRAINT register_import_closed_at_check
      CHECK ((outcome IS NULL) = (closed_by IS NULL) AND (outcome IS NULL) = (closed_at IS NULL)),
    CONSTRAINT register_import_four_eyes CHECK (outcome <> 'confirmed' OR closed_by <> prepared_by)
  );
  CREATE UNIQUE INDEX register_import_open_key ON register_import (council_id) WHERE outcome IS NULL;
  CREATE INDEX register_import_scheme_version_id_idx ON register_import (scheme_version_id)`;

/** The rows wait here to be confirmed, and are deleted then. */
const ROW = `
  CREATE TABLE register_import_row (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT register_import_row_council_id_fkey REFERENCES council (id),
    import_id uuid NOT NULL CONSTRAINT register_import_row_import_id_fkey REFERENCES register_import (id),
    row_number integer NOT NULL,
    outcome text NOT NULL CONSTRAINT register_import_row_outcome_check
      CHECK (outcome IN ('created', 'changed', 'unchanged')),
    content jsonb NOT NULL,
    CONSTRAINT register_import_row_import_id_row_number_key UNIQUE (import_id, row_number)
  )`;

/** Which member a line of the former register became: by it a second import finds them again. */
const ENTRY = `
  CREATE TABLE former_register_entry (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT former_register_entry_council_id_fkey REFERENCES council (id),
    import_id uuid NOT NULL CONSTRAINT former_register_entry_import_id_fkey REFERENCES register_import (id),
    member_id uuid NOT NULL CONSTRAINT former_register_entry_member_id_fkey REFERENCES member (id)
      CONSTRAINT former_register_entry_member_id_key UNIQUE,
    reference text,
    email citext,
    name text NOT NULL,
    postcode text,
    CONSTRAINT former_register_entry_key_check CHECK (reference IS NOT NULL OR email IS NOT NULL),
    CONSTRAINT former_register_entry_council_id_reference_key UNIQUE (council_id, reference),
    CONSTRAINT former_register_entry_council_id_email_key UNIQUE (council_id, email)
  )`;

/**
 * Of a certificate that somebody saw before the register was here, nothing is taken over but its level and dates. The
 * rule on DBS facts stays as it is for everything else.
 */
const MARKS = `
  ALTER TABLE application ADD COLUMN register_import_id uuid
    CONSTRAINT application_register_import_id_fkey REFERENCES register_import (id);
  ALTER TABLE evidence ADD COLUMN register_import_id uuid
    CONSTRAINT evidence_register_import_id_fkey REFERENCES register_import (id);
  GRANT INSERT (register_import_id) ON evidence TO alongside_app;
  DO $do$
  DECLARE said text := (SELECT substr(pg_get_constraintdef(oid), 7) FROM pg_constraint WHERE conname = 'evidence_dbs_facts_check');
  BEGIN
    ALTER TABLE evidence DROP CONSTRAINT evidence_dbs_facts_check;
    EXECUTE 'ALTER TABLE evidence ADD CONSTRAINT evidence_dbs_facts_check CHECK (' || said || $also$
      OR content_removed_at IS NOT NULL AND facts - ARRAY['level', 'certificate_number'] = '{}'::jsonb
      OR register_import_id IS NOT NULL AND facts - 'level' = '{}'::jsonb
        AND facts ->> 'level' IN ('basic', 'standard', 'enhanced', 'enhanced_barred'))$also$;
  END $do$;
  CREATE TRIGGER belongs_to_import_of_council BEFORE INSERT ON application
    FOR EACH ROW EXECUTE FUNCTION same_council('register_import_id', 'register_import')`;

const PRIVILEGES = [
  [
    'register_import',
    `SELECT, INSERT (council_id, member_kind, scheme_version_id, totals, prepared_by),
     UPDATE (outcome, closed_by)`,
  ],
  ['register_import_row', 'SELECT, INSERT, DELETE'],
  ['former_register_entry', 'SELECT, INSERT, UPDATE (import_id, reference, email, name, postcode)'],
] as const;

const SAME_COUNCIL = [
  ['register_import', 'BEFORE INSERT', `'scheme_version_id', 'scheme_version'`],
  ['register_import_row', 'BEFORE INSERT', `'import_id', 'register_import'`],
  ['former_register_entry', 'BEFORE INSERT OR UPDATE', `'import_id', 'register_import', 'member_id', 'member'`],
] as const;

const IMPORT_RULES = `
  CREATE FUNCTION register_import_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.outcome IS NOT NULL THEN
      RAISE EXCEPTION 'an import is closed once'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'register_import_closed_once';
    END IF;
    NEW.closed_at := now();
    RETURN NEW;
  END $$`;

/** Whoever prepared the import is who recorded its evidence, and it is of an import of the council that is open. */
const EVIDENCE_RULES = `
  CREATE FUNCTION evidence_import_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM added e LEFT JOIN register_import i ON i.id = e.register_import_id
               WHERE e.register_import_id IS NOT NULL
                 AND (i.council_id IS DISTINCT FROM e.council_id OR i.prepared_by <> e.recorded_by
                      OR i.outcome IS NOT NULL)) THEN
      RAISE EXCEPTION 'this evidence is not of an import that is being made'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_import';
    END IF;
    RETURN NULL;
  END $$`;
