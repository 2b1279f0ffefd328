import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {Client} from 'pg';
import {testDatabase, type TestDatabase} from '../../../../tests/support/database.js';
import {AREAS, folder} from '../../../../tests/support/postcode-files.js';
import {distanceMetres} from '../distance.js';
import {GAZETTEER_OUTCODES, GAZETTEER_POSTCODES} from '../gazetteer/index.js';
import {importPostcodes} from '../import/import-postcodes.js';
import {readPlaces} from './cities.js';
import {loadReferenceData} from './load-reference-data.js';

let database: TestDatabase;
let reader: Client;

beforeAll(async () => {
  database = await testDatabase();
  reader = new Client({connectionString: database.appUrl});
  await reader.connect();
});
afterAll(async () => {
  await reader.end();
  await database.drop();
});

const counts = async () =>
  (
    await reader.query(`SELECT (SELECT count(*)::int FROM place) AS places, (SELECT count(*)::int FROM postcode) AS postcodes,
                               (SELECT count(*)::int FROM outcode) AS outcodes`)
  ).rows[0] as unknown;

describe('reference data', () => {
  it('is loaded once, whoever and however many ask for it', async () => {
    const load = () => loadReferenceData(database.ownerUrl);
    const answers = await Promise.all([load(), load(), load()]);
    expect(answers.filter(({places}) => places)).toHaveLength(1);
    expect(answers.filter(({postcodes}) => postcodes)).toHaveLength(1);
    const loaded = await counts();
    expect(loaded).toEqual({places: (await readPlaces()).length, postcodes: 180, outcodes: GAZETTEER_OUTCODES.length});
    expect(await load()).toEqual({places: false, postcodes: false});
    expect(await counts()).toEqual(loaded);
  });

  it('takes a newer version in the place of the one it has', async () => {
    const owner = new Client({connectionString: database.ownerUrl});
    await owner.connect();
    await owner.query(`UPDATE geography_edition SET fingerprint = 'older'; DELETE FROM place; DELETE FROM postcode`);
    await owner.end();
    expect(await loadReferenceData(database.ownerUrl)).toEqual({places: true, postcodes: true});
    expect(await counts()).toMatchObject({postcodes: 180});
  });

  it('keeps its postcodes out of the way of imported ones', async () => {
    const files = folder();
    await importPostcodes(database.ownerUrl, [files.write('ng.csv', AREAS.ng)]);
    files.remove();
    expect(await loadReferenceData(database.ownerUrl)).toEqual({places: false, postcodes: false});
    expect(await counts()).toMatchObject({postcodes: 5, outcodes: 3});
  });
});

describe('the gazetteer', () => {
  it('has real postcodes in the places it says, each once', () => {
    const codes = GAZETTEER_POSTCODES.map(({postcode}) => postcode);
    expect(new Set(codes).size).toBe(180);
    const [home] = GAZETTEER_POSTCODES.filter(({postcode}) => postcode === 'NG1 5DT');
    expect(home).toMatchObject({latitude: 52.95506, longitude: -1.16166, district: 'Nottingham'});
    const near = GAZETTEER_POSTCODES.filter((each) => distanceMetres(each, home ?? each) < 5_000);
    expect(near.length).toBeGreaterThan(30);
  });

  it('knows the outward code of each, no farther off than one can be', () => {
    for (const each of GAZETTEER_POSTCODES) {
      const outcode = GAZETTEER_OUTCODES.find(({outcode: code}) => code === each.outcode);
      expect(outcode && distanceMetres(outcode, each)).toBeLessThan(17_000);
    }
  });

  it('covers eight districts around Nottingham and the city of Brighton and Hove', () => {
    const districts = new Set(GAZETTEER_POSTCODES.map(({district}) => district));
    expect([...districts].sort()).toEqual([
      'Ashfield',
      'Bassetlaw',
      'Brighton and Hove',
      'Broxtowe',
      'Gedling',
      'Mansfield',
      'Newark and Sherwood',
      'Nottingham',
      'Rushcliffe',
    ]);
  });
});

it("reads the United Kingdom's places out of the world's", async () => {
  const places = await readPlaces();
  expect(places.length).toBeGreaterThan(4_000);
  expect(
    places.filter(({latitude, longitude}) => !(latitude > 49 && latitude < 61 && longitude > -9 && longitude < 2)),
  ).toEqual([]);
  expect(new Set(places.map(({nation}) => nation))).toEqual(
    new Set(['England', 'Scotland', 'Wales', 'Northern Ireland']),
  );
});
