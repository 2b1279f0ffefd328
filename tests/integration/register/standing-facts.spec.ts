import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import type {Principal} from '@app/identity';
import {addDays, type Day} from '@app/kernel';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import {Conditions, DEFAULT_PA_REQUIREMENTS, registerScheme, Sanctions, type RequirementTerms} from '@app/register';
import {approved, openDesk, TODAY, training, type Desk} from '../../support/accreditation.js';
import {startApi, type TestApi} from '../../support/app.js';
import {runCommand} from '../../support/command.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {World, type TestPerson} from '../../support/people.js';

const TOMORROW = addDays(TODAY, 1);

interface Answer {
  standing: {listed: boolean; lapses_on: Day | null; reasons: string[]};
  known: {at: string; standing: Answer['standing']} | null;
}

/** Conditions, sanctions and versions that take members over: what they do to standing, and who may not do it. */
describe('what else standing follows from', () => {
  let database: TestDatabase;
  let api: TestApi;
  let world: World;
  let desk: Desk;
  let people = 0;

  beforeAll(async () => {
    database = await testDatabase();
    api = await startApi(database);
    world = await World.open(database, api);
    desk = await openDesk(world, 'northshire');
  });
  afterAll(async () => {
    await world.close();
    await api.close();
    await database.drop();
  });

  const as = ({personId}: TestPerson) => ({personId, councilId: desk.councilId}) as Principal;
  const inCouncil = <T>(work: (tx: Tx) => Promise<T>) => api.app.get(UnitOfWork).run(desk.councilId, work);
  const refusal = async (work: Promise<unknown>) => {
    const error: unknown = await work.then(
      () => 'done',
      (caught: unknown) => caught,
    );
    return databaseError(error)?.constraint ?? (error as {code?: string}).code ?? error;
  };
  const newPa = () => world.person(desk.councilId, `Pa ${String.fromCharCode(97 + (people += 1))}`, ['pa']);
  const standing = async (memberId: string, on: Day, knownAt = '', by = desk.officer) => {
    const query = `on=${on}${knownAt && `&known_at=${encodeURIComponent(knownAt)}`}`;
    return (await api.call('get', `/members/${memberId}/standing?${query}`, by.token).expect(200)).body as Answer;
  };
  const views = async (memberId: string) =>
    (
      await world.owner.query<unknown[]>(
        `SELECT FROM audit_entry WHERE action = 'standing.viewed' AND subject_id = $1`,
        [memberId],
      )
    ).length;

  /** Whoever ends a membership needs somebody else to have proposed it. */
  const proposed = (memberId: string) =>
    world.add('termination', {
      council_id: desk.councilId,
      member_id: memberId,
      reason: 'A test',
      proposed_by: desk.officer.personId,
    });

  /** Somebody approved with a condition that is due today. */
  async function withCondition(pa: TestPerson) {
    const {id, memberId} = await approved(api, desk, pa);
    const [decision] = await world.owner
      .query<[{id: string}]>(
        `UPDATE decision SET outcome = 'approved_with_conditions' WHERE application_id = $1 RETURNING id`,
        [id],
      )
      .then(([rows]) => rows as unknown as [{id: string}]);
    const to = {memberId, decisionId: decision.id};
    const [condition = ''] = await inCouncil((tx) =>
      api.app
        .get(Conditions)
        .add(tx, as(desk.approver), to, [
          {text: 'Send the first aid certificate', dueOn: TODAY, publiclyVisible: false},
        ]),
    );
    return {id, memberId, decisionId: decision.id, condition};
  }

  it('a condition is due, overdue from the next day, and met once by somebody else', async () => {
    const pa = await newPa();
    const {memberId, condition} = await withCondition(pa);
    expect((await standing(memberId, TODAY)).standing).toMatchObject({listed: true, lapses_on: TOMORROW, reasons: []});
    expect(await views(memberId)).toBe(0);
    expect((await standing(memberId, TOMORROW)).standing).toMatchObject({
      listed: false,
      reasons: ['condition_overdue'],
    });
    expect(await views(memberId)).toBe(1);

    const meet = (by: TestPerson, on = TODAY) =>
      inCouncil((tx) => api.app.get(Conditions).meet(tx, as(by), condition, on));
    expect(await refusal(meet(pa))).toBe('FOUR_EYES');
    expect(await refusal(meet(desk.officer, TOMORROW))).toBe('VALIDATION_FAILED');
    const before = new Date().toISOString();
    await meet(desk.officer);
    expect(await refusal(meet(desk.officer))).toBe('CONDITION_MET');
    const {standing: now, known} = await standing(memberId, TOMORROW, before);
    expect(now).toMatchObject({listed: true, reasons: []});
    expect(known).toMatchObject({at: before, standing: {listed: false, reasons: ['condition_overdue']}});

    const cli = await runCommand(
      ['register', 'standing', '--member', memberId, '--on', TOMORROW, '--known-at', before, '--json'],
      {DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl},
    );
    expect(JSON.parse(cli.out)).toMatchObject({listed: false, reasons: ['condition_overdue'], knownAt: before});
  });

  it('the database holds to the same, whoever writes', async () => {
    const pa = await newPa();
    const {memberId, decisionId, condition} = await withCondition(pa);
    const plain = await approved(api, desk, await newPa());
    const set = (what: string, values: unknown[]) => refusal(inCouncil((tx) => tx.query(what, values)));
    const met = `UPDATE approval_condition SET met_on = $2, met_recorded_by = $3 WHERE id = $1`;
    expect(await set(met, [condition, TODAY, pa.personId])).toBe('approval_condition_own');
    expect(await set(met, [condition, TOMORROW, desk.officer.personId])).toBe('approval_condition_met_on_check');
    expect(await set(met, [condition, TODAY, desk.officer.personId])).toBe('done');
    expect(await set(met, [condition, TODAY, desk.officer.personId])).toBe('approval_condition_met_once');
    const add = `INSERT INTO approval_condition (council_id, member_id, decision_id, text, recorded_by)
                 SELECT $1, $2, d.id, 'More', $4 FROM decision d WHERE d.id = $3 OR d.application_id = $3`;
    const {councilId, approver} = desk;
    expect(await set(add, [councilId, plain.memberId, plain.id, approver.personId])).toBe(
      'approval_condition_decision',
    );
    expect(await set(add, [councilId, plain.memberId, decisionId, approver.personId])).toBe(
      'approval_condition_decision',
    );
    expect(await set(add, [councilId, memberId, decisionId, pa.personId])).toBe('approval_condition_own');
    await proposed(memberId);
    const sanction = `INSERT INTO sanction (council_id, member_id, kind, starts_on, reason, recorded_by)
                      VALUES ($1, $2, 'termination', $3, 'A test', $4)`;
    expect(await set(sanction, [councilId, memberId, TODAY, pa.personId])).toBe('sanction_own');
    expect(await set(sanction, [councilId, memberId, TODAY, approver.personId])).toBe('done');
    expect(await set(sanction, [councilId, memberId, TODAY, approver.personId])).toBe('sanction_termination_key');
    const lift = `UPDATE sanction SET lifted_on = $2, lifted_by = $3 WHERE member_id = $1`;
    expect(await set(lift, [memberId, TODAY, pa.personId])).toBe('sanction_own');
    expect(await set(lift, [memberId, TODAY, approver.personId])).toBe('done');
    expect(await set(lift, [memberId, TODAY, approver.personId])).toBe('sanction_lifted_once');
    const suspend = `INSERT INTO suspension (council_id, member_id, starts_at, recorded_by) VALUES ($1, $2, now(), $3)`;
    expect(await set(suspend, [councilId, memberId, pa.personId])).toBe('suspension_own');
  });

  it('a termination ends the listing until a reinstatement; a warning does not touch it', async () => {
    const {memberId} = await approved(api, desk, await newPa());
    const sanctions = api.app.get(Sanctions);
    const add = (kind: 'warning' | 'termination', startsOn: Day, by = desk.approver) =>
      inCouncil((tx) => sanctions.add(tx, as(by), {memberId, kind, startsOn, reason: 'For the file only'}));
    await add('warning', TODAY);
    expect((await standing(memberId, TODAY)).standing).toMatchObject({listed: true, reasons: []});
    await proposed(memberId);
    const ending = await add('termination', TOMORROW);
    expect((await standing(memberId, TODAY)).standing).toMatchObject({listed: true, lapses_on: TOMORROW});
    expect((await standing(memberId, TOMORROW)).standing).toMatchObject({listed: false, reasons: ['terminated']});
    expect(await refusal(add('termination', TODAY))).toBe('ALREADY_TERMINATED');
    const lift = (on: Day) => inCouncil((tx) => sanctions.lift(tx, as(desk.approver), ending, on));
    expect(await refusal(lift(TODAY))).toBe('VALIDATION_FAILED');
    await lift(TOMORROW);
    expect(await refusal(lift(TOMORROW))).toBe('SANCTION_LIFTED');
    expect((await standing(memberId, TOMORROW)).standing).toMatchObject({listed: true, reasons: []});
    const all = await inCouncil((tx) => sanctions.of(tx, memberId));
    expect(all.map(({kind}) => kind).sort()).toEqual(['termination', 'warning']);
    expect(JSON.stringify(all)).not.toContain('For the file');
    expect(await inCouncil((tx) => sanctions.reasonOf(tx, ending))).toBe('For the file only');
  });

  it('only the council’s own staff are told, and not about themselves', async () => {
    const pa = await newPa();
    const {memberId} = await approved(api, desk, pa);
    await api.call('post', `/members/${memberId}/suspension`, desk.officer.token).expect(204);
    const at = `/members/${memberId}/standing`;
    await api.call('get', `${at}?on=${TODAY}`, pa.token).expect(403);
    await api.call('get', `${at}?on=${TODAY}`, null).expect(401);
    const {otherOfficer} = await openDesk(world, 'southshire');
    await api.call('get', `${at}?on=${TODAY}`, otherOfficer.token).expect(404);
    for (const [query, field] of [
      ['on=yesterday', 'on'],
      ['on=2026-02-30', 'on'],
      ['on=0001-01-01', 'on'],
      [`on=${TODAY}&known_at=then`, 'known_at'],
    ]) {
      const refused = await api.call('get', `${at}?${query}`, desk.officer.token).expect(400);
      expect((refused.body as {errors: {field: string}[]}).errors.map((each) => each.field)).toEqual([field]);
    }
    expect((await standing(memberId, TODAY)).standing.reasons).toEqual(['suspended']);
    // Their own application tells them that they are not listed, and no more.
    const [mine] = await world.owner.query<[{id: string}]>(`SELECT id FROM application WHERE member_id = $1`, [
      memberId,
    ]);
    const read = await api.call('get', `/applications/${mine.id}`, pa.token).expect(200);
    expect((read.body as Answer).standing).toMatchObject({listed: false, reasons: []});
    const both = await world.person(desk.councilId, 'Bo Both', ['pa', 'officer']);
    const own = await world.member(desk.councilId, both);
    await api.call('get', `/members/${own}/standing?on=${TODAY}`, both.token).expect(422);
  });

  /** The last: everybody of the council is under the new version from then on. */
  it('a version takes members over on its day, asks for what is new before it, and leaves the days before alone', async () => {
    const pa = await newPa();
    const {id, memberId} = await approved(api, desk, pa);
    const from = addDays(TODAY, 10);
    const [course] = DEFAULT_PA_REQUIREMENTS.filter((each) => each.code === 'safeguarding');
    const firstAid = {...course, code: 'first_aid', title: 'Training: first aid'} as RequirementTerms;
    const version = {
      councilId: desk.councilId,
      name: 'Support with Confidence',
      kind: 'accredited',
      memberKind: 'pa',
    } as const;
    const plan = (membersFrom: Day) =>
      world.owner.transaction((tx) =>
        registerScheme(tx, {
          ...version,
          startsOn: TODAY,
          membersFrom,
          requirements: [...DEFAULT_PA_REQUIREMENTS, firstAid],
        }),
      );
    expect(await refusal(plan(TODAY))).toBe('scheme_version_members_from_check');
    await plan(from);
    expect((await standing(memberId, TODAY)).standing).toMatchObject({listed: true, lapses_on: from});
    expect((await standing(memberId, addDays(from, -1))).standing.reasons).toEqual([]);
    expect((await standing(memberId, from)).standing.reasons).toEqual(['missing:first_aid']);
    const read = async () =>
      (await api.call('get', `/applications/${id}`, desk.officer.token).expect(200)).body as {
        coming: {from: Day; requirements: {requirement: string}[]} | null;
      };
    expect((await read()).coming).toMatchObject({from, requirements: [{requirement: 'first_aid'}]});
    const sent = training(addDays(TODAY, -30));
    await api.call('put', `/applications/${id}/evidence/first_aid`, desk.officer.token, sent).expect(200);
    expect((await standing(memberId, from)).standing).toMatchObject({listed: true, reasons: []});
    expect((await standing(memberId, TODAY)).standing.lapses_on).not.toBe(from);
    expect((await read()).coming).toMatchObject({requirements: []});
  });
});
