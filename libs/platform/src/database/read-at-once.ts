import pg from 'pg';
import {QueryFailedError, type DataSource} from 'typeorm';
import {nameOf} from './named-statements.js';
import {together, type Answers} from './together.js';

/** What questions are asked of. */
export interface Reader {
  query<T = unknown>(text: string, values?: readonly unknown[]): Promise<T>;
}

/** The council of what is asked for, where it is not known before: SQL that looks it up by one exact key. */
export interface CouncilOf {
  sql: string;
  values: readonly unknown[];
}

/**
 * One way to the database and back for questions that need nothing of each other's answers: the transaction's beginning,
 * the questions and its end go out in one piece, and the database does one after the other.
 * @param council null without a transaction: sees only what is public and what belongs to no council
 * @param ask asks everything before it waits for anything
 */
export async function readAtOnce<const T extends readonly Promise<unknown>[]>(
  dataSource: DataSource,
  council: string | CouncilOf | null,
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
    const begun = begin(query, council);
    const sent = [...begun];
    try {
      sent.push(...ask({query} as Reader));
    } catch (error) {
      sent.push(Promise.reject(error instanceof Error ? error : new Error(String(error))));
    }
    if (council) sent.push(query('COMMIT'));
    stream.uncork();
    const answers = await together(...sent);
    return answers.slice(begun.length, council ? -1 : undefined) as Answers<T>;
  } finally {
    await runner.release();
  }
}

type Query = (statement: string | pg.QueryConfig, values?: unknown[]) => Promise<unknown>;

const BEGIN = 'START TRANSACTION READ ONLY';

/** Where nothing is found there is no council, and nothing of any is seen. */
function begin(query: Query, council: string | CouncilOf | null): Promise<unknown>[] {
  if (council === null) return [];
  if (typeof council === 'string') {
    return [query(`${BEGIN}; SET LOCAL app.council_id = ${pg.escapeLiteral(council)}`)];
  }
  const text = `SELECT set_config('app.council_id', (${council.sql})::text, true)`;
  return [query(BEGIN), query({name: nameOf(text), text, values: [...council.values]})];
}
