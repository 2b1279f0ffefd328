import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {verifyAudit} from '@app/identity';
import {addMonths} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {RemoveDue} from '@app/register';
import type {TestPerson} from '../../support/people.js';
import {allMonthsAgo} from '../../support/months-ago.js';
import {approved, openDesk, record, submitted, TODAY, type Desk} from '../../support/accreditation.js';
import {Scenario} from '../../support/scenario.js';

let scenario: Scenario;
let desk: Desk;
let admin: TestPerson;

beforeAll(async () => {
  scenario = await Scenario.open();
  desk = await openDesk(scenario.world, 'keeps');
  admin = await scenario.world.person(desk.councilId, 'Ada Admin', ['admin']);
});
afterAll(() => scenario.close());

const PATH = '/council/retention';
const sql = <T extends object>(text: string, values: unknown[] = []) => scenario.world.owner.query<T[]>(text, values);
const person = (name: string) => scenario.world.person(desk.councilId, name, ['pa']);

const monthsAgo = (id: string, months: number) => allMonthsAgo(scenario.world.owner, id, months);

async function declined(pa: TestPerson): Promise<string> {
  const id = await submitted(scenario.api, pa);
  await record(scenario.api, desk.officer, id);
  const body = {outcome: 'declined', reason_code: 'incomplete', reasons: 'No answer to three letters.'};
  await scenario.call(desk.approver, 'post', `/applications/${id}/decision`, body).expect(200);
  return id;
}

const night = () => scenario.api.app.get(RemoveDue).run();
const due = async (days = 0) => {
  const sent = await scenario.call(admin, 'get', `${PATH}/due?within_days=${days}`).expect(200);
  return (sent.body as {items: {category: string; due_on: string; held: boolean; member: {name: string} | null}[]})
    .items;
};
const factsOf = (id: string) =>
  sql<{kind: string; facts: object}>(`SELECT kind, facts FROM evidence WHERE application_id = $1 ORDER BY id`, [id]);
const faults = async () => (await verifyAudit(scenario.world.owner)).flatMap((each) => each.faults);

