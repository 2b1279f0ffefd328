import {argon2id, hash, needsRehash, verify} from 'argon2';

/** OWASP's floor for argon2id: 19 MiB, two passes. About 20 ms on a thread of its own, so requests go on meanwhile. */
export const PARAMETERS = {type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1} as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS);
}

/** Made with other parameters than today's: to be made anew when the password is next known. */
export function isOutdated(passwordHash: string): boolean {
  return needsRehash(passwordHash, PARAMETERS);
}

export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  // Somebody unknown costs as long as somebody known, so that time does not tell which e-mails have an account.
  const matches = await verify(passwordHash ?? (await nobody()), password);
  return matches && passwordHash !== null;
}

let nobodysHash: Promise<string> | null = null;

function nobody(): Promise<string> {
  nobodysHash ??= hashPassword('nobody signs in with this');
  return nobodysHash;
}
