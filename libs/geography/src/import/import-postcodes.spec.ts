import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from '@jest/globals';
import {connection} from '@app/platform';
import {Client} from 'pg';
import {DataSource} from 'typeorm';
import {testDatabase, type TestDatabase} from '../../../../tests/support/database.js';
import {
  AREAS,
  codePointOpen,
  directoryCsv,
  folder,
  POSITIONS,
  type Folder,
} from '../../../../tests/support/postcode-files.js';
import {zipOf} from '../../../../tests/support/zip.js';
import {distanceMetres} from '../distance.js';
import {GeographyEdition, PostcodeImportFile} from '../edition.entity.js';
import {Outcode, Postcode} from '../postcode.entity.js';
import {importPostcodes, type ImportProgress} from './import-postcodes.js';

let database: TestDatabase;
let reader: Client;
let files: Folder;

beforeAll(async () => {
  database = await testDatabase();
  reader = new Client({connectionString: database.appUrl});
  await reader.connect();
});
beforeEach(() => void (files = folder()));
afterEach(() => files.remove());
afterAll(async () => {
  await reader.end();
  await database.drop();
});

const run = (...paths: string[]) => importPostcodes(database.ownerUrl, paths);
const ask = async <T>(sql: string) => (await reader.query(sql)).rows as T[];
const codes = async () =>
  (await ask<{code: string}>(`SELECT code FROM postcode ORDER BY code`)).map((row) => row.code).join(' ');

const GREAT_BRITAIN = 'AB101AB BN11AA BN11AB BN21TW BN411DH NG11AA NG11AB NG15DT NG23AA NG92AB';

describe('OS Code-Point Open', () => {
  it('is taken as published: every postcode with a position, and it says which edition it is', async () => {
    const progress: ImportProgress[] = [];
    const summary = await importPostcodes(database.ownerUrl, [files.write('codepo_gb.zip', codePointOpen())], {
      onProgress: (done) => progress.push({...done}),
    });
    expect(summary).toEqual({
      edition: 'OS Code-Point Open 2025.4.0',
      rows: 10,
      skippedWithoutPosition: 2,
      skippedTerminated: 0,
      outcodes: 7,
      seconds: expect.any(Number),
      unchanged: false,
    });
    expect(await codes()).toBe(GREAT_BRITAIN);
    expect(progress.at(-1)).toEqual({file: 'codepo_gb.zip: Data/CSV/ng.csv', rows: 10, totalFiles: 3, filesDone: 3});
    expect(progress.map((each) => each.rows)).toEqual([...progress.map((each) => each.rows)].sort((a, b) => a - b));
  });

  it('puts each postcode within 5 metres of where PROJ puts it', async () => {
    await run(files.write('codepo_gb.zip', codePointOpen()));
    const rows = await ask<{code: string; latitude: number; longitude: number}>(`SELECT * FROM postcode`);
    const compared = rows.filter(({code}) => POSITIONS[code]);
    expect(compared).toHaveLength(9);
    for (const row of compared) {
      const [latitude, longitude] = POSITIONS[row.code] as readonly [number, number];
      expect(distanceMetres(row, {latitude, longitude})).toBeLessThan(5);
    }
  });

  it('gives each outward code the mean of its postcodes and the district of most', async () => {
    await run(files.write('codepo_gb.zip', codePointOpen()));
    const [ng1] = await ask<Record<string, unknown>>(`SELECT * FROM outcode WHERE code = 'NG1'`);
    expect(ng1).toMatchObject({postcodes: 3, district_code: 'E06000018'});
    expect(ng1?.latitude).toBeCloseTo((52.95505 + 52.95455 + 52.95506) / 3, 4);
    expect(ng1?.longitude).toBeCloseTo((-1.14103 - 1.14043 - 1.16166) / 3, 4);
  });

  it('may come as CSV files, or as the folder they were unpacked into', async () => {
    const ng = files.write('ng.csv', AREAS.ng);
    expect(await run(ng)).toMatchObject({rows: 5, edition: expect.stringMatching(/^OS Code-Point Open, file of 20/)});
    expect(await codes()).toBe('NG11AA NG11AB NG15DT NG23AA NG92AB');
    const bn = files.write('bn.csv', AREAS.bn.replaceAll('\n', '\r\n'));
    expect(await run(ng, bn)).toMatchObject({rows: 9, outcodes: 6});
    files.write('ab.csv', AREAS.ab.trimEnd());
    files.write('metadata.txt', 'DATASET VERSION NUMBER: 2026.1.0\r\nCOPYRIGHT DATE: 20260120\r\n');
    expect(await run(files.path)).toMatchObject({rows: 10, edition: 'OS Code-Point Open 2026.1.0'});
  });

  it('counts a postcode that stands in two files once', async () => {
    expect(await run(files.write('a.csv', AREAS.ng), files.write('b.csv', AREAS.ng))).toMatchObject({rows: 5});
  });

  it('does nothing when the same files are in use already', async () => {
    const zip = files.write('codepo_gb.zip', codePointOpen());
    await run(zip);
    const before = await ask(`SELECT * FROM geography_edition`);
    expect(await run(zip)).toMatchObject({rows: 10, unchanged: true});
    expect(await ask(`SELECT * FROM geography_edition`)).toEqual(before);
  });

  it('leaves tables as the entities describe them', async () => {
    await run(files.write('codepo_gb.zip', codePointOpen()));
    const entities = [Postcode, Outcode, GeographyEdition, PostcodeImportFile];
    const owner = await new DataSource({...connection(database.ownerUrl), entities}).initialize();
    const {upQueries} = await owner.driver.createSchemaBuilder().log();
    await owner.destroy();
    expect(upQueries.map(({query}) => query)).toEqual([]);
  });

  it('leaves nothing behind it, and to the serving role no more than reading', async () => {
    await run(files.write('codepo_gb.zip', codePointOpen()));
    expect(await ask(`SELECT tablename FROM pg_tables WHERE schemaname = 'incoming'`)).toEqual([]);
    expect(await ask(`SELECT DISTINCT done FROM postcode_import_file`)).toEqual([{done: true}]);
    await expect(reader.query(`DELETE FROM postcode`)).rejects.toThrow('permission denied');
    await expect(reader.query(`UPDATE outcode SET latitude = 0`)).rejects.toThrow('permission denied');
  });
});

