import {hashPassword} from '@app/identity';
import type {Tx} from '@app/platform';
import {ACCOUNTS, DEMONSTRATION_PASSWORD, emailOf} from './accounts.js';

const SINCE = '2024-01-01';

/** Ids by the name that the demonstration knows somebody under. */
export type People = ReadonlyMap<string, string>;

/** People without an account: whom others act for, and those whose listings fill the map. */
export async function addPeople(tx: Tx, councilId: string, names: readonly string[]): Promise<People> {
  const rows = await tx.query<{id: string; name: string}[]>(
    `INSERT INTO person (council_id, name) SELECT $1, unnest($2::text[]) RETURNING id, name`,
    [councilId, names],
  );
  return new Map(rows.map(({id, name}) => [name, id]));
}

/** The sixteen who can sign in, by login. */
export async function addAccounts(tx: Tx, councilId: string): Promise<People> {
  const people = await addPeople(
    tx,
    councilId,
    ACCOUNTS.map((account) => account.name),
  );
  const idOf = (name: string) => people.get(name) ?? '';
  // Everybody has the same password, and it is public: one hash of it does for all.
  const hash = await hashPassword(DEMONSTRATION_PASSWORD);
  await tx.query(
    `INSERT INTO account (council_id, person_id, email, password_hash)
     SELECT $1, person_id, email, $4 FROM unnest($2::uuid[], $3::text[]) AS a (person_id, email)`,
    [councilId, ACCOUNTS.map(({name}) => idOf(name)), ACCOUNTS.map(({login}) => emailOf(login)), hash],
  );
  const grants = ACCOUNTS.flatMap(({name, roles}) => roles.map((role) => ({personId: idOf(name), role})));
  await tx.query(
    `INSERT INTO role_grant (council_id, person_id, role, starts_on)
     SELECT $1, person_id, role, $4 FROM unnest($2::uuid[], $3::text[]) AS g (person_id, role)`,
    [councilId, grants.map((each) => each.personId), grants.map((each) => each.role), SINCE],
  );
  return new Map(ACCOUNTS.map(({login, name}) => [login, idOf(name)]));
}
