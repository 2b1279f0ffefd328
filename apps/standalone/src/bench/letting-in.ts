import {benchSession} from './bench-session.js';
import type {BenchOptions, BenchReport} from './bench.js';
import {interleaved, load, type Figures} from './harness.js';
import type {PeopleWorld} from './people-world.js';
import {startProcess} from './product-process.js';

/**
 * What it adds to a request that it is known who asks, and for whom: the same answer, which anybody gets, asked for by
 * nobody, by somebody signed in, and by somebody who acts for another.
 */
export async function benchLettingIn(world: PeopleWorld, options: BenchOptions, report: BenchReport): Promise<void> {
  const {token, holderId} = await actingPerson(world);
  const api = await startProcess('api', world.environment);
  const signedIn = {authorization: `Bearer ${token}`};
  const of = (headers: Record<string, string>) => () =>
    load({
      url: api.url,
      next: () => ({method: 'GET', path: '/api/v1/sign-in-ways?council=bench', headers}),
      connections: 1,
      seconds: options.seconds,
    });
  try {
    const loads = {
      'signed out': of({}),
      'signed in': of(signedIn),
      'acting for somebody': of({...signedIn, 'acting-for': holderId}),
    };
    for (const warmUp of Object.values(loads)) await warmUp();
    const figures = await interleaved(loads, options.rounds);
    const nobody = figures.get('signed out') as Figures;
    for (const [name, {rps, p50, p95, p99}] of figures) {
      if (name === 'signed out') continue;
      report.note(`people: ${name} adds ${(p50 - nobody.p50).toFixed(2)} ms to the middle request`);
      report.line({
        ...{bench: 'people', case: `let in: ${name}`, size: 1, connections: 1},
        ...{rps, p50_ms: p50, p95_ms: p95, p99_ms: p99},
        against: {name: 'signed out', rps: nobody.rps, p50_ms: nobody.p50},
        ratio: rps / nobody.rps,
      });
    }
  } finally {
    await api.stop();
  }
}

async function actingPerson({superuser, councilId}: PeopleWorld): Promise<{token: string; holderId: string}> {
  const person = async (name: string) => {
    const [row] = await superuser.query<{id: string}[]>(
      `INSERT INTO person (council_id, name) VALUES ($1, $2) RETURNING id`,
      [councilId, name],
    );
    return row?.id ?? '';
  };
  const [holderId, helperId] = [await person('Holding Person'), await person('Helping Person')];
  const [account] = await superuser.query<{id: string}[]>(
    `INSERT INTO account (council_id, person_id, email, password_hash) VALUES ($1, $2, 'helper@bench.example', '') RETURNING id`,
    [councilId, helperId],
  );
  await superuser.query(
    `INSERT INTO representation (council_id, holder_id, representative_id, kind, starts_on)
     VALUES ($1, $2, $3, 'nominated', '2020-01-01')`,
    [councilId, holderId, helperId],
  );
  return {token: await benchSession(superuser.manager, councilId, account?.id ?? ''), holderId};
}
