import type {MigrationInterface, QueryRunner} from 'typeorm';

/** What people looked for and did not find, counted without anybody in it. */
export class MissedSearches1764330002000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [MISSED, ONCE]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE search_missed_once, search_missed_salt, search_missed`);
  }
}

const MISSED = `
  CREATE TABLE search_missed (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid NOT NULL CONSTRAINT search_missed_council_id_fkey REFERENCES council (id),
    month date NOT NULL CONSTRAINT search_missed_month_check CHECK (extract(day FROM month) = 1),
    outcode text NOT NULL CONSTRAINT search_missed_outcode_check CHECK (outcode ~ '^([A-Z]{1,2}[0-9][A-Z0-9]?)?$'),
    service text NOT NULL CONSTRAINT search_missed_service_check CHECK (service ~ '^([a-z][a-z0-9_]{1,39})?$'),
    need text NOT NULL CONSTRAINT search_missed_need_check CHECK (need ~ '^([a-z][a-z0-9_]{1,39})?$'),
    time_band text NOT NULL CONSTRAINT search_missed_time_band_check
      CHECK (time_band IN ('', 'weekday', 'evening', 'weekend', 'night')),
    count integer NOT NULL DEFAULT 1 CONSTRAINT search_missed_count_check CHECK (count > 0)
  );
  CREATE UNIQUE INDEX search_missed_what_idx ON search_missed (council_id, month, outcode, service, need, time_band);
  SELECT tenant_table('search_missed', 'SELECT, INSERT, UPDATE (count)')`;

/**
 * That somebody's miss was counted today: a mark made with the day's own salt, from which nobody can be told. Both go
 * when the next day's first miss is counted.
 */
const ONCE = `
  CREATE TABLE search_missed_salt (
    day date PRIMARY KEY,
    salt bytea NOT NULL CONSTRAINT search_missed_salt_salt_check CHECK (length(salt) = 32)
  );
  CREATE TABLE search_missed_once (
    mark bytea PRIMARY KEY CONSTRAINT search_missed_once_mark_check CHECK (length(mark) = 32),
    day date NOT NULL
  );
  CREATE INDEX search_missed_once_day_idx ON search_missed_once (day);
  GRANT SELECT, INSERT, DELETE ON search_missed_salt, search_missed_once TO alongside_app`;
