import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {chmodSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {ask, openFolder, serversOf} from '../../../../tests/support/embedded.js';
import {type EmbeddedPostgres, startPostgres} from './postgres.js';

describe('the embedded PostgreSQL', () => {
  const dataDir = join(openFolder("it's für"), 'data');
  const home = join(dataDir, 'postgres');
  let postgres: EmbeddedPostgres;

  beforeAll(async () => {
    postgres = await startPostgres({dataDir, settings: {work_mem: '5MB'}});
  });
  afterAll(async () => {
    await postgres.stop();
    rmSync(join(dataDir, '..'), {recursive: true});
  });

  it('keeps what is committed and listens on this machine alone', async () => {
    const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'server_encoding'];
    names.push('listen_addresses', 'unix_socket_directories', 'timezone', 'jit', 'random_page_cost', 'work_mem');
    const rows = await ask<{setting: string}>(
      postgres.superuserUrl,
      `SELECT current_setting(name) AS setting FROM unnest('{${names.join()}}'::text[]) AS name`,
    );
    const expected = ['on', 'on', 'on', 'on', 'UTF8', '127.0.0.1', '', 'UTC', 'off', '1.1', '5MB'];
    expect(rows.map(({setting}) => setting)).toEqual(expected);
  });

  it('keeps passwords to their owner and asks for them', async () => {
    expect(lstatSync(join(home, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(lstatSync(join(home, 'cluster')).mode & 0o777).toBe(0o700);
    expect(readdirSync(home).sort()).toEqual(['cluster', 'postgres.log', 'secrets.json']);
    const wrong = postgres.superuserUrl.replace(/:[^:@]+@/, ':wrong@');
    await expect(ask(wrong, 'SELECT 1')).rejects.toMatchObject({code: '28P01'});
  });

  it('lets the owner migrate: tables, and every extension the product uses', async () => {
    const extensions = ['pg_trgm', 'btree_gist', 'unaccent', 'pgcrypto', 'citext', 'cube', 'earthdistance'];
    const create = extensions.map((name) => `CREATE EXTENSION IF NOT EXISTS ${name};`).join('');
    await ask(postgres.ownerUrl, `${create} CREATE TABLE kept (name text); INSERT INTO kept VALUES ('Zoë'), ('zebra')`);
    const [{found} = {found: ''}] = await ask<{found: string}>(
      postgres.ownerUrl,
      `SELECT unaccent(upper(name)) || ' ' || similarity(name, 'zoë') AS found FROM kept ORDER BY name LIMIT 1`,
    );
    expect(found).toBe('ZOE 1');
  });

  it('lets the application do only what it is granted', async () => {
    const [role] = await ask(
      postgres.appUrl,
      `SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user`,
    );
    expect(role).toEqual({rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false});
    for (const sql of [
      'SELECT * FROM kept',
      'CREATE TABLE mine ()',
      'CREATE TEMP TABLE mine ()',
      'CREATE SCHEMA mine',
    ]) {
      await expect(ask(postgres.appUrl, sql)).rejects.toMatchObject({code: '42501'});
    }
    for (const other of ['postgres', 'template1']) {
      const elsewhere = postgres.appUrl.replace(/[^/]+$/, other);
      await expect(ask(elsewhere, 'SELECT 1')).rejects.toMatchObject({code: '42501'});
    }
  });

  it('keeps what callers got wrong out of its log', async () => {
    await expect(ask(postgres.ownerUrl, `SELECT 'Mrs Private'::date`)).rejects.toMatchObject({code: '22007'});
    expect(readFileSync(join(home, 'postgres.log'), 'utf8')).not.toContain('Private');
  });

  it('leaves nothing running, and goes on with the same data', async () => {
    expect(serversOf(dataDir).length).toBeGreaterThan(0);
    await postgres.stop();
    expect(serversOf(dataDir)).toEqual([]);
    await expect(ask(postgres.ownerUrl, 'SELECT 1')).rejects.toMatchObject({code: 'ECONNREFUSED'});
    await postgres.stop(); // a second time does no harm

    const before = postgres.ownerUrl.replace(/:\d+\//, '');
    postgres = await startPostgres({dataDir});
    expect(postgres.ownerUrl.replace(/:\d+\//, '')).toBe(before);
    expect(await ask(postgres.ownerUrl, 'SELECT count(*)::int FROM kept')).toEqual([{count: 2}]);
  });
});

if (process.getuid?.() === 0) {
  describe('the embedded PostgreSQL below a folder that only root may enter', () => {
    it('works in it all the same, and twice', async () => {
      const closed = mkdtempSync(join(tmpdir(), 'alongside-closed-'));
      chmodSync(closed, 0o700);
      const dataDir = join(closed, 'data');
      for (const sql of ['CREATE TABLE kept AS SELECT 1 AS one', 'SELECT * FROM kept']) {
        const postgres = await startPostgres({dataDir, database: 'other'});
        await ask(postgres.ownerUrl, sql);
        expect(lstatSync(join(dataDir, 'postgres', 'cluster', 'base')).uid).not.toBe(0);
        await postgres.stop();
        expect(serversOf(dataDir)).toEqual([]);
      }
      rmSync(closed, {recursive: true});
    });
  });
}
