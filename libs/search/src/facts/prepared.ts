import type {DataSource} from 'typeorm';

interface PooledClient {
  query(query: {name: string; text: string; values: unknown[]}): Promise<{rows: unknown[]}>;
}
interface PoolingDriver {
  obtainMasterConnection(): Promise<[PooledClient, () => void]>;
}

/**
 * Asks what every search asks, as a statement that each connection plans once: planning it takes longer than running it.
 * @param name one for one text, for ever
 */
export async function prepared<T>(dataSource: DataSource, name: string, text: string, values: unknown[]): Promise<T[]> {
  const [client, release] = await (dataSource.driver as unknown as PoolingDriver).obtainMasterConnection();
  try {
    return (await client.query({name, text, values})).rows as T[];
  } finally {
    release();
  }
}
