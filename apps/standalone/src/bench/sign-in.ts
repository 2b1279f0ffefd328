import {setTimeout as pause} from 'node:timers/promises';
import {hashPassword} from '@app/identity';
import {connection} from '@app/platform';
import {DataSource} from 'typeorm';
import {randomFrom} from '../made-up/england.js';
import {ListingSeeder} from '../made-up/listing-seeder.js';
import type {BenchOptions, BenchReport} from './bench.js';
import {Connection, type LoadRequest} from './connection.js';
import {figuresOf, inTurn, interleaved, load, type Figures} from './harness.js';
import type {PeopleWorld} from './people-world.js';
import {startProcess} from './product-process.js';
import {entities, rebuild} from './search.js';
import {ourRequest, questions} from './search-queries.js';

const LISTINGS = 10_000;
const SEARCHING = 10;
const SIGN_INS_A_SECOND = 10;
const PASSWORD = 'a measured password';
const PEOPLE = 50;

/** Signing in with argon2id by itself, and what ten a second of it do to those who search in the meantime. */
export async function benchSignIn(world: PeopleWorld, options: BenchOptions, report: BenchReport): Promise<void> {
  await accounts(world);
  const requests = await searches(world, report);
  const api = await startProcess('api', world.environment);
  const {seconds} = options;
  const search = () => load({url: api.url, next: inTurn(requests, SEARCHING), connections: SEARCHING, seconds});
  try {
    await search();
    const figures = await interleaved(
      {
        'sign in, argon2id': () => load({url: api.url, next: (_, index) => signIn(index), connections: 1, seconds}),
        'search alone': search,
        'search beside 10 sign-ins a second': async () =>
          (await Promise.all([search(), steadily(api.url, seconds)]))[0],
      },
      options.rounds,
    );
    const alone = figures.get('search alone') as Figures;
    for (const [name, {rps, p50, p95, p99}] of figures) {
      const beside = name.startsWith('search beside');
      const connections = name.startsWith('sign') ? 1 : SEARCHING;
      if (beside) report.note(`people: p99 of search is ${(p99 / alone.p99).toFixed(2)} times that of search alone`);
      report.line({
        ...{bench: 'people', case: name, size: LISTINGS, connections},
        ...{rps, p50_ms: p50, p95_ms: p95, p99_ms: p99},
        ...(beside && {against: {name: 'search alone', rps: alone.rps, p50_ms: alone.p50}, ratio: rps / alone.rps}),
      });
    }
  } finally {
    await api.stop();
  }
}

/** One after another at a steady pace, whether or not the one before was answered. */
async function steadily(url: string, seconds: number): Promise<Figures> {
  const opened = await Promise.all(Array.from({length: SIGN_INS_A_SECOND}, () => Connection.open(url)));
  const times: number[] = [];
  const begun = performance.now();
  const asking: Promise<void>[] = [];
  for (let index = 0; index < seconds * SIGN_INS_A_SECOND; index += 1) {
    await pause(Math.max(0, begun + (index * 1_000) / SIGN_INS_A_SECOND - performance.now()));
    const on = opened[index % opened.length] as Connection;
    asking.push(timed(on, signIn(index), times));
  }
  await Promise.all(asking);
  for (const each of opened) each.close();
  return figuresOf(times, performance.now() - begun);
}

async function timed(on: Connection, request: LoadRequest, times: number[]): Promise<void> {
  const sent = performance.now();
  const {status} = await on.ask(request);
  if (status >= 300) throw new Error(`signing in answered ${status}`);
  times.push(performance.now() - sent);
}

function signIn(index: number): LoadRequest {
  const body = JSON.stringify({email: `person${index % PEOPLE}@bench.example`, password: PASSWORD});
  return {method: 'POST', path: '/api/v1/sessions', body};
}

async function accounts({superuser, councilId}: PeopleWorld): Promise<void> {
  const hash = await hashPassword(PASSWORD);
  await superuser.query(
    `WITH people AS (INSERT INTO person (council_id, name) SELECT $1, 'Person ' || n FROM generate_series(0, $3::int - 1) n
                     RETURNING id, name)
     INSERT INTO account (council_id, person_id, email, password_hash)
     SELECT $1, id, 'person' || split_part(name, ' ', 2) || '@bench.example', $2 FROM people`,
    [councilId, hash, PEOPLE],
  );
}

async function searches({environment, superuserUrl}: PeopleWorld, report: BenchReport): Promise<LoadRequest[]> {
  report.note(`people: making up ${LISTINGS} listings to search …`);
  const source = await new DataSource({...connection(superuserUrl), entities: entities()}).initialize();
  try {
    const seeder = await ListingSeeder.open(source, {unchecked: true, atOnce: 20_000});
    await seeder.upTo(LISTINGS);
    await rebuild(environment, report);
    return questions(seeder.towns, 500, randomFrom(LISTINGS)).map(ourRequest);
  } finally {
    await source.destroy();
  }
}
