import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What applying keeps even if the program above it errs: nothing before birth, no file of a DBS certificate, no
 * referee who is the applicant, one answer by each referee, and nothing added to what is decided.
 */
export class ApplyingRules1764120001000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of FUNCTIONS) await query.query(statement);
    await query.query(`SELECT state_machine('referee', $1)`, [REFEREE_STEPS]);
    await query.query(`SELECT state_machine('evidence_file', $1)`, [FILE_STEPS]);
    for (const [table, when, ...references] of REFERENCES) {
      const args = references.map((each) => `'${each}'`).join(', ');
      await query.query(`CREATE TRIGGER belongs_to_council BEFORE ${when} ON ${table}
                         FOR EACH ROW EXECUTE FUNCTION same_council(${args})`);
    }
    for (const [name, table, when] of TRIGGERS) {
      await query.query(`CREATE TRIGGER ${name} ${when} EXECUTE FUNCTION ${table}_${name}()`);
    }
    for (const lookup of LOOKUPS) {
      await query.query(`REVOKE EXECUTE ON FUNCTION ${lookup} FROM PUBLIC`);
      await query.query(`GRANT EXECUTE ON FUNCTION ${lookup} TO alongside_app`);
    }
  }

  async down(query: QueryRunner): Promise<void> {
    for (const [name, table] of TRIGGERS) {
      await query.query(`DROP TRIGGER ${name} ON ${table}`);
      await query.query(`DROP FUNCTION ${table}_${name}`);
    }
    for (const [table] of REFERENCES) await query.query(`DROP TRIGGER belongs_to_council ON ${table}`);
    for (const machine of ['referee', 'evidence_file']) {
      await query.query(`DROP TRIGGER enforce_state_transition ON ${machine}`);
      await query.query(`DELETE FROM state_transition WHERE machine = $1`, [machine]);
    }
    for (const lookup of LOOKUPS) await query.query(`DROP FUNCTION ${lookup}`);
  }
}

const REFEREE_STEPS = [
  'named > asked',
  'named > answered',
  'named > replaced',
  'asked > answered',
  'asked > declined',
  'asked > replaced',
  'answered > accepted',
  'answered > unsuitable',
  'declined > replaced',
  'unsuitable > replaced',
];
const FILE_STEPS = [
  'quarantined > clean',
  'quarantined > released',
  'quarantined > infected',
  'quarantined > removed',
  'clean > removed',
  'released > removed',
];

/** Table, when, then column and table in turn. */
const REFERENCES: readonly (readonly string[])[] = [
  ['enquiry', 'INSERT OR UPDATE', 'application_id', 'application'],
  ['application_answer', 'INSERT', 'application_id', 'application'],
  ['referee', 'INSERT', 'application_id', 'application'],
  ['reference_link', 'INSERT', 'referee_id', 'referee'],
  ['reference_answer', 'INSERT', 'referee_id', 'referee'],
  ['evidence_file', 'INSERT', 'application_id', 'application'],
];

/** Name, table, when. */
const TRIGGERS: readonly (readonly [string, string, string])[] = [
  ['circumstances', 'application', 'BEFORE UPDATE OF circumstances ON application FOR EACH ROW'],
  ['keeps_rules', 'application_answer', 'BEFORE INSERT ON application_answer FOR EACH ROW'],
  ['keeps_rules', 'referee', 'BEFORE INSERT ON referee FOR EACH ROW'],
  ['keeps_rules', 'evidence_file', 'BEFORE INSERT OR UPDATE ON evidence_file FOR EACH ROW'],
  ['not_before_birth', 'evidence', 'AFTER INSERT ON evidence REFERENCING NEW TABLE AS added FOR EACH STATEMENT'],
];

/** Beyond the council of the transaction: before it is known whose link it is, and for what the worker does for all. */
const LOOKUPS = [
  'reference_link_by_token(bytea)',
  'references_to_remind(timestamptz)',
  'purge_references(timestamptz)',
];

const OPEN = `('draft', 'submitted', 'in_checks')`;

