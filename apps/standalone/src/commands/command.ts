import {readEnvironment, type Environment} from '@app/platform';
import type {DataSource} from 'typeorm';
import {withOwner} from '../owner.js';
import {startServers} from '../servers.js';

export type {Outcome} from './outcome.js';

/** Runs a command's work against the database, the running product's where there is one. */
export async function withEnvironment<T>(
  needs: {search: boolean},
  work: (environment: Environment) => Promise<T>,
): Promise<T> {
  const servers = await startServers(readEnvironment(process.env), {search: needs.search, join: true});
  try {
    return await work(servers.environment);
  } finally {
    await servers.stop();
  }
}

/** The same, as the owner of the tables, who sees every council. */
export function asOwner<T>(work: (owner: DataSource) => Promise<T>): Promise<T> {
  return withEnvironment({search: false}, (environment) => withOwner(environment, work));
}
