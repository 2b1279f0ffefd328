import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import type {DataSource} from 'typeorm';
import {columnsOpenTo, connectAs} from '../support/catalogue.js';
import {testDatabase, type TestDatabase} from '../support/database.js';

let database: TestDatabase;
let owner: DataSource;

beforeAll(async () => {
  database = await testDatabase();
  owner = await connectAs('superuser', database);
});
afterAll(async () => {
  await owner.destroy();
  await database.drop();
});

/** The first column of each row. */
async function names(sql: string): Promise<string[]> {
  const rows = await owner.query<Record<string, string>[]>(sql);
  return rows.map((row) => Object.values(row)[0] ?? '');
}

/** Tables of ours and of the job queue. */
const TABLES = `SELECT oid, relname, relnamespace FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm')
  AND relnamespace IN ('public'::regnamespace, 'graphile_worker'::regnamespace)`;

const FUNCTIONS = `SELECT p.oid, p.oid::regprocedure::text AS name, p.prosecdef, p.proconfig, p.proacl, p.proowner
  FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')`;

describe('the role that serves requests', () => {
  it('owns nothing, is above nothing, belongs to no other role', async () => {
    const app = `'alongside_app'::regrole`;
    expect(await names(`SELECT objid::text FROM pg_shdepend WHERE refobjid = ${app} AND deptype = 'o'`)).toEqual([]);
    expect(
      await names(`SELECT rolname FROM pg_roles WHERE oid = ${app} AND
        (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)`),
    ).toEqual([]);
    expect(await names(`SELECT roleid::regrole::text FROM pg_auth_members WHERE member = ${app}`)).toEqual([]);
  });

  it.each([
    'ledger_journal',
    'ledger_entry',
    'audit_entry',
    'audit_seal',
    'evidence',
    'evidence_void',
    'update_service_consent',
    'status_check',
    'decision',
    'deferral',
    'application_note',
    'stage_target',
    'appeal_period',
    'engagement_rate',
    'capacity_record',
    'representation_line',
    'representation_rule',
    'budget_line',
    'budget_figure',
    'line_change',
    'overdraft',
    'budget_period',
    'deployment_rule',
    'council_sign_in',
  ])('only ever adds to %s', async (table) => {
    const allowed = await names(
      `SELECT p FROM unnest(ARRAY['DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES']) AS p
       WHERE has_table_privilege('alongside_app', '${table}', p)`,
    );
    expect(allowed).toEqual([]);
    expect(await columnsOpenTo(owner, table, 'UPDATE')).toEqual([]);
  });

  it('neither says when something was done nor under which number', async () => {
    const entry = await columnsOpenTo(owner, 'audit_entry', 'INSERT');
    for (const column of ['id', 'at']) expect(entry).not.toContain(column);
    const journal = await columnsOpenTo(owner, 'ledger_journal', 'INSERT');
    for (const column of ['id', 'at', 'transaction_id']) expect(journal).not.toContain(column);
    expect(await columnsOpenTo(owner, 'ledger_entry', 'INSERT')).not.toContain('id');
    for (const table of ['evidence', 'suspension', 'sanction', 'approval_condition']) {
      expect(await columnsOpenTo(owner, table, 'INSERT')).not.toContain('recorded_at');
    }
    expect(await columnsOpenTo(owner, 'scheme_version', 'INSERT')).not.toContain('created_at');
  });

  it('changes nothing of a balance but that its period is closed', async () => {
    expect(await columnsOpenTo(owner, 'period_balance', 'UPDATE')).toEqual(['closed_at']);
    expect(await columnsOpenTo(owner, 'period_balance', 'INSERT')).toEqual([]);
  });

  it('ends what has a beginning by a date, and changes nothing else of it', async () => {
    expect(await columnsOpenTo(owner, 'role_grant', 'UPDATE')).toEqual(['ends_on']);
    expect(await columnsOpenTo(owner, 'representation', 'UPDATE')).toEqual([
      'ends_on',
      'revoked_at',
      'revoked_by',
      'revoke_reason',
    ]);
    expect(await columnsOpenTo(owner, 'behalf_contact', 'UPDATE')).toEqual(['ended_at', 'note']);
    expect(await columnsOpenTo(owner, 'suspension', 'UPDATE')).toEqual(['ends_at', 'lifted_by']);
    expect(await columnsOpenTo(owner, 'sanction', 'UPDATE')).toEqual(['lifted_on', 'lifted_by']);
    expect(await columnsOpenTo(owner, 'approval_condition', 'UPDATE')).toEqual([
      'met_on',
      'met_recorded_by',
      'appeal_id',
    ]);
    expect(await columnsOpenTo(owner, 'session', 'UPDATE')).toEqual([
      ...['token_hash', 'acting_for_id', 'expires_at', 'ended_at', 'methods', 'authenticated_at', 'last_seen_at'],
    ]);
  });

  it('empties no table, hangs nothing on one, and makes none', async () => {
    expect(
      await names(`SELECT relname FROM (${TABLES}) t WHERE has_table_privilege('alongside_app', oid, 'TRUNCATE')
        OR has_table_privilege('alongside_app', oid, 'TRIGGER') OR has_table_privilege('alongside_app', oid, 'REFERENCES')
        OR has_table_privilege('alongside_app', oid, 'MAINTAIN')`),
    ).toEqual([]);
    expect(
      await names(`SELECT nspname FROM pg_namespace WHERE has_schema_privilege('alongside_app', oid, 'CREATE')
        AND nspname !~ '^pg_temp'`),
    ).toEqual([]);
    expect(
      await names(`SELECT 'database' WHERE has_database_privilege('alongside_app', current_database(), 'CREATE')`),
    ).toEqual([]);
  });

  it('writes nothing of what is installed with the product', async () => {
    const writes = `has_any_column_privilege('alongside_app', oid, 'INSERT') OR has_any_column_privilege('alongside_app', oid, 'UPDATE')
      OR has_table_privilege('alongside_app', oid, 'DELETE')`;
    const installed = `relname IN ('council', 'state_transition', 'migration')`;
    expect(await names(`SELECT relname FROM (${TABLES}) t WHERE ${installed} AND (${writes})`)).toEqual([]);
  });
});

