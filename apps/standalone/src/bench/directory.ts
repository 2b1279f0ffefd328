import {AllocationsModule} from '@app/allocations';
import {BookingsModule} from '@app/bookings';
import {PlansModule} from '@app/plans';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {BringIn, DirectoryModule} from '@app/directory';
import {addCouncil, IdentityModule} from '@app/identity';
import {connection, PlatformModule, readEnvironment} from '@app/platform';
import {Module} from '@nestjs/common';
import {NestFactory} from '@nestjs/core';
import {DataSource} from 'typeorm';
import type {Bench} from './bench.js';
import {startBenchServers} from './bench-servers.js';

const SERVICES = 10_000;

/** Another directory at an address: read page by page and service by service, planned, taken in; then the same again. */
export const benchDirectory: Bench = async (options, report) => {
  const [services = SERVICES] = options.sizes;
  const servers = await startBenchServers({search: false});
  const owner = await new DataSource(connection(servers.superuserUrl)).initialize();
  const feed = await startFeed(services);
  const environment = Object.assign(readEnvironment({}), servers.environment, {FEED_HOSTS: `127.0.0.1:${feed.port}`});

  @Module({
    imports: [
      PlatformModule.forRoot(environment),
      IdentityModule,
      AllocationsModule,
      BookingsModule,
      PlansModule,
      DirectoryModule,
    ],
  })
  class Root {}

  const app = await NestFactory.createApplicationContext(Root, {logger: false, abortOnError: false});
  try {
    const contact = {area: 'Nottinghamshire', email: 'help@bench.example', phone: '01632 960000', phoneHours: 'Always'};
    const councilId = await owner.transaction((tx) => addCouncil(tx, {code: 'bench', name: 'Bench', ...contact}));
    const bringIn = app.get(BringIn);
    const who = {councilId, personId: null};
    for (const which of ['first', 'again']) {
      const began = performance.now();
      const {id, totals} = await bringIn.prepare(who, 'Bench', {address: `http://127.0.0.1:${feed.port}/api`});
      const read = performance.now();
      await bringIn.take(who, id);
      const seconds = (performance.now() - began) / 1_000;
      const planned = ((read - began) / 1_000).toFixed(1);
      report.note(
        `directory: ${which} ${JSON.stringify(totals)}, read and planned in ${planned} s, ${seconds.toFixed(1)} s in all`,
      );
      const ms = seconds * 1_000;
      report.line({
        ...{bench: 'directory', case: `bring in from an address, ${which} time`, size: services, connections: 1},
        ...{rps: services / seconds, p50_ms: ms, p95_ms: ms, p99_ms: ms},
      });
    }
  } finally {
    await app.close();
    feed.stop();
    await owner.destroy();
    await servers.stop();
  }
};

/** As version 3 answers: lists that say little, and each service by itself. */
async function startFeed(count: number): Promise<{port: number; stop(): void}> {
  const idOf = (at: number) => `30000000-0000-4000-8000-${at.toString(16).padStart(12, '0')}`;
  const summary = (at: number) => ({
    ...{id: idOf(at), name: `Lunch club ${at}`, status: 'active', email: `club${at}@club.example`},
    description: `A friendly lunch club, number ${at}, with a hot meal and company for older people. `.repeat(5),
    organization: {id: idOf(at + 1_000_000), name: `Friends ${at}`, description: 'A charity'},
  });
  const full = (at: number) => ({
    ...summary(at),
    schedules: [{id: idOf(at), description: 'Fridays, noon to 2pm'}],
    service_at_locations: [
      {
        id: idOf(at),
        location: {
          ...{id: idOf(at), location_type: 'physical', name: 'The hall'},
          addresses: [{address_1: '1 High Street', city: 'Nottingham', postal_code: `NG${1 + (at % 9)}`}],
        },
      },
    ],
  });
  const server = createServer(({url = ''}, response) => {
    const {pathname, searchParams} = new URL(url, 'http://feed');
    const one = /\/services\/.{24}(\w{12})$/.exec(pathname)?.[1];
    const page = Number(searchParams.get('page') ?? 1);
    const size = Number(searchParams.get('per_page') ?? 20);
    const from = (page - 1) * size;
    const contents = () =>
      Array.from({length: Math.max(0, Math.min(size, count - from))}, (_, at) => summary(from + at));
    const pages = Math.ceil(count / size);
    const answer = one
      ? full(Number.parseInt(one, 16))
      : {total_items: count, total_pages: pages, page_number: page, last_page: page >= pages, contents: contents()};
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {port: (server.address() as AddressInfo).port, stop: () => server.close()};
}
