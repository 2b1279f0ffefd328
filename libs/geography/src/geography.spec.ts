import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {DomainError} from '@app/kernel';
import {connection} from '@app/platform';
import fc from 'fast-check';
import {DataSource} from 'typeorm';
import {testDatabase, type TestDatabase} from '../../../tests/support/database.js';
import {AREAS, codePointOpen, folder, type Folder} from '../../../tests/support/postcode-files.js';
import {Geography} from './geography.js';
import {importPostcodes} from './import/import-postcodes.js';
import {areaLabel} from './origin.js';
import {loadReferenceData} from './reference/load-reference-data.js';

let database: TestDatabase;
let serving: DataSource;
let geography: Geography;
let files: Folder;

beforeAll(async () => {
  database = await testDatabase();
  files = folder();
  await loadReferenceData(database.ownerUrl);
  serving = await new DataSource({...connection(database.appUrl), poolSize: 4}).initialize();
  geography = new Geography(serving);
});
afterAll(async () => {
  files.remove();
  await serving.destroy();
  await database.drop();
});

const refusal = (text: string) => geography.find(text).catch((error: unknown) => error);

describe('a postcode', () => {
  it.each(['NG1 5DT', 'ng15dt', ' ng1  5 dt '])('is found exactly as %j', async (text) => {
    expect(await geography.find(text)).toEqual({
      label: 'NG1 5DT',
      exact: true,
      kind: 'postcode',
      outcode: 'NG1',
      district: 'Nottingham',
      latitude: 52.95506,
      longitude: -1.16166,
      alternatives: [],
    });
  });

  it('that we do not have is answered by its outward code, and says "about"', async () => {
    const about = {label: 'about NG1', exact: false, kind: 'outcode', outcode: 'NG1', latitude: 52.95476};
    for (const text of ['NG1 1AA', 'ng1', 'NG1 5', 'NG1 5D']) expect(await geography.find(text)).toMatchObject(about);
    expect(await geography.find('NG15')).toMatchObject({label: 'about NG15', district: 'Ashfield'});
    expect(areaLabel(await geography.find('NG1 1AA'))).toBe('NG1, Nottingham');
  });

  it.each(['ZZ1 1ZZ', 'ZZ98', 'LS1 4AP', 'LS1 4'])('%j, of an area that we do not have, is refused', async (text) => {
    const error = await refusal(text);
    expect(error).toMatchObject({kind: 'refused', code: 'POSTCODE_UNKNOWN', fields: [{field: 'near'}]});
    expect((error as DomainError).message).toMatch(/^We do not know the postcode .+ Try a full postcode like NG1 5DT/);
  });
});

it.each(['ZZ99 3VZ', 'zz993wz', 'ZZ99'])(
  '%j stands for no address, and what to write instead is said',
  async (text) => {
    const error = await refusal(text);
    expect(error).toMatchObject({kind: 'refused', code: 'POSTCODE_UNKNOWN', fields: [{field: 'near'}]});
    expect((error as DomainError).message).toMatch(
      /^ZZ99.* is no place: .+ the first part of the postcode where you mostly are/,
    );
  },
);

describe('a place', () => {
  it.each([
    ['Nottingham', 'Nottingham'],
    ['nottingham', 'Nottingham'],
    ['Newark', 'Newark on Trent, Nottinghamshire'],
    ['Newark-upon-Trent, Notts', 'Newark on Trent, Nottinghamshire'],
    ['Nottingham, Nottinghamshire', 'Nottingham'],
    ['kirkby-in-ashfield', 'Kirkby in Ashfield, Nottinghamshire'],
    ['Beeston', 'Beeston, Nottinghamshire'],
    ['Hove, East Sussex', 'Hove, Brighton and Hove'],
    ['Brighton & Hove', 'Brighton and Hove'],
    ['Saint Albans', 'St Albans, Hertfordshire'],
    ['Kings Lynn', "King's Lynn, Norfolk"],
    ['Nottingam', 'Nottingham'],
    ['Mansfeild', 'Mansfield, Nottinghamshire'],
    ['Shefield', 'Sheffield'],
    ['Brigton', 'Brighton, Brighton and Hove'],
    ['Retfrod', 'Retford, Nottinghamshire'],
    ['Newcastle', 'Newcastle upon Tyne'],
    ['Hull', 'Kingston upon Hull'],
    ['Nottinghamshire', 'Nottinghamshire'],
    ['notts', 'Nottinghamshire'],
  ])('%j is %j', async (text, label) => {
    expect(await geography.find(text)).toMatchObject({label, exact: false, kind: 'place', outcode: null});
  });

  it('whose name several have is the best known, and the others are offered', async () => {
    const found = await geography.find('Stapleford');
    expect(found.label).toBe('Stapleford, Nottinghamshire');
    expect(found.alternatives.map(({label}) => label)).toEqual(['Stapleford, Wiltshire']);
    expect(await geography.find('Stapleford')).toEqual(found);
    const named = await geography.find('Stapleford, Wiltshire');
    expect([named.label, named.alternatives]).toEqual(['Stapleford, Wiltshire', []]);
    expect((await geography.find('Newport')).alternatives).toHaveLength(5);
    expect((await geography.find('Newport, Wales')).label).toBe('Newport');
  });

  it.each([
    'Nowhere at all',
    'Xqzwv',
    'Stan',
    'Bexton',
    'Green',
    '!!! ???a',
    'on',
    "'; DROP TABLE place; --",
    '%',
    '_____a',
  ])('%j is refused, with what to try', async (text) => {
    expect(await refusal(text)).toMatchObject({fields: [{field: 'near'}]});
  });
});

it('answers or refuses whatever is typed, and never fails', async () => {
  const anything = fc.oneof(
    fc.string({unit: 'binary', maxLength: 120}),
    fc.stringMatching(/^[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$/),
    fc.stringMatching(/^[a-z' %_-]{1,20}(, [a-z]{1,10})?$/),
  );
  await fc.assert(
    fc.asyncProperty(anything, async (text) => {
      const answer = await refusal(text);
      if (answer instanceof DomainError) expect(['invalid', 'refused']).toContain(answer.kind);
      else expect(answer).toMatchObject({latitude: expect.any(Number), label: expect.any(String)});
    }),
    {numRuns: 300},
  );
});

describe('the edition', () => {
  it('in use names itself, and its year stands in the lines that must be shown', async () => {
    expect(await geography.edition()).toMatchObject({source: 'gazetteer', year: 2025, postcodes: 180});
    expect(await geography.attribution()).toEqual([
      'Contains OS data © Crown copyright and database right 2025',
      'Contains Royal Mail data © Royal Mail copyright and database right 2025',
      'Contains National Statistics data © Crown copyright and database right 2025',
      'Contains place names from GeoNames (geonames.org), licensed under CC BY 4.0',
    ]);
  });

  it('that is imported answers within moments, and no older answer is kept', async () => {
    expect(await geography.find('NG1 1AA')).toMatchObject({exact: false});
    expect(await geography.find('NG24 1AA')).toMatchObject({label: 'about NG24'});
    await importPostcodes(database.ownerUrl, [files.write('codepo_gb.zip', codePointOpen())]);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await geography.find('NG1 1AA')).toMatchObject({exact: true, label: 'NG1 1AA', district: 'Nottingham'});
    expect(await refusal('NG24 1AA')).toMatchObject({code: 'POSTCODE_UNKNOWN'});
    expect(await geography.edition()).toMatchObject({name: 'OS Code-Point Open 2025.4.0', postcodes: 10});
    await importPostcodes(database.ownerUrl, [files.write('bn.csv', AREAS.bn)]);
  });
});
