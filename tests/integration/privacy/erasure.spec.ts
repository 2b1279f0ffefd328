import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {AuditSealer, verifyAudit} from '@app/identity';
import {RemoveDue} from '@app/register';
import {furnish, type FullCouncil} from '../../support/everything.js';
import {PASSWORD, type TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';

let scenario: Scenario;
let ours: FullCouncil;

beforeAll(async () => {
  scenario = await Scenario.open();
  ours = await furnish(scenario, scenario.council);
}, 60_000);
afterAll(() => scenario.close());

const sql = <T>(text: string, values: unknown[] = []) => scenario.world.owner.query<T[]>(text, values);
const call = (person: TestPerson, method: 'get' | 'post' | 'delete', path: string, body?: object) =>
  scenario.call(person, method, path, body);
const codeOf = (body: unknown) => (body as {code: string}).code;

async function asked(person: TestPerson, kind: string, said = 'Please.'): Promise<string> {
  const sent = await call(person, 'post', '/data-requests', {kind, said}).expect(201);
  return `/data-requests/${(sent.body as {items: {id: string}[]}).items[0]?.id}`;
}

describe('erasure', () => {
  it('takes what may go, says of the rest why it stays, and leaves the trail whole', async () => {
    const at = await asked(ours.holder, 'erasure');
    expect(
      codeOf((await call(ours.privacy, 'post', `${at}/answer`, {outcome: 'done', answer: 'x'}).expect(422)).body),
    ).toBe('NOT_CARRIED_OUT');
    await call(ours.privacy, 'post', `${at}/erase`, {keep: [{category: 'listings', reason: ' '}]}).expect(400);
    await call(ours.officer, 'post', `${at}/erase`, {}).expect(403);
    const done = (await call(ours.privacy, 'post', `${at}/erase`, {}).expect(200)).body as {
      decisions: {part: string; choice: string; reason: string | null}[];
    };
    expect(done.decisions.filter((each) => each.choice === 'erased').map((each) => each.part)).toEqual([
      ...['accounts', 'listings', 'messages', 'choosing', 'feedback'],
    ]);
    expect(done.decisions.filter((each) => each.choice === 'kept' && !each.reason)).toEqual([]);
    expect(await sql(`SELECT state, body FROM notice WHERE person_id = $1`, [ours.holder.personId])).toEqual([
      {state: 'ended', body: ''},
    ]);
    // Their sessions ended too, the one they asked in among them.
    await call(ours.holder, 'get', '/data-requests/mine').expect(401);
    expect(
      await sql(`SELECT DISTINCT device FROM session s JOIN account a ON a.id = account_id WHERE person_id = $1`, [
        ours.holder.personId,
      ]),
    ).toEqual([{device: 'Erased on request'}]);
    expect(codeOf((await call(ours.privacy, 'post', `${at}/erase`, {}).expect(409)).body)).toBe('ALREADY_ERASED');
    await call(ours.privacy, 'post', `${at}/answer`, {outcome: 'part', answer: 'What may go has gone.'}).expect(200);
    await scenario.api.app.get(AuditSealer).sealAll();
    const before = await faults();
    expect(before.filter((fault) => /seal/.test(fault))).toEqual([]);
  });

  it('takes nothing that a legal hold keeps, nor without a request', async () => {
    const at = await asked(ours.pa.person, 'erasure');
    expect(codeOf((await call(ours.privacy, 'post', `${at}/erase`, {}).expect(409)).body)).toBe('LEGAL_HOLD');
    const app = `SELECT set_config('app.council_id', $1, true), erase_on_request($2, 'messages')`;
    await expect(sql(app, [ours.id, ours.holder.personId])).rejects.toThrow('nobody asks for this');
  });

  it('is not a correction, which says what was done and who was told', async () => {
    const at = await asked(ours.provider.person, 'correction', 'My name has two s.');
    expect(codeOf((await call(ours.privacy, 'post', `${at}/erase`, {}).expect(422)).body)).toBe('NO_ERASURE');
    await call(ours.privacy, 'post', `${at}/answer`, {outcome: 'done'}).expect(400);
    const answer = {outcome: 'done', answer: 'It has two now.', told: 'The fund holder'};
    const sent = await call(ours.privacy, 'post', `${at}/answer`, answer).expect(200);
    expect(sent.body).toMatchObject(answer);
  });

  const faults = async () => (await verifyAudit(scenario.world.owner)).flatMap((report) => report.faults);
});

describe('retention', () => {
  it('reaches sessions, messages, complaints, concerns and requests, by their rules, and not what is held', async () => {
    const concern = await scenario.world.add('concern', {
      ...{council_id: ours.id, source: 'form', text: 'Old worry', about: 'Mr G', reporter: 'Ned'},
      ...{told: 'no', contact_safe: 'no', reporter_link: 'neighbour'},
    });
    const entry = {council_id: ours.id, concern_id: concern, kind: 'note', on_day: '2026-01-01', text: 'Rang Mr G.'};
    await scenario.world.add('concern_entry', {...entry, recorded_by: ours.safeguarding.personId});
    await call(ours.safeguarding, 'post', `/concerns/${concern}/close`, {note: 'All is well.'}).expect(200);
    const complaint = await scenario.world.add('complaint', {
      ...{council_id: ours.id, name: 'Carl', contact: '1', about: 'other', text: 'Old complaint'},
    });
    await call(ours.officer, 'post', `/complaints/${complaint}/answer`, {answer: 'Sorry, Carl.'}).expect(200);
    await scenario.world.owner.transaction(async (tx) => {
      await tx.query(`SET LOCAL session_replication_role = replica`);
      const old = `now() - interval '73 months'`;
      await tx.query(`UPDATE concern SET closed_at = ${old} WHERE id = $1`, [concern]);
      await tx.query(`UPDATE complaint SET closed_at = ${old} WHERE id = $1`, [complaint]);
      await tx.query(`UPDATE session SET ended_at = ${old}, expires_at = ${old} WHERE device = 'Erased on request'`);
      await tx.query(`UPDATE data_request SET closed_at = ${old} WHERE closed_at IS NOT NULL`);
      await tx.query(
        `INSERT INTO notice (council_id, person_id, channel, template, data, subject, body, key, state, created_at)
         SELECT $1, p, 'inside', 'visits_answered', '{}', 'Old', 'Old', 'old' || p, 'told', ${old}
         FROM unnest($2::uuid[]) p`,
        [ours.id, [ours.pa.person.personId, ours.officer.personId]],
      );
    });
    const due = (await call(ours.admin, 'get', '/council/retention/due?within_days=0').expect(200)).body as {
      items: {category: string; member: object | null}[];
    };
    for (const category of ['session', 'message', 'complaint', 'concern', 'data_request']) {
      expect(due.items).toContainEqual(expect.objectContaining({category, member: null}));
    }
    await scenario.api.app.get(RemoveDue).run();
    const left = JSON.stringify([
      await sql(`SELECT * FROM concern WHERE id = $1`, [concern]),
      await sql(`SELECT * FROM concern_entry WHERE concern_id = $1`, [concern]),
      await sql(`SELECT * FROM complaint WHERE id = $1`, [complaint]),
    ]);
    expect(left).not.toMatch(/Mr G|Ned|Carl|Old/);
    expect(await sql(`SELECT FROM session WHERE device = 'Erased on request'`)).toEqual([]);
    expect(await sql(`SELECT FROM data_request WHERE closed_at < now() - interval '1 year'`)).toEqual([]);
    const notices = await sql<{id: string; state: string}>(
      `SELECT person_id AS id, state FROM notice WHERE key LIKE 'old%' ORDER BY state`,
    );
    // The PA has a legal hold.
    expect(notices).toEqual([
      {id: ours.officer.personId, state: 'ended'},
      {id: ours.pa.person.personId, state: 'told'},
    ]);
  });

  it('closes accounts that nobody uses, and takes from ended representations what they rested on', async () => {
    const {world} = scenario;
    const [gone, holds, works, helps] = await Promise.all([
      world.person(ours.id, 'Gone Away', ['holder']),
      scenario.holder(ours.id),
      world.person(ours.id, 'Old Officer', ['officer']),
      world.person(ours.id, 'Faithful Friend', []),
    ]);
    await scenario.line(holds, 1_000, {council: ours.id});
    await world.represents(ours.id, helps, ours.holder, 'nominated');
    const ended = await world.represents(ours.id, gone, holds, 'nominated', '2019-12-31', {
      ...{starts_on: '2019-01-01', evidence: {agreement: 'Knows her well'}},
    });
    const accounts = [gone, holds, works, helps].map(({personId}) => personId);
    expect(await sql(`SELECT FROM account WHERE person_id = ANY ($1) AND last_used_on IS NULL`, [accounts])).toEqual(
      [],
    );
    await sql(`UPDATE account SET last_used_on = current_date - interval '37 months' WHERE person_id = ANY ($1)`, [
      accounts,
    ]);
    const due = await call(ours.admin, 'get', '/council/retention/due?within_days=0').expect(200);
    expect((due.body as {items: object[]}).items).toEqual([
      expect.objectContaining({category: 'representation', records: 1}),
      expect.objectContaining({category: 'account', records: 1}),
    ]);
    await scenario.api.app.get(RemoveDue).run();
    const left = await sql<{id: string; email: string | null}>(
      `SELECT person_id AS id, email FROM account WHERE person_id = ANY ($1) AND emptied_at IS NOT NULL`,
      [accounts],
    );
    expect(left).toEqual([{id: gone.personId, email: null}]);
    await call(gone, 'get', '/sessions/current').expect(401);
    await scenario.api.call('post', '/sessions', null, {email: gone.email, password: PASSWORD}).expect(401);
    await expect(
      sql(`UPDATE account SET email = 'again@here.example' WHERE person_id = $1`, [gone.personId]),
    ).rejects.toThrow('closed for good');
    expect(await sql(`SELECT evidence, kind FROM representation WHERE id = $1`, [ended])).toEqual([
      {evidence: {}, kind: 'nominated'},
    ]);
    expect(
      await sql(`SELECT FROM representation WHERE representative_id = $1 AND emptied_at IS NOT NULL`, [helps.personId]),
    ).toEqual([]);
    expect(await sql(`SELECT FROM destruction_record WHERE category IN ('account', 'representation')`)).toHaveLength(2);
  });
});
