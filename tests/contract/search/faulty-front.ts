import {createServer, request, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {jest} from '@jest/globals';
import {Logger} from '@nestjs/common';
import {readEnvironment, type Metrics} from '@app/platform';
import {Engines} from '@app/search';
import {SystemClock} from '@app/kernel';
import {Registry} from 'prom-client';
import type {DataSource} from 'typeorm';
import type {SearchEngine} from '../../../libs/search/src/query/search-query.js';
import {ThesauriWatch} from '../../../libs/search/src/terms/thesauri-watch.js';

export const FAULTS = [
  'never answers',
  'answers nonsense',
  'answers nothing of what was asked',
  'refuses the key',
  'has lost the index',
  'has no room left',
] as const;
export type Fault = (typeof FAULTS)[number];

/** Stands before the real server: what it is asked goes through, or, with a fault, is answered as a sick one would. */
export class FaultyFront {
  fault: Fault | 'is older' | null = null;
  /** How often somebody asked how old the server is. */
  versionsSaid = 0;
  /** How often it was asked whom words match. */
  wordsAsked = 0;

  private constructor(private readonly server: Server) {}

  static async before(real: {url: string}): Promise<FaultyFront> {
    const server = createServer((asked, answer) => front.answer(real.url, asked, answer));
    const front = new FaultyFront(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return front;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(real: string, asked: IncomingMessage, answer: ServerResponse): void {
    if (this.fault === 'never answers') return;
    if (this.fault === 'answers nonsense') return void answer.end('<html>It works!</html>');
    if (this.fault === 'answers nothing of what was asked') return void answer.end('{"hits": []}');
    if (this.fault === 'has no room left') {
      return void answer
        .writeHead(500)
        .end('{"code": "no_space_left_on_device", "message": "No space left on device"}');
    }
    if (asked.url === '/version') this.versionsSaid += 1;
    if (asked.url === '/multi-search') this.wordsAsked += 1;
    if (this.fault === 'is older' && asked.url === '/version') return void answer.end('{"pkgVersion": "1.9.0"}');
    const headers = {...asked.headers};
    if (this.fault === 'refuses the key') headers.authorization = 'Bearer another';
    const lost = this.fault === 'has lost the index';
    const other = (text: string) => (lost ? text.replaceAll('listings_', 'elsewhere') : text); // of the same length
    const through = request(`${real}${other(asked.url ?? '')}`, {method: asked.method, headers}, (given) => {
      answer.writeHead(given.statusCode ?? 500, given.headers);
      given.pipe(answer);
    });
    through.on('error', () => answer.destroy());
    const parts: Buffer[] = [];
    asked.on('data', (part: Buffer) => parts.push(part));
    asked.on('end', () => through.end(other(Buffer.concat(parts).toString())));
  }
}

/** Both engines as a process has them, the one behind this server. */
export function enginesBehind(url: string, key: string, dataSource: DataSource, postgres: SearchEngine, remembers = 0) {
  const environment = readEnvironment({
    NODE_ENV: 'test',
    DATABASE_URL: 'postgres://unused',
    MEILISEARCH_URL: url,
    MEILISEARCH_KEY: key,
    SEARCH_REMEMBERS: String(remembers),
  });
  const metrics = {registry: new Registry()} as unknown as Metrics;
  const engines = new Engines(
    environment,
    dataSource,
    metrics,
    postgres as ConstructorParameters<typeof Engines>[3],
    new ThesauriWatch(dataSource),
    new SystemClock(),
  );
  const said = jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
  engines.onApplicationBootstrap();
  return {
    engines,
    close: async () => {
      await engines.beforeApplicationShutdown();
      said.mockRestore();
    },
  };
}
