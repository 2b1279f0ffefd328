import type {Environment, Tx} from '@app/platform';
import {withOwner} from '../owner.js';
import {seedBrighton, seedNottinghamshire} from './seed-councils.js';
import {seedHistory} from './seed-history.js';
import type {People} from './seed-people.js';

/**
 * Fills an empty installation with made-up people and organisations at real postcodes. All of it or nothing of
 * councils and people; what they have done together follows through the use cases.
 */
export async function loadDemonstration(environment: Environment): Promise<void> {
  const seeded = await withOwner(environment, (owner) =>
    owner.transaction(async (tx) => {
      const council = await seedNottinghamshire(tx);
      await seedBrighton(tx);
      return {...council, listings: await listingsOf(tx)};
    }),
  );
  await seedHistory(environment, seeded);
}

/** Listings of those who can sign in, by login. */
async function listingsOf(tx: Tx): Promise<People> {
  const rows = await tx.query<{login: string; id: string}[]>(`
    SELECT split_part(a.email, '@', 1) AS login, l.id
    FROM account a
    LEFT JOIN organisation_member m ON m.person_id = a.person_id
    JOIN listing l ON l.person_id = a.person_id OR l.organisation_id = m.organisation_id`);
  return new Map(rows.map(({login, id}) => [login, id]));
}