const FUNCTIONS = [
  `CREATE FUNCTION application_circumstances() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF OLD.state <> 'draft' AND NEW.circumstances IS DISTINCT FROM OLD.circumstances THEN
       RAISE EXCEPTION 'what was said of the work stays as it was handed in'
         USING ERRCODE = 'check_violation', CONSTRAINT = 'application_circumstances_fixed';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE FUNCTION application_answer_keeps_rules() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF NOT EXISTS (SELECT FROM application a WHERE a.id = NEW.application_id AND a.state IN ${OPEN}) THEN
       RAISE EXCEPTION 'this application takes no more answers'
         USING ERRCODE = 'check_violation', CONSTRAINT = 'application_answer_open';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE FUNCTION referee_keeps_rules() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF NOT EXISTS (SELECT FROM application a JOIN requirement r ON r.scheme_version_id = a.scheme_version_id
                    WHERE a.id = NEW.application_id AND a.state IN ${OPEN}
                      AND r.code = NEW.requirement AND r.kind = 'reference' AND NEW.number <= r.needed) THEN
       RAISE EXCEPTION 'this application does not ask for this referee now'
         USING ERRCODE = 'check_violation', CONSTRAINT = 'referee_asked_for';
     END IF;
     IF EXISTS (SELECT FROM application a JOIN account c ON is_of_member(c.person_id, a.member_id)
                WHERE a.id = NEW.application_id AND c.email = NEW.email) THEN
       RAISE EXCEPTION 'nobody is a referee for themselves'
         USING ERRCODE = 'check_violation', CONSTRAINT = 'referee_own';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE FUNCTION evidence_file_keeps_rules() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF tg_op = 'INSERT' AND NOT EXISTS (
          SELECT FROM application a JOIN requirement r ON r.scheme_version_id = a.scheme_version_id
          WHERE a.id = NEW.application_id AND a.state IN ${OPEN}
            AND r.code = NEW.requirement AND r.kind NOT IN ('dbs', 'reference', 'interview')) THEN
       RAISE EXCEPTION 'no file is kept for this'
         USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_file_asked_for';
     END IF;
     IF EXISTS (SELECT FROM application a WHERE a.id = NEW.application_id AND is_of_member(NEW.released_by, a.member_id)) THEN
       RAISE EXCEPTION 'nobody releases a file of their own'
         USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_file_own';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE FUNCTION evidence_not_before_birth() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF EXISTS (
       SELECT FROM added e JOIN (
         SELECT DISTINCT ON (a.member_id) a.member_id, (b.answer #>> '{}')::date AS born_on
         FROM application_answer b JOIN application a ON a.id = b.application_id
         WHERE b.question = 'born_on' AND a.member_id IN (SELECT member_id FROM added)
         ORDER BY a.member_id, b.id DESC) p ON p.member_id = e.member_id
       WHERE least(e.issued_on, e.checked_on) < p.born_on) THEN
       RAISE EXCEPTION 'nothing is issued to somebody before they are born'
         USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_before_birth';
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE FUNCTION reference_link_by_token(wanted bytea)
   RETURNS TABLE (council_id uuid, referee_id uuid, expires_at timestamptz)
   LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
     SELECT l.council_id, l.referee_id, l.expires_at FROM reference_link l WHERE l.token_hash = wanted
   $$`,
  `CREATE FUNCTION references_to_remind(sent_before timestamptz)
   RETURNS TABLE (council_id uuid, referee_id uuid)
   LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
     SELECT r.council_id, r.id FROM referee r JOIN reference_link l ON l.referee_id = r.id AND NOT l.reminder
     JOIN application a ON a.id = r.application_id AND a.state IN ('submitted', 'in_checks')
     WHERE r.state = 'asked' AND l.sent_at <= sent_before
       AND NOT EXISTS (SELECT FROM reference_link m WHERE m.referee_id = r.id AND m.reminder)
   $$`,
  // The serving role deletes nothing; retention may, and only what is long decided, in its own council.
  `CREATE FUNCTION purge_references(closed_before timestamptz) RETURNS integer
   LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
   DECLARE gone integer;
   BEGIN
     DELETE FROM reference_answer s USING referee r, application a
     WHERE r.id = s.referee_id AND a.id = r.application_id AND a.closed_at < closed_before
       AND s.council_id = current_council();
     UPDATE referee r SET name = 'Removed', email = NULL, phone = NULL, purged_at = now() FROM application a
     WHERE a.id = r.application_id AND a.closed_at < closed_before AND r.purged_at IS NULL
       AND r.council_id = current_council();
     GET DIAGNOSTICS gone = ROW_COUNT;
     RETURN gone;
   END $$`,
];
