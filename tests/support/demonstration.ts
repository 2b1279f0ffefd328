import {loadReferenceData} from '@app/geography';
import {SystemClock} from '@app/kernel';
import {readEnvironment, type Environment} from '@app/platform';
import {Projector} from '@app/search';
import {DEMONSTRATION_PASSWORD, emailOf} from '../../apps/standalone/src/demonstration/accounts.js';
import {loadDemonstrationOnce} from '../../apps/standalone/src/demonstration/first-run.js';
import {connectAs} from './catalogue.js';
import {testDatabase, type TestDatabase} from './database.js';

export interface Demonstration {
  database: TestDatabase;
  environment: Environment;
}

/** What `npm start` shows a newcomer, in a database of a test's own. */
export async function demonstration(): Promise<Demonstration> {
  const database = await testDatabase();
  const environment = readEnvironment({
    NODE_ENV: 'test',
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    LOG_LEVEL: 'silent',
    SEARCH_ENGINE: 'postgres',
  });
  await loadReferenceData(environment.ownerUrl);
  if (!(await loadDemonstrationOnce(environment))) throw new Error('the demonstration was not loaded');
  return {database, environment};
}

/** Writes down for the search who is listed now, as the worker does. */
export async function projectListings(database: TestDatabase): Promise<void> {
  const app = await connectAs('app', database);
  try {
    await new Projector(app, new SystemClock()).everything();
  } finally {
    await app.destroy();
  }
}

/** The token of somebody whom the demonstration gives an account. */
export async function demonstrationToken(baseUrl: string, login: string): Promise<string> {
  const answer = await fetch(`${baseUrl}/api/v1/sessions`, {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify({email: emailOf(login), password: DEMONSTRATION_PASSWORD}),
  });
  return ((await answer.json()) as {token: string}).token;
}
