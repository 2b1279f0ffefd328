import {setTimeout as pause} from 'node:timers/promises';
import type {Client, DatabaseError} from 'pg';
import {readersInTheWay} from './import.errors.js';
import {discardOutgoing} from './staging.js';

const LOCK_NOT_AVAILABLE = '55P03';
const DEADLOCK_DETECTED = '40P01';
/** Readers that come while we wait for the tables wait behind us, so we never wait long, but often. */
const PATIENCE_MS = 50;
const ATTEMPTS = 600;

/**
 * Puts the finished edition in place of the one in use, in one short transaction: whoever reads sees all of the
 * old one or all of the new one.
 * @throws DomainError when something has kept reading the old tables for some minutes
 */
export async function swapEdition(client: Client, editionId: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await swap(client, editionId);
      break;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {});
      const {code} = error as DatabaseError;
      if (code !== LOCK_NOT_AVAILABLE && code !== DEADLOCK_DETECTED) throw error;
      if (attempt === ATTEMPTS) throw readersInTheWay();
      await pause(200);
    }
  }
  await discardOutgoing(client);
}

async function swap(client: Client, editionId: string): Promise<void> {
  await client.query('BEGIN');
  await client.query(`SET LOCAL lock_timeout = '${PATIENCE_MS}ms'`);
  await client.query(`LOCK TABLE geography_edition IN SHARE ROW EXCLUSIVE MODE`);
  await client.query(`LOCK TABLE public.postcode, public.outcode IN ACCESS EXCLUSIVE MODE`);
  await client.query(`DELETE FROM geography_edition WHERE subject = 'postcodes' AND id <> $1`, [editionId]);
  await client.query(`UPDATE geography_edition SET state = 'current', loaded_at = now() WHERE id = $1`, [editionId]);
  // Names alone change hands: to delete the files of the old tables takes the database half a second.
  await client.query(['postcode', 'outcode'].map(exchange).join(';'));
  await client.query('COMMIT');
}

const exchange = (table: string) => `
  ALTER TABLE public.${table} RENAME TO ${table}_outgoing;
  ALTER TABLE public.${table}_outgoing RENAME CONSTRAINT ${table}_pkey TO ${table}_outgoing_pkey;
  ALTER TABLE public.${table}_outgoing SET SCHEMA incoming;
  ALTER TABLE incoming.${table} SET SCHEMA public`;
