import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {ROLES} from '@app/identity';
import {DATA_CATEGORIES, NOT_PERSONAL, PERSONAL_TABLES} from '@app/insight';
import {RETENTION_CATEGORIES} from '@app/register';
import type {DataSource} from 'typeorm';
import {connectAs} from '../support/catalogue.js';
import {testDatabase, type TestDatabase} from '../support/database.js';

/** What is kept of people, and why: nothing may be kept of which nobody says. */
describe('personal data', () => {
  let database: TestDatabase;
  let owner: DataSource;
  const tables = new Map<string, string[]>();

  beforeAll(async () => {
    database = await testDatabase();
    owner = await connectAs('superuser', database);
    const rows = await owner.query<{table: string; column: string}[]>(
      `SELECT c.relname AS table, a.attname AS column FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped`,
    );
    for (const {table, column} of rows) tables.set(table, [...(tables.get(table) ?? []), column]);
  });
  afterAll(async () => {
    await owner.destroy();
    await database.drop();
  });

  it('is all in a category of libs/insight/src/privacy: every column of every table that is not said to be about nobody', () => {
    const nowhere: string[] = [];
    for (const [table, columns] of tables) {
      if (table in NOT_PERSONAL) continue;
      const known = new Set(PERSONAL_TABLES[table]?.columns.split(' ') ?? []);
      nowhere.push(
        ...columns
          .filter((column) => column !== 'id' && column !== 'council_id' && !known.has(column))
          .map((column) => `${table}.${column}`),
      );
    }
    expect(nowhere).toEqual([]);
  });

  it('is not said to be where it is not, nor twice', () => {
    const gone = Object.entries(PERSONAL_TABLES).flatMap(([table, {columns}]) =>
      columns
        .split(' ')
        .filter((column) => !tables.get(table)?.includes(column))
        .map((column) => `${table}.${column}`),
    );
    expect(gone).toEqual([]);
    const both = [...Object.keys(PERSONAL_TABLES), ...Object.keys(NOT_PERSONAL)];
    expect(both.filter((table, place) => both.indexOf(table) !== place || !tables.has(table))).toEqual([]);
  });

  it('is not in tables that are said to be about nobody: none points to a person, but for who recorded a rule', async () => {
    const points = await owner.query<{table: string}[]>(
      `SELECT DISTINCT f.conrelid::regclass::text AS table FROM pg_constraint f
       WHERE f.contype = 'f' AND f.confrelid = ANY (ARRAY['person', 'member', 'account']::regclass[])`,
    );
    expect(points.filter(({table}) => table in NOT_PERSONAL)).toEqual([]);
  });

  it('has categories that say all that the law asks, of roles and rules that there are, each with its tables', () => {
    const inUse = new Set(Object.values(PERSONAL_TABLES).map(({category}) => category));
    expect(inUse).toEqual(new Set(DATA_CATEGORIES.map(({code}) => code)));
    for (const category of DATA_CATEGORIES) {
      expect(category.basis.some((basis) => basis.includes('Article 6'))).toBe(true);
      expect(category.seenBy.filter((role) => !ROLES.includes(role))).toEqual([]);
      expect(category.rules.filter((rule) => !RETENTION_CATEGORIES.includes(rule))).toEqual([]);
      for (const words of [category.purpose, category.whose, category.kept, category.source])
        expect(words).not.toBe('');
    }
  });
});