describe('the ONS Postcode Directory', () => {
  const inUse = 'BN411DH BT11AA NG15DT';

  it.each(['old', 'new'] as const)('is read by its %s column names', async (names) => {
    const summary = await run(files.write('ONSPD_AUG_2025_UK.csv', directoryCsv(names)));
    expect(summary).toMatchObject({
      edition: 'ONS Postcode Directory AUG 2025',
      rows: 3,
      skippedWithoutPosition: 2,
      skippedTerminated: 1,
    });
    expect(await codes()).toBe(inUse);
  });

  it('comes as a zip with the whole and the areas: each row is read once', async () => {
    const [header = '', ...rows] = directoryCsv().trimEnd().split('\n');
    const zip = zipOf({
      'Data/ONSPD_NOV_2025_UK.csv': directoryCsv(),
      'Data/multi_csv/ONSPD_NOV_2025_UK_A.csv': [header, ...rows.slice(0, 3)].join('\r\n'),
      'Data/multi_csv/ONSPD_NOV_2025_UK_B.csv': [header, ...rows.slice(3)].join('\r\n'),
      'Documents/LAD names and codes.csv': 'LAD25CD,LAD25NM\n',
    });
    expect(await run(files.write('ONSPD_NOV_2025.zip', zip))).toMatchObject({rows: 3, skippedTerminated: 1});
    expect(await codes()).toBe(inUse);
  });

  it("takes Northern Ireland's positions as ONS computed them: its grid is another", async () => {
    await run(files.write('ONSPD_AUG_2025_UK.csv', directoryCsv()));
    const [belfast] = await ask<{latitude: number}>(`SELECT * FROM postcode WHERE code = 'BT11AA'`);
    expect(belfast).toMatchObject({latitude: 54.6025, longitude: -5.9253, district_code: 'N09000003'});
  });
});
