import {createHash} from 'node:crypto';
import pg from 'pg';
import type {Logger} from 'typeorm';
import type {Pair} from './booking-world.js';

export interface Statement {
  sql: string;
  values: unknown[];
}

/** One booking as it went to the database, and what was its own about it. */
export interface Recording<Given> {
  statements: readonly Statement[];
  given: Given;
  reference: string;
  bookingId: string;
  visitId: string;
}

/** What differs between two bookings that a caller chooses. */
export interface Chosen extends Pair {
  startsAt: Date;
  endsAt: Date;
  day: string;
  key: string;
}

/** Writes down every statement with its values. */
export class Recorder implements Logger {
  readonly statements: Statement[] = [];

  logQuery(sql: string, values?: unknown[]): void {
    this.statements.push({sql, values: values ?? []});
  }

  logQueryError(): void {
    throw new Error('a recorded statement failed');
  }

  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}

const SAME_NAME = [
  'listingId',
  'memberId',
  'workerId',
  'engagementId',
  'holderId',
  'accountId',
  'lineId',
  'key',
  'day',
] as const;

/** What stands in the recorded values, and what has to stand there for another booking. */
export function swapsOf(
  {given, reference}: Recording<Chosen>,
  other: Chosen,
  newReference: string,
): Map<unknown, unknown> {
  const hash = (token: string) => createHash('sha256').update(token).digest();
  return new Map<unknown, unknown>([
    ...SAME_NAME.map((name): [unknown, unknown] => [given[name], other[name]]),
    [given.startsAt.toISOString(), other.startsAt],
    [given.endsAt.toISOString(), other.endsAt],
    [hash(given.token).toString('hex'), hash(other.token)],
    [reference, newReference],
  ]);
}

/** Sends recorded statements again, as they are, on connections that act as the serving role. */
export class RawSql {
  private readonly pool: pg.Pool;

  constructor(url: string, options: string, connections: number) {
    this.pool = new pg.Pool({connectionString: url, options, max: connections, min: connections});
    this.pool.on('error', () => undefined); // a connection that is lost while idle fails when it is used
  }

  async replay({statements, bookingId, visitId}: Recording<unknown>, swaps: Map<unknown, unknown>): Promise<void> {
    const client = await this.pool.connect();
    try {
      for (const {sql, values} of statements) {
        const {rows} = await client.query<Record<string, unknown>>(
          sql,
          values.map((value) => swapped(value, swaps)),
        );
        const [row] = rows;
        if (row && 'booking_id' in row) swaps.set(bookingId, row.booking_id).set(visitId, row.id);
        if (row && 'lineId' in row && 'availablePence' in row) this.notePeriod(swaps, statements, row.id);
      }
    } finally {
      client.release();
    }
  }

  stop(): Promise<void> {
    return this.pool.end();
  }

  /** The period that the recorded booking took from stands in the statements after it was locked. */
  private notePeriod(swaps: Map<unknown, unknown>, statements: readonly Statement[], id: unknown): void {
    const splits = statements.find(({sql}) => sql.includes('INTO visit_split'));
    const recorded = (splits?.values[2] as unknown[] | undefined)?.[0];
    swaps.set(recorded, id);
  }
}

function swapped(value: unknown, swaps: ReadonlyMap<unknown, unknown>): unknown {
  if (Array.isArray(value)) return value.map((each) => swapped(each, swaps));
  const key = value instanceof Date ? value.toISOString() : Buffer.isBuffer(value) ? value.toString('hex') : value;
  return swaps.has(key) ? swaps.get(key) : value;
}
