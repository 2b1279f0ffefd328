import {readdirSync} from 'node:fs';
import {basename, join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import type {StateMachine} from '@app/kernel';
import type {DataSource} from 'typeorm';
import {connectAs} from '../support/catalogue.js';
import {testDatabase, type TestDatabase} from '../support/database.js';

type Machine = StateMachine<string, string>;

const LIBS = join(import.meta.dirname, '../../libs');

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

/** Every machine in the code, by the name of its file: visit.state.ts is the machine of the table visit. */
async function machines(): Promise<Map<string, Machine>> {
  const files = readdirSync(LIBS, {recursive: true, encoding: 'utf8'}).filter((path) => path.endsWith('.state.ts'));
  const found = new Map<string, Machine>();
  for (const file of files) {
    const exported = (await import(pathToFileURL(join(LIBS, file)).href)) as Record<string, object>;
    const machine = Object.values(exported).find((each) => 'transitions' in Object(each));
    found.set(basename(file, '.state.ts').replaceAll('-', '_'), machine as Machine);
  }
  return found;
}

function steps({transitions}: Machine): string[] {
  const all = Object.values(transitions).flatMap(({from, to}) => from.map((each) => `${each} > ${to}`));
  return [...new Set(all)].sort();
}

describe('state machines', () => {
  it('are the same in the database as in the code, and are all of them', async () => {
    const code = Object.fromEntries([...(await machines())].map(([name, machine]) => [name, steps(machine)]));
    const rows = await owner.query<{machine: string; step: string}[]>(
      `SELECT machine, from_state || ' > ' || to_state AS step FROM state_transition ORDER BY 1`,
    );
    const kept: Record<string, string[]> = {};
    for (const {machine, step} of rows) kept[machine] = [...(kept[machine] ?? []), step].sort();
    expect(Object.keys(kept).length).toBeGreaterThanOrEqual(5);
    expect(kept).toEqual(code);
  });

  it('are held to by a trigger on the table of the name, which starts where the code starts', async () => {
    for (const [name, machine] of await machines()) {
      const [table] = await owner.query<{triggers: number; starts: string; states: string}[]>(
        `SELECT (SELECT count(*) FROM pg_trigger WHERE tgrelid = $1::regclass AND tgenabled = 'O'
                   AND tgfoid = 'enforce_state_transition'::regproc AND encode(tgargs, 'escape') = $1 || '\\000') AS triggers,
                (SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
                 WHERE d.adrelid = $1::regclass AND a.attname = 'state') AS starts,
                (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = $1 || '_state_check') AS states`,
        [name],
      );
      expect(table).toMatchObject({triggers: 1, starts: `'${machine.initial}'::text`});
      const inCheck = [...(table?.states ?? '').matchAll(/'([a-z_]+)'::text/g)].map((match) => match[1]);
      expect(inCheck.sort()).toEqual([...machine.states].sort());
    }
  });
});
