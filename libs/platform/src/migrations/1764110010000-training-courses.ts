import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * A council's catalogue of training, and what evidence is held to beside its dates: a DBS certificate of the level
 * asked for at least, a course of the catalogue that answers what is asked.
 */
export class TrainingCourses1764110010000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [TABLE, COURSE_RULES, EVIDENCE_RULES]) await query.query(statement);
    await query.query(`CREATE TRIGGER keeps_rules BEFORE UPDATE ON training_course
                       FOR EACH ROW EXECUTE FUNCTION training_course_rules()`);
    await query.query(`CREATE TRIGGER keeps_facts_rules AFTER INSERT ON evidence REFERENCING NEW TABLE AS added
                       FOR EACH STATEMENT EXECUTE FUNCTION evidence_facts_rules()`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER keeps_facts_rules ON evidence`);
    await query.query(`DROP TABLE training_course`);
    await query.query(`DROP FUNCTION evidence_facts_rules, training_course_rules`);
  }
}

const TABLE = `
  CREATE TABLE training_course (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT training_course_council_id_fkey REFERENCES council (id),
    title text NOT NULL CONSTRAINT training_course_title_check CHECK (length(btrim(title)) BETWEEN 1 AND 200),
    provider text NOT NULL CONSTRAINT training_course_provider_check CHECK (length(btrim(provider)) BETWEEN 1 AND 100),
    topics text[] NOT NULL CONSTRAINT training_course_topics_check
      CHECK (cardinality(topics) BETWEEN 1 AND 9 AND array_position(topics, NULL) IS NULL
             AND array_to_string(topics, ' ') ~ '^[a-z][a-z0-9_]{1,39}( [a-z][a-z0-9_]{1,39})*$'),
    valid_months smallint CONSTRAINT training_course_valid_months_check CHECK (valid_months BETWEEN 1 AND 600),
    starts_on date NOT NULL,
    ends_on date,
    source text NOT NULL CONSTRAINT training_course_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500),
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT training_course_ends_on_check CHECK (ends_on >= starts_on),
    CONSTRAINT training_course_council_id_title_provider_starts_on_key UNIQUE (council_id, title, provider, starts_on)
  );
  SELECT tenant_table('training_course', 'SELECT, INSERT, UPDATE (ends_on)')`;

const COURSE_RULES = `
  CREATE FUNCTION training_course_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.ends_on IS NOT NULL THEN
      RAISE EXCEPTION 'a course ends once'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'training_course_ended_once';
    END IF;
    RETURN NEW;
  END $$`;

/** At once for all that a statement adds. A code stands for one level in a council for ever. A certificate of a course that ended since then counts. */
const EVIDENCE_RULES = `
  CREATE FUNCTION evidence_facts_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM added e
               JOIN requirement r ON r.council_id = e.council_id AND r.code = e.requirement
               WHERE e.kind = 'dbs' AND r.minimum_level IS NOT NULL
                 AND coalesce(array_position(ARRAY['basic', 'standard', 'enhanced', 'enhanced_barred'], e.facts ->> 'level'), 0)
                   < array_position(ARRAY['basic', 'standard', 'enhanced', 'enhanced_barred'], r.minimum_level)) THEN
      RAISE EXCEPTION 'this DBS level is lower than what is asked for'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_level';
    END IF;
    IF EXISTS (SELECT FROM added e
               WHERE e.kind = 'training' AND e.facts ? 'course' AND NOT EXISTS (
                 SELECT FROM training_course c
                 WHERE c.id::text = lower(e.facts ->> 'course') AND c.council_id = e.council_id
                   AND e.requirement = ANY (c.topics) AND c.starts_on <= e.issued_on
                   AND (c.ends_on IS NULL OR c.ends_on >= e.issued_on))) THEN
      RAISE EXCEPTION 'no course of the catalogue answers this'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_course';
    END IF;
    RETURN NULL;
  END $$`;