describe('functions that act as the owner of the tables', () => {
  it('look for tables in one place only', async () => {
    const all = await names(`SELECT name FROM (${FUNCTIONS}) f WHERE prosecdef`);
    expect(all.length).toBeGreaterThan(5);
    const open = `NOT coalesce('search_path=public, pg_temp' = ANY (proconfig), false)`;
    expect(await names(`SELECT name FROM (${FUNCTIONS}) f WHERE prosecdef AND ${open}`)).toEqual([]);
  });

  /** A trigger function too: whoever may execute it may hang it on a table of their own, and feed it what they like. */
  it('are for nobody but whom they are meant for', async () => {
    expect(
      await names(`SELECT name FROM (${FUNCTIONS}) f WHERE prosecdef
        AND EXISTS (SELECT FROM aclexplode(coalesce(proacl, acldefault('f', proowner))) WHERE grantee = 0)`),
    ).toEqual([]);
    expect(
      await names(`SELECT name FROM (${FUNCTIONS}) f JOIN pg_proc p USING (oid) WHERE p.prosecdef
        AND p.prorettype = 'trigger'::regtype AND has_function_privilege('alongside_app', oid, 'EXECUTE')`),
    ).toEqual([]);
  });

  it('that set up tables are for the owner alone', async () => {
    expect(
      await names(`SELECT name FROM (${FUNCTIONS}) f WHERE has_function_privilege('alongside_app', oid, 'EXECUTE')
        AND name ~ '^(tenant_table|state_machine|general_and_own)\\('`),
    ).toEqual([]);
  });
});
