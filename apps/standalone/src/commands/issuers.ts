import {addProvider, endProvider, setRoleClaim, type NewProvider} from '@app/identity';
import {invalid, londonDay} from '@app/kernel';
import {asOwner, type Outcome} from './command.js';

export interface IssuerOptions {
  audience: string;
  label: string;
  address: string;
  clientId: string;
  secret: string;
  proof: string;
  keyId?: string;
  tenant?: string;
  scope: string[];
  claims?: string;
  parameters: string;
  roleClaim?: string;
  secondFactor: string[];
  emailProved?: boolean;
}

/** An issuer that a council trusts from today on. Its key or secret never stands in a command line, only its name. */
export function issuerAdd(council: string, code: string, options: IssuerOptions): Promise<Outcome> {
  const {audience} = options;
  if (audience !== 'public' && audience !== 'staff') {
    throw invalid({field: 'audience', message: 'Say whom it is for: public or staff.'});
  }
  const provider: NewProvider = {
    ...{council, code, audience},
    label: options.label,
    issuer: options.address,
    tenant: options.tenant ?? null,
    clientId: options.clientId,
    proof: options.proof as NewProvider['proof'],
    secretName: options.secret,
    keyId: options.keyId ?? null,
    scopes: options.scope,
    claims: options.claims === undefined ? null : jsonObject('claims', options.claims),
    parameters: jsonObject('parameters', options.parameters) as Record<string, string>,
    roleClaim: options.roleClaim ?? null,
    emailProved: options.emailProved ?? false,
    secondFactors: options.secondFactor,
    startsOn: londonDay(new Date()),
  };
  return asOwner(async (owner) => {
    const id = await owner.transaction((tx) => addProvider(tx, provider));
    const path = `/sign-in/with/${id}/return`;
    const lines = [`Added ${code} for ${council}: ${id}`, `Tell the issuer to return people to PUBLIC_URL${path}`];
    return {ok: true, lines, data: {id, code, council, return_path: path}};
  });
}

export function issuerEnd(council: string, code: string): Promise<Outcome> {
  const endsOn = londonDay(new Date());
  return asOwner(async (owner) => {
    await owner.transaction((tx) => endProvider(tx, council, code, endsOn));
    return {ok: true, lines: [`${code} is offered today for the last time.`], data: {code, council, ends_on: endsOn}};
  });
}

export function issuerRole(council: string, code: string, value: string, roles: string[]): Promise<Outcome> {
  return asOwner(async (owner) => {
    await owner.transaction((tx) => setRoleClaim(tx, {council, code, value, roles}));
    const line = `From the next sign-in on, ${value} stands for ${roles.join(', ') || 'nothing'}.`;
    return {ok: true, lines: [line], data: {code, council, value, roles}};
  });
}

function jsonObject(field: string, text: string): object {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read;
  } catch {
    // Said below, as for anything else that is no object.
  }
  throw invalid({field, message: `Give ${field} as a JSON object, like {"name": "value"}.`});
}
