import {londonDay, SystemClock} from '@app/kernel';
import {connection, type Environment} from '@app/platform';
import '@app/directory'; // foreign keys lead to it and to plans
import '@app/plans';
import {MeilisearchIndexes, Projector, RebuildSearch, Thesauri} from '@app/search';
import {DataSource, getMetadataArgsStorage} from 'typeorm';
import {setTimeout as pause} from 'node:timers/promises';
import type {Bench, BenchOptions, BenchReport} from './bench.js';
import {startBenchServers, type BenchServers} from './bench-servers.js';
import {Connection, type LoadRequest} from './connection.js';
import {randomFrom} from '../made-up/england.js';
import {inTurn, interleaved, load, type Figures} from './harness.js';
import {Growth} from './search-growth.js';
import {startProcess, type ProductProcess} from './product-process.js';
import {remembered, shareRemembered} from './search-remembered.js';
import {RawMeilisearch} from './raw-meilisearch.js';
import {benchJudged} from './search-judged.js';
import {benchCold} from './search-cold.js';
import {benchFallback} from './search-fallback.js';
import {HandWritten} from './search-sql.js';
import {benchLag} from './search-lag.js';
import {benchRebuild} from './search-rebuild.js';
import {benchRemoval} from './search-removal.js';
import {tellRoom} from './search-room.js';
import {ourRequest, patternRequest, questions, type AskedQuestion} from './search-queries.js';
import {ListingSeeder} from '../made-up/listing-seeder.js';
import {bookVisits} from './search-visits.js';

const SIZES = [10_000, 100_000];
const CONNECTIONS = [1, 10, 50];
const QUESTIONS = 10_000;
const COMPARED = 100;
/** What is measured warm is asked so often first that this share of questions needs no index, or so many rounds. */
const WARM = 0.99;
const MOST_ROUNDS = 20;
/** The tables that a search reads. */
const SEARCHED = 'search_document, listing, visit, rate, availability_pattern, availability_exception';
const RAW = 'raw Meilisearch';
const SQL = 'hand-written SQL: text, distance, facets';
const FULL = 'full search: text, place, weekly pattern, facets, fit';

/** What the command may ask for alone. */
const PARTS = ['judged', 'raw', 'cold', 'full', 'plain', 'forgetful', 'sql', 'postgres', 'fallback', 'lag', 'removal', 'rebuild'] as const; // prettier-ignore
type Part = (typeof PARTS)[number];

/** Our process and the load generator's connections, hand-written SQL's and everybody else's. */
const SETTINGS = {max_connections: '250', max_wal_size: '8GB', checkpoint_timeout: '30min'};

/** Search over HTTP, beside the same questions asked of the engine directly, and with the engine that needs none. */
export const benchSearch: Bench = async (options, report) => {
  const unknown = options.parts.find((part) => !PARTS.includes(part as Part));
  if (unknown) throw new Error(`${unknown} is none of ${PARTS.join(', ')}`);
  const has = (part: Part) => options.parts.length === 0 || options.parts.includes(part);
  if (has('judged')) await benchJudged(report);
  const servers = await startBenchServers({search: true, settings: SETTINGS});
  const superuser = await new DataSource({...connection(servers.superuserUrl), entities: entities()}).initialize();
  const grown = new Growth(report);
  try {
    const seeder = await ListingSeeder.open(superuser, {unchecked: true, atOnce: 50_000});
    for (const size of options.sizes.length === 0 ? SIZES : options.sizes) {
      report.note(`search: making up ${size} listings …`);
      const begun = performance.now();
      await seeder.upTo(size);
      await bookVisits(superuser);
      report.note(`search: made up in ${seconds(begun)} s`);
      await rebuild(servers.environment, report);
      await measure({size, servers, superuser, seeder, options, report, has, grown});
      if (servers.environment.MEILISEARCH_URL) {
        if (has('lag')) await benchLag(size, servers.environment, superuser, report);
        if (has('removal')) await benchRemoval(size, servers.environment, superuser, report);
        const asked = questions(seeder.towns, 500, randomFrom(size + 1)).map(patternRequest);
        if (has('rebuild'))
          await benchRebuild(size, servers.environment, asked, () => rebuild(servers.environment, report), report);
      }
      await tellRoom(size, servers, superuser, report);
    }
  } finally {
    await superuser.destroy();
    await servers.stop();
  }
};

