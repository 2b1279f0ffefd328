import type {Client} from 'pg';
import type {EditionFacts} from './edition-of.js';
import type {Tally} from './rows-reader.js';

/** An edition under way, and how far each of its files has come. */
export interface Staging {
  editionId: string;
  progress: Map<string, Tally & {done: boolean}>;
}

/** Takes up an import of the same files that was broken off; anything else half loaded is thrown away. */
export async function openStaging(client: Client, edition: EditionFacts): Promise<Staging> {
  const editionId = await unfinished(client, edition.fingerprint);
  if (!editionId) return {editionId: await begin(client, edition), progress: new Map()};
  const {rows} = await client.query<Tally & {file: string; done: boolean}>(
    `SELECT file, bytes, rows, without_position AS "withoutPosition", terminated, done
     FROM postcode_import_file WHERE edition_id = $1`,
    [editionId],
  );
  return {editionId, progress: new Map(rows.map((row) => [row.file, {...row, bytes: Number(row.bytes)}]))};
}

async function unfinished(client: Client, fingerprint: string): Promise<string | null> {
  const {rows} = await client.query<{id: string}>(
    `SELECT id FROM geography_edition
     WHERE subject = 'postcodes' AND state = 'loading' AND fingerprint = $1 AND to_regclass('incoming.postcode') IS NOT NULL`,
    [fingerprint],
  );
  return rows[0]?.id ?? null;
}

async function begin(client: Client, edition: EditionFacts): Promise<string> {
  await discardStaging(client);
  await client.query('BEGIN');
  await client.query(`CREATE TABLE incoming.postcode (LIKE public.postcode INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`);
  const {rows} = await client.query<{id: string}>(
    `INSERT INTO geography_edition (subject, state, source, name, year, fingerprint)
     VALUES ('postcodes', 'loading', $1, $2, $3, $4) RETURNING id`,
    [edition.source, edition.name, edition.year, edition.fingerprint],
  );
  await client.query('COMMIT');
  return (rows[0] as {id: string}).id;
}

/** Leaves nothing of an import that was broken off; the edition in use is not touched. */
export async function discardStaging(client: Client): Promise<void> {
  await client.query('BEGIN');
  await client.query(`DROP TABLE IF EXISTS incoming.postcode, incoming.outcode`);
  await client.query(`DELETE FROM geography_edition WHERE subject = 'postcodes' AND state = 'loading'`);
  await client.query('COMMIT');
}

/** The tables of the edition before, once nobody can see them. */
export async function discardOutgoing(client: Client): Promise<void> {
  await client.query(`DROP TABLE IF EXISTS incoming.postcode_outgoing, incoming.outcode_outgoing`);
}
