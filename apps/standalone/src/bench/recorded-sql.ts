import {servingOptions, type Environment} from '@app/platform';
import pg from 'pg';
import type {Logger} from 'typeorm';
import {figuresOf, type Figures} from './harness.js';

export interface Statement {
  /** Of one that each connection keeps prepared. */
  name?: string;
  sql: string;
  values: unknown[];
}

/** As `prepared` hands it on. */
interface Named {
  name: string;
  text: string;
  values: unknown[];
}

/** What stands in the recorded values, and what has to stand there this time. */
export type Swaps = Map<unknown, unknown>;

/** Another one to send: its swaps, and what is learnt from a row that the database answers with. */
export interface Replay {
  swaps: Swaps;
  learn: (row: Record<string, unknown>, swaps: Swaps) => void;
}

type Answered = pg.QueryResult<Record<string, unknown>>;

/** Writes down every statement with its values. */
export class Recorder implements Logger {
  readonly statements: Statement[] = [];

  logQuery(query: string | Named, values: unknown[] = []): void {
    this.statements.push(
      typeof query === 'string' ? {sql: query, values} : {name: query.name, sql: query.text, values: query.values},
    );
  }

  logQueryError(): void {
    throw new Error('a recorded statement failed');
  }

  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}

/** Sends recorded statements again, as they are, on connections that act as the serving role. */
export class RawSql {
  private readonly pool: pg.Pool;

  constructor(
    environment: Environment,
    private readonly statements: readonly Statement[],
    private readonly connections: number,
  ) {
    const {options} = servingOptions(environment).extra as {options: string};
    this.pool = new pg.Pool({connectionString: environment.DATABASE_URL, options, max: connections, min: connections});
    this.pool.on('error', () => undefined); // a connection that is lost while idle fails when it is used
  }

  /** One after another on each connection, for so long. */
  async load(next: () => Replay, seconds: number): Promise<Figures> {
    const times: number[] = [];
    const begun = performance.now();
    const end = begun + seconds * 1_000;
    await Promise.all(
      Array.from({length: this.connections}, async () => {
        while (performance.now() < end) {
          const replay = next();
          const sent = performance.now();
          await this.replay(replay);
          times.push(performance.now() - sent);
        }
      }),
    );
    return figuresOf(times, performance.now() - begun);
  }

  stop(): Promise<void> {
    return this.pool.end();
  }

  private async replay({swaps, learn}: Replay): Promise<void> {
    const client = await this.pool.connect();
    try {
      for (const {name, sql, values} of this.statements) {
        const answer: Answered | Answered[] = await client.query({
          ...(name && {name}),
          text: sql,
          values: values.map((value) => swapped(value, swaps)),
        });
        // A transaction begins with more than one statement in a message, which has an answer for each.
        const row = [answer].flat().at(-1)?.rows[0];
        if (row) learn(row, swaps);
      }
    } finally {
      client.release();
    }
  }
}

/** What was measured, once its connections have ended. */
export async function stopping<T>(raw: RawSql, measured: Promise<T>): Promise<T> {
  try {
    return await measured;
  } finally {
    await raw.stop();
  }
}

function swapped(value: unknown, swaps: ReadonlyMap<unknown, unknown>): unknown {
  if (Array.isArray(value)) return value.map((each) => swapped(each, swaps));
  const key = value instanceof Date ? value.toISOString() : Buffer.isBuffer(value) ? value.toString('hex') : value;
  return swaps.has(key) ? swaps.get(key) : value;
}
