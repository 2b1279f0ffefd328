import type {DataSource} from 'typeorm';
import {setTimeout as pause} from 'node:timers/promises';
import {Connection, type LoadRequest} from './connection.js';
import type {AskedQuestion} from './search-queries.js';

const FACETS = ['services', 'needs', 'languages', 'gender', 'kind', 'accredited'];
const SETTINGS = {
  searchableAttributes: ['words'],
  displayedAttributes: ['id', 'kind', 'name', 'summary', 'services', 'rate_pence', 'rate_unit', 'accredited', '_geo'],
  filterableAttributes: [...FACETS, '_geo'],
  sortableAttributes: ['_geo'],
  rankingRules: ['sort', 'words', 'typo', 'exactness'],
  pagination: {maxTotalHits: 1_000_000},
};
const AT_ONCE = 10_000;

/** The same listings as one would give them to Meilisearch on its own, and the same question asked of it directly. */
export class RawMeilisearch {
  constructor(
    private readonly url: string,
    private readonly key: string,
    private readonly uid: string,
    private readonly words: (text: string) => readonly string[],
  ) {}

  async fill(dataSource: DataSource): Promise<void> {
    const connection = await Connection.open(this.url);
    await this.task(connection, 'POST', '/indexes', {uid: this.uid, primaryKey: 'id'});
    await this.task(connection, 'PATCH', `/indexes/${this.uid}/settings`, SETTINGS);
    const tasks: number[] = [];
    for (let after = 0; ;) {
      const rows = await dataSource.query<{number: number}[]>(ROWS, [after]);
      if (rows.length === 0) break;
      tasks.push(await this.send(connection, 'POST', `/indexes/${this.uid}/documents`, rows));
      after = rows.at(-1)?.number ?? 0;
    }
    for (const task of tasks) await this.done(connection, task);
    connection.close();
  }

  request({q, latitude, longitude, service, gender, accredited}: AskedQuestion): LoadRequest {
    const filter = [`_geoRadius(${latitude}, ${longitude}, 16000)`];
    if (service) filter.push(`services = ${service}`);
    if (gender) filter.push(`gender = ${gender}`);
    if (accredited) filter.push('accredited = true');
    const body = {
      q: this.words(q).join(' '),
      matchingStrategy: 'all',
      filter,
      sort: [`_geoPoint(${latitude}, ${longitude}):asc`],
      facets: FACETS,
      limit: 20,
    };
    return {
      method: 'POST',
      path: `/indexes/${this.uid}/search`,
      headers: {authorization: `Bearer ${this.key}`},
      body: JSON.stringify(body),
    };
  }

  private async task(connection: Connection, method: LoadRequest['method'], path: string, body: unknown) {
    await this.done(connection, await this.send(connection, method, path, body));
  }

  private get headers() {
    return {authorization: `Bearer ${this.key}`};
  }

  private async send(
    connection: Connection,
    method: LoadRequest['method'],
    path: string,
    body: unknown,
  ): Promise<number> {
    const sent = await connection.ask({method, path, headers: this.headers, body: JSON.stringify(body)});
    return (JSON.parse(sent.body.toString()) as {taskUid: number}).taskUid;
  }

  private async done(connection: Connection, taskUid: number): Promise<void> {
    for (;;) {
      const answer = await connection.ask({method: 'GET', path: `/tasks/${taskUid}`, headers: this.headers});
      const {status, error} = JSON.parse(answer.body.toString()) as {status: string; error: unknown};
      if (status === 'succeeded') return;
      if (status === 'failed') throw new Error(`Meilisearch: ${JSON.stringify(error)}`);
      await pause(50);
    }
  }
}

const ROWS = `
  SELECT number, id, kind, card ->> 'name' AS name, card ->> 'summary' AS summary, services, needs, languages, gender, rate_pence, rate_unit, accredited,
         array_to_string(tsvector_to_array(words), ' ') AS words,
         json_build_object('lat', latitude, 'lng', longitude) AS _geo
  FROM search_document WHERE listed AND number > $1 ORDER BY number LIMIT ${AT_ONCE}`;