describe('retention', () => {
  it('removes DBS and referee facts six months after the decision, and standing stays', async () => {
    const {id, memberId} = await approved(scenario.api, desk, await person('Kept Five'));
    const old = await approved(scenario.api, desk, await person('Gone Six'));
    await monthsAgo(id, 5);
    await monthsAgo(old.id, 6);
    const soon = await due(40);
    expect(soon.map(({category, member}) => [member?.name, category])).toEqual([
      ['Gone Six', 'dbs_facts'],
      ['Gone Six', 'reference_facts'],
      ['Kept Five', 'dbs_facts'],
      ['Kept Five', 'reference_facts'],
    ]);
    expect(soon.at(-1)?.due_on).toBe(addMonths(addMonths(TODAY, -5), 6));
    const standing = async () =>
      await sql(`SELECT * FROM member_standing(ARRAY[$1, $2]::uuid[], '${TODAY}'::date) ORDER BY 1`, [
        memberId,
        old.memberId,
      ]);
    const before = await standing();
    const [application] = (await night()).get(desk.councilId) ?? [];
    expect(application).toEqual({category: 'dbs_facts', removed: 1});
    expect(await standing()).toEqual(before);
    for (const {kind, facts} of await factsOf(old.id)) {
      expect({kind, gone: Object.keys(facts).length === 0}).toEqual({kind, gone: ['dbs', 'reference'].includes(kind)});
    }
    for (const {facts} of await factsOf(id)) expect(Object.keys(facts).length).toBeGreaterThan(0);
    const trail = await sql<{t: string}>(
      `SELECT string_agg(e::text, ' ') AS t FROM audit_entry e WHERE council_id = $1`,
      [desk.councilId],
    );
    expect(trail[0]?.t).not.toMatch(/001234567890|Ruth Referee/);
    const removed = await scenario.call(admin, 'get', `${PATH}/removed`).expect(200);
    expect(removed.body).toMatchObject({
      items: [
        {category: 'dbs_facts', removed: 1, source: expect.stringContaining('Police Act 1997')},
        {category: 'reference_facts', removed: 2},
      ],
    });
    expect((await night()).get(desk.councilId)).toEqual([]);
    expect(await faults()).toEqual([]);
  });

  it('removes what was said of the declined after the council’s period, and the name where nothing else needs it', async () => {
    const id = await declined(await person('Known Otherwise'));
    const added = await sql<{id: string}>(
      `INSERT INTO person (council_id, name) VALUES ($1, 'Paper Applicant') RETURNING id`,
      [desk.councilId],
    );
    const opened = await scenario
      .call(desk.officer, 'post', '/applications', {kind: 'pa', person_id: added[0]?.id})
      .expect(201);
    const paper = (opened.body as {id: string}).id;
    await scenario.call(desk.officer, 'post', `/applications/${paper}/withdraw`).expect(200);
    await monthsAgo(id, 11);
    await monthsAgo(paper, 12);
    await night();
    const decision = () =>
      sql<{reasons: string; outcome: string}>(`SELECT reasons, outcome FROM decision WHERE application_id = $1`, [id]);
    expect(await decision()).toEqual([{reasons: 'No answer to three letters.', outcome: 'declined'}]);
    await monthsAgo(id, 1);
    const [appeal] = await sql<{id: string}>(
      `INSERT INTO appeal (council_id, member_id, against, decision_id, grounds, channel, received_on, recorded_by)
       SELECT council_id, member_id, 'decline', id, 'I did answer.', 'letter', '${TODAY}'::date, $2 FROM decision WHERE application_id = $1
       RETURNING id`,
      [id, desk.officer.personId],
    );
    await night();
    expect((await decision())[0]?.reasons).toBe('No answer to three letters.');
    await sql(`UPDATE appeal SET state = 'withdrawn' WHERE id = $1`, [appeal?.id]);
    await night();
    expect(await decision()).toEqual([{reasons: 'Removed by a retention rule.', outcome: 'declined'}]);
    expect((await factsOf(id)).every(({facts}) => Object.keys(facts).length === 0)).toBe(true);
    const [said] = await sql<{grounds: string}>(`SELECT grounds FROM appeal WHERE id = $1`, [appeal?.id]);
    expect(said).toEqual({grounds: 'Removed by a retention rule.'});
    await expect(sql(`UPDATE appeal SET grounds = 'Other.' WHERE id = $1`, [appeal?.id])).rejects.toThrow('closed');
    const names = await sql<{name: string}>(
      `SELECT p.name FROM application a JOIN member m ON m.id = a.member_id JOIN person p ON p.id = m.person_id
       WHERE a.id = ANY($1) ORDER BY 1`,
      [[id, paper]],
    );
    expect(names.map((each) => each.name)).toEqual(['Known Otherwise', 'Name removed']);
    expect(await faults()).toEqual([]);
  });

  it('removes what referees wrote, files of papers and risk assessments too, unless they are held', async () => {
    const {id, memberId} = await approved(scenario.api, desk, await person('Paper Trail'));
    const council = {council_id: desk.councilId};
    const referee = await scenario.world.addUnchecked('referee', {
      ...{
        ...council,
        application_id: id,
        requirement: 'reference',
        number: 1,
        name: 'Rae Referee',
        phone: '0115 496 0000',
      },
      ...{relationship: 'employer', known_for: 'over_3', named_by: desk.officer.personId, channel: 'phone'},
    });
    await scenario.world.addUnchecked('reference_answer', {
      ...{...council, referee_id: referee, method: 'phone', relationship: 'employer', known_for: 'over_3'},
      ...{would_trust: 'yes', about: 'Always on time.', recorded_by: desk.officer.personId},
    });
    const file = await scenario.world.addUnchecked('evidence_file', {
      ...{...council, application_id: id, requirement: 'identity', name: 'passport.pdf', media_type: 'application/pdf'},
      ...{bytes: 10, uploaded_by: desk.officer.personId, channel: 'meeting'},
    });
    await scenario.world.addUnchecked('risk_assessment', {
      ...{...council, application_id: id, text: 'Weighed and found good.', written_by: desk.officer.personId},
    });
    await monthsAgo(id, 6);
    const hold = await scenario
      .call(admin, 'post', `${PATH}/holds`, {member_id: memberId, reason: 'A claim.'})
      .expect(201);
    const held = (await due()).filter((each) => each.member?.name === 'Paper Trail');
    expect(held.every((each) => each.held)).toBe(true);
    const kinds = ['dbs_facts', 'evidence_file', 'reference_facts', 'referee', 'risk_assessment'];
    expect(new Set(held.map((each) => each.category))).toEqual(new Set(kinds));
    await night();
    const kept = () =>
      sql<{said: string}>(
        `SELECT concat_ws('; ', r.name, a.about, f.name, f.state, k.text) AS said FROM referee r
         LEFT JOIN reference_answer a ON a.referee_id = r.id
         JOIN evidence_file f ON f.application_id = r.application_id
         JOIN risk_assessment k ON k.application_id = r.application_id WHERE r.id = $1`,
        [referee],
      );
    expect(await kept()).toEqual([
      {said: 'Rae Referee; Always on time.; passport.pdf; quarantined; Weighed and found good.'},
    ]);
    for (const table of ['referee', 'risk_assessment']) {
      await expect(sql(`UPDATE ${table} SET purged_at = now() WHERE application_id = $1`, [id])).rejects.toThrow(
        'hold',
      );
    }
    const holdId = (hold.body as {id: string}).id;
    await scenario.world.owner.query(`DELETE FROM legal_hold WHERE id = $1`, [holdId]);
    await night();
    expect(await kept()).toEqual([{said: 'Removed; Removed; removed'}]);
    const jobs = await sql<{payload: object}>(
      `SELECT j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
       WHERE t.identifier = 'files.remove'`,
    );
    expect(jobs).toEqual([{payload: {councilId: desk.councilId, fileId: file}}]);
    expect(await faults()).toEqual([]);
  });

  it('keeps what is held, until the hold is lifted, whoever tries', async () => {
    const {id, memberId} = await approved(scenario.api, desk, await person('Held Fast'));
    await monthsAgo(id, 7);
    const hold = {member_id: memberId, reason: 'A claim has been made.'};
    const placed = await scenario.call(admin, 'post', `${PATH}/holds`, hold).expect(201);
    expect((await due()).map(({held, member}) => [member?.name, held])).toEqual([
      ['Held Fast', true],
      ['Held Fast', true],
    ]);
    await night();
    for (const {facts} of await factsOf(id)) expect(Object.keys(facts).length).toBeGreaterThan(0);
    await expect(
      sql(`UPDATE evidence SET content_removed_at = now(), content_salt = NULL WHERE application_id = $1`, [id]),
    ).rejects.toThrow('a legal hold keeps this record');
    const holdId = (placed.body as {id: string}).id;
    await scenario.call(admin, 'post', `${PATH}/holds/${holdId}/lift`).expect(204);
    expect((await scenario.call(admin, 'post', `${PATH}/holds/${holdId}/lift`).expect(409)).body).toMatchObject({
      code: 'HOLD_LIFTED',
    });
    const holds = await scenario.call(admin, 'get', `${PATH}/holds`).expect(200);
    expect(holds.body).toMatchObject({
      items: [{reason: 'A claim has been made.', placed_by: 'Ada Admin', ends_on: TODAY}],
    });
    await night();
    await scenario.world.owner.transaction(async (tx) => {
      await tx.query(`SET LOCAL session_replication_role = replica`);
      await tx.query(`UPDATE legal_hold SET starts_on = starts_on - 1, ends_on = ends_on - 1 WHERE id = $1`, [holdId]);
    });
    await night();
    expect(await due()).toEqual([]);
    expect(await faults()).toEqual([]);
  });

  it('lets a council keep for less, from a day on, and never for longer than the law’s rule', async () => {
    const add = (more: object) =>
      scenario.call(admin, 'post', `${PATH}/rules`, {
        ...{category: 'dbs_facts', months: 3, source: 'Our schedule, line 12', starts_on: TODAY},
        ...more,
      });
    expect((await add({months: 7}).expect(400)).body).toMatchObject({errors: [{field: 'months'}]});
    expect((await add({starts_on: '2020-01-01'}).expect(400)).body).toMatchObject({errors: [{field: 'starts_on'}]});
    expect((await add({category: 'shoes'}).expect(400)).body).toMatchObject({errors: [{field: 'category'}]});
    const {id} = await approved(scenario.api, desk, await person('Gone Four'));
    await monthsAgo(id, 4);
    expect(await due()).toEqual([]);
    await add({}).expect(201);
    expect((await add({}).expect(409)).body).toMatchObject({code: 'RULE_EXISTS'});
    expect((await due()).map(({category, member}) => [member?.name, category])).toEqual([
      ['Kept Five', 'dbs_facts'],
      ['Gone Four', 'dbs_facts'],
    ]);
    const rules = await scenario.call(admin, 'get', `${PATH}/rules`).expect(200);
    expect((rules.body as {items: object[]}).items[0]).toMatchObject({
      category: 'dbs_facts',
      months: 3,
      most_months: 6,
      own: true,
    });
    await expect(
      sql(
        `INSERT INTO retention_rule (council_id, category, months, source, starts_on, recorded_by)
           VALUES ($1, 'reference_facts', 60, 'x', '2030-01-01', $2)`,
        [desk.councilId, admin.personId],
      ),
    ).rejects.toThrow('longer than may be');
  });

  it('is nobody else’s: of another council nothing is seen, held or removed', async () => {
    const away = await scenario.world.person(scenario.council, 'Away Admin', ['admin']);
    const {memberId} = await approved(scenario.api, desk, await person('Of Keeps'));
    const hold = {member_id: memberId, reason: 'A claim.'};
    await scenario.call(away, 'post', `${PATH}/holds`, hold).expect(404);
    for (const path of ['due?within_days=3000', 'removed', 'holds']) {
      const seen = await scenario.call(away, 'get', `${PATH}/${path}`).expect(200);
      expect((seen.body as {items: object[]}).items).toEqual([]);
      for (const other of [desk.officer, desk.approver, desk.pa]) {
        await scenario.call(other, 'get', `${PATH}/${path}`).expect(403);
      }
    }
    await scenario.call(admin, 'post', `${PATH}/holds`, {...hold, reason: ' '}).expect(400);
    const uow = scenario.api.app.get(UnitOfWork);
    await expect(uow.run(null, (tx) => tx.query(`SELECT * FROM retention_remove()`))).rejects.toThrow(
      'no council is set',
    );
    for (const statement of [
      `UPDATE evidence SET facts = '{}'`,
      `UPDATE decision SET reasons = 'x'`,
      `INSERT INTO destruction_record (council_id) VALUES (current_council())`,
    ]) {
      await expect(uow.run(desk.councilId, (tx) => tx.query(statement))).rejects.toThrow('permission denied');
    }
  });
});
