import {createHash, randomBytes} from 'node:crypto';
import type {EntityManager} from 'typeorm';

/** Somebody who is signed in for longer than any measurement lasts. @returns the token */
export async function benchSession(tx: EntityManager, councilId: string, accountId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await tx.query(
    `INSERT INTO session (council_id, account_id, token_hash, methods, device, idle_minutes, expires_at, ends_at)
     VALUES ($1, $2, $3, '{password,totp}', 'The measurement', 1440, now() + interval '1 day', now() + interval '1 day')`,
    [councilId, accountId, createHash('sha256').update(token).digest()],
  );
  return token;
}
