import {servingOptions, type Environment} from '@app/platform';
import {addDays, type Day} from '@app/kernel';
import pg from 'pg';
import type {BenchOptions, BenchReport} from './bench.js';
import {figuresOf, interleaved, type Figures} from './harness.js';
import type {RegisterWorld} from './register-world.js';

const PICKED = 2_000;

/** The database's own answers, asked as the serving role asks: of one member, of all on a day, and as it was known then. */
export async function benchStanding(
  world: RegisterWorld,
  size: number,
  environment: Environment,
  options: BenchOptions,
  report: BenchReport,
): Promise<void> {
  const {options: session} = servingOptions(environment).extra as {options: string};
  const client = new pg.Client({connectionString: environment.DATABASE_URL, options: session});
  await client.connect();
  try {
    await client.query(`SELECT set_config('app.council_id', $1, false)`, [world.councilId]);
    const {rows} = await client.query<{id: string}>(`SELECT id FROM member ORDER BY random() LIMIT ${PICKED}`);
    const ids = rows.map(({id}) => id);
    const {today} = world;
    const known = new Date(`${addDays(today, -400)}T12:00:00Z`);
    await sayWho(client, today, report);
    const one = (day: Day, knownAt: Date | null) => () =>
      timed(options.seconds, (index) =>
        client.query({name: 'one', text: ONE, values: [ids[index % ids.length], day, knownAt]}),
      );
    const all = (day: Day, knownAt: Date | null) => () =>
      timed(options.seconds, () => client.query(ALL, [day, knownAt]));
    const figures = await interleaved(
      {
        'standing of one': one(today, null),
        'standing of one, as known then': one(addDays(today, -400), known),
        'standing of all': all(today, null),
        'standing of all, three years ago': all(addDays(today, -3 * 365), null),
        'standing of all, as known then': all(addDays(today, -400), known),
      },
      options.rounds,
    );
    for (const [name, {rps, p50, p95, p99}] of figures) {
      report.line({bench: 'register', case: name, size, connections: 1, rps, p50_ms: p50, p95_ms: p95, p99_ms: p99});
    }
  } finally {
    await client.end();
  }
}

const ONE = `SELECT * FROM member_standing(ARRAY[$1::uuid], $2, $3)`;
const ALL = `SELECT count(*), count(*) FILTER (WHERE listed) FROM member_standing(NULL, $1, $2)`;

/** A measurement over a register where everybody is listed, or nobody, would say nothing. */
async function sayWho(client: pg.Client, today: Day, report: BenchReport): Promise<void> {
  const {rows} = await client.query<{reason: string; members: number}>(
    `SELECT reason, count(*)::integer AS members
     FROM member_standing(NULL, $1) s CROSS JOIN LATERAL unnest(CASE WHEN listed THEN '{listed}' ELSE reasons END) reason
     GROUP BY 1 ORDER BY 2 DESC`,
    [today],
  );
  const {rows: sizes} = await client.query<{evidence: number}>(`SELECT count(*)::integer AS evidence FROM evidence`);
  report.note(
    `register: ${sizes[0]?.evidence} pieces of evidence; ${rows.map((row) => `${row.reason} ${row.members}`).join(', ')}`,
  );
}

/** At least twice, however long it takes. */
async function timed(seconds: number, ask: (index: number) => Promise<unknown>): Promise<Figures> {
  const times: number[] = [];
  const begun = performance.now();
  for (let index = 0; index < 2 || performance.now() < begun + seconds * 1_000; index += 1) {
    const sent = performance.now();
    await ask(index);
    times.push(performance.now() - sent);
  }
  return figuresOf(times, performance.now() - begun);
}
