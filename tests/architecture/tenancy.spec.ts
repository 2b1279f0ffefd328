import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import type {DataSource} from 'typeorm';
import {connectAs, NOT_HELD, tenantTables} from '../support/catalogue.js';
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

const OWN = '(council_id = ( SELECT current_council() AS current_council))';

describe('every table with a council', () => {
  it('has row-level security, which holds the serving role to the council of the transaction', async () => {
    const tables = await tenantTables(owner);
    expect(tables.length).toBeGreaterThan(30);
    const held = await owner.query<{name: string}[]>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid
       WHERE c.relrowsecurity AND p.polname = 'own_council' AND p.polcmd = '*' AND p.polpermissive
         AND p.polroles = ARRAY['alongside_app'::regrole::oid]
         AND pg_get_expr(p.polqual, c.oid) = $1 AND pg_get_expr(p.polwithcheck, c.oid) = $1`,
      [OWN],
    );
    const names = new Set(held.map((row) => row.name));
    expect(tables.filter((table) => !names.has(table))).toEqual(Object.keys(NOT_HELD));
  });

  it('is widened by no other policy than the reading of what belongs to no council', async () => {
    const others = await owner.query<{policy: string; table: string}[]>(
      `SELECT polname AS policy, c.relname AS table FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
       WHERE c.relnamespace = 'public'::regnamespace AND polname <> 'own_council' AND polpermissive
         AND NOT (polcmd = 'r' AND pg_get_expr(polqual, polrelid) = '(council_id IS NULL)')`,
    );
    expect(others).toEqual([]);
  });

  it('has a council in every row, but for what every council starts with', async () => {
    const open = await owner.query<{table: string}[]>(
      `SELECT c.relname AS table FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname = 'council_id' AND NOT a.attnotnull
         AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'general')`,
    );
    expect(open).toEqual([]);
  });

  it('points to rows of its own council only: a foreign key without the council looks across councils', async () => {
    const loose = await owner.query<{column: string}[]>(
      `SELECT t.relname || '.' || a.attname AS column
       FROM pg_constraint f
       JOIN pg_class t ON t.oid = f.conrelid
       JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
       WHERE f.contype = 'f' AND t.relnamespace = 'public'::regnamespace
         AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = f.conrelid AND attname = 'council_id')
         AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = f.confrelid AND attname = 'council_id')
         AND NOT EXISTS (
           SELECT FROM unnest(f.conkey, f.confkey) AS pair (own, other)
           JOIN pg_attribute o ON o.attrelid = f.conrelid AND o.attnum = pair.own AND o.attname = 'council_id'
           JOIN pg_attribute p ON p.attrelid = f.confrelid AND p.attnum = pair.other AND p.attname = 'council_id')
         AND NOT EXISTS (
           SELECT FROM pg_trigger g
           WHERE g.tgrelid = f.conrelid AND g.tgfoid IN (${SAME_COUNCIL}) AND (g.tgtype & ${ON_INSERT}) > 0
             AND ((g.tgtype & ${ON_UPDATE}) > 0 OR NOT has_column_privilege('alongside_app', f.conrelid, a.attnum, 'UPDATE'))
             AND encode(g.tgargs, 'escape') ~ ('(^|\\\\000)' || a.attname || '\\\\000' || f.confrelid::regclass || '\\\\000'))
       ORDER BY 1`,
    );
    const known = (column: string) => column in HELD_OTHERWISE || column.endsWith('_by');
    expect(loose.map((row) => row.column).filter((column) => !known(column))).toEqual([]);
  });
});

const ON_INSERT = 4;
const ON_UPDATE = 16;
const SAME_COUNCIL = `SELECT oid FROM pg_proc WHERE proname IN ('same_council', 'same_council_of_added')`;

/** What holds a reference that no such trigger holds. Who did something is written by the use case, from the session. */
const HELD_OTHERWISE: Readonly<Record<string, string>> = {
  'application.member_id': 'application_rules',
  'application.scheme_version_id': 'application_rules',
  'evidence.application_id': 'evidence_rules',
  'evidence.member_id': 'evidence_rules',
  'evidence_void.evidence_id': 'evidence_void_rules',
  'evidence_void.member_id': 'evidence_void_rules',
  'decision.application_id': 'decision_rules',
  'decision.member_id': 'decision_rules',
  'evidence.register_import_id': 'evidence_import_rules',
  'application_stage.application_id': 'written by keep_application_stage alone',
  'destruction_record.rule_id': 'written by retention_remove alone',
  'risk_assessment.application_id': 'risk_assessment_rules',
  'status_check.evidence_id': 'status_check_rules',
  'status_check.member_id': 'status_check_rules',
  'agreement_signature.version_id': 'agreement_signature_rules',
  'imported_line.import_id': 'imported_line_same_council when added, imported_line_same_council_again after that',
  'ledger_entry.journal_id': 'ledger_apply_entries',
  'ledger_entry.period_id': 'ledger_apply_entries',
  'ledger_journal.reverses_id': 'ledger_reverses_own',
  'period_balance.period_id': 'written by budget_period_open_balance alone',
  'listing.member_id': 'derive_listing',
  'listing.organisation_id': 'derive_listing: it is the one of the member',
  'listing.person_id': 'derive_listing: it is the one of the member',
  'listing_service.service_id': 'the policy service_known_here',
};