/** @returns how many seconds it took */
export async function rebuild(environment: Environment, report: BenchReport): Promise<number> {
  const dataSource = await new DataSource(connection(environment.DATABASE_URL ?? '')).initialize();
  const indexes = new MeilisearchIndexes(environment, dataSource);
  const begun = performance.now();
  let projected = begun;
  const {listed} = await new RebuildSearch(new Projector(dataSource, new SystemClock()), indexes).run((part) => {
    if (part === 'projection') projected = performance.now();
  });
  const lasted = (performance.now() - begun) / 1_000;
  report.note(
    `search: ${listed} listings projected and indexed in ${lasted.toFixed(1)} s, of which the index took ${seconds(projected)} s`,
  );
  indexes.close();
  await dataSource.query(`VACUUM ANALYZE search_document`).catch(() => undefined);
  await dataSource.destroy();
  return lasted;
}

interface Measured {
  size: number;
  servers: BenchServers;
  superuser: DataSource;
  seeder: ListingSeeder;
  options: BenchOptions;
  report: BenchReport;
  has: (part: Part) => boolean;
  grown: Growth;
}

async function measure({size, servers, superuser, seeder, options, report, has, grown}: Measured): Promise<void> {
  const {environment} = servers;
  await superuser.query(`VACUUM ANALYZE ${SEARCHED}`);
  const {MEILISEARCH_URL: url, MEILISEARCH_KEY: key} = environment;
  const thesaurus = (await Thesauri.on(superuser, londonDay(new Date()))).of(null);
  const wordsOf = (text: string) => thesaurus.question(text).words;
  const engine = has('raw') && url && key ? new RawMeilisearch(url, key, `raw_${size}`, wordsOf) : null;
  if (!url) report.note('search: there is no Meilisearch for this machine: nothing to hold our search against');
  await engine?.fill(superuser);
  const asked = questions(seeder.towns, QUESTIONS, randomFrom(size));
  const [requests, patterned] = [asked.map(ourRequest), asked.map(patternRequest)];
  const begun = performance.now();
  const ours = await startProcess('api', environment);
  const others: ProductProcess[] = [];
  const beside = async (variables: Record<string, string>) => {
    others.push(await startProcess('api', environment, variables));
    return others.at(-1) as ProductProcess;
  };
  try {
    if (url) await untilAnswers(ours.url, 'meilisearch');
    report.note(`search: a process answers from memory ${seconds(begun)} s after its start`);
    await grown.memory(size, ours.url, servers);
    await untilLearned(ours.url);
    report.note(`search: it knows what people are known to look for ${seconds(begun)} s after its start`);
    const forgetful = has('forgetful') ? await beside({SEARCH_REMEMBERS: '0'}) : null;
    if (forgetful && url) await untilAnswers(forgetful.url, 'meilisearch');
    // As many connections as SQL by hand has, or the two would not be alike.
    const postgres =
      has('postgres') || has('fallback') ? await beside({SEARCH_ENGINE: 'postgres', DATABASE_POOL: '50'}) : null;
    if (postgres) await untilRemembers(postgres.url);
    if (postgres)
      report.note('search: the PostgreSQL engine has as many connections as SQL by hand: one for each asker');
    if (engine && url) await compare(ours.url, url, engine, asked, report);
    if (has('cold')) await benchCold(size, environment, patterned, report);
    const sql = has('sql') ? await HandWritten.open(environment.DATABASE_URL ?? '', asked, wordsOf) : null;
    const loads = (connections: number) => {
      const run = (at: string, next: LoadRequest[]) => () =>
        load({url: at, next: inTurn(next, connections), connections, seconds: options.seconds});
      return {
        ...(engine &&
          url && {
            [RAW]: run(
              url,
              asked.map((each) => engine.request(each)),
            ),
          }),
        ...(has('full') && {[FULL]: run(ours.url, patterned)}),
        ...(has('plain') && {'text, distance, facets': run(ours.url, requests)}),
        ...(forgetful && {'the same, no words remembered': run(forgetful.url, requests)}),
        ...(sql && {[SQL]: () => sql.load(connections, options.seconds)}),
        ...(has('postgres') &&
          postgres && {
            'text, distance, facets, PostgreSQL engine': run(postgres.url, requests),
            'full search, PostgreSQL engine': run(postgres.url, patterned),
          }),
      };
    };
    const warmUp = loads(Math.max(...CONNECTIONS));
    for (const each of Object.values(warmUp)) await each();
    report.note(`search: words remembered after ${await untilWarm(ours.url, warmUp[FULL])} rounds of warming up`);
    for (const connections of CONNECTIONS) {
      const before = await remembered(ours.url);
      const figures = await interleaved(loads(connections), options.rounds);
      const after = await remembered(ours.url);
      const share = shareRemembered(before, after);
      report.note(
        `search: ${connections} at once: ${Math.round(share * 100)}% of questions were answered with words remembered; the process takes ${after.megabytes} MB`,
      );
      tell(size, connections, figures, report);
      for (const [name, {p50}] of figures) grown.note(`${name}, ${connections} at once`, size, p50);
    }
    await sql?.close();
    if (has('fallback') && servers.meilisearch && postgres)
      await benchFallback(size, servers.meilisearch, ours.url, postgres.url, patterned, report);
  } finally {
    await Promise.all([ours, ...others].map((each) => each.stop()));
  }
}

