import {SystemClock} from '@app/kernel';
import {connection, type Environment} from '@app/platform';
import {MeilisearchIndexes, Projector, RebuildSearch} from '@app/search';
import {DataSource, getMetadataArgsStorage} from 'typeorm';
import {setTimeout as pause} from 'node:timers/promises';
import type {Bench, BenchOptions, BenchReport} from './bench.js';
import {startBenchServers} from './bench-servers.js';
import {Connection, type LoadRequest} from './connection.js';
import {randomFrom} from '../made-up/england.js';
import {inTurn, interleaved, load} from './harness.js';
import {startProcess} from './product-process.js';
import {RawMeilisearch} from './raw-meilisearch.js';
import {ourRequest, questions, type AskedQuestion} from './search-queries.js';
import {ListingSeeder} from '../made-up/listing-seeder.js';

const SIZES = [10_000, 100_000];
const CONNECTIONS = [1, 10];
const QUESTIONS = 1_000;
const COMPARED = 100;

/** Search over HTTP, beside the same questions asked of the engine directly, and with the engine that needs none. */
export const benchSearch: Bench = async (options, report) => {
  const servers = await startBenchServers({search: true});
  const superuser = await new DataSource({...connection(servers.superuserUrl), entities: entities()}).initialize();
  try {
    const seeder = await ListingSeeder.open(superuser, {unchecked: true, atOnce: 5_000});
    for (const size of SIZES.filter((each) => options.sizes.length === 0 || options.sizes.includes(each))) {
      report.note(`search: making up ${size} listings …`);
      await seeder.upTo(size);
      await rebuild(servers.environment, report);
      await measure(size, servers.environment, superuser, seeder, options, report);
    }
  } finally {
    await superuser.destroy();
    await servers.stop();
  }
};

async function rebuild(environment: Environment, report: BenchReport): Promise<void> {
  const dataSource = await new DataSource(connection(environment.DATABASE_URL ?? '')).initialize();
  const indexes = new MeilisearchIndexes(environment, dataSource);
  const begun = performance.now();
  const {listed} = await new RebuildSearch(new Projector(dataSource, new SystemClock()), indexes).run();
  report.note(`search: ${listed} listings projected and indexed in ${seconds(begun)} s`);
  indexes.close();
  await dataSource.query(`VACUUM ANALYZE search_document`).catch(() => undefined);
  await dataSource.destroy();
}

async function measure(
  size: number,
  environment: Environment,
  superuser: DataSource,
  seeder: ListingSeeder,
  options: BenchOptions,
  report: BenchReport,
): Promise<void> {
  await superuser.query(`VACUUM ANALYZE`);
  const {MEILISEARCH_URL: url, MEILISEARCH_KEY: key} = environment;
  const engine = url && key ? new RawMeilisearch(url, key, `raw_${size}`) : null;
  if (!engine) report.note('search: there is no Meilisearch for this machine: nothing to hold our search against');
  await engine?.fill(superuser);
  const asked = questions(seeder.towns, QUESTIONS, randomFrom(size));
  const ours = await startProcess('api', environment);
  const postgres = await startProcess('api', environment, {SEARCH_ENGINE: 'postgres'});
  try {
    if (engine && url) {
      await untilAnswers(ours.url, 'meilisearch');
      await compare(ours.url, url, engine, asked, report);
    }
    for (const connections of CONNECTIONS) {
      const run = (at: string, requests: LoadRequest[]) => () =>
        load({url: at, next: inTurn(requests, connections), connections, seconds: options.seconds});
      const oursRequests = asked.map(ourRequest);
      const figures = await interleaved(
        {
          ...(engine &&
            url && {
              raw: run(
                url,
                asked.map((each) => engine.request(each)),
              ),
            }),
          'text, distance, facets': run(ours.url, oursRequests),
          'the same, PostgreSQL engine': run(postgres.url, oursRequests),
        },
        options.rounds,
      );
      const raw = figures.get('raw');
      const beside = raw && {name: 'raw Meilisearch', rps: raw.rps, p50_ms: raw.p50};
      for (const [name, each] of figures) {
        if (name === 'raw') continue;
        report.line({
          bench: 'search',
          case: name,
          size,
          connections,
          rps: each.rps,
          p50_ms: each.p50,
          p99_ms: each.p99,
          ...(beside && {against: beside, ratio: each.rps / beside.rps}),
        });
      }
    }
  } finally {
    await Promise.all([ours.stop(), postgres.stop()]);
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

async function untilAnswers(url: string, engine: string): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(100)) {
    const answer = (await (await fetch(`${url}/api/v1/search?q=cleaning`)).json()) as {engine: string};
    if (answer.engine === engine) return;
  }
  throw new Error(`${engine} did not come to answer`);
}

/** Of every lib that is loaded. */
const entities = () => getMetadataArgsStorage().tables.map(({target}) => target);

const read = <T>(body: Buffer): T => JSON.parse(body.toString()) as T;
const seconds = (begun: number) => ((performance.now() - begun) / 1_000).toFixed(1);
