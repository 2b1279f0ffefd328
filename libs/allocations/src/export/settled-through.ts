import {setTimeout as pause} from 'node:timers/promises';
import type {Tx} from '@app/platform';

const EVERY_MS = 25;
const LONGEST_MS = 20_000;

/**
 * The last entry of the ledger, once all before it are there for good: who took a lower number may still be at work, and
 * a file made by then would say something else when it is made again. Whoever is at work now is waited for.
 */
export async function settledThrough(tx: Tx): Promise<number> {
  const [{through, running}] = await tx.query<[{through: number; running: string[]}]>(NOW);
  for (const until = Date.now() + LONGEST_MS; running.length && Date.now() < until; await pause(EVERY_MS)) {
    const [{busy}] = await tx.query<[{busy: boolean}]>(BUSY, [running]);
    if (!busy) break;
  }
  return through;
}

const NOW = `
  SELECT (SELECT coalesce(max(id), 0) FROM ledger_entry) AS through,
         (SELECT coalesce(array_agg(x::text), '{}') FROM pg_snapshot_xip(pg_current_snapshot()) AS x) AS running`;

const BUSY = `
  SELECT EXISTS (SELECT FROM unnest($1::text[]) AS x WHERE pg_xact_status(x::xid8) = 'in progress') AS busy`;
