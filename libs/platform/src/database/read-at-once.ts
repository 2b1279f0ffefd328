import pg from 'pg';
import {QueryFailedError, type DataSource} from 'typeorm';
import {together, type Answers} from './together.js';

/** What questions are asked of. */
export interface Reader {
  query<T = unknown>(text: string, values?: readonly unknown[]): Promise<T>;
}

/**
 * One way to the database and back for questions that need nothing of each other's answers: the transaction's beginning,
 * the questions and its end go out in one piece, and the database does one after the other.
 * @param councilId null without a transaction: sees only what is public and what belongs to no council
 * @param ask asks everything before it waits for anything
 */
export async function readAtOnce<const T extends readonly Promise<unknown>[]>(
  dataSource: DataSource,
  councilId: string | null,
  ask: (reader: Reader) => T,
): Promise<Answers<T>> {
  const runner = dataSource.createQueryRunner();
  try {
    const client = (await runner.connect()) as pg.PoolClient;
    const query = async (statement: string | pg.QueryConfig, values?: unknown[]): Promise<unknown> => {
      dataSource.logger.logQuery(statement as string, values, runner);
      try {
        return (await client.query(statement as string, values)).rows;
      } catch (error) {
        const text = typeof statement === 'string' ? statement : statement.text;
        throw new QueryFailedError(text, values, error as Error);
      }
    };
    const {stream} = client.connection;
    stream.cork();
    const sent: Promise<unknown>[] = [];
    if (councilId) sent.push(query(`${BEGIN}; SET LOCAL app.council_id = ${pg.escapeLiteral(councilId)}`));
    try {
      sent.push(...ask({query} as Reader));
    } catch (error) {
      sent.push(Promise.reject(error instanceof Error ? error : new Error(String(error))));
    }
    if (councilId) sent.push(query('COMMIT'));
    stream.uncork();
    const answers = await together(...sent);
    return (councilId ? answers.slice(1, -1) : answers) as Answers<T>;
  } finally {
    await runner.release();
  }
}

const BEGIN = 'START TRANSACTION READ ONLY';
