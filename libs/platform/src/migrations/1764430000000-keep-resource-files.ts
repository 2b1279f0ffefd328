import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Files of members' resources are spoken of too: the nightly sweep leaves them. After every other change of the view. */
export class KeepResourceFiles1764430000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(KEPT);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(FORGOTTEN);
  }
}

/** The view as it is, with these files among those that are spoken of. */
const PART = ` UNION ALL SELECT resource_file.id, resource_file.council_id FROM resource_file
  WHERE resource_file.state = ANY (ARRAY['quarantined', 'clean', 'released'])`;
const KEPT = `DO $do$
  DECLARE
    options text := (SELECT array_to_string(reloptions, ', ') FROM pg_class WHERE oid = 'kept_file'::regclass);
  BEGIN
    EXECUTE 'CREATE OR REPLACE VIEW kept_file ' || coalesce('WITH (' || options || ') ', '') || 'AS '
      || rtrim(pg_get_viewdef('kept_file'::regclass), '; ') || $part$${PART}$part$;
  END $do$`;
const FORGOTTEN = `DO $do$
  DECLARE
    options text := (SELECT array_to_string(reloptions, ', ') FROM pg_class WHERE oid = 'kept_file'::regclass);
    said text := rtrim(pg_get_viewdef('kept_file'::regclass), '; ');
  BEGIN
    EXECUTE 'CREATE OR REPLACE VIEW kept_file ' || coalesce('WITH (' || options || ') ', '') || 'AS '
      || regexp_replace(said, 'UNION ALL\\s+SELECT resource_file.*?(?=UNION ALL|$)', '');
  END $do$`;
