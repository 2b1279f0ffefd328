import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Whoever wrote something down for an applicant, or took down what a referee said, neither decides, nor puts the
 * decision off, nor answers the appeal. One function says who that is, for the program and for every rule.
 */
export class WrittenDown1764170100000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [WRITERS, DECISION, DEFERRAL]) await query.query(statement);
    await replaceIn(
      query,
      'had_part(uuid, uuid)',
      `OR EXISTS (SELECT FROM appeal p`,
      `${PART}OR EXISTS (SELECT FROM appeal p`,
    );
  }

  async down(query: QueryRunner): Promise<void> {
    await replaceIn(
      query,
      'had_part(uuid, uuid)',
      `${PART}OR EXISTS (SELECT FROM appeal p`,
      `OR EXISTS (SELECT FROM appeal p`,
    );
    await query.query(`DROP TRIGGER told_to_nobody_who_decides ON deferral`);
  }
}

const WRITERS = `
  CREATE FUNCTION written_down_by(application uuid) RETURNS SETOF uuid LANGUAGE plpgsql STABLE AS $$
  BEGIN
    RETURN QUERY
      SELECT b.answered_by FROM application_answer b WHERE b.application_id = application
      UNION SELECT r.named_by FROM referee r WHERE r.application_id = application
      UNION SELECT s.recorded_by FROM reference_answer s JOIN referee r ON r.id = s.referee_id
            WHERE r.application_id = application AND s.recorded_by IS NOT NULL
      UNION SELECT f.uploaded_by FROM evidence_file f WHERE f.application_id = application
      UNION SELECT f.released_by FROM evidence_file f WHERE f.application_id = application AND f.released_by IS NOT NULL;
  END $$`;

const DECISION = `
  CREATE OR REPLACE FUNCTION decision_told_to_nobody_who_decides() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.decided_by IN (SELECT written_down_by(NEW.application_id)) THEN
      RAISE EXCEPTION 'whoever wrote something down for the applicant does not decide'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_four_eyes';
    END IF;
    RETURN NEW;
  END $$`;

const DEFERRAL = `
  CREATE TRIGGER told_to_nobody_who_decides BEFORE INSERT ON deferral
  FOR EACH ROW EXECUTE FUNCTION decision_told_to_nobody_who_decides()`;

const PART = `OR EXISTS (SELECT FROM application a WHERE a.member_id = of_member AND person IN (SELECT written_down_by(a.id)))
      `;

async function replaceIn(query: QueryRunner, name: string, from: string, to: string): Promise<void> {
  const [found] = (await query.query(`SELECT replace(pg_get_functiondef($1::regprocedure), $2, $3) AS text`, [
    name,
    from,
    to,
  ])) as {text: string}[];
  await query.query(found?.text ?? '');
}
