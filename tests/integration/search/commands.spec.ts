import {rmSync} from 'node:fs';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addCouncil} from '@app/identity';
import type {DataSource} from 'typeorm';
import {startMeilisearch} from '../../../apps/standalone/src/embedded/meilisearch.js';
import {connectAs} from '../../support/catalogue.js';
import {runCommand, type CommandResult} from '../../support/command.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {scratch} from '../../support/scratch.js';

const LISTINGS = 60;
const MEANWHILE = 20;

const folder = scratch('commands');
const server = await startMeilisearch({dataDir: folder});
const withMeilisearch = server ? it : it.skip;

let database: TestDatabase;
let owner: DataSource;

beforeAll(async () => {
  database = await testDatabase();
  owner = await connectAs('superuser', database);
});
afterAll(async () => {
  await owner.destroy();
  await database.drop();
  await server?.stop();
  rmSync(folder, {recursive: true, force: true});
});

interface Report {
  ok: boolean;
  listed: number;
  index: string | null;
}

function run(args: string, on = database, variables: Record<string, string> = {}): Promise<CommandResult> {
  return runCommand(args.split(' '), {
    DATABASE_URL: on.appUrl,
    DATABASE_OWNER_URL: on.ownerUrl,
    DATA_DIR: folder,
    ...(server ? {MEILISEARCH_URL: server.url, MEILISEARCH_KEY: server.key} : {SEARCH_ENGINE: 'postgres'}),
    ...variables,
  });
}

const containing = (text: string): unknown => expect.stringContaining(text);
const read = <T>({out}: CommandResult): T => JSON.parse(out) as T;

async function currentIndex(): Promise<string> {
  const [row] = await owner.query<[{uid: string}]>(`SELECT uid FROM search_index WHERE state = 'current'`);
  return row.uid;
}

/** Has some listings say something else, again and again, until something is done. @returns how many */
async function changing(until: Promise<unknown>): Promise<number> {
  const rows = await owner.query<{id: string}[]>(
    `SELECT id FROM listing WHERE state = 'live' ORDER BY id DESC LIMIT ${MEANWHILE}`,
  );
  const going = {on: true};
  const stop = until.finally(() => (going.on = false)).catch(() => undefined);
  for (let round = 0; going.on; round += 1) {
    for (const {id} of rows) {
      await owner.query(`UPDATE listing SET summary = $2 WHERE id = $1`, [id, `Meanwhile ${round}`]);
    }
  }
  await stop;
  return rows.length;
}

async function askMeilisearch(method: string, path: string, body?: object): Promise<void> {
  const headers = {'Content-Type': 'application/json', Authorization: `Bearer ${server?.key}`};
  const answer = await fetch(`${server?.url}${path}`, {method, headers, ...(body && {body: JSON.stringify(body)})});
  expect(answer.status).toBe(202); // done before whatever is asked for next
}

describe('the commands of search', () => {
  it('make listings up over England, through every rule, and have them found', async () => {
    const result = await run(`demo load --listings ${LISTINGS} --json`);
    expect(result).toMatchObject({code: 0});
    const {made, search} = read<{made: number; search: Report}>(result);
    expect(made).toBe(LISTINGS);
    const [count] = await owner.query<[{public: number; councils: number}]>(
      `SELECT count(*)::integer AS public, count(DISTINCT council_id)::integer AS councils
       FROM (SELECT council_id FROM public_listing UNION ALL SELECT council_id FROM public_community) everything`,
    );
    expect(search.listed).toBe(count.public);
    expect(count.public).toBeGreaterThan(LISTINGS); // those of the demonstration are there too
    expect(count.councils).toBeGreaterThan(10);
    const [{wrong}] = await owner.query<[{wrong: number}]>(
      `SELECT count(*)::integer AS wrong FROM listing l JOIN search_document d USING (id)
       WHERE NOT d.listed OR d.card ->> 'name' <> l.name OR l.council_id <> d.council_id`,
    );
    expect(wrong).toBe(0);
  }, 60_000);

  withMeilisearch(
    'verify projection and index, fail on any difference, and mend it',
    async () => {
      await owner.transaction(async (tx) => {
        await tx.query(`SET LOCAL session_replication_role = replica`); // without the mark that a change leaves
        await tx.query(`UPDATE listing SET summary = 'Otherwise' WHERE id = (SELECT min(id::text)::uuid FROM listing)`);
      });
      const [first, second] = await owner.query<{key: string}[]>(
        `SELECT 'n' || number AS key FROM search_document ORDER BY id DESC LIMIT 2`,
      );
      const documents = `/indexes/${await currentIndex()}/documents`;
      await askMeilisearch('DELETE', `${documents}/${first?.key}`);
      await askMeilisearch('POST', documents, [
        {key: second?.key, cell: '1', area: '1', council: 'nobody', words: []},
        {key: 'n99999', cell: '1', area: '1', council: 'nobody', words: []},
      ]);
      const found = await run('search verify --json');
      expect({code: found.code, ...read<object>(found)}).toMatchObject({
        code: 1,
        ok: false,
        projection: {missing: 0, different: 1, extra: 0},
        index: {missing: 1, different: 1, extra: 1},
      });
      const mended = await run('search verify');
      expect(mended).toMatchObject({code: 0, out: containing('No fault found.')});
    },
    60_000,
  );

  withMeilisearch(
    'rebuild the index beside the one that answers, and lose nothing of what changes meanwhile',
    async () => {
      const before = await currentIndex();
      const rebuilding = Promise.all([
        run('search rebuild --json'),
        run('search rebuild --json', database, {SEARCH_ENGINE: 'postgres'}),
      ]);
      const changed = await changing(rebuilding);
      const [rebuilt, postgres] = await rebuilding;
      expect(rebuilt).toMatchObject({code: 0});
      expect(read<Report>(rebuilt).index).toBe(await currentIndex());
      expect(await currentIndex()).not.toBe(before);
      expect(postgres.code).toBe(0);
      expect(read<Report>(postgres)).toMatchObject({ok: true, index: null, listed: read<Report>(rebuilt).listed});
      expect(await run('search verify')).toMatchObject({code: 0, out: containing('No fault found.')});
      const [{shown}] = await owner.query<[{shown: number}]>(
        `SELECT count(*)::integer AS shown FROM listing l JOIN search_document d USING (id)
         WHERE l.summary LIKE 'Meanwhile %' AND d.card ->> 'summary' = l.summary AND 'meanwhile' = ANY (tsvector_to_array(d.words))`,
      );
      expect({changed, shown}).toEqual({changed: MEANWHILE, shown: MEANWHILE});
    },
    60_000,
  );

  it('say why they failed, and fail', async () => {
    const other = await testDatabase();
    const contact = {email: 'help@council.example', phone: '01632 960000', phoneHours: 'Mondays'};
    const council = {code: 'real', name: 'A council', area: 'Somewhere', ...contact};
    const connected = await connectAs('superuser', other);
    await connected.transaction((tx) => addCouncil(tx, council));
    await connected.destroy();
    const [beside, noServer] = await Promise.all([
      run('demo load --listings 5', other),
      run('search rebuild', database, {MEILISEARCH_URL: 'http://127.0.0.1:9', SEARCH_ENGINE: 'meilisearch'}),
    ]);
    expect(beside).toMatchObject({code: 1, err: containing('only beside the demonstration')});
    expect(noServer).toMatchObject({code: 1, out: '', err: containing('ECONNREFUSED')});
    await other.drop();
  }, 60_000);
});
