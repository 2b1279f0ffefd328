import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What somebody may do for somebody, held to the end of the transaction in one call: the rows that it rests on are
 * locked first, and read by a statement of their own, which sees what was committed while the lock was waited for.
 */
export class GrantsHeld1764202005000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(REPRESENTED);
    await query.query(BEHALF);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION acting_grants_held, behalf_grants_held`);
  }
}

const REPRESENTED = `
  CREATE FUNCTION acting_grants_held(actor uuid, holder uuid, on_day date)
  RETURNS TABLE (kind text, powers text[], areas text[], lines uuid[]) LANGUAGE plpgsql VOLATILE AS $$
  BEGIN
    PERFORM FROM representation r WHERE r.representative_id = actor AND r.holder_id = holder FOR SHARE;
    RETURN QUERY SELECT g.kind, g.powers, g.areas, g.lines FROM acting_grants(holder, on_day) g
                 WHERE g.representative_id = actor;
  END $$`;

const BEHALF = `
  CREATE FUNCTION behalf_grants_held(session uuid, holder uuid, on_day date)
  RETURNS TABLE (contact_id uuid, how text, kind text, powers text[], areas text[], lines uuid[])
  LANGUAGE plpgsql VOLATILE AS $$
  BEGIN
    PERFORM FROM behalf_contact b WHERE b.session_id = session AND b.ended_at IS NULL FOR SHARE;
    PERFORM FROM representation r WHERE r.holder_id = holder FOR SHARE;
    RETURN QUERY SELECT g.contact_id, g.how, g.kind, g.powers, g.areas, g.lines FROM behalf_grants(session, on_day) g
                 WHERE g.person_id = holder;
  END $$`;
