import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, addMonths, startOfDay, type Day} from '@app/kernel';
import {DbsLevels, EVIDENCE_KINDS, RiskAssessments, type DbsQuestion} from '@app/register';
import {APPROVE, daysAgo, dbs, submitted, TODAY} from '../../support/accreditation.js';
import type {TestPerson} from '../../support/people.js';
import {refusalOf} from '../../support/problem.js';
import {asks, SchemeWorld} from '../../support/scheme-world.js';

let world: SchemeWorld;

/** Levels by tasks, as a scheme has them; one counts from the day it was looked at. */
const LEVELS = [
  asks('dbs_enhanced_barred', {
    kind: 'dbs',
    minimumLevel: 'enhanced_barred',
    onlyWhen: 'regulated_activity',
    validMonths: 12,
    countsFrom: 'checked',
  }),
  asks('dbs_basic', {kind: 'dbs', minimumLevel: 'basic', onlyWhen: 'no_regulated_activity', validMonths: 36}),
];

beforeAll(async () => {
  world = await SchemeWorld.open('northshire', LEVELS);
});
afterAll(() => world.close());

const levels = () => world.scenario.api.app.get(DbsLevels);
const put = (id: string, requirement: string, body: object, by = world.desk.officer) =>
  world.call(by, 'put', `/applications/${id}/evidence/${requirement}`, body);
const apply = async (circumstances: string[] = []) => {
  const pa = await world.newPa();
  return {pa, id: await submitted(world.scenario.api, pa, circumstances)};
};
const view = async (id: string) =>
  (await world.call(world.desk.officer, 'get', `/applications/${id}`).expect(200)).body as {
    member: {id: string};
    circumstances: string[];
    requirements: {requirement: string; met: boolean; lapses_on: string | null}[];
    evidence: {id: string; checked_on: string; facts: object}[];
  };

describe('the law on DBS levels', () => {
  const ask = (rest: Partial<DbsQuestion>) =>
    world.inCouncil((tx) =>
      levels().neededFor(tx, {memberKind: 'pa', selfEmployed: true, tasks: {regulated: true}, day: TODAY, ...rest}),
    );

  it('follows the tasks and the day: an umbrella body for people since 21 January 2026, basic alone before', async () => {
    expect(await ask({day: '2026-01-20'})).toMatchObject({level: 'basic', route: 'themselves'});
    expect(await ask({day: '2026-01-21'})).toMatchObject({level: 'enhanced_barred', route: 'umbrella_body'});
    expect(await ask({selfEmployed: false})).toMatchObject({level: 'enhanced_barred', route: 'umbrella_body'});
    expect(await ask({tasks: {regulated: false}})).toMatchObject({level: 'basic', route: 'themselves'});
    const organisation = {memberKind: 'business', selfEmployed: false} as const;
    expect(await ask({...organisation, day: '2025-06-01'})).toMatchObject({
      level: 'enhanced_barred',
      route: 'organisation',
      source: expect.stringContaining('Police Act 1997'),
    });
    expect(await ask({tasks: {services: ['gardening', 'personal_care', 'pets']}})).toMatchObject({
      regulated: true,
      regulatedServices: ['personal_care'],
      level: 'enhanced_barred',
    });
    expect(await ask({tasks: {services: ['gardening']}})).toMatchObject({regulated: false, level: 'basic'});
  });

  it('is a council’s own where it has one, and no other council’s', async () => {
    const tried = world.inCouncil(async (tx) => {
      await tx.query(
        `INSERT INTO dbs_task (council_id, service_code, starts_on, source) VALUES ($1, 'gardening', $2, 'Ours')`,
        [world.desk.councilId, addDays(TODAY, 1)],
      );
      const on = (day: Day) => levels().regulatedAmong(tx, ['gardening'], day);
      expect([await on(TODAY), await on(addDays(TODAY, 1))]).toEqual([[], ['gardening']]);
      throw new Error('undone');
    });
    await expect(tried).rejects.toThrow('undone');
  });

  it('decides which certificate is asked for, and a lower level counts for nothing', async () => {
    const {id} = await apply(['regulated_activity']);
    expect((await view(id)).circumstances).toEqual(['regulated_activity']);
    expect((await view(id)).requirements.map((each) => each.requirement)).toEqual(['dbs_enhanced_barred']);
    const low = dbs(daysAgo(30), daysAgo(20), {level: 'enhanced'});
    expect(refusalOf(await put(id, 'dbs_enhanced_barred', low))).toMatchObject({
      code: 'EVIDENCE_INSUFFICIENT',
      errors: [{field: 'facts.level'}],
    });
    const raw = world.inCouncil((tx) =>
      tx.query(
        `INSERT INTO evidence (council_id, member_id, application_id, requirement, kind, number, issued_on, checked_on, facts, recorded_by)
         SELECT council_id, member_id, id, 'dbs_enhanced_barred', 'dbs', 1, $2, $2, $3, $4 FROM application WHERE id = $1`,
        [id, daysAgo(20), {...low.facts, seen_by: world.desk.officer.personId}, world.desk.officer.personId],
      ),
    );
    await expect(raw).rejects.toMatchObject({driverError: {constraint: 'evidence_level'}});
    await put(id, 'dbs_enhanced_barred', dbs(daysAgo(30), daysAgo(20), {level: 'enhanced_barred'})).expect(200);

    const other = await apply();
    expect((await view(other.id)).circumstances).toEqual(['no_regulated_activity']);
    await put(other.id, 'dbs_basic', dbs(daysAgo(30), daysAgo(20), {level: 'basic'})).expect(200);
  });

  it('knows what somebody holds on a day', async () => {
    const {id} = await apply();
    const {member} = await view(id);
    const held = (day: Day) => world.inCouncil((tx) => levels().heldBy(tx, member.id, day));
    expect(await held(TODAY)).toBeNull();
    await put(id, 'dbs_basic', dbs(daysAgo(40), daysAgo(20), {level: 'enhanced'})).expect(200);
    expect(await held(daysAgo(21))).toBeNull();
    expect(await held(daysAgo(20))).toBe('enhanced');
    const lapse = addMonths(daysAgo(40), 36);
    expect([await held(addDays(lapse, -1)), await held(lapse)]).toEqual(['enhanced', null]);
    const [certificate] = (await view(id)).evidence;
    const voided = {reason: 'ended_early', ended_on: daysAgo(5)};
    await world
      .call(world.desk.officer, 'post', `/applications/${id}/evidence/${certificate?.id}/void`, voided)
      .expect(200);
    expect([await held(daysAgo(6)), await held(TODAY)]).toEqual(['enhanced', null]);
  });
});

