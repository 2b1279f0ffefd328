import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from '@jest/globals';
import {DomainError} from '@app/kernel';
import {Client} from 'pg';
import {testDatabase, type TestDatabase} from '../../../../tests/support/database.js';
import {AREAS, codePointOpen, directoryCsv, folder, type Folder} from '../../../../tests/support/postcode-files.js';
import {zipOf} from '../../../../tests/support/zip.js';
import {importPostcodes} from './import-postcodes.js';

let database: TestDatabase;
let owner: Client;
let files: Folder;

beforeAll(async () => {
  database = await testDatabase();
  owner = new Client({connectionString: database.ownerUrl});
  await owner.connect();
  await withFiles((made) => importPostcodes(database.ownerUrl, [made.write('codepo_gb.zip', codePointOpen())]));
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});
beforeEach(() => void (files = folder()));
afterEach(() => files.remove());

async function withFiles(work: (made: Folder) => Promise<unknown>): Promise<void> {
  const made = folder();
  await work(made).finally(() => made.remove());
}

/** The one line it ends with, after making sure that the postcodes in use are untouched and nothing is left lying about. */
async function refusal(...paths: string[]): Promise<string> {
  const error: unknown = await importPostcodes(database.ownerUrl, paths).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DomainError);
  const {rows} = await owner.query(
    `SELECT (SELECT count(*)::int FROM postcode) AS postcodes, (SELECT count(*)::int FROM geography_edition) AS editions,
            to_regclass('incoming.postcode') AS half`,
  );
  expect(rows).toEqual([{postcodes: 10, editions: 1, half: null}]);
  const {message, code} = error as DomainError;
  expect([code, message.split('\n')]).toEqual(['POSTCODE_FILE_UNUSABLE', [message]]);
  expect(message).toContain('Give the zip of OS Code-Point Open or of the ONS Postcode Directory as published');
  return message;
}

describe('a file that cannot be used is named in one line, and nothing has changed', () => {
  it('is not there, or is empty', async () => {
    expect(await refusal(`${files.path}/absent.zip`)).toContain('absent.zip is not there');
    expect(await refusal(files.write('empty.csv', ''))).toContain('empty.csv is empty');
    expect(await refusal(files.path)).toBeTruthy();
  });

  it('is a zip that was cut off', async () => {
    const whole = codePointOpen();
    for (const length of [whole.length - 1, Math.floor(whole.length / 2), 30, 4]) {
      expect(await refusal(files.write('cut.zip', whole.subarray(0, length)))).toMatch(/^cut\.zip is not a whole zip/);
    }
  });

  it('is a zip with a changed byte in any of its files', async () => {
    for (const area of ['ab', 'ng'] as const) {
      const zip = codePointOpen({ab: AREAS.ab, ng: AREAS.ng}); // not what is in use: that would not be read again
      const at = zip.indexOf(`Data/CSV/${area}.csv`) + `Data/CSV/${area}.csv`.length + 60;
      zip.writeUInt8(zip.readUInt8(at) ^ 0x55, at);
      expect(await refusal(files.write('spoilt.zip', zip))).toContain('spoilt.zip');
    }
  });

  it('is a zip without postcodes', async () => {
    expect(await refusal(files.write('other.zip', zipOf({'readme.txt': 'hello'})))).toContain(
      'other.zip holds no CSV file',
    );
    const names = zipOf({'Data/names.csv': 'name,age\nAda,36\n'});
    expect(await refusal(files.write('other.zip', names))).toContain('other.zip: Data/names.csv has other columns');
  });

  it('is a CSV file of something else', async () => {
    expect(await refusal(files.write('people.csv', 'name,age\nAda,36\n'))).toContain('people.csv has other columns');
    expect(await refusal(files.write('page.csv', '<html>not found</html>'))).toContain('page.csv has other columns');
    expect(await refusal(files.write('noise.csv', Buffer.alloc(200_000, 7)))).toContain('noise.csv is not a CSV file');
    expect(await refusal(files.write('places.csv', 'pcds,lat,long\nNG1 5DT,52.9,-1.1\n'))).toContain('other columns');
  });

  it('has a row that cannot be one: it says which', async () => {
    const row = AREAS.ng.split('\n')[0] ?? '';
    const spoilt = {
      'no postcode': row.replace('NG1 1AA', 'hello'),
      '4 columns instead of 10': row.split(',').slice(0, 4).join(','),
      'not in Great Britain': row.replace('457804', '9457804'),
      'easting and northing': row.replace('457804', 'x'),
      '0 columns': row.replace('"NG1 1AA"', '"NG1 1AA'),
    };
    for (const [why, bad] of Object.entries(spoilt)) {
      const said = await refusal(files.write('ng.csv', `${AREAS.ng}${bad}\n`));
      expect(said).toContain('ng.csv cannot be read, at row 6');
      expect(said).toContain(why);
    }
  });

  it('has lines without end after a good beginning', async () => {
    const endless = Buffer.concat([Buffer.from(AREAS.ng), Buffer.alloc(1_000_000, 'x')]);
    expect(await refusal(files.write('ng.csv', endless))).toContain('ng.csv is not a CSV file');
  });

  it('has nobody in it, which would empty the directory', async () => {
    const nobody = directoryCsv().split('\n').slice(0, 1).join('');
    expect(await refusal(files.write('ONSPD_AUG_2025_UK.csv', nobody))).toContain('holds no postcode with a position');
  });

  it('is of the other publisher, or was given twice', async () => {
    const ng = files.write('ng.csv', AREAS.ng);
    const onspd = files.write('ONSPD_AUG_2025_UK.csv', directoryCsv());
    expect(await refusal(ng, onspd)).toContain('ONSPD_AUG_2025_UK.csv is of another publisher');
    expect(await refusal(ng, ng)).toContain('ng.csv was given twice');
  });
});
