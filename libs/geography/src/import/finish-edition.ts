import {APP_ROLE} from '@app/platform';
import type {Client, DatabaseError} from 'pg';

const UNIQUE_VIOLATION = '23505';

/** Indexes, outward codes, grants: all that the new tables need before anybody may see them. Can be run again. */
export async function finishEdition(client: Client): Promise<void> {
  await client.query(`ALTER TABLE incoming.postcode DROP CONSTRAINT IF EXISTS postcode_pkey`);
  try {
    await addKey(client);
  } catch (error) {
    if ((error as DatabaseError).code !== UNIQUE_VIOLATION) throw error;
    await dropRepeats(client);
    await addKey(client);
  }
  await client.query('BEGIN');
  await client.query(`DROP TABLE IF EXISTS incoming.outcode`);
  await client.query(`CREATE TABLE incoming.outcode (LIKE public.outcode INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`);
  await client.query(OUTCODES);
  await client.query(`ALTER TABLE incoming.outcode ADD CONSTRAINT outcode_pkey PRIMARY KEY (code)`);
  await client.query(`GRANT SELECT ON incoming.postcode, incoming.outcode TO ${APP_ROLE}`);
  await client.query('COMMIT');
  await client.query(`ANALYZE incoming.postcode, incoming.outcode`);
}

const addKey = (client: Client) =>
  client.query(`ALTER TABLE incoming.postcode ADD CONSTRAINT postcode_pkey PRIMARY KEY (code)`);

/** A postcode that stood in two of the files stays as the later one had it. */
const dropRepeats = (client: Client) =>
  client.query(`
    DELETE FROM incoming.postcode WHERE ctid IN (
      SELECT ctid FROM (SELECT ctid, row_number() OVER (PARTITION BY code ORDER BY ctid DESC) AS nth
                        FROM incoming.postcode) AS numbered WHERE nth > 1)`);

/**
 * The mean of an outward code's postcodes, and the district that most of them lie in. The mean is taken on the
 * ground (of vectors from the Earth's centre): that of the degrees is up to 50 m off in the Highlands.
 */
const OUTCODES = `
  INSERT INTO incoming.outcode (code, latitude, longitude, postcodes, district_code)
  WITH point AS (
    SELECT left(code, -3) AS code, district_code, radians(latitude) AS lat, radians(longitude) AS lon
    FROM incoming.postcode
  ), part AS (
    SELECT code, district_code, count(*) AS count,
           sum(cos(lat) * cos(lon)) AS x, sum(cos(lat) * sin(lon)) AS y, sum(sin(lat)) AS z
    FROM point GROUP BY code, district_code
  )
  SELECT code, degrees(atan2(sum(z), sqrt(sum(x) ^ 2 + sum(y) ^ 2))), degrees(atan2(sum(y), sum(x))), sum(count),
         (array_agg(district_code ORDER BY count DESC, district_code) FILTER (WHERE district_code IS NOT NULL))[1]
  FROM part GROUP BY code`;
