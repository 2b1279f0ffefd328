import {connection, type Environment} from '@app/platform';
import {DataSource} from 'typeorm';
import {ACCOUNTS, DEMONSTRATION_PASSWORD, emailOf} from './accounts.js';
import {loadDemonstration} from './load-demonstration.js';

/** Loads the demonstration into an installation that has no council yet. @returns whether it did */
export async function loadDemonstrationOnce(environment: Environment): Promise<boolean> {
  const empty = await isEmpty(environment);
  if (empty) await loadDemonstration(environment);
  return empty;
}

/** Who can sign in, and as what. */
export function demonstrationGreeting(): string[] {
  const width = Math.max(...ACCOUNTS.map(({login}) => emailOf(login).length));
  return [
    `Demonstration accounts, all with the password ${DEMONSTRATION_PASSWORD}:`,
    ...ACCOUNTS.map(({login, shows}) => `  ${emailOf(login).padEnd(width)}  ${shows}`),
  ];
}

async function isEmpty(environment: Environment): Promise<boolean> {
  const owner = await new DataSource({...connection(environment.ownerUrl), poolSize: 1}).initialize();
  try {
    const [found] = await owner.query<unknown[]>(`SELECT 1 FROM council LIMIT 1`);
    return !found;
  } finally {
    await owner.destroy();
  }
}