describe('the DBS Update Service', () => {
  const check = (id: string, evidence: string, result: string, on: Day, by = world.desk.officer) =>
    world.call(by, 'post', `/applications/${id}/evidence/${evidence}/status-checks`, {result, checked_on: on});
  const agree = (by: TestPerson, id: string, consents: boolean, on: Day) =>
    world.call(by, 'post', `/applications/${id}/update-service/consent`, {consents, said_on: on});

  it('is looked at with consent only, and "no change" checks the certificate again', async () => {
    const {id, pa} = await apply(['regulated_activity']);
    await put(id, 'dbs_enhanced_barred', dbs(daysAgo(100), daysAgo(90), {level: 'enhanced_barred'})).expect(200);
    const first = await view(id);
    const certificate = first.evidence[0]?.id ?? '';
    expect(first.requirements[0]?.lapses_on).toBe(addMonths(daysAgo(90), 12));
    expect(refusalOf(await check(id, certificate, 'no_change', TODAY)).code).toBe('UPDATE_SERVICE_CONSENT');
    await agree(pa, id, true, daysAgo(50)).expect(204);
    expect(refusalOf(await check(id, certificate, 'no_change', daysAgo(51))).code).toBe('UPDATE_SERVICE_CONSENT');
    await check(id, certificate, 'not_subscribed', daysAgo(40)).expect(204);
    expect((await view(id)).evidence).toHaveLength(1);
    await check(id, certificate, 'no_change', daysAgo(10)).expect(204);
    const after = await view(id);
    expect(after.evidence.map((each) => each.checked_on)).toEqual([daysAgo(90), daysAgo(10)]);
    expect(after.evidence[1]?.facts).toEqual(after.evidence[0]?.facts);
    expect(after.requirements[0]?.lapses_on).toBe(addMonths(daysAgo(10), 12));
    await agree(world.desk.officer, id, false, daysAgo(2)).expect(204);
    expect(refusalOf(await check(id, certificate, 'no_change', TODAY)).code).toBe('UPDATE_SERVICE_CONSENT');
    const read: unknown = (
      await world.call(world.desk.approver, 'get', `/applications/${id}/update-service`).expect(200)
    ).body;
    expect(read).toMatchObject({
      need: {level: 'enhanced_barred', route: 'umbrella_body', regulated: true},
      consent: {consents: false, said_on: daysAgo(2)},
      checks: [
        {result: 'no_change', checked_on: daysAgo(10), checked_by: 'Olu Officer'},
        {result: 'not_subscribed', checked_on: daysAgo(40)},
      ],
    });
    const trail = await world.scenario.world.owner.query<{action: string; after: string | null}[]>(
      `SELECT action, after::text FROM audit_entry WHERE action LIKE 'update_service.%' ORDER BY at`,
    );
    expect(trail.map((each) => each.action)).toContain('update_service.viewed');
    // What came out is nobody's to read in a trail that is for ever.
    expect(JSON.stringify(trail)).not.toMatch(/no_change|not_subscribed/);
  });

  it('refuses days that cannot be, other evidence and one’s own', async () => {
    const {id, pa} = await apply();
    await put(id, 'dbs_basic', dbs(daysAgo(40), daysAgo(20), {level: 'basic'})).expect(200);
    const certificate = (await view(id)).evidence[0]?.id ?? '';
    for (const day of [addDays(TODAY, 1), '2013-06-16', '2026-02-30']) {
      expect(refusalOf(await agree(pa, id, true, day)).errors[0]?.field).toBe('said_on');
    }
    await agree(pa, id, true, daysAgo(30)).expect(204);
    for (const day of [addDays(TODAY, 1), daysAgo(21)]) {
      expect(refusalOf(await check(id, certificate, 'no_change', day)).errors[0]?.field).toBe('checked_on');
    }
    expect(refusalOf(await check(id, certificate, 'clean', TODAY)).errors[0]?.field).toBe('result');
    const other = await apply();
    expect(refusalOf(await check(other.id, certificate, 'no_change', TODAY)).status).toBe(404);
    expect(refusalOf(await check(id, certificate, 'no_change', TODAY, pa)).status).toBe(403);
  });
});

