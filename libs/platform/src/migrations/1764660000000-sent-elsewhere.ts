import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * A PA whom an enterprise sends to a visit is not free then, nor on the way: in free times, in what search keeps of
 * them, and for whoever books them. Each looks the named worker up by the index of their exclusion constraint.
 */
export class SentElsewhere1764660000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const [name, before, after] of CHANGED) await query.query(replaced(name, before, after));
    await query.query(note(NAMED));
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(note(''));
    for (const [name, before, after] of CHANGED) await query.query(replaced(name, after, before));
  }
}

const TAKING = `'requested', 'accepted', 'recorded', 'approved'`;

const SESSIONS_OF_BUSY = `UNION ALL
      SELECT l.id, l.capacity, g.starts_at - b.buffer`;
const SENT_OF_BUSY = `UNION ALL
      SELECT l.id, l.capacity, v.starts_at - b.buffer, v.ends_at + b.buffer
      FROM listing l CROSS JOIN LATERAL (SELECT make_interval(mins => l.buffer_minutes) AS buffer) b
      JOIN visit v ON v.named_worker_id = l.person_id AND v.state IN (${TAKING})
       AND tstzrange(v.starts_at, v.ends_at) && tstzrange(from_instant - interval '3 hours', to_instant + interval '3 hours')
      WHERE l.id = ANY (listings)
      `;

const SESSIONS_OF_TIMES = `UNION ALL
            SELECT a.id, a.buffer, g.starts_at, g.ends_at`;
const SENT_OF_TIMES = `UNION ALL
            SELECT a.id, a.buffer, v.starts_at, v.ends_at FROM asked a JOIN visit v ON v.named_worker_id = a.worker_id
            WHERE v.state IN (${TAKING})
            `;

const ELSEWHERE = (span: string) => `${span}) THEN
      RAISE EXCEPTION 'an enterprise sends them elsewhere then'`;

const CHANGED: [string, string, string][] = [
  ['listing_busy(uuid[], timestamptz, timestamptz)', SESSIONS_OF_BUSY, SENT_OF_BUSY + SESSIONS_OF_BUSY],
  ['public_listing_times(uuid[], date)', SESSIONS_OF_TIMES, SENT_OF_TIMES + SESSIONS_OF_TIMES],
  [
    'visit_keeps_its_listing()',
    ELSEWHERE('tstzrange(NEW.starts_at, NEW.ends_at)'),
    ELSEWHERE('tstzrange(NEW.starts_at - buffer, NEW.ends_at + buffer)'),
  ],
];

const NAMED = `UNION SELECT named_worker_id FROM changed WHERE named_worker_id IS NOT NULL`;

/** As it was, with those whom a visit names beside whose it is. */
const note = (named: string) => `
  CREATE OR REPLACE FUNCTION note_times_by_visit() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      INSERT INTO search_times_changed (subject_id)
      SELECT worker_id FROM changed UNION SELECT worker_id FROM before ${named} ${named.replace('FROM changed', 'FROM before')};
    ELSE
      INSERT INTO search_times_changed (subject_id) SELECT DISTINCT worker_id FROM changed ${named};
    END IF;
    RETURN NULL;
  END $$`;

/** The function as it is, with a part put otherwise. */
const replaced = (name: string, part: string, by: string) => `DO $do$
  DECLARE
    said text := pg_get_functiondef('${name}'::regprocedure);
  BEGIN
    IF position($part$${part}$part$ IN said) = 0 THEN RAISE EXCEPTION 'the function ${name} is not as it was'; END IF;
    EXECUTE replace(said, $part$${part}$part$, $by$${by}$by$);
  END $do$`;