function tell(size: number, connections: number, figures: Map<string, Figures>, report: BenchReport): void {
  const raw = figures.get(RAW);
  const beside = raw && {name: RAW, rps: raw.rps, p50_ms: raw.p50};
  for (const [name, {rps, p50, p95, p99}] of figures) {
    if (name === RAW) continue;
    const sql = figures.get(SQL);
    const other =
      name.startsWith('text') && name.endsWith('PostgreSQL engine') && sql
        ? {name: SQL, rps: sql.rps, p50_ms: sql.p50}
        : beside;
    const against = other && {against: other, ratio: rps / other.rps};
    report.line({
      bench: 'search',
      case: name,
      size,
      connections,
      rps,
      p50_ms: p50,
      p95_ms: p95,
      p99_ms: p99,
      ...against,
    });
  }
}

/** A comparison of two different answers would say nothing: how many questions have the same total in both. */
async function compare(
  ours: string,
  theirs: string,
  raw: RawMeilisearch,
  asked: readonly AskedQuestion[],
  report: BenchReport,
): Promise<void> {
  const [own, other] = await Promise.all([Connection.open(ours), Connection.open(theirs)]);
  let same = 0;
  let found = 0;
  for (const question of asked.slice(0, COMPARED)) {
    const {total} = read<{total: number}>((await own.ask(ourRequest(question))).body);
    const {estimatedTotalHits} = read<{estimatedTotalHits: number}>((await other.ask(raw.request(question))).body);
    if (Math.abs(total - estimatedTotalHits) <= 1) same += 1;
    found += total;
  }
  report.note(
    `search: ${same} of ${COMPARED} questions find as many in both, ${Math.round(found / COMPARED)} on average`,
  );
  own.close();
  other.close();
}

/** It is asked about a place where few live: PostgreSQL, which answers until then, has better to do. */
async function untilAnswers(url: string, engine: string): Promise<void> {
  for (const deadline = Date.now() + 600_000; Date.now() < deadline; await pause(250)) {
    const answer = (await (await fetch(`${url}/api/v1/search?q=cleaning&near=Alnwick`)).json()) as {engine: string};
    if (answer.engine === engine) return;
  }
  throw new Error(`${engine} did not come to answer`);
}

/** Until it knows everywhere whom the words match that people are known to look for. */
async function untilLearned(url: string): Promise<void> {
  for (const deadline = Date.now() + 900_000; Date.now() < deadline; await pause(1_000)) {
    if ((await remembered(url)).awaited === 0) return;
  }
  throw new Error('it did not come to know what people look for');
}

/** Asks on until hardly a question needs the index. @returns how often */
async function untilWarm(url: string, ask: (() => Promise<unknown>) | undefined): Promise<number> {
  for (let round = 1; ask; round += 1) {
    const before = await remembered(url);
    await ask();
    const after = await remembered(url);
    if (round === MOST_ROUNDS || shareRemembered(before, after) > WARM) return round;
  }
  return 0;
}

/** Until it asks PostgreSQL for the words alone. */
async function untilRemembers(url: string): Promise<void> {
  for (const deadline = Date.now() + 600_000; Date.now() < deadline; await pause(100)) {
    await fetch(`${url}/api/v1/search?q=cleaning&near=Derby`);
    if ((await remembered(url)).postgres > 0) return;
  }
  throw new Error('the PostgreSQL engine did not come to remember');
}

/** Of every lib that is loaded. */
export const entities = () => getMetadataArgsStorage().tables.map(({target}) => target);

const read = <T>(body: Buffer): T => JSON.parse(body.toString()) as T;
const seconds = (begun: number) => ((performance.now() - begun) / 1_000).toFixed(1);
