import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from '@jest/globals';
import {Client} from 'pg';
import {testDatabase, type TestDatabase} from '../../../../tests/support/database.js';
import {AREAS, codePointOpen, directoryCsv, folder, type Folder} from '../../../../tests/support/postcode-files.js';
import {importPostcodes} from './import-postcodes.js';

let database: TestDatabase;
let admin: Client;
let files: Folder;

beforeAll(async () => {
  database = await testDatabase();
  admin = new Client({connectionString: database.superuserUrl});
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});
beforeEach(() => void (files = folder()));
afterEach(() => files.remove());

const ask = async <T>(sql: string) => (await admin.query(sql)).rows as T[];
const loading = () => ask<{id: string}>(`SELECT id FROM geography_edition WHERE state = 'loading'`);
const count = async () => (await ask<{count: number}>(`SELECT count(*)::int FROM postcode`))[0]?.count;

/** Takes the database away from under a running import, as a crash of either would. */
async function cut(): Promise<void> {
  await ask(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE application_name = 'alongside import' AND datname = current_database()`);
}

/** The directory with so many more postcodes, each a metre from the other. */
function longDirectory(postcodes: number): string {
  const letters = 'ABDEFGHJLNPQRSTUWXYZ';
  const rows = Array.from({length: postcodes}, (_, at) => {
    const unit = `${letters[at % 20] ?? ''}${letters[Math.floor(at / 20) % 20] ?? ''}`;
    const sector = Math.floor(at / 400);
    const code = `ZZ${Math.floor(sector / 10)} ${sector % 10}${unit}`;
    return `"${code}","${code}","${code}","198001","","","","E06000018","","",0,${400_000 + at},340000,1,"","","E92000001",,,1`;
  });
  return `${directoryCsv()}${rows.join('\n')}\n`;
}

describe('an import that is broken off', () => {
  it('between two files goes on with the second, and is seen by nobody before', async () => {
    await importPostcodes(database.ownerUrl, [files.write('first.csv', AREAS.bn)]);
    const zip = files.write('codepo_gb.zip', codePointOpen());
    const stop = new Error('the lights went out');
    const broken = importPostcodes(database.ownerUrl, [zip], {
      onProgress: ({filesDone}) => {
        if (filesDone === 2) throw stop;
      },
    });
    await expect(broken).rejects.toBe(stop);
    expect(await count()).toBe(4);
    const [begun] = await loading();

    const seen: string[] = [];
    const summary = await importPostcodes(database.ownerUrl, [zip], {
      onProgress: ({file, rows}) => seen.push(`${file} ${rows}`),
    });
    expect(summary).toMatchObject({rows: 10, skippedWithoutPosition: 2, unchanged: false});
    expect(await ask(`SELECT id FROM geography_edition WHERE state = 'current'`)).toEqual([begun]);
    expect(seen.filter((each) => each.includes('ng.csv'))).toHaveLength(2); // while it was read, and when it was done
    expect(seen.filter((each) => each.includes('ab.csv'))).toHaveLength(1); // done before
  });

  it('within a large file goes on after the last portion, and no row is lost or there twice', async () => {
    const file = files.write('ONSPD_AUG_2025_UK.csv', longDirectory(160_000));
    let portions = 0;
    const broken = importPostcodes(database.ownerUrl, [file], {
      onProgress: ({filesDone}) => {
        portions += 1;
        if (portions === 1 && filesDone === 0) void cut();
      },
    });
    await expect(broken).rejects.toThrow(/terminat|connection error/);
    const [half] = await ask<{rows: number; done: boolean}>(`SELECT f.rows, f.done FROM postcode_import_file f
      JOIN geography_edition e ON e.id = f.edition_id WHERE e.state = 'loading'`);
    expect(half?.done).toBe(false);
    expect(half?.rows).toBeGreaterThanOrEqual(100_000);

    let first = 0;
    const summary = await importPostcodes(database.ownerUrl, [file], {onProgress: ({rows}) => void (first ||= rows)});
    expect(first).toBeGreaterThan(100_000);
    expect(summary).toMatchObject({rows: 160_003, skippedWithoutPosition: 2, skippedTerminated: 1, outcodes: 3 + 40});
    expect(await count()).toBe(160_003);
  });

  it('is thrown away when other files come instead', async () => {
    const zip = files.write('codepo_gb.zip', codePointOpen({ab: AREAS.ab, bn: AREAS.bn}));
    const stop = new Error('the lights went out');
    await expect(
      importPostcodes(database.ownerUrl, [zip], {
        onProgress: () => {
          throw stop;
        },
      }),
    ).rejects.toBe(stop);
    expect(await loading()).toHaveLength(1);
    expect(await importPostcodes(database.ownerUrl, [files.write('ng.csv', AREAS.ng)])).toMatchObject({rows: 5});
    expect(await loading()).toEqual([]);
    expect(await count()).toBe(5);
  });
});

describe('two imports at once', () => {
  it('the second one waits for the first', async () => {
    const zip = files.write('codepo_gb.zip', codePointOpen());
    const [one, other] = await Promise.all([
      importPostcodes(database.ownerUrl, [zip]),
      importPostcodes(database.ownerUrl, [zip]),
    ]);
    expect([one.unchanged, other.unchanged].sort()).toEqual([false, true]);
    expect([one.rows, other.rows]).toEqual([10, 10]);
  });

  it('gives up after a while, and says so', async () => {
    await ask(`SELECT pg_advisory_lock(hashtext('alongside postcode import'))`);
    const waiting = importPostcodes(database.ownerUrl, [files.write('ng.csv', AREAS.ng)]);
    await expect(waiting).rejects.toMatchObject({kind: 'conflict', code: 'POSTCODE_IMPORT_RUNNING'});
    await ask(`SELECT pg_advisory_unlock(hashtext('alongside postcode import'))`);
  });
});
