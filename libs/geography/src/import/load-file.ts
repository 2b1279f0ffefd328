import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import type {Client} from 'pg';
import {from as copyFrom} from 'pg-copy-streams';
import {unusableFile} from './import.errors.js';
import type {Layout} from './layout.js';
import {readLayout} from './read-layout.js';
import {RowsReader, type Tally} from './rows-reader.js';
import type {SourceFile} from './source-file.js';
import type {Staging} from './staging.js';

/** So many rows at least are written in one transaction: about a second's work, lost when it is broken off. */
const PORTION = 100_000;

const COPY = `COPY incoming.postcode (code, latitude, longitude, district_code) FROM STDIN`;

/**
 * Loads a file, or the part of it that is missing. The rows and the note of how far they go are written in one
 * transaction, so that whatever happens no row is lost or loaded twice.
 * @param source the edition's: a file of the other publisher is refused
 */
export async function loadFile(
  client: Client,
  staging: Staging,
  file: SourceFile,
  source: Layout['source'],
  onRows: (tally: Tally) => void,
): Promise<Tally> {
  const before = staging.progress.get(file.name);
  if (before?.done) return before;
  const {layout, start} = await readLayout(file);
  if (layout.source !== source) throw unusableFile(file.name, 'is of another publisher than the files before it');
  const begin = before ?? {bytes: start, rows: 0, withoutPosition: 0, terminated: 0};
  const reader = new RowsReader(file, layout, begin);
  try {
    while (!reader.ended) {
      await writePortion(client, staging.editionId, file.name, reader);
      onRows(reader.tally);
    }
  } finally {
    await reader.close();
  }
  return reader.tally;
}

async function writePortion(client: Client, editionId: string, file: string, reader: RowsReader): Promise<void> {
  await client.query('BEGIN');
  try {
    await pipeline(Readable.from(reader.portion(PORTION)), client.query(copyFrom(COPY)));
    const {bytes, rows, withoutPosition, terminated} = reader.tally;
    await client.query(
      `INSERT INTO postcode_import_file (edition_id, file, bytes, rows, without_position, terminated, done)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (edition_id, file) DO UPDATE SET bytes = excluded.bytes, rows = excluded.rows,
         without_position = excluded.without_position, terminated = excluded.terminated, done = excluded.done`,
      [editionId, file, bytes, rows, withoutPosition, terminated, reader.ended],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}
