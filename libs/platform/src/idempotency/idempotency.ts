import {createHash} from 'node:crypto';
import {Injectable} from '@nestjs/common';
import {DomainError, invalid} from '@app/kernel';
import type {Tx} from '../database/unit-of-work.js';

const KEY = /^[\x21-\x7e]{1,200}$/;

export interface OnceOnly {
  councilId: string;
  accountId: string;
  /** The Idempotency-Key header; without it nothing is remembered. */
  key: string | null;
  /** What was asked: the same key with something else is a conflict. */
  request: unknown;
}

/**
 * Same key, same request: the same answer, and the work is done once. It is part of the caller's transaction: a
 * second request with the key waits for the first to end; if that rolled back, nothing is remembered.
 */
@Injectable()
export class Idempotency {
  /**
   * @param work its answer must be plain JSON
   * @throws VALIDATION_FAILED for a malformed key, IDEMPOTENCY_CONFLICT for the same key with another request
   */
  async once<T extends object>(
    tx: Tx,
    {councilId, accountId, key, request}: OnceOnly,
    work: () => Promise<T>,
  ): Promise<T> {
    if (key === null) return work();
    if (!KEY.test(key)) {
      throw invalid({field: 'Idempotency-Key', message: 'Send a key of at most 200 visible characters, like a UUID.'});
    }
    const hash = createHash('sha256').update(JSON.stringify(request)).digest();
    const added = await tx.query<unknown[]>(
      `INSERT INTO idempotency_key (account_id, key, council_id, request_hash) VALUES ($1, $2, $3, $4)
       ON CONFLICT (account_id, key) DO NOTHING RETURNING 1`,
      [accountId, key, councilId, hash],
    );
    if (added.length === 0) return remembered<T>(tx, accountId, key, hash);
    const answer = await work();
    await tx.query(`UPDATE idempotency_key SET answer = $3 WHERE account_id = $1 AND key = $2`, [
      accountId,
      key,
      JSON.stringify(answer),
    ]);
    return answer;
  }
}

async function remembered<T>(tx: Tx, accountId: string, key: string, hash: Buffer): Promise<T> {
  const [row] = await tx.query<{request_hash: Buffer; answer: T}[]>(
    `SELECT request_hash, answer FROM idempotency_key WHERE account_id = $1 AND key = $2`,
    [accountId, key],
  );
  if (!row?.request_hash.equals(hash)) {
    throw new DomainError(
      'conflict',
      'IDEMPOTENCY_CONFLICT',
      'This Idempotency-Key was used for another request. Use a new key for a new request.',
    );
  }
  return row.answer;
}
