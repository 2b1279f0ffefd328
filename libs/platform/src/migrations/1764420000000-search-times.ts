import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What a process must read to know when everybody is free and what they ask, and a note of each change of it. A note
 * bears the number of its transaction: whoever read all notes below the oldest transaction that was still open, and
 * those from it on that they have not seen, has missed none, in whatever order transactions commit.
 */
export class SearchTimes1764420000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [CHANGED, ...noteStatements(), TIMES]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION public_listing_times`);
    for (const subject of Object.keys(NOTES)) await query.query(`DROP FUNCTION note_times_by_${subject} CASCADE`);
    await query.query(`DROP TABLE search_times_changed`);
  }
}

/** Without a subject it is the hours that councils count as evening or weekend. */
const CHANGED = `
  CREATE TABLE search_times_changed (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    changed_in bigint NOT NULL DEFAULT current_transaction_id(),
    subject_id uuid
  );
  CREATE INDEX search_times_changed_changed_in_idx ON search_times_changed (changed_in);
  GRANT SELECT, DELETE ON search_times_changed TO alongside_app`;

/** Listings, or workers as visits name them, of a changed row: of every table that \`public_listing_times\` reads. */
const NOTES: Record<string, {of: string; tables: string[]}> = {
  listing: {of: 'id', tables: ['listing']},
  listing_part: {of: 'listing_id', tables: ['rate', 'availability_pattern', 'availability_exception']},
  visit: {of: 'worker_id', tables: ['visit']},
  bands: {of: 'NULL::uuid', tables: ['rate_band_rule']},
};

const EVENTS = {
  insert: 'NEW TABLE AS changed',
  update: 'OLD TABLE AS before NEW TABLE AS changed',
  delete: 'OLD TABLE AS changed',
} as const;

function noteStatements(): string[] {
  return Object.entries(NOTES).flatMap(([subject, {of, tables}]) => [
    `CREATE FUNCTION note_times_by_${subject}() RETURNS trigger
     LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
     BEGIN
       IF TG_OP = 'UPDATE' THEN
         INSERT INTO search_times_changed (subject_id) SELECT ${of} FROM changed UNION SELECT ${of} FROM before;
       ELSE
         INSERT INTO search_times_changed (subject_id) SELECT DISTINCT ${of} FROM changed;
       END IF;
       RETURN NULL;
     END $$;
     REVOKE EXECUTE ON FUNCTION note_times_by_${subject} FROM PUBLIC`,
    ...tables.flatMap((table) =>
      Object.entries(EVENTS).map(
        ([event, rows]) =>
          `CREATE TRIGGER ${table}_search_times_${event} AFTER ${event.toUpperCase()} ON ${table}
           REFERENCING ${rows} FOR EACH STATEMENT EXECUTE FUNCTION note_times_by_${subject}()`,
      ),
    ),
  ]);
}

const MINUTES = (time: string) => `extract(epoch FROM ${time})::integer / 60`;
/** Days are counted from 1970. One that has passed already is as good as any other: hours alike are kept once. */
const FROM = (starts: string) => `greatest(${starts}, from_day) - date '1970-01-01'`;
const UNTIL = (ends: string) => `coalesce(${ends} - date '1970-01-01', 0)`;

/**
 * Of some live listings, or of those of some workers: weekly hours (and whether they rest on bank holidays), days that
 * differ, visits that are not over with the time to travel before and after, and rates, from a day on. All of it is public, as free times and rates are, but for whose visits they are, which is left
 * out. As text, each part once however often it is alike: who keeps it for a whole register keeps each text once.
 */
const TIMES = `
  CREATE FUNCTION public_listing_times(subjects uuid[], from_day date)
  RETURNS TABLE (id uuid, council_id uuid, capacity integer, ways_of_paying text[], hours text, busy text, rates text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH asked AS MATERIALIZED (
      SELECT l.id, l.council_id, coalesce(l.person_id, l.id) AS worker_id, l.capacity, l.ways_of_paying,
             make_interval(mins => l.buffer_minutes) AS buffer, l.bank_holidays
      FROM listing l WHERE l.id = ANY (subjects) AND l.state = 'live'
      UNION
      SELECT l.id, l.council_id, l.person_id, l.capacity, l.ways_of_paying, make_interval(mins => l.buffer_minutes),
             l.bank_holidays
      FROM listing l WHERE l.person_id = ANY (subjects) AND l.state = 'live'
    ), weekly AS (
      SELECT p.listing_id, string_agg(concat_ws(' ', p.weekday, ${MINUTES('p.from_time')}, ${MINUTES('p.to_time')},
               ${FROM('p.starts_on')}, ${UNTIL('p.ends_on')}), ',' ORDER BY p.weekday, p.from_time, p.starts_on) AS hours
      FROM availability_pattern p
      WHERE p.listing_id IN (SELECT a.id FROM asked a) AND (p.ends_on IS NULL OR p.ends_on >= from_day)
      GROUP BY p.listing_id
    ), days AS (
      SELECT e.listing_id, string_agg(concat_ws(' ', CASE WHEN e.available THEN 'open' ELSE 'away' END,
               ${MINUTES(`coalesce(e.from_time, '00:00')`)}, ${MINUTES(`coalesce(e.to_time, '24:00')`)},
               ${FROM('e.starts_on')}, ${UNTIL('e.ends_on')}), ',' ORDER BY e.starts_on, e.from_time, e.ends_on, e.available) AS hours
      FROM availability_exception e
      WHERE e.listing_id IN (SELECT a.id FROM asked a) AND e.ends_on >= from_day
      GROUP BY e.listing_id
    ), visits AS (
      SELECT a.id, string_agg(floor(extract(epoch FROM v.starts_at - a.buffer)) || ' '
                              || ceil(extract(epoch FROM v.ends_at + a.buffer)), ',' ORDER BY v.starts_at) AS busy
      FROM asked a JOIN visit v ON v.worker_id = a.worker_id
      WHERE v.state IN ('requested', 'accepted', 'recorded', 'approved')
        AND v.ends_at > from_day::timestamp AT TIME ZONE 'Europe/London'
      GROUP BY a.id
    ), asking AS (
      SELECT r.listing_id, string_agg(concat_ws(' ', r.band, r.unit, r.rate_pence, greatest(r.starts_on, from_day), r.ends_on),
                                      ',' ORDER BY r.band, r.unit, r.starts_on) AS rates
      FROM rate r
      WHERE r.listing_id IN (SELECT a.id FROM asked a) AND (r.ends_on IS NULL OR r.ends_on >= from_day)
      GROUP BY r.listing_id
    )
    SELECT a.id, a.council_id, a.capacity, a.ways_of_paying,
           concat_ws(',', CASE WHEN NOT a.bank_holidays THEN 'holidays' END, w.hours, d.hours), v.busy, coalesce(k.rates, '')
    FROM asked a LEFT JOIN weekly w ON w.listing_id = a.id LEFT JOIN days d ON d.listing_id = a.id
                 LEFT JOIN visits v ON v.id = a.id LEFT JOIN asking k ON k.listing_id = a.id
  $$;
  REVOKE EXECUTE ON FUNCTION public_listing_times FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION public_listing_times TO alongside_app`;
