import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * A scheme may ask for a DBS certificate of each person of an organisation who meets people. The organisation says who
 * they are; each has checks of their own, of which only level and dates are kept. What the register counts is one piece
 * of evidence that stands as long as everybody is covered, made and ended here with every change of either.
 */
export class EachWorker1764700010000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [ASKED, WORKER, CHECK, TERMS, WORKER_RULES, CHECK_RULES, COVER])
      await query.query(statement);
    for (const statement of [EVIDENCE, VOID(EITHER), MEMBER_GONE, TRIGGERS]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER worker_leaves ON organisation_member`);
    await query.query(`DROP TRIGGER keeps_workers ON evidence`);
    await query.query(`DROP TRIGGER each_worker_of_organisations ON requirement`);
    await query.query(`DROP TABLE worker_check, enterprise_worker`);
    await query.query(`DROP FUNCTION worker_leaves, evidence_worker_rules, requirement_worker_rules, enterprise_worker_rules,
      worker_check_rules, cover_on_worker, cover_on_check, cover_workers(uuid, uuid), each_worker_terms(uuid)`);
    await query.query(VOID(`is_of_member(NEW.voided_by, NEW.member_id)`));
    await query.query(REASONS(`'recorded_in_error', 'wrong_person', 'not_genuine', 'ended_early'`, `= 'ended_early'`));
    await query.query(`ALTER TABLE requirement DROP COLUMN each_worker`);
  }
}

const TODAY = `(now() AT TIME ZONE 'Europe/London')::date`;
const fkey = (table: string, column: string, target: string) =>
  `CONSTRAINT ${table}_${column}_fkey REFERENCES ${target} (id)`;
const refuse = (message: string, constraint: string) =>
  `RAISE EXCEPTION '${message}' USING ERRCODE = 'check_violation', CONSTRAINT = '${constraint}';`;

const REASONS = (reasons: string, ended: string) => `
  ALTER TABLE evidence_void DROP CONSTRAINT evidence_void_reason_check, DROP CONSTRAINT evidence_void_ended_on_check,
    ADD CONSTRAINT evidence_void_reason_check CHECK (reason IN (${reasons})),
    ADD CONSTRAINT evidence_void_ended_on_check
      CHECK ((ended_on IS NOT NULL) = (reason ${ended}) AND ended_on <= (voided_at AT TIME ZONE 'Europe/London')::date)`;

const ASKED = `
  ALTER TABLE requirement ADD COLUMN each_worker boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT requirement_each_worker_check
      CHECK (NOT each_worker OR (kind = 'dbs' AND needed = 1 AND 'officer' = ANY (recorded_by)));
  ${REASONS(
    `'recorded_in_error', 'wrong_person', 'not_genuine', 'ended_early', 'people_changed'`,
    `IN ('ended_early', 'people_changed')`,
  )};
  CREATE FUNCTION requirement_worker_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM scheme_version v WHERE v.id = NEW.scheme_version_id AND v.member_kind = 'pa') THEN
      ${refuse('a PA has nobody who works for them', 'requirement_each_worker_check')}
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER each_worker_of_organisations BEFORE INSERT ON requirement
    FOR EACH ROW WHEN (NEW.each_worker) EXECUTE FUNCTION requirement_worker_rules()`;

/** Until is the first day on which they no longer do. */
const WORKER = `
  CREATE TABLE enterprise_worker (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL ${fkey('enterprise_worker', 'council_id', 'council')},
    organisation_id uuid NOT NULL ${fkey('enterprise_worker', 'organisation_id', 'organisation')},
    person_id uuid NOT NULL ${fkey('enterprise_worker', 'person_id', 'person')},
    from_on date NOT NULL,
    until_on date,
    named_by uuid NOT NULL ${fkey('enterprise_worker', 'named_by', 'person')},
    named_at timestamptz NOT NULL DEFAULT now(),
    ended_by uuid ${fkey('enterprise_worker', 'ended_by', 'person')},
    CONSTRAINT enterprise_worker_until_on_check CHECK (until_on >= from_on),
    CONSTRAINT enterprise_worker_ended_by_check CHECK (ended_by IS NULL OR until_on IS NOT NULL)
  );
  SELECT tenant_table('enterprise_worker',
    'SELECT, INSERT (council_id, organisation_id, person_id, from_on, named_by), UPDATE (until_on, ended_by)');
  CREATE UNIQUE INDEX enterprise_worker_now_idx ON enterprise_worker (organisation_id, person_id) WHERE until_on IS NULL;
  CREATE INDEX enterprise_worker_organisation_id_idx ON enterprise_worker (organisation_id);
  CREATE INDEX enterprise_worker_person_id_idx ON enterprise_worker (person_id);
  CREATE INDEX enterprise_worker_named_by_idx ON enterprise_worker (named_by);
  CREATE INDEX enterprise_worker_ended_by_idx ON enterprise_worker (ended_by)`;

/** That a certificate was seen, or that the Update Service said of it that nothing changed: never what it says, nor its number. */
const CHECK = `
  CREATE TABLE worker_check (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL ${fkey('worker_check', 'council_id', 'council')},
    organisation_id uuid NOT NULL ${fkey('worker_check', 'organisation_id', 'organisation')},
    person_id uuid NOT NULL ${fkey('worker_check', 'person_id', 'person')},
    application_id uuid NOT NULL ${fkey('worker_check', 'application_id', 'application')},
    how text NOT NULL CONSTRAINT worker_check_how_check CHECK (how IN ('original', 'update_service')),
    level text NOT NULL CONSTRAINT worker_check_level_check CHECK (level IN ('basic', 'standard', 'enhanced', 'enhanced_barred')),
    issued_on date NOT NULL,
    checked_on date NOT NULL,
    consented_on date,
    seen_by uuid NOT NULL ${fkey('worker_check', 'seen_by', 'person')},
    recorded_by uuid NOT NULL ${fkey('worker_check', 'recorded_by', 'person')},
    recorded_at timestamptz NOT NULL DEFAULT now(),
    voided_by uuid ${fkey('worker_check', 'voided_by', 'person')},
    voided_at timestamptz,
    CONSTRAINT worker_check_issued_on_check CHECK (issued_on BETWEEN '1950-01-01' AND checked_on),
    CONSTRAINT worker_check_checked_on_check
      CHECK (checked_on BETWEEN '2000-01-01' AND (recorded_at AT TIME ZONE 'Europe/London')::date),
    CONSTRAINT worker_check_consented_on_check
      CHECK ((consented_on IS NOT NULL) = (how = 'update_service') AND consented_on <= checked_on),
    CONSTRAINT worker_check_voided_check CHECK (num_nulls(voided_by, voided_at) IN (0, 2))
  );
  SELECT tenant_table('worker_check', 'SELECT, INSERT (council_id, organisation_id, person_id, application_id, how, level,
    issued_on, checked_on, consented_on, seen_by, recorded_by), UPDATE (voided_by, voided_at)');
  CREATE INDEX worker_check_organisation_id_person_id_idx ON worker_check (organisation_id, person_id);
  CREATE INDEX worker_check_person_id_idx ON worker_check (person_id);
  CREATE INDEX worker_check_application_id_idx ON worker_check (application_id);
  CREATE INDEX worker_check_seen_by_idx ON worker_check (seen_by);
  CREATE INDEX worker_check_recorded_by_idx ON worker_check (recorded_by);
  CREATE INDEX worker_check_voided_by_idx ON worker_check (voided_by)`;

/** What an application is asked for of each worker: by its own version, and by those that take members over. What holds today comes first. */
const TERMS = `
  CREATE FUNCTION each_worker_terms(application uuid)
  RETURNS TABLE (code text, counts_from text, valid_months integer, minimum_level text, only_when text, now boolean)
  LANGUAGE sql STABLE AS $$
    SELECT DISTINCT ON (r.code) r.code, r.counts_from, r.valid_months::integer, r.minimum_level, r.only_when, v.id = held.id
    FROM application a
    JOIN scheme_version own ON own.id = a.scheme_version_id
    JOIN scheme_version v ON v.id = own.id OR (v.scheme_id = own.scheme_id AND v.member_kind = own.member_kind
      AND v.starts_on > own.starts_on AND v.members_from IS NOT NULL)
    CROSS JOIN LATERAL (
      SELECT h.id FROM scheme_version h WHERE h.id = own.id OR (h.scheme_id = own.scheme_id
        AND h.member_kind = own.member_kind AND h.starts_on > own.starts_on AND h.members_from <= ${TODAY})
      ORDER BY h.starts_on DESC LIMIT 1
    ) held
    JOIN requirement r ON r.scheme_version_id = v.id AND r.each_worker
    WHERE a.id = application
    ORDER BY r.code, v.id = held.id DESC, v.starts_on DESC
  $$`;

const WORKER_RULES = `
  CREATE FUNCTION enterprise_worker_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF tg_op = 'UPDATE' THEN
      IF OLD.until_on IS NOT NULL THEN ${refuse('this has ended already', 'enterprise_worker_ended')} END IF;
      RETURN NEW;
    END IF;
    IF NOT EXISTS (SELECT FROM organisation_member m WHERE m.organisation_id = NEW.organisation_id
                     AND m.person_id = NEW.person_id AND m.council_id = NEW.council_id) THEN
      ${refuse('they do not belong to this organisation', 'enterprise_worker_member')}
    END IF;
    RETURN NEW;
  END $$`;

/** Of somebody who is named, by somebody of the council; the Update Service is asked about a certificate that was seen. */
const CHECK_RULES = `
  CREATE FUNCTION worker_check_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF tg_op = 'UPDATE' THEN
      IF OLD.voided_at IS NOT NULL THEN ${refuse('this is withdrawn already', 'worker_check_withdrawn')} END IF;
      IF EXISTS (SELECT FROM organisation_member m WHERE m.organisation_id = NEW.organisation_id AND m.person_id = NEW.voided_by) THEN
        ${refuse('nobody withdraws what was checked of their own', 'worker_check_own')}
      END IF;
      RETURN NEW;
    END IF;
    IF NOT EXISTS (SELECT FROM enterprise_worker w WHERE w.organisation_id = NEW.organisation_id
                     AND w.person_id = NEW.person_id AND w.council_id = NEW.council_id
                     AND (w.until_on IS NULL OR w.until_on > ${TODAY})) THEN
      ${refuse('they are not named as meeting people', 'worker_check_named')}
    END IF;
    IF NOT EXISTS (SELECT FROM application a JOIN member m ON m.id = a.member_id
                   WHERE a.id = NEW.application_id AND a.council_id = NEW.council_id AND m.organisation_id = NEW.organisation_id
                     AND a.state IN ('submitted', 'in_checks', 'ready', 'approved')) THEN
      ${refuse('this application does not ask for this now', 'worker_check_application')}
    END IF;
    IF EXISTS (SELECT FROM organisation_member m WHERE m.organisation_id = NEW.organisation_id
                 AND m.person_id IN (NEW.recorded_by, NEW.seen_by)) THEN
      ${refuse('nobody checks their own', 'worker_check_own')}
    END IF;
    IF NEW.how = 'update_service' AND NOT EXISTS (
         SELECT FROM worker_check c WHERE c.organisation_id = NEW.organisation_id AND c.person_id = NEW.person_id
           AND c.how = 'original' AND c.level = NEW.level AND c.issued_on = NEW.issued_on AND c.checked_on <= NEW.checked_on
           AND c.voided_at IS NULL) THEN
      ${refuse('the original has to be seen first', 'worker_check_original')}
    END IF;
    RETURN NEW;
  END $$`;

const RANK = (level: string) => `array_position(ARRAY['basic', 'standard', 'enhanced', 'enhanced_barred'], ${level})`;

/**
 * Puts the one piece of evidence right. It is issued when the oldest certificate was, checked when the last was, good until
 * the first runs out or somebody begins who has none, and ends the day it no longer holds. Where nobody has begun yet what
 * was recorded before goes on until the first does.
 */
const COVER = `
  CREATE FUNCTION cover_workers(organisation uuid, actor uuid) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE asked record; held evidence; want record; same boolean;
  BEGIN
    PERFORM FROM organisation o WHERE o.id = organisation FOR NO KEY UPDATE;
    FOR asked IN
      SELECT m.id AS member_id, m.council_id, a.id AS application_id, t.* FROM member m
      CROSS JOIN LATERAL (SELECT a.id FROM application a WHERE a.member_id = m.id
        AND a.state IN ('submitted', 'in_checks', 'ready', 'approved') ORDER BY a.opened_at DESC, a.id DESC LIMIT 1) a
      CROSS JOIN LATERAL each_worker_terms(a.id) t
      WHERE m.organisation_id = organisation
      ORDER BY m.id, t.code
    LOOP
      SELECT e.* INTO held FROM evidence e WHERE e.member_id = asked.member_id AND e.requirement = asked.code
        AND NOT EXISTS (SELECT FROM evidence_void v WHERE v.evidence_id = e.id)
      ORDER BY e.recorded_at DESC, e.id DESC LIMIT 1;
      WITH named AS (
        SELECT w.from_on, w.from_on <= ${TODAY} AS begun, best.* FROM enterprise_worker w
        LEFT JOIN LATERAL (
          SELECT c.issued_on, c.checked_on, c.level, c.recorded_by, c.recorded_at,
                 evidence_lapse(CASE asked.counts_from WHEN 'checked' THEN c.checked_on ELSE c.issued_on END, asked.valid_months, NULL) AS lapse
          FROM worker_check c WHERE c.organisation_id = w.organisation_id AND c.person_id = w.person_id AND c.voided_at IS NULL
            AND ${RANK('c.level')} >= coalesce(${RANK('asked.minimum_level')}, 0)
          ORDER BY lapse DESC, c.recorded_at DESC, c.id DESC LIMIT 1
        ) best ON true
        WHERE w.organisation_id = organisation AND (w.until_on IS NULL OR w.until_on > greatest(w.from_on, ${TODAY}))
      )
      SELECT coalesce(bool_and(coalesce(lapse > ${TODAY}, false)) FILTER (WHERE begun), count(*) > 0 AND held.id IS NOT NULL) AS covered,
             coalesce(min(issued_on) FILTER (WHERE begun), held.issued_on) AS issued_on,
             coalesce(max(checked_on) FILTER (WHERE begun), held.checked_on) AS checked_on,
             coalesce((array_agg(recorded_by ORDER BY recorded_at DESC) FILTER (WHERE begun))[1], held.recorded_by) AS recorded_by,
             coalesce((array_agg(level ORDER BY ${RANK('level')}) FILTER (WHERE begun))[1], held.facts ->> 'level') AS level,
             least(min(lapse) FILTER (WHERE begun), min(CASE WHEN lapse > from_on THEN lapse ELSE from_on END) FILTER (WHERE NOT begun),
                   CASE WHEN NOT coalesce(bool_or(begun), false) THEN held.valid_until + 1 END) AS until_on
      INTO want FROM named;
      SELECT coalesce(count(*) = 1 AND bool_and(e.issued_on = want.issued_on AND e.checked_on = want.checked_on
               AND e.valid_until IS NOT DISTINCT FROM (CASE WHEN want.until_on < 'infinity' THEN want.until_on - 1 END)
               AND e.facts ->> 'level' IS NOT DISTINCT FROM want.level), false) AND want.covered
      INTO same FROM evidence e WHERE e.member_id = asked.member_id AND e.requirement = asked.code
        AND NOT EXISTS (SELECT FROM evidence_void v WHERE v.evidence_id = e.id);
      CONTINUE WHEN same;
      INSERT INTO evidence_void (council_id, member_id, evidence_id, reason, ended_on, voided_by)
      SELECT e.council_id, e.member_id, e.id, 'people_changed', ${TODAY}, actor FROM evidence e
      WHERE e.member_id = asked.member_id AND e.requirement = asked.code
        AND NOT EXISTS (SELECT FROM evidence_void v WHERE v.evidence_id = e.id);
      CONTINUE WHEN NOT want.covered;
      INSERT INTO evidence (council_id, member_id, application_id, requirement, kind, number, issued_on, checked_on, valid_until, facts, recorded_by)
      VALUES (asked.council_id, asked.member_id, asked.application_id, asked.code, 'dbs', 1, want.issued_on, want.checked_on,
              CASE WHEN want.until_on < 'infinity' THEN want.until_on - 1 END, jsonb_build_object('level', want.level), want.recorded_by);
    END LOOP;
  END $$`;

/** Nobody records it for the whole of an organisation; what a former register brings stands until somebody is named. */
const EVIDENCE = `
  CREATE FUNCTION evidence_worker_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF pg_trigger_depth() < 2 AND EXISTS (
         SELECT FROM added e CROSS JOIN LATERAL each_worker_terms(e.application_id) t
         WHERE e.kind = 'dbs' AND t.code = e.requirement AND t.now AND e.register_import_id IS NULL) THEN
      ${refuse('this is recorded of each worker', 'evidence_each_worker')}
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER keeps_workers AFTER INSERT ON evidence REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION evidence_worker_rules()`;

/** An organisation that says who meets people ends what was recorded of the others, and nothing else. */
const EITHER = `(NEW.reason = 'people_changed' AND pg_trigger_depth() < 2)
       OR (NEW.reason <> 'people_changed' AND is_of_member(NEW.voided_by, NEW.member_id))`;

const VOID = (refused: string) => `
  CREATE OR REPLACE FUNCTION evidence_void_rules() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM evidence e WHERE e.id = NEW.evidence_id AND e.member_id = NEW.member_id
                     AND e.council_id = NEW.council_id)
       OR ${refused} THEN
      ${refuse('this evidence is not theirs to withdraw', 'evidence_void_own')}
    END IF;
    RETURN NEW;
  END $$`;

const MEMBER_GONE = `
  CREATE FUNCTION worker_leaves() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE enterprise_worker SET until_on = greatest(from_on, ${TODAY})
    WHERE organisation_id = OLD.organisation_id AND person_id = OLD.person_id AND until_on IS NULL;
    RETURN NULL;
  END $$;
  CREATE TRIGGER worker_leaves AFTER DELETE ON organisation_member FOR EACH ROW EXECUTE FUNCTION worker_leaves()`;

const TRIGGERS = `
  CREATE FUNCTION cover_on_worker() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM cover_workers(NEW.organisation_id, coalesce(NEW.ended_by, NEW.named_by));
    RETURN NULL;
  END $$;
  CREATE FUNCTION cover_on_check() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM cover_workers(NEW.organisation_id, coalesce(NEW.voided_by, NEW.recorded_by));
    RETURN NULL;
  END $$;
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON enterprise_worker FOR EACH ROW
    EXECUTE FUNCTION same_council('organisation_id', 'organisation', 'person_id', 'person', 'named_by', 'person');
  CREATE TRIGGER keeps_rules BEFORE INSERT OR UPDATE ON enterprise_worker FOR EACH ROW EXECUTE FUNCTION enterprise_worker_rules();
  CREATE TRIGGER puts_evidence_right AFTER INSERT OR UPDATE ON enterprise_worker FOR EACH ROW EXECUTE FUNCTION cover_on_worker();
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON worker_check FOR EACH ROW
    EXECUTE FUNCTION same_council('organisation_id', 'organisation', 'application_id', 'application', 'person_id', 'person', 'seen_by', 'person', 'recorded_by', 'person');
  CREATE TRIGGER keeps_rules BEFORE INSERT OR UPDATE ON worker_check FOR EACH ROW EXECUTE FUNCTION worker_check_rules();
  CREATE TRIGGER puts_evidence_right AFTER INSERT OR UPDATE ON worker_check FOR EACH ROW EXECUTE FUNCTION cover_on_check()`;
