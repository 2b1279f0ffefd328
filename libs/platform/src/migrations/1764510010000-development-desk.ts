import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Whose the next action is, and which resource of the members' area was sent to an enterprise. */
export class DevelopmentDesk1764510010000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const sql of [NEXT, SENT]) await query.query(sql);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TRIGGER resource_of_council ON development_event`);
    await query.query(`ALTER TABLE development_event DROP COLUMN member_resource_id`);
    await query.query(`DROP TRIGGER next_of_nobody ON development`);
    await query.query(`DROP TRIGGER next_of_council ON development`);
    await query.query(`DROP FUNCTION development_next_of_nobody`);
    await query.query(`ALTER TABLE development DROP COLUMN next_by`);
  }
}

/** With what comes next goes whose it is, also when retention takes it away. */
const NEXT = `
  ALTER TABLE development ADD COLUMN next_by uuid CONSTRAINT development_next_by_fkey REFERENCES person (id);
  UPDATE development SET next_by = begun_by WHERE next_action IS NOT NULL;
  ALTER TABLE development ADD CONSTRAINT development_next_by_check CHECK ((next_by IS NULL) = (next_action IS NULL));
  GRANT UPDATE (next_by) ON development TO alongside_app;
  CREATE FUNCTION development_next_of_nobody() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.next_by := NULL;
    RETURN NEW;
  END $$;
  CREATE TRIGGER next_of_nobody BEFORE UPDATE OF next_action ON development
    FOR EACH ROW WHEN (NEW.next_action IS NULL) EXECUTE FUNCTION development_next_of_nobody();
  CREATE TRIGGER next_of_council BEFORE UPDATE OF next_by ON development
    FOR EACH ROW WHEN (NEW.next_by IS NOT NULL) EXECUTE FUNCTION same_council('next_by', 'person')`;

const SENT = `
  ALTER TABLE development_event
    ADD COLUMN member_resource_id uuid CONSTRAINT development_event_member_resource_id_fkey REFERENCES member_resource (id),
    ADD CONSTRAINT development_event_resource_check CHECK (member_resource_id IS NULL OR kind = 'resource');
  CREATE INDEX development_event_member_resource_id_idx ON development_event (member_resource_id);
  GRANT INSERT (member_resource_id) ON development_event TO alongside_app;
  CREATE TRIGGER resource_of_council BEFORE INSERT ON development_event
    FOR EACH ROW EXECUTE FUNCTION same_council('member_resource_id', 'member_resource')`;
