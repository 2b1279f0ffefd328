import {readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import type {DataSource} from 'typeorm';
import type {BenchReport} from './bench.js';
import type {BenchServers} from './bench-servers.js';

/** What search takes on the disk: the projection in PostgreSQL, the index in Meilisearch. */
export async function tellRoom(
  size: number,
  {dataDir}: BenchServers,
  superuser: DataSource,
  report: BenchReport,
): Promise<void> {
  const [row] = await superuser.query<[{documents: number; all: number}]>(
    `SELECT pg_total_relation_size('search_document') AS documents, pg_database_size(current_database()) AS all`,
  );
  report.note(
    `search: ${size} listings take ${megabytes(row.documents)} MB of PostgreSQL for the projection, ${megabytes(row.all)} MB for all of the database, and ${megabytes(bytesIn(join(dataDir, 'meilisearch')))} MB of Meilisearch, the raw index beside it counted`,
  );
}

function bytesIn(folder: string): number {
  return readdirSync(folder, {withFileTypes: true}).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sum + bytesIn(path);
    // Files of the index are sparse: what they take is what counts.
    return entry.isFile() ? sum + statSync(path).blocks * 512 : sum;
  }, 0);
}

const megabytes = (bytes: number) => Math.round(bytes / 1_048_576);
