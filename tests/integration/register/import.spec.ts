import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {verifyAudit} from '@app/identity';
import {addDays} from '@app/kernel';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';
import {daysAgo, openDesk, TODAY, type Desk} from '../../support/accreditation.js';

interface Row {
  row: number;
  outcome: string;
  name: string;
  errors: {field: string; message: string}[];
  warnings: string[];
  changes: string[];
}

interface Preview {
  id: string | null;
  mapping: Record<string, string>;
  rows: Row[];
  totals: Record<string, number>;
}

const uk = (day: string) => day.split('-').reverse().join('/');

const HEADINGS = [
  ...[
    'Ref',
    'Name',
    'E-mail',
    'Postcode',
    'Approved',
    'Drives',
    'Identity checked',
    'RTW',
    'DBS issued',
    'DBS checked',
  ],
  ...['DBS level', 'Reference 1', 'Reference 2', 'Safeguarding issued', 'MCA issued', 'Code of conduct'],
];

type Cells = Partial<Record<(typeof HEADINGS)[number], string>>;

/** A line as a council's spreadsheet has it, good unless told otherwise. */
function line(number: number, more: Cells = {}): string[] {
  const cells: Cells = {
    Ref: `PA-${number}`,
    Name: `Person Number ${number}`,
    'E-mail': `person${number}@example.org`,
    Postcode: 'NG1 5DT',
    Approved: uk(daysAgo(400)),
    Drives: 'No',
    'Identity checked': uk(daysAgo(410)),
    RTW: daysAgo(410),
    'DBS issued': uk(daysAgo(420)),
    'DBS checked': uk(daysAgo(405)),
    'DBS level': 'Enhanced',
    'Reference 1': uk(daysAgo(403)),
    'Reference 2': uk(daysAgo(402)),
    'Safeguarding issued': '3 March 2025',
    'MCA issued': uk(daysAgo(500)),
    'Code of conduct': uk(daysAgo(401)),
    ...more,
  };
  return HEADINGS.map((each) => cells[each] ?? '');
}

const csv = (rows: string[][], delimiter = ',') =>
  [HEADINGS, ...rows]
    .map((cells) => cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(delimiter))
    .join('\r\n');

let scenario: Scenario;
let desk: Desk;
let admin: TestPerson;

beforeAll(async () => {
  scenario = await Scenario.open();
  desk = await openDesk(scenario.world, 'former');
  admin = await scenario.world.person(desk.councilId, 'Ada Admin', ['admin']);
});
afterAll(() => scenario.close());

const PATH = '/council/register/import';

async function dryRun(
  text: string,
  mapping?: Record<string, string>,
  who: TestPerson = desk.officer,
): Promise<Preview> {
  const sent = await scenario.call(who, 'post', `${PATH}?dry_run=true`, {csv: text, mapping}).expect(200);
  return sent.body as Preview;
}

const prepare = (text: string, who: TestPerson = desk.officer) => scenario.call(who, 'post', PATH, {csv: text});

async function taken(text: string, by: TestPerson = desk.approver): Promise<void> {
  const {id} = (await prepare(text).expect(201)).body as Preview;
  await scenario.call(by, 'post', `${PATH}/${id}/confirm`, {}).expect(200);
}

const count = async (table: string) => {
  const [row] = await scenario.world.owner.query<{n: number}[]>(
    `SELECT count(*) AS n FROM ${table} WHERE council_id = $1`,
    [desk.councilId],
  );
  return row?.n ?? -1;
};

