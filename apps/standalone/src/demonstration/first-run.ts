import type {Environment} from '@app/platform';
import {withOwner} from '../owner.js';
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

function isEmpty(environment: Environment): Promise<boolean> {
  return withOwner(
    environment,
    async (owner) => (await owner.query<unknown[]>(`SELECT 1 FROM council LIMIT 1`)).length === 0,
  );
}
