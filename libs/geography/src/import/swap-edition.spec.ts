import {setTimeout as pause} from 'node:timers/promises';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from '@jest/globals';
import {Client} from 'pg';
import {testDatabase, type TestDatabase} from '../../../../tests/support/database.js';
import {AREAS, folder, type Folder} from '../../../../tests/support/postcode-files.js';
import {importPostcodes} from './import-postcodes.js';

let database: TestDatabase;
let files: Folder;
let clients: Client[] = [];

beforeAll(async () => void (database = await testDatabase()));
afterAll(() => database.drop());
beforeEach(() => void (files = folder()));
afterEach(async () => {
  files.remove();
  await Promise.all(clients.map((client) => client.end()));
  clients = [];
});

async function reader(): Promise<Client> {
  const client = new Client({connectionString: database.appUrl});
  await client.connect();
  clients.push(client);
  return client;
}

const EDITIONS = [
  {file: 'bn.csv', rows: AREAS.bn, holds: {postcodes: 4, counted: 4}},
  {file: 'ng.csv', rows: AREAS.ng, holds: {postcodes: 5, counted: 5}},
];

async function importAll(): Promise<void> {
  for (const {file, rows} of EDITIONS) await importPostcodes(database.ownerUrl, [files.write(file, rows)]);
}

/** Asks again and again what postcodes and outward codes there are, and how long each answer took. */
function keepReading(client: Client) {
  let going = true;
  const answers = new Set<string>();
  const waits: number[] = [];
  const ended = (async () => {
    while (going) {
      const began = performance.now();
      const {rows} = await client.query(
        `SELECT (SELECT count(*)::int FROM postcode) AS postcodes, (SELECT sum(postcodes)::int FROM outcode) AS counted`,
      );
      waits.push(performance.now() - began);
      answers.add(JSON.stringify(rows[0]));
    }
  })();
  return async () => {
    going = false;
    await ended;
    return {answers: [...answers], slowest: Math.max(...waits)};
  };
}

describe('while a new edition takes the place of the old', () => {
  it('readers see all of the one or all of the other', async () => {
    await importAll();
    const stop = keepReading(await reader());
    for (let round = 0; round < 3; round += 1) await importAll();
    const {answers} = await stop();
    expect(answers.sort()).toEqual(EDITIONS.map(({holds}) => JSON.stringify(holds)));
  });

  it('somebody who reads for long holds it up, and nobody else', async () => {
    await importAll();
    const slow = await reader();
    await slow.query('BEGIN; SELECT * FROM postcode');
    const stop = keepReading(await reader());
    const importing = importAll();
    await pause(1_500);
    const {answers, slowest} = await stop();
    expect(answers).toEqual([JSON.stringify(EDITIONS[1]?.holds)]);
    expect(slowest).toBeLessThan(10_000); // the swap gives way after 50 ms; the rest is a busy machine
    await slow.query('COMMIT');
    await importing;
  });
});
