import type {Tx} from '@app/platform';
import type {Role} from '../access/roles.js';
import {isAddress} from '../people/is-address.js';
import {RoleClaim, type IdentityProvider} from './identity-provider.entity.js';

/** What an issuer says of somebody, as far as we take its word. */
export interface Vouched {
  issuer: string;
  subject: string;
  /** Only when the issuer says that it is theirs. */
  email: string | null;
  name: string | null;
  secondFactor: boolean;
  /** Of staff: what the claim stands for here. */
  roles: Role[];
}

export type Claims = Readonly<Record<string, unknown>> & {iss: string; sub: string};

const LONGEST_NAME = 200;

export async function vouchedBy(tx: Tx, provider: IdentityProvider, claims: Claims): Promise<Vouched> {
  return {
    issuer: claims.iss,
    subject: claims.sub,
    email: emailOf(provider, claims),
    name: nameOf(claims),
    secondFactor: [...texts(claims.amr), ...texts(claims.acr)].some((each) => provider.secondFactors.includes(each)),
    roles: await rolesOf(tx, provider, claims),
  };
}

function emailOf({emailProved}: IdentityProvider, {email, email_verified: verified}: Claims): string | null {
  const proved = emailProved || verified === true || verified === 'true';
  return proved && typeof email === 'string' && isAddress(email) ? email : null;
}

function nameOf({name, given_name: given, family_name: family}: Claims): string | null {
  const whole = typeof name === 'string' ? name : [...texts(given), ...texts(family)].join(' ');
  return (
    whole
      .normalize('NFC')
      .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
      .trim()
      .slice(0, LONGEST_NAME) || null
  );
}

async function rolesOf(tx: Tx, {id, roleClaim}: IdentityProvider, claims: Claims): Promise<Role[]> {
  if (!roleClaim) return [];
  const values = texts(claims[roleClaim]);
  const known = await tx.findBy(RoleClaim, {providerId: id});
  return [...new Set(known.filter(({value}) => values.includes(value)).map(({role}) => role))].sort();
}

/** One text or a list of them; anything else is none. */
function texts(value: unknown): string[] {
  return [value].flat().filter((each) => typeof each === 'string');
}
