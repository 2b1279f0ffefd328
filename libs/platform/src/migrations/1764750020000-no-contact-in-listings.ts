import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Anybody reads a listing, and contact details pass once both sides agree: so none stand in its words. What was written
 * before stays until it is changed.
 */
export class NoContactInListings1764750020000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE FUNCTION says_no_contact() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        field text;
      BEGIN
        FOREACH field IN ARRAY tg_argv LOOP
          IF names_contact(to_jsonb(NEW) ->> field)
             AND (tg_op = 'INSERT' OR to_jsonb(NEW) ->> field IS DISTINCT FROM to_jsonb(OLD) ->> field) THEN
            RAISE EXCEPTION 'contact details wait until both agree'
              USING ERRCODE = 'check_violation', CONSTRAINT = 'listing_no_contact', COLUMN = field;
          END IF;
        END LOOP;
        RETURN NEW;
      END $$`);
    for (const [table, ...fields] of WORDS) {
      await query.query(`CREATE TRIGGER says_no_contact BEFORE INSERT OR UPDATE OF ${fields.join()} ON ${table}
        FOR EACH ROW EXECUTE FUNCTION says_no_contact(${fields.map((field) => `'${field}'`).join()})`);
    }
  }

  async down(query: QueryRunner): Promise<void> {
    for (const [table] of WORDS) await query.query(`DROP TRIGGER says_no_contact ON ${table}`);
    await query.query(`DROP FUNCTION says_no_contact`);
  }
}

/** A table, and where its words stand. */
const WORDS = [
  ['listing', 'summary', 'about'],
  ['offer', 'title', 'description'],
  ['listing_picture', 'alternative'],
] as const;
