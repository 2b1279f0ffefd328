import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * A short survey without names. Who has answered is kept apart, so that everybody answers once a quarter; nothing joins
 * the two: the answers have neither a time nor a number that follows another.
 */
export class OutcomeSurvey1764390060000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE outcome_survey (
        id uuid PRIMARY KEY,
        council_id uuid NOT NULL CONSTRAINT outcome_survey_council_id_fkey REFERENCES council (id),
        quarter date NOT NULL,
        who text NOT NULL CONSTRAINT outcome_survey_who_check CHECK (who IN ('holder', 'carer')),
        answers text[] NOT NULL CONSTRAINT outcome_survey_answers_check
          CHECK (cardinality(answers) = 8 AND answers <@ ARRAY['better', 'same', 'worse', ''])
      );
      CREATE INDEX outcome_survey_council_id_quarter_idx ON outcome_survey (council_id, quarter);
      SELECT tenant_table('outcome_survey', 'SELECT, INSERT (id, council_id, quarter, who, answers)');
      CREATE TABLE survey_answered (
        id uuid PRIMARY KEY,
        council_id uuid NOT NULL CONSTRAINT survey_answered_council_id_fkey REFERENCES council (id),
        person_id uuid NOT NULL CONSTRAINT survey_answered_person_id_fkey REFERENCES person (id),
        quarter date NOT NULL
      );
      CREATE UNIQUE INDEX survey_answered_person_id_quarter_key ON survey_answered (person_id, quarter);
      SELECT tenant_table('survey_answered', 'SELECT, INSERT (id, council_id, person_id, quarter)');
      CREATE TRIGGER survey_answered_same_council BEFORE INSERT ON survey_answered
        FOR EACH ROW EXECUTE FUNCTION same_council('person_id', 'person')`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE survey_answered, outcome_survey`);
  }
}
