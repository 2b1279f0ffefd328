import {setTimeout as pause} from 'node:timers/promises';
import {DomainError} from '@app/kernel';
import {Client} from 'pg';
import {editionOf, type EditionFacts} from './edition-of.js';
import {finishEdition} from './finish-edition.js';
import {importRunning, unusableFile} from './import.errors.js';
import {loadFile} from './load-file.js';
import {openSources} from './open-sources.js';
import {readLayout} from './read-layout.js';
import type {Source, SourceFile} from './source-file.js';
import {discardOutgoing, discardStaging, openStaging} from './staging.js';
import {swapEdition} from './swap-edition.js';

export interface ImportProgress {
  /** The file being read. */
  file: string;
  /** Postcodes loaded so far, from all files. */
  rows: number;
  totalFiles: number;
  filesDone: number;
}

export interface ImportSummary {
  edition: string;
  /** Postcodes now in use. */
  rows: number;
  skippedWithoutPosition: number;
  /** Postcodes that Royal Mail has withdrawn; only the ONS directory lists them. */
  skippedTerminated: number;
  outcodes: number;
  seconds: number;
  /** These very files were in use already: nothing was done. */
  unchanged: boolean;
}

export interface ImportOptions {
  onProgress?: (done: ImportProgress) => void;
}

/**
 * Loads OS Code-Point Open or the ONS Postcode Directory as published and puts it in the place of the postcodes in
 * use. Broken off, it goes on where it was when it is run again with the same files; until its last moment
 * readers see the old postcodes, and never a part of the new ones.
 * @param ownerUrl signs in as the owner of the tables
 * @param paths zips, CSV files or folders of CSV files, all of one edition
 * @throws DomainError naming the file that cannot be used and what to give instead; nothing has changed then
 */
export async function importPostcodes(
  ownerUrl: string,
  paths: readonly string[],
  {onProgress = () => {}}: ImportOptions = {},
): Promise<ImportSummary> {
  const began = performance.now();
  const source = await openSources(paths);
  const client = new Client({connectionString: ownerUrl, application_name: 'alongside import'});
  client.on('error', () => {}); // a connection that is lost fails the statement that needs it
  try {
    const {layout} = await readLayout(source.files[0] as SourceFile);
    const edition = editionOf(layout.source, source.files, source.metadata);
    await client.connect();
    await lock(client);
    await discardOutgoing(client); // had the last import been killed in its very last step
    const unchanged = await isInUse(client, edition);
    if (!unchanged) await load(client, source, edition, onProgress);
    return {...(await summary(client)), seconds: (performance.now() - began) / 1000, unchanged};
  } finally {
    source.close();
    await client.end();
  }
}

async function load(
  client: Client,
  source: Source,
  edition: EditionFacts,
  onProgress: (done: ImportProgress) => void,
): Promise<void> {
  await client.query(`SET synchronous_commit = off; SET maintenance_work_mem = '256MB'; SET work_mem = '64MB'`);
  const staging = await openStaging(client, edition);
  const totals = {rows: 0, withoutPosition: 0, terminated: 0};
  const totalFiles = source.files.length;
  try {
    for (const [filesDone, file] of source.files.entries()) {
      const report = (rows: number, done: number) =>
        onProgress({file: file.name, rows: totals.rows + rows, totalFiles, filesDone: done});
      const tally = await loadFile(client, staging, file, edition.source, ({rows}) => report(rows, filesDone));
      report(tally.rows, filesDone + 1);
      totals.rows += tally.rows;
      totals.withoutPosition += tally.withoutPosition;
      totals.terminated += tally.terminated;
    }
    if (totals.rows === 0) throw unusableFile(source.files[0]?.name ?? '', 'holds no postcode with a position');
  } catch (error) {
    if (error instanceof DomainError) await discardStaging(client); // those files will not get better
    throw error;
  }
  await finishEdition(client);
  await client.query(`SET synchronous_commit = on`); // all of it on the disk before the swap, which must be short
  await client.query(
    `UPDATE geography_edition SET rows = (SELECT count(*) FROM incoming.postcode), without_position = $2,
       terminated = $3, outcodes = (SELECT count(*) FROM incoming.outcode) WHERE id = $1`,
    [staging.editionId, totals.withoutPosition, totals.terminated],
  );
  await swapEdition(client, staging.editionId);
}

/** An import that was just killed holds its lock until the database has noticed; that is waited for. */
async function lock(client: Client): Promise<void> {
  for (let attempt = 1; attempt <= 20; attempt += 1) {
    const {rows} = await client.query<{got: boolean}>(
      `SELECT pg_try_advisory_lock(hashtext('alongside postcode import')) AS got`,
    );
    if (rows[0]?.got) return;
    await pause(250);
  }
  throw importRunning();
}

async function isInUse(client: Client, {fingerprint}: EditionFacts): Promise<boolean> {
  const {rowCount} = await client.query(
    `SELECT FROM geography_edition WHERE subject = 'postcodes' AND state = 'current' AND fingerprint = $1`,
    [fingerprint],
  );
  return rowCount === 1;
}

async function summary(client: Client) {
  const {rows} = await client.query<Omit<ImportSummary, 'seconds' | 'unchanged'>>(
    `SELECT name AS edition, rows, without_position AS "skippedWithoutPosition", terminated AS "skippedTerminated",
            outcodes FROM geography_edition WHERE subject = 'postcodes' AND state = 'current'`,
  );
  return rows[0] as Omit<ImportSummary, 'seconds' | 'unchanged'>;
}
