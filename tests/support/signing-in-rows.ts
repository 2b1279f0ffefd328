import {randomBytes} from 'node:crypto';
import type {TestPerson} from './people.js';
import type {Scenario} from './scenario.js';

/** How somebody signs in beside their password, and a program of the council's. */
export async function signingIn(
  {world}: Scenario,
  council: string,
  holder: TestPerson,
  admin: TestPerson,
): Promise<void> {
  await world.owner.query(
    `INSERT INTO pending_sign_in (council_id, account_id, token_hash, methods, device, expires_at)
     SELECT $1, a.id, sha256(a.id::text::bytea), '{password}', 'A program', now() FROM account a WHERE a.person_id = $2`,
    [council, holder.personId],
  );
  const [account] = await world.owner.query<{id: string}[]>(`SELECT id FROM account WHERE person_id = $1`, [
    holder.personId,
  ]);
  const of = {council_id: council, account_id: account?.id};
  await world.add('second_factor', {...of, kind: 'totp', name: 'A phone', secret: randomBytes(40)});
  await world.add('recovery_code', {...of, salt: randomBytes(16), code_hash: randomBytes(32)});
  const client = await world.add('machine_client', {
    council_id: council,
    person_id: await world.add('person', {council_id: council, name: 'Finance system'}),
    name: 'Finance system',
    scopes: ['figures:read'],
    created_by: admin.personId,
  });
  const ours = {council_id: council, client_id: client};
  const secret = await world.add('machine_secret', {...ours, secret_hash: randomBytes(32), hint: 'abcd'});
  await world.add('machine_token', {
    ...ours,
    secret_id: secret,
    token_hash: randomBytes(32),
    scopes: ['figures:read'],
    expires_at: new Date(),
  });
}
