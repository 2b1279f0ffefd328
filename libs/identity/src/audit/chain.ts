import {createHash} from 'node:crypto';

/** The chain starts from here. */
export const GENESIS = Buffer.alloc(32);

/**
 * The whole entry as PostgreSQL's jsonb writes it: keys in one order, one spelling for each value, so that
 * anybody can compute the same hash from an export. Every connection runs in UTC, so instants read the same.
 */
export const CONTENT = `to_jsonb(e)::text`;

/** SHA-256 over the hash before and the entry's content. */
export function chainHash(previous: Buffer, content: string): Buffer {
  return createHash('sha256').update(previous).update(content, 'utf8').digest();
}
