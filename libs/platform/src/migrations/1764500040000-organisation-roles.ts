import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What each person of an organisation does there, and how others come to belong to it: invited by who leads it, and
 * on their own yes. Somebody always leads it.
 */
export class OrganisationRoles1764500040000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      ALTER TABLE organisation_member ADD COLUMN role text NOT NULL DEFAULT 'lead'
        CONSTRAINT organisation_member_role_check CHECK (role IN (${ROLES}));
      GRANT UPDATE (role) ON organisation_member TO alongside_app`);
    await query.query(INVITATION);
    await query.query(LED);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER somebody_leads ON organisation_member; DROP FUNCTION somebody_leads`);
    await query.query(`DROP TABLE organisation_invitation`);
    await query.query(`ALTER TABLE organisation_member DROP COLUMN role`);
  }
}

const ROLES = `'lead', 'organiser', 'worker', 'bookkeeper'`;

const INVITATION = `
  CREATE TABLE organisation_invitation (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT organisation_invitation_council_id_fkey REFERENCES council (id),
    organisation_id uuid NOT NULL
      CONSTRAINT organisation_invitation_organisation_id_fkey REFERENCES organisation (id),
    email text NOT NULL
      CONSTRAINT organisation_invitation_email_check CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254),
    role text NOT NULL CONSTRAINT organisation_invitation_role_check CHECK (role IN (${ROLES})),
    invited_by uuid NOT NULL CONSTRAINT organisation_invitation_invited_by_fkey REFERENCES person (id),
    invited_at timestamptz NOT NULL,
    answer text CONSTRAINT organisation_invitation_answer_check CHECK (answer IN ('accepted', 'declined', 'withdrawn')),
    answered_at timestamptz,
    CONSTRAINT organisation_invitation_answered_check CHECK (num_nulls(answer, answered_at) IN (0, 2))
  );
  CREATE UNIQUE INDEX organisation_invitation_open_idx ON organisation_invitation (organisation_id, email)
    WHERE answer IS NULL;
  CREATE INDEX organisation_invitation_email_idx ON organisation_invitation (email);
  CREATE INDEX organisation_invitation_invited_by_idx ON organisation_invitation (invited_by);
  SELECT tenant_table('organisation_invitation',
    'SELECT, INSERT (council_id, organisation_id, email, role, invited_by, invited_at), UPDATE (answer, answered_at)');
  CREATE TRIGGER belongs_to_council BEFORE INSERT ON organisation_invitation FOR EACH ROW
    EXECUTE FUNCTION same_council('organisation_id', 'organisation', 'invited_by', 'person')`;

const LED = `
  CREATE FUNCTION somebody_leads() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM FROM organisation WHERE id = OLD.organisation_id FOR NO KEY UPDATE;
    IF NOT EXISTS (SELECT FROM organisation_member WHERE organisation_id = OLD.organisation_id AND role = 'lead') THEN
      RAISE EXCEPTION 'somebody has to lead it' USING ERRCODE = 'check_violation', CONSTRAINT = 'somebody_leads';
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER somebody_leads AFTER UPDATE OR DELETE ON organisation_member
    FOR EACH ROW WHEN (OLD.role = 'lead') EXECUTE FUNCTION somebody_leads()`;
