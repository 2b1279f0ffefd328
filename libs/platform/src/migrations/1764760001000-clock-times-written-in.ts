import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * A clock time of London as an instant, in terms that do not depend on a session's time zone. An hour was taken off an
 * instant, which may, so PostgreSQL did not put the expression into the query that asks and called it for each time.
 */
export class ClockTimesWrittenIn1764760001000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(INSTANT);
  }

  /** What stands answers the same as what stood. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}

const SHOWN = `(day + clock) AT TIME ZONE 'Europe/London'`;
const HOUR_EARLIER = `(day + clock - interval '1 hour') AT TIME ZONE 'UTC'`;

/** 2 January 2000 was a Sunday: on others no clock changes. Of a time that comes twice it is the first. */
const INSTANT = `
  CREATE OR REPLACE FUNCTION london_instant(day date, clock time) RETURNS timestamptz
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
      WHEN (day - date '2000-01-02') % 7 <> 0 THEN ${SHOWN}
      WHEN (${SHOWN}) AT TIME ZONE 'Europe/London' <> day + clock THEN (day + time '01:00') AT TIME ZONE 'UTC'
      WHEN (${HOUR_EARLIER}) AT TIME ZONE 'Europe/London' = day + clock THEN ${HOUR_EARLIER}
      ELSE ${SHOWN} END
  $$`;
