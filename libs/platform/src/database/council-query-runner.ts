import pg from 'pg';
import type {DataSource} from 'typeorm';
import type {PostgresDriver} from 'typeorm/driver/postgres/PostgresDriver.js';
import {PostgresQueryRunner} from 'typeorm/driver/postgres/PostgresQueryRunner.js';
import {namedWhenItRecurs} from './named-statements.js';

const BEGIN = 'START TRANSACTION';

/**
 * A connection whose transactions begin with the council set, and without a way to the database and back of their own:
 * the beginning goes out with what is asked first. Had it failed, row-level security would let nothing be written.
 */
export class CouncilQueryRunner extends PostgresQueryRunner {
  private readonly begin: string;
  private begun: Promise<unknown> | null = null;

  constructor(dataSource: DataSource, councilId: string) {
    super(dataSource.driver as PostgresDriver, 'master');
    Object.assign(this, {manager: dataSource.createEntityManager(this)});
    this.begin = `${BEGIN}; SET LOCAL app.council_id = ${pg.escapeLiteral(councilId)}`;
  }

  override query: PostgresQueryRunner['query'] = (statement: string, values?: unknown[], ...more: [boolean?]) => {
    void this.connect().then(inOnePiece, () => undefined);
    if (statement === BEGIN) return this.beginWithout();
    const named = namedWhenItRecurs(statement, values);
    if (named) return super.query(named as unknown as string, undefined, ...more);
    return super.query(statement, values, ...more);
  };

  override async commitTransaction(): Promise<void> {
    await this.begun;
    await super.commitTransaction();
  }

  /** Nobody waits for it before the end; that it failed is said there, and by all that comes after it. */
  private beginWithout(): Promise<void> {
    this.begun = super.query(this.begin);
    this.begun.catch(() => undefined);
    return Promise.resolve();
  }
}

/** What is asked at once is written to the socket at once. */
function inOnePiece({
  connection,
}: {
  connection?: {stream?: Pick<NodeJS.WritableStream & {cork(): void; uncork(): void}, 'cork' | 'uncork'>};
}): void {
  const stream = connection?.stream;
  stream?.cork();
  process.nextTick(() => stream?.uncork());
}
