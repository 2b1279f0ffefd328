import type {Environment} from '@app/platform';
import type {DataSource} from 'typeorm';
import type {BenchOptions, BenchReport} from './bench.js';
import type {LoadRequest} from './connection.js';
import {interleaved, load, type Figures} from './harness.js';
import {startProcess} from './product-process.js';
import {recordRequest} from './record-request.js';
import {RawSql, stopping, type Replay, type Statement} from './recorded-sql.js';
import {makeReady, type RegisterWorld} from './register-world.js';

const CONNECTIONS = [1, 10];
/** More than are decided in a second of each measurement, raw and over HTTP, at each number of connections together. */
const A_SECOND = 2_000;

/** An approval over HTTP: permission, four eyes, what is missing, audit, outbox, the answer; beside the same SQL sent raw. */
export async function benchDecision(
  world: RegisterWorld,
  superuser: DataSource,
  size: number,
  environment: Environment,
  options: BenchOptions,
  report: BenchReport,
): Promise<void> {
  const enough = Math.round(options.seconds * options.rounds * A_SECOND);
  report.note(`register: making up ${enough} applications that are ready for their decision …`);
  await makeReady(superuser, world, enough);
  const next = await undecided(superuser);
  const request = ({id}: Undecided) => approval(id, world.approver.token);
  const given = next();
  const {statements} = await recordRequest(environment, request(given));
  report.note(`register: a decision takes ${statements.length} statements`);
  const recording = {statements, given, decisionId: await decisionOf(superuser, given)};
  const api = await startProcess('api', environment);
  try {
    for (const connections of CONNECTIONS) {
      const raw = new RawSql(environment, statements, connections);
      const {seconds} = options;
      const measured = interleaved(
        {
          raw: () => raw.load(() => decisionReplay(recording, next()), seconds),
          http: () => load({url: api.url, next: () => request(next()), connections, seconds}),
        },
        options.rounds,
      );
      const figures = await stopping(raw, measured);
      const [ours, theirs] = [figures.get('http') as Figures, figures.get('raw') as Figures];
      report.line({
        bench: 'register',
        case: 'a decision, HTTP',
        size,
        connections,
        rps: ours.rps,
        p50_ms: ours.p50,
        p95_ms: ours.p95,
        p99_ms: ours.p99,
        against: {name: 'same SQL raw', rps: theirs.rps, p50_ms: theirs.p50},
        ratio: ours.rps / theirs.rps,
      });
    }
  } finally {
    await api.stop();
  }
}

interface Undecided {
  id: string;
  memberId: string;
  personId: string;
}

interface Recording {
  statements: readonly Statement[];
  given: Undecided;
  decisionId: string;
}

/** Each of those that are ready, once. */
async function undecided(superuser: DataSource): Promise<() => Undecided> {
  const all = await superuser.query<Undecided[]>(
    `SELECT a.id, a.member_id AS "memberId", m.person_id AS "personId"
     FROM application a JOIN member m ON m.id = a.member_id WHERE a.state = 'ready' ORDER BY hashtext(a.id::text)`,
  );
  return () => {
    const one = all.pop();
    if (!one) throw new Error('every application is decided: measure for fewer seconds');
    return one;
  };
}

const approval = (id: string, token: string): LoadRequest => ({
  method: 'POST',
  path: `/api/v1/applications/${id}/decision`,
  headers: {authorization: `Bearer ${token}`},
  body: JSON.stringify({
    outcome: 'approved',
    reasons: 'All that the scheme asks for was seen.',
    explanation: 'You have shown us all that we ask for.',
  }),
});

async function decisionOf(superuser: DataSource, {id}: Undecided): Promise<string> {
  const [row] = await superuser.query<{id: string}[]>(`SELECT id FROM decision WHERE application_id = $1`, [id]);
  if (!row) throw new Error('the recorded decision was not made');
  return row.id;
}

/** The recorded decision again, of another application. */
function decisionReplay({given, decisionId}: Recording, other: Undecided): Replay {
  const swaps = new Map<unknown, unknown>([
    [given.id, other.id],
    [given.memberId, other.memberId],
    [given.personId, other.personId],
  ]);
  // The first row that has nothing but an id is that of the decision just written.
  const learn = (row: Record<string, unknown>) => {
    if (!swaps.has(decisionId) && Object.keys(row).join() === 'id') swaps.set(decisionId, row.id);
  };
  return {swaps, learn};
}
