import {randomBytes} from 'node:crypto';
import type {TestPerson, World} from './people.js';

/** An issuer that a council trusts, and what there is of it and of links. */
export async function signInRows(world: World, council: string, person: TestPerson): Promise<void> {
  const [account] = await world.owner.query<{id: string}[]>(`SELECT id FROM account WHERE person_id = $1`, [
    person.personId,
  ]);
  const provider = await world.add('identity_provider', {
    council_id: council,
    code: 'staff',
    audience: 'staff',
    label: 'Sign in with your work account',
    issuer: 'https://issuer.example',
    client_id: 'alongside',
    proof: 'private_key_jwt',
    secret_name: 'STAFF',
    scopes: ['openid'],
    role_claim: 'roles',
    starts_on: '2020-01-01',
  });
  await world.add('role_claim', {council_id: council, provider_id: provider, value: 'Officer', role: 'officer'});
  await world.add('sign_in_identity', {
    council_id: council,
    account_id: account?.id,
    provider_id: provider,
    issuer: 'https://issuer.example',
    subject: person.personId,
  });
  const attempt = await world.add('sign_in_attempt', {
    council_id: council,
    provider_id: provider,
    state_hash: randomBytes(32),
    browser_hash: randomBytes(32),
    nonce: 'for a test',
    code_verifier: 'for a test',
    return_path: '/',
    expires_at: new Date(Date.now() + 3_600_000),
  });
  await world.add('sign_in_link', {
    council_id: council,
    asked: 'sign_in',
    email: person.email,
    account_id: account?.id,
    attempt_id: attempt,
    browser_hash: randomBytes(32),
    return_path: '/',
    token_hash: randomBytes(32),
    asked_at: new Date(),
    expires_at: new Date(Date.now() + 900_000),
  });
}