describe('a former register', () => {
  it('is read as spreadsheets are saved: byte order mark, semicolons, dates in the UK and ISO; and keeps nothing', async () => {
    const before = await count('person');
    const preview = await dryRun(`\uFEFF${csv([line(1), line(2, {'E-mail': ''})], ';')}`);
    expect(preview.rows.map(({errors, ...row}) => ({...row, errors}))).toMatchObject([
      {row: 2, outcome: 'created', name: 'Person Number 1', errors: []},
      {row: 3, outcome: 'created', errors: []},
    ]);
    expect(preview.mapping).toMatchObject({Ref: 'reference', RTW: 'evidence.right_to_work.1.checked_on'});
    expect(Object.keys(preview.mapping)).toHaveLength(HEADINGS.length);
    expect(preview).toMatchObject({id: null, totals: {rows: 2, created: 2, rejected: 0}});
    expect(await count('person')).toBe(before);
    expect(await count('register_import')).toBe(0);
  });

  it('says of each line at fault what is wrong, by its field, and takes nothing in', async () => {
    const faults: [Cells, string][] = [
      [{Name: ''}, 'name'],
      [{Ref: '', 'E-mail': ''}, 'reference'],
      [{'E-mail': 'nobody'}, 'email'],
      [{Postcode: 'Nottingham'}, 'postcode'],
      [{Approved: '03/25/2024'}, 'approved_on'],
      [{Approved: '45354'}, 'approved_on'],
      [{Approved: ''}, 'approved_on'],
      [{Approved: uk(addDays(TODAY, 1))}, 'approved_on'],
      [{Drives: 'perhaps'}, 'drives'],
      [{'DBS issued': '31/02/2024'}, 'evidence.dbs.1.issued_on'],
      [{'DBS issued': uk(daysAgo(1))}, 'evidence.dbs.1.issued_on'],
      [{'DBS issued': ''}, 'evidence.dbs.1.issued_on'],
      [{'DBS level': 'Basic'}, 'evidence.dbs.1.level'],
      [{'DBS level': ''}, 'evidence.dbs.1.level'],
      [{'Reference 2': ''}, 'evidence.reference.2.checked_on'],
      [{Ref: 'PA-100'}, 'reference'],
      [{'E-mail': 'PERSON100@example.org'}, 'email'],
    ];
    const text = csv([line(100), ...faults.map(([cells], index) => line(101 + index, cells))]);
    const {rows, totals} = await dryRun(text);
    expect(rows.map(({row, outcome, errors}) => [row, outcome, ...errors.map((each) => each.field)])).toEqual([
      [2, 'created'],
      ...faults.map(([, field], index) => [3 + index, 'rejected', field]),
    ]);
    expect(totals).toMatchObject({rows: faults.length + 1, created: 1, rejected: faults.length});
    const refused = await prepare(text).expect(422);
    expect(refused.body).toMatchObject({code: 'IMPORT_REJECTED'});
    expect((refused.body as {rows: unknown[]}).rows).toHaveLength(faults.length);
    expect(await count('register_import')).toBe(0);
  });

  it('is refused as a whole where it is no table, each time with a reason that names the field', async () => {
    const good = csv([line(1)]);
    for (const [text, words] of [
      ['', 'nothing in this file'],
      ['Name;Ref', 'no row below'],
      ['Name,Name\na,b', 'Two columns'],
      ['Name,Ref\n"a,b', 'cannot be read as CSV'],
      [`Name,Ref\na,b,c,d`, 'more cells'],
      [`Name\n\uFFFD`, 'Save the file as CSV UTF-8'],
      [`Name\n${'a\n'.repeat(10_001)}`, 'more than 10000 rows'],
    ] as const) {
      const {status, text: said} = await scenario.call(desk.officer, 'post', `${PATH}?dry_run=true`, {csv: text});
      expect({text: text.slice(0, 20), status, body: JSON.parse(said) as object}).toMatchObject({
        status: 400,
        body: {errors: [{field: 'csv', message: expect.stringContaining(words)}]},
      });
    }
    for (const mapping of [{Nothing: 'name'}, {Name: 'shoe_size'}, {Name: 'name', Ref: 'name'}, {Name: 'email'}]) {
      const sent = await scenario.call(desk.officer, 'post', PATH, {csv: good, mapping}).expect(400);
      expect(sent.body).toMatchObject({errors: [{field: 'mapping'}]});
    }
    const wrong = await scenario.call(desk.officer, 'post', PATH, {csv: 7}).expect(400);
    expect(wrong.body).toMatchObject({errors: [{field: 'csv'}]});
  });

  it('is confirmed by somebody else, who decides; then it is on the register with the dates it had', async () => {
    const {id} = (await prepare(csv([line(1), line(2, {'DBS issued': uk(daysAgo(1200))})])).expect(201))
      .body as Preview;
    expect((await prepare(csv([line(9)])).expect(409)).body).toMatchObject({code: 'IMPORT_OPEN', import_id: id});
    await scenario.call(desk.officer, 'post', `${PATH}/${id}/confirm`, {}).expect(403);
    expect(await count('application')).toBe(0);
    const seen = (await scenario.call(desk.approver, 'get', `${PATH}/${id}`).expect(200)).body as {rows: Row[]};
    expect(seen.rows[1]?.warnings).toEqual([expect.stringContaining('not listed until it is renewed')]);
    await scenario.call(desk.approver, 'post', `${PATH}/${id}/confirm`, {}).expect(200);
    const again = await scenario.call(desk.approver, 'post', `${PATH}/${id}/confirm`, {}).expect(409);
    expect(again.body).toMatchObject({code: 'IMPORT_CLOSED'});
    const list = await scenario.call(desk.officer, 'get', '/applications?state=approved').expect(200);
    const {items} = list.body as {items: {id: string; name: string}[]};
    const views = await Promise.all(items.map(async (each) => (await one(each.id)).body as ApplicationBody));
    const [first, second] = views.sort((a, b) => a.member.name.localeCompare(b.member.name));
    expect(first).toMatchObject({
      state: 'approved',
      standing: {listed: true, accredited: true, checked_on: daysAgo(400)},
      decision: {outcome: 'approved', effective_on: daysAgo(400), decided_by: {name: 'Ash Approver'}},
    });
    expect(first?.evidence).toHaveLength(8);
    expect(first?.evidence.every((each) => each.recorded_by.name === 'Olu Officer')).toBe(true);
    expect(first?.evidence.find((each) => each.requirement === 'dbs')?.facts).toEqual({level: 'enhanced'});
    expect(second).toMatchObject({standing: {listed: false, missing: ['dbs']}});
    expect(await count('register_import_row')).toBe(0);
    expect(await faults()).toEqual([]);
  });

  it('comes again without doubles: by reference or e-mail address, newer evidence added', async () => {
    const [people, evidence] = [await count('person'), await count('evidence')];
    const newer = {Name: 'Person Renamed', 'DBS issued': uk(daysAgo(30)), 'DBS checked': uk(daysAgo(20))};
    const text = csv([line(1), line(2, newer), line(3, {Name: 'person number 1', Ref: 'PA-33'})]);
    const {rows} = await dryRun(text);
    expect(rows.map(({outcome, changes}) => [outcome, ...changes])).toEqual([
      ['unchanged'],
      ['changed', 'name', 'evidence dbs 1'],
      ['created'],
    ]);
    expect(rows[2]?.warnings).toEqual([expect.stringContaining('is it the same person?')]);
    await taken(text);
    expect(await count('person')).toBe(people + 1);
    expect(await count('evidence')).toBe(evidence + 9);
    const same = await prepare(text).expect(200);
    expect(same.body).toMatchObject({id: null, totals: {created: 0, changed: 0, unchanged: 3}});
    const late = line(3, {Ref: 'PA-33', Approved: uk(daysAgo(10))});
    const crossed = csv([line(1, {'E-mail': 'person2@example.org'}), late]);
    expect((await dryRun(crossed)).rows.map((each) => each.errors[0]?.field)).toEqual(['email', 'approved_on']);
    const ours = csv([line(50, {'E-mail': desk.pa.email})]);
    expect((await dryRun(ours)).totals).toMatchObject({created: 1});
    await scenario.call(desk.pa, 'post', '/applications', {kind: 'pa'}).expect(201);
    expect((await dryRun(ours)).rows[0]?.errors[0]?.field).toBe('email');
    expect(await faults()).toEqual([]);
  });

  it('is taken in by nobody who prepared it or is in it, and by nobody whom the register knows otherwise', async () => {
    const both = await scenario.world.person(desk.councilId, 'Both Sides', ['admin', 'approver']);
    const {id} = (await prepare(csv([line(60, {'E-mail': both.email})]), admin).expect(201)).body as Preview;
    const own = await scenario.call(admin, 'post', `${PATH}/${id}/confirm`, {}).expect(422);
    expect(own.body).toMatchObject({code: 'FOUR_EYES'});
    const self = await scenario.call(both, 'post', `${PATH}/${id}/confirm`, {}).expect(422);
    expect(self.body).toMatchObject({code: 'FOUR_EYES'});
    const stranger = await scenario.world.person(scenario.council, 'Away Approver', ['approver']);
    for (const [method, path] of [
      ['get', `${PATH}/${id}`],
      ['post', `${PATH}/${id}/confirm`],
      ['delete', `${PATH}/${id}`],
    ] as const) {
      await scenario.call(stranger, method, path).expect(404);
      await scenario.call(desk.pa, method, path).expect(403);
    }
    await scenario.world.owner.query(`UPDATE account SET email = 'elsewhere@example.org' WHERE person_id = $1`, [
      desk.pa.personId,
    ]);
    await scenario.call(desk.approver, 'delete', `${PATH}/${id}`).expect(204);
    await scenario.call(desk.approver, 'delete', `${PATH}/${id}`).expect(409);
    expect(await count('register_import_row')).toBe(0);
  });

  it('that the register has overtaken meanwhile is not taken in', async () => {
    const {id} = (await prepare(csv([line(70, {'E-mail': desk.otherOfficer.email})])).expect(201)).body as Preview;
    await scenario.call(desk.otherOfficer, 'get', `${PATH}/${id}`).expect(200);
    const open = {kind: 'pa', person_id: desk.otherOfficer.personId};
    await scenario.call(desk.officer, 'post', '/applications', open).expect(201);
    const late = await scenario.call(desk.approver, 'post', `${PATH}/${id}/confirm`, {}).expect(409);
    expect(late.body).toMatchObject({code: 'IMPORT_STALE', rows: [2]});
    await scenario.call(desk.officer, 'delete', `${PATH}/${id}`).expect(204);
  });

  it('comes by the thousand as text/csv, and every record of it is proven', async () => {
    const rows = Array.from({length: 1_000}, (_, index) => line(10_000 + index));
    const sent = await scenario.call(desk.officer, 'post', PATH).type('text/csv').send(csv(rows)).expect(201);
    const {id} = sent.body as Preview;
    await scenario.call(desk.approver, 'post', `${PATH}/${id}/confirm`, {}).expect(200);
    expect(await count('former_register_entry')).toBe(1_003);
    expect(await faults()).toEqual([]);
  });
});

interface ApplicationBody {
  member: {name: string};
  evidence: {requirement: string; facts: object; recorded_by: {name: string}}[];
}

const one = (id: string) => scenario.call(desk.officer, 'get', `/applications/${id}`).expect(200);

async function faults(): Promise<string[]> {
  return (await verifyAudit(scenario.world.owner)).flatMap((each) => each.faults);
}
