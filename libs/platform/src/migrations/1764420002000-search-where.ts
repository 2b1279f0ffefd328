import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Results can be narrowed by where somebody helps: at home, over a screen or the telephone, at theirs. */
export class SearchWhere1764420002000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(PLACES);
    await query.query(`ALTER TABLE search_document ADD COLUMN places text[] NOT NULL DEFAULT '{}'`);
    await query.query(`UPDATE search_state SET true_on = NULL`); // every document is to be looked through
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE search_document DROP COLUMN places`);
    await query.query(`DROP FUNCTION public_listing_places`);
  }
}

const PLACES = `
  CREATE FUNCTION public_listing_places(listings uuid[]) RETURNS TABLE (id uuid, places text[])
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id, array_remove(ARRAY[CASE WHEN travel_km > 0 THEN 'at_home' END, CASE WHEN online THEN 'online' END,
                                  CASE WHEN at_theirs THEN 'at_theirs' END], NULL)
    FROM listing WHERE id = ANY (listings) AND state = 'live'
  $$;
  REVOKE EXECUTE ON FUNCTION public_listing_places FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION public_listing_places TO alongside_app`;