describe('what may be kept of a DBS certificate', () => {
  it('has no field in which a disclosure could be written', async () => {
    const {owner} = world.scenario.world;
    const facts = Object.values(EVIDENCE_KINDS.dbs.facts).map((each) => each.field.type);
    expect(facts.filter((type) => !['choice', 'pattern', 'person', 'day'].includes(type))).toEqual([]);
    // Every column of the tables about certificates, with what holds its words.
    const columns = await owner.query<{name: string; type: string}[]>(
      `SELECT table_name || '.' || column_name AS name, data_type AS type FROM information_schema.columns
       WHERE table_name IN ('evidence_void', 'update_service_consent', 'status_check')
         AND data_type NOT IN ('uuid', 'date', 'timestamp with time zone', 'boolean', 'smallint')`,
    );
    // Both are choices; the checks below hold them to it.
    expect(columns.map((each) => each.name).sort()).toEqual(['evidence_void.reason', 'status_check.result']);
    const sentence = 'Convicted in 2009';
    const words: [string, string][] = [
      ['evidence_void', 'reason'],
      ['status_check', 'result'],
    ];
    for (const [table, column] of words) {
      const [held] = await owner.query<{rule: string}[]>(
        `SELECT pg_get_constraintdef(oid) AS rule FROM pg_constraint WHERE conname = $1`,
        [`${table}_${column}_check`],
      );
      expect(held?.rule).toMatch(/= ANY \(ARRAY\['/);
    }
    const {id} = await apply();
    const good = dbs(daysAgo(30), daysAgo(20), {level: 'basic'});
    for (const name of [...Object.keys(EVIDENCE_KINDS.dbs.facts), 'notes', 'disclosed', 'clean', 'scan']) {
      const body = {...good, facts: {...good.facts, [name]: sentence}};
      expect(refusalOf(await put(id, 'dbs_basic', body)).errors[0]?.field).toBe(`facts.${name}`);
      const raw = owner.transaction(async (tx) => {
        await tx.query(`SET LOCAL session_replication_role = replica`);
        await tx.query(
          `INSERT INTO evidence (council_id, member_id, application_id, requirement, kind, number, issued_on, checked_on, facts, recorded_by)
           SELECT council_id, member_id, id, 'dbs_basic', 'dbs', 1, $2, $2, $3, opened_by FROM application WHERE id = $1`,
          [id, daysAgo(20), {...good.facts, seen_by: world.desk.officer.personId, [name]: sentence}],
        );
      });
      await expect(raw).rejects.toMatchObject({driverError: {constraint: 'evidence_dbs_facts_check'}});
    }
  });
});

describe('a risk assessment', () => {
  const path = (id: string) => `/applications/${id}/risk-assessments`;
  const read = async (by: TestPerson, id: string) =>
    ((await world.call(by, 'get', path(id)).expect(200)).body as {items: {text: string | null}[]}).items;
  const secret = 'Weighed with the safeguarding lead.';

  it('is read by its author and by whoever decides, and by nobody else, each reading on record', async () => {
    const {id, pa} = await apply();
    const {officer, otherOfficer, approver} = world.desk;
    const second = await world.scenario.world.person(world.desk.councilId, 'Sam Second', ['officer']);
    await world.call(officer, 'post', path(id), {text: secret}).expect(204);
    expect(await read(officer, id)).toMatchObject([{text: secret, written_by: {name: 'Olu Officer'}}]);
    expect(await read(approver, id)).toHaveLength(1);
    expect(await read(otherOfficer, id)).toHaveLength(1); // decides too
    expect(await read(second, id)).toEqual([]);
    await world.call(world.admin, 'get', path(id)).expect(403);
    await world.call(pa, 'get', path(id)).expect(403);
    for (const by of [pa, officer, approver]) {
      const {text} = await world.call(by, 'get', `/applications/${id}`).expect(200);
      expect(text).not.toMatch(/risk|Weighed/i);
    }
    const readers = await world.scenario.world.owner.query<{id: string}[]>(
      `SELECT actor_id AS id FROM audit_entry WHERE action = 'risk_assessment.read' ORDER BY at`,
    );
    expect(readers.map((each) => each.id)).toEqual([officer.personId, approver.personId, otherOfficer.personId]);
    for (const text of ['', ' ', 'x'.repeat(8_001)]) {
      expect(refusalOf(await world.call(officer, 'post', path(id), {text})).errors[0]?.field).toBe('text');
    }
  });

  it('nobody writes or reads of their own application, even with the role for it', async () => {
    const both = await world.scenario.world.person(world.desk.councilId, 'Bo Both', ['pa', 'officer', 'approver']);
    const own = {kind: 'pa', person_id: both.personId};
    const {id} = (await world.call(world.desk.officer, 'post', '/applications', own).expect(201)).body as {id: string};
    await world.call(world.desk.officer, 'post', `/applications/${id}/submit`).expect(200);
    expect(refusalOf(await world.call(both, 'get', path(id))).code).toBe('FOUR_EYES');
    expect(refusalOf(await world.call(both, 'post', path(id), {text: secret})).code).toBe('FOUR_EYES');
  });

  it('is gone six months after the decision, whether or not the nightly job came by, and stays on record as made', async () => {
    const {id} = await apply();
    const {officer, approver} = world.desk;
    await world.call(officer, 'post', path(id), {text: secret}).expect(204);
    await put(id, 'dbs_basic', dbs(daysAgo(30), daysAgo(20), {level: 'basic'})).expect(200);
    await world.call(officer, 'post', `/applications/${id}/ready`).expect(200);
    await world.call(approver, 'post', `/applications/${id}/decision`, APPROVE).expect(200);
    expect(refusalOf(await world.call(officer, 'post', path(id), {text: secret})).code).toBe('RISK_ASSESSMENT_CLOSED');
    const {clock, app} = world.scenario.api;
    const assessments = app.get(RiskAssessments);
    const {councilId} = world.desk;
    const after = startOfDay(addDays(TODAY, 1));
    const purge = (before: Date, except: string[] = []) =>
      world.inCouncil((tx) => assessments.purge(tx, councilId, before, except));
    expect(await purge(startOfDay(TODAY))).toEqual([]);
    expect(await purge(after, [id])).toEqual([]);
    expect(await world.inCouncil((tx) => assessments.due(tx, councilId, after))).toBe(1);
    clock.travelTo(startOfDay(addMonths(TODAY, 6)));
    const token = await world.scenario.api.signIn(approver.email, 'correct horse battery');
    expect(await read({...approver, token}, id)).toMatchObject([{text: null}]);
    clock.back();
    expect(await purge(after)).toHaveLength(1);
    expect(await purge(after)).toEqual([]);
    expect(await read(approver, id)).toMatchObject([{text: null, written_by: {name: 'Olu Officer'}}]);
    const changed = world.inCouncil((tx) =>
      tx.query(`UPDATE risk_assessment SET text = 'Otherwise', purged_at = NULL WHERE application_id = $1`, [id]),
    );
    await expect(changed).rejects.toMatchObject({driverError: {constraint: 'risk_assessment_emptied'}});
  });
});
