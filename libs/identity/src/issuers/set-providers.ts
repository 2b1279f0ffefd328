import {DomainError, invalid, type Day} from '@app/kernel';
import {databaseError, type Tx} from '@app/platform';
import {STAFF_ROLES, type Role} from '../access/roles.js';
import {AuditTrail} from '../audit/audit-trail.js';
import {PROOFS, type IdentityProvider} from './identity-provider.entity.js';

const UNIQUE_VIOLATION = '23505';

export type NewProvider = Omit<IdentityProvider, 'id' | 'councilId' | 'createdAt' | 'endsOn'> & {
  /** The council's code. */
  council: string;
};

/**
 * Whose word a council takes. Only the owner of the tables may say so: whoever could add an issuer, or say what its
 * claims stand for, could be anybody.
 * @param tx of a connection as the owner
 * @returns its id
 * @throws VALIDATION_FAILED, PROVIDER_EXISTS
 */
export async function addProvider(tx: Tx, provider: NewProvider): Promise<string> {
  requireSound(provider);
  const councilId = await councilOf(tx, provider.council);
  const columns = {
    council_id: councilId,
    code: provider.code,
    audience: provider.audience,
    label: provider.label.trim(),
    issuer: provider.issuer,
    tenant: provider.tenant,
    client_id: provider.clientId,
    proof: provider.proof,
    secret_name: provider.secretName,
    key_id: provider.keyId,
    scopes: provider.scopes,
    claims: provider.claims && JSON.stringify(provider.claims),
    parameters: JSON.stringify(provider.parameters),
    role_claim: provider.roleClaim,
    email_proved: provider.emailProved,
    second_factors: provider.secondFactors,
    starts_on: provider.startsOn,
  };
  const names = Object.keys(columns);
  try {
    const [row] = await tx.query<{id: string}[]>(
      `INSERT INTO identity_provider (${names.join()}) VALUES (${names.map((_, at) => `$${at + 1}`).join()}) RETURNING id`,
      Object.values(columns),
    );
    const id = row?.id ?? '';
    await note(tx, councilId, id, 'provider.added', {code: provider.code, issuer: provider.issuer});
    return id;
  } catch (error) {
    if (databaseError(error)?.code !== UNIQUE_VIOLATION) throw error;
    throw new DomainError('conflict', 'PROVIDER_EXISTS', `This council has had an issuer called ${provider.code}.`);
  }
}

/** Its last day; who is signed in stays so until their session ends. @throws VALIDATION_FAILED */
export async function endProvider(tx: Tx, council: string, code: string, endsOn: Day): Promise<void> {
  const {id, councilId} = await providerOf(tx, council, code);
  await tx.query(`UPDATE identity_provider SET ends_on = greatest(starts_on, $2::date) WHERE id = $1`, [id, endsOn]);
  await note(tx, councilId, id, 'provider.ended', {code, endsOn});
}

/**
 * What a value of the role claim stands for from the next sign-in on; no roles: nothing.
 * @throws VALIDATION_FAILED
 */
export async function setRoleClaim(
  tx: Tx,
  {council, code, value, roles}: {council: string; code: string; value: string; roles: readonly string[]},
): Promise<void> {
  const unknown = roles.find((role) => !STAFF_ROLES.includes(role as Role));
  if (unknown)
    throw invalid({field: 'roles', message: `Staff have no role ${unknown}. Roles: ${STAFF_ROLES.join(', ')}.`});
  if (!value) throw invalid({field: 'value', message: 'Give the value of the claim.'});
  const {id, councilId, audience} = await providerOf(tx, council, code);
  if (audience !== 'staff') throw invalid({field: 'provider', message: 'Only an issuer for staff gives roles.'});
  await tx.query(`DELETE FROM role_claim WHERE provider_id = $1 AND value = $2`, [id, value]);
  for (const role of new Set(roles)) {
    await tx.query(`INSERT INTO role_claim (council_id, provider_id, value, role) VALUES ($1, $2, $3, $4)`, [
      ...[councilId, id, value, role],
    ]);
  }
  await note(tx, councilId, id, 'role_claim.set', {code, value, roles});
}

function requireSound(provider: NewProvider): void {
  const wrong = (field: string, message: string) => invalid({field, message});
  if (!/^[a-z][a-z0-9-]{1,40}$/.test(provider.code)) throw wrong('code', 'Use a short code in lower case, like entra.');
  if (!URL.canParse(provider.issuer) || !/^https?:$/.test(new URL(provider.issuer).protocol)) {
    throw wrong('issuer', 'Give the issuer’s address, like https://login.example.org.');
  }
  if (!provider.label.trim() || provider.label.trim().length > 60) {
    throw wrong('label', 'Give what stands on the button, in up to 60 characters.');
  }
  if (!provider.clientId) throw wrong('client-id', 'Give the client id that the issuer knows us by.');
  if (!PROOFS.includes(provider.proof)) throw wrong('proof', `Use one of ${PROOFS.join(', ')}.`);
  if (!/^[A-Z][A-Z0-9_]{0,60}$/.test(provider.secretName)) {
    throw wrong('secret', 'Name the secret in capitals, like NOTTS_ENTRA for SIGN_IN_SECRET_NOTTS_ENTRA.');
  }
  if (!provider.scopes.includes('openid')) throw wrong('scope', 'The scopes need openid.');
  if ((provider.audience === 'staff') !== (provider.roleClaim !== null)) {
    throw wrong('role-claim', 'Name the claim that gives roles for staff, and for staff only.');
  }
}

async function councilOf(tx: Tx, code: string): Promise<string> {
  const [row] = await tx.query<{id: string}[]>(`SELECT id FROM council WHERE code = $1`, [code]);
  if (!row) throw invalid({field: 'council', message: `There is no council with the code ${code}.`});
  return row.id;
}

async function providerOf(tx: Tx, council: string, code: string) {
  const councilId = await councilOf(tx, council);
  const [row] = await tx.query<{id: string; audience: string}[]>(
    `SELECT id, audience FROM identity_provider WHERE council_id = $1 AND code = $2`,
    [councilId, code],
  );
  if (!row) throw invalid({field: 'provider', message: `This council has no issuer called ${code}.`});
  return {...row, councilId};
}

function note(tx: Tx, councilId: string, id: string, action: string, after: object): Promise<void> {
  return new AuditTrail().record(tx, {councilId, action, subject: {kind: 'identity_provider', id}, after});
}
