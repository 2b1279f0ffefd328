import {chmodSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import pg from 'pg';
import {scratch} from './scratch.js';

/** Unlike a plain temporary folder, this one is open to the unprivileged user that servers run as. */
export function openFolder(name: string): string {
  const folder = scratch(`alongside ${name} `);
  chmodSync(folder, 0o755);
  return folder;
}

/** One statement, or several, on a connection of its own. */
export async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({connectionString: url});
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Every process of the PostgreSQL in `dataDir`, looked for without the launcher's own code. */
export function serversOf(dataDir: string): number[] {
  const {dev, ino} = statSync(join(dataDir, 'postgres', 'cluster'));
  return processesNaming(`alongside-${dev}-${ino}`);
}

export function processesNaming(text: string): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => commandLine(pid).includes(text)).map(Number);
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** Waits for something that happens by itself, and fails when it does not. */
export async function eventually(check: () => Promise<boolean> | boolean, withinMs = 60_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`Not within ${withinMs} ms: ${check.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
