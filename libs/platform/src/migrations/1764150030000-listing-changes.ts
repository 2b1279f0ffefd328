import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Changes of a listing that touch what was checked wait until an officer has looked; every version that was shown is kept. */
export class ListingChanges1764150030000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [CHANGE, DECIDED, VERSION, NAME]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER listing_name_checked ON listing`);
    await query.query(`DROP TABLE listing_version, listing_change`);
    await query.query(`DROP FUNCTION listing_name_checked, listing_change_rules`);
  }
}

const CHANGE = `
  CREATE TABLE listing_change (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT listing_change_council_id_fkey REFERENCES council (id),
    listing_id uuid NOT NULL,
    name text CONSTRAINT listing_change_name_check CHECK (length(btrim(name)) BETWEEN 1 AND 80),
    services text[] NOT NULL DEFAULT '{}',
    asked_by uuid NOT NULL CONSTRAINT listing_change_asked_by_fkey REFERENCES person (id),
    asked_at timestamptz NOT NULL DEFAULT now(),
    outcome text CONSTRAINT listing_change_outcome_check CHECK (outcome IN ('accepted', 'refused', 'withdrawn')),
    reason text CONSTRAINT listing_change_reason_check CHECK (length(btrim(reason)) BETWEEN 1 AND 500),
    decided_by uuid CONSTRAINT listing_change_decided_by_fkey REFERENCES person (id),
    decided_at timestamptz,
    CONSTRAINT listing_change_some_check CHECK (name IS NOT NULL OR cardinality(services) > 0),
    CONSTRAINT listing_change_decided_check
      CHECK ((outcome IS NULL) = (decided_by IS NULL) AND (outcome IS NULL) = (decided_at IS NULL)
             AND (reason IS NOT NULL) = (outcome IS NOT DISTINCT FROM 'refused')),
    CONSTRAINT listing_change_listing_id_council_id_fkey FOREIGN KEY (listing_id, council_id)
      REFERENCES listing (id, council_id)
  );
  CREATE UNIQUE INDEX listing_change_waiting_idx ON listing_change (listing_id) WHERE outcome IS NULL;
  CREATE INDEX listing_change_listing_id_idx ON listing_change (listing_id);
  SELECT tenant_table('listing_change', 'SELECT, INSERT (council_id, listing_id, name, services, asked_by),
    UPDATE (outcome, reason, decided_by)')`;

/** Decided once, and not by whom it is about; taken back by nobody else. */
const DECIDED = `
  CREATE FUNCTION listing_change_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.outcome IS NOT NULL THEN
      RAISE EXCEPTION 'this change is decided' USING ERRCODE = 'check_violation', CONSTRAINT = 'listing_change_once';
    END IF;
    IF (NEW.outcome = 'withdrawn')
       <> is_of_member(NEW.decided_by, (SELECT member_id FROM listing WHERE id = NEW.listing_id)) THEN
      RAISE EXCEPTION 'nobody checks a change of their own'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'listing_change_four_eyes';
    END IF;
    NEW.decided_at := now();
    RETURN NEW;
  END $$;
  CREATE TRIGGER keeps_rules BEFORE UPDATE ON listing_change FOR EACH ROW EXECUTE FUNCTION listing_change_rules()`;

const VERSION = `
  CREATE TABLE listing_version (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT listing_version_council_id_fkey REFERENCES council (id),
    listing_id uuid NOT NULL,
    profile jsonb NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT listing_version_listing_id_council_id_fkey FOREIGN KEY (listing_id, council_id)
      REFERENCES listing (id, council_id)
  );
  CREATE INDEX listing_version_listing_id_made_at_idx ON listing_version (listing_id, made_at);
  SELECT tenant_table('listing_version', 'SELECT, INSERT (council_id, listing_id, profile)')`;

/**
 * Whom a scheme that checks has approved keeps the name that was checked, once others have seen it: another comes
 * from a change that an officer has accepted, whatever the program above does.
 */
const NAME = `
  CREATE FUNCTION listing_name_checked() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.name <> OLD.name AND OLD.state IN ('live', 'resting')
       AND NOT EXISTS (SELECT FROM listing_change c
                       WHERE c.listing_id = NEW.id AND c.name = NEW.name AND c.outcome = 'accepted')
       AND EXISTS (SELECT FROM decision d
                   JOIN application a ON a.id = d.application_id
                   JOIN scheme_version v ON v.id = a.scheme_version_id
                   JOIN scheme s ON s.id = v.scheme_id
                   WHERE d.member_id = NEW.member_id AND d.outcome IN ('approved', 'approved_with_conditions')
                     AND s.kind = 'accredited') THEN
      RAISE EXCEPTION 'a name that others see is checked before it changes'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'listing_name_checked';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER listing_name_checked BEFORE UPDATE OF name ON listing
    FOR EACH ROW EXECUTE FUNCTION listing_name_checked()`;
