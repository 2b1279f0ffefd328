import type {DataSource, EntityManager} from 'typeorm';
import {benchSession} from './bench-session.js';

/** Somebody with a copy to fetch. */
export interface TenYears {
  token: string;
  requestId: string;
  records: number;
}

/**
 * A holder's years: a line in four-weekly periods, five visits a week recorded and approved, the money of each journalled
 * three times, two messages a week, and an entry of the trail for everything, a tenth of them readings. Written past the
 * rules.
 */
export async function makeTenYears(superuser: DataSource, councilId: string, years: number): Promise<TenYears> {
  return superuser.transaction(async (tx) => {
    await tx.query(`SET LOCAL session_replication_role = replica`);
    const person = async (name: string) =>
      idOf(tx, `INSERT INTO person (council_id, name) VALUES ($1, $2)`, [councilId, name]);
    const [holder, worker, officer] = [
      await person('Hal Holder'),
      await person('Wil Worker'),
      await person('Otto Officer'),
    ];
    const account = await idOf(
      tx,
      `INSERT INTO account (council_id, person_id, email, password_hash) VALUES ($1, $2, 'hal@bench.example', 'x')`,
      [councilId, holder],
    );
    await tx.query(
      `INSERT INTO role_grant (council_id, person_id, role, starts_on) VALUES ($1, $2, 'holder', '2000-01-01')`,
      [...[councilId, holder]],
    );
    for (const sql of HISTORY)
      await tx.query(
        sql,
        sql.includes('$5') ? [councilId, holder, worker, years, officer] : [councilId, holder, worker, years],
      );
    const requestId = await idOf(
      tx,
      `INSERT INTO data_request (council_id, person_id, kind, channel, asked_by, due_on, searched_by, searched_at, found,
                                 outcome, closed_by, closed_at)
       VALUES ($1, $2, 'access', 'online', $2, now() + interval '30 days', $3, now(), '{}', 'done', $3, now())`,
      [councilId, holder, officer],
    );
    const [count] = await tx.query<{n: number}[]>(
      `SELECT ((SELECT count(*) FROM visit) + (SELECT count(*) FROM ledger_entry) + (SELECT count(*) FROM ledger_journal)
               + (SELECT count(*) FROM notice WHERE person_id = $1) + (SELECT count(*) FROM booking)
               + (SELECT count(*) FROM audit_entry WHERE actor_id = $1 OR subject_id = $1))::int AS n`,
      [holder],
    );
    return {token: await benchSession(tx, councilId, account), requestId, records: count?.n ?? 0};
  });
}

const HISTORY = [
  `WITH m AS (INSERT INTO member (council_id, kind, person_id) VALUES ($1, 'pa', $3) RETURNING id)
   INSERT INTO listing (council_id, member_id, kind, person_id, name, state) SELECT $1, id, 'pa', $3, 'Wil W.', 'draft' FROM m
   WHERE $2::uuid IS NOT NULL AND $4::int > 0`,
  `WITH b AS (INSERT INTO budget (council_id, holder_id, kind) VALUES ($1, $2, 'adult') RETURNING id),
   l AS (INSERT INTO budget_line (council_id, budget_id, deployment, purpose, weekly_pence, cycle, cycle_anchor, starts_on)
         SELECT $1, id, 'direct_payment', 'Support at home', 30000, 'four_weekly', (now() - make_interval(years => $4::int))::date,
                (now() - make_interval(years => $4::int))::date FROM b RETURNING id, starts_on)
   INSERT INTO budget_period (council_id, line_id, starts_on, ends_on)
   SELECT $1, id, starts_on + 28 * i, starts_on + 28 * i + 27 FROM l, generate_series(0, 13 * $4::int - 1) i
   WHERE $3::uuid IS NOT NULL`,
  `INSERT INTO booking (council_id, reference, holder_id, listing_id, state, requested_by, created_at)
   SELECT $1, 'BENCH-' || i, $2, (SELECT id FROM listing WHERE person_id = $3), 'accepted', $2, now() - make_interval(weeks => i)
   FROM generate_series(0, 52 * $4::int - 1) i`,
  `INSERT INTO visit (council_id, booking_id, worker_id, state, starts_at, ends_at, price_pence, started_at, ended_at,
                      actual_pence, recorded_by, approved_by)
   SELECT $1, b.id, $3, 'approved', b.created_at + make_interval(days => d), b.created_at + make_interval(days => d, hours => 2),
          2900, b.created_at + make_interval(days => d), b.created_at + make_interval(days => d, hours => 2), 2900, $3, $2
   FROM booking b, generate_series(0, 4) d WHERE b.holder_id = $2 AND $4::int > 0`,
  `INSERT INTO ledger_journal (council_id, kind, cause_kind, cause_id, actor_id)
   SELECT $1, k, 'visit', v.id, $2 FROM visit v, unnest(ARRAY['hold', 'commit', 'spend']) k
   WHERE v.worker_id = $3 AND $4::int > 0`,
  `INSERT INTO ledger_entry (council_id, journal_id, period_id, account, amount_pence)
   SELECT $1, j.id, (SELECT p.id FROM budget_period p JOIN visit v ON v.id = j.cause_id
                     WHERE v.starts_at::date BETWEEN p.starts_on AND p.ends_on LIMIT 1), a, CASE a WHEN 'held' THEN 2900 ELSE -2900 END
   FROM ledger_journal j, unnest(ARRAY['held', 'available']) a
   WHERE j.actor_id = $2 AND $3::uuid IS NOT NULL AND $4::int > 0
     AND EXISTS (SELECT FROM budget_period p JOIN visit v ON v.id = j.cause_id WHERE v.starts_at::date BETWEEN p.starts_on AND p.ends_on)`,
  `INSERT INTO notice (council_id, person_id, channel, template, data, subject, body, key, state, created_at)
   SELECT $1, $2, 'inside', 'visits_answered', '{}', 'Your visits', repeat('Wil has said yes to your visits. ', 5), 'ten:' || i,
          'told', now() - make_interval(days => 3 * i)
   FROM generate_series(0, 104 * $4::int - 1) i WHERE $3::uuid IS NOT NULL`,
  `INSERT INTO audit_entry (council_id, actor_id, action, subject_kind, subject_id, after)
   SELECT $1, $2, 'visit.approved', 'visit', v.id, '{"pence": 2900}' FROM visit v WHERE v.worker_id = $3 AND $4::int > 0`,
  `INSERT INTO audit_entry (council_id, actor_id, action, subject_kind, subject_id)
   SELECT $1, $5, 'evidence.viewed', 'person', $2 FROM generate_series(1, 26 * $4::int) WHERE $3::uuid IS NOT NULL`,
];

async function idOf(tx: EntityManager, sql: string, values: unknown[]): Promise<string> {
  const [row] = await tx.query<{id: string}[]>(`${sql} RETURNING id`, values);
  return row?.id ?? '';
}
