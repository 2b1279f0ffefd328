import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, addMonths, type Day} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {
  DEFAULT_PA_REQUIREMENTS,
  Members,
  PublicChecks,
  registerScheme,
  seedApprovals,
  standingOf,
  Standings,
} from '@app/register';
import {addScheme, approved, daysAgo, openDesk, TODAY, type Desk} from '../../support/accreditation.js';
import {startApi, type TestApi} from '../../support/app.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {World} from '../../support/people.js';

/** What other libs and commands are given. */
describe('the doors of the register', () => {
  let database: TestDatabase;
  let api: TestApi;
  let world: World;
  let desk: Desk;
  let listed: {id: string; memberId: string};

  beforeAll(async () => {
    database = await testDatabase();
    api = await startApi(database);
    world = await World.open(database, api);
    desk = await openDesk(world, 'northshire');
    listed = await approved(api, desk);
  });
  afterAll(async () => {
    await world.close();
    await api.close();
    await database.drop();
  });

  const asCouncil = <T>(work: (tx: Tx) => Promise<T>) => api.app.get(UnitOfWork).run(desk.councilId, work);
  const standings = () => api.app.get(Standings);

  it('tell the standing of each day asked for, past and future, in one question', async () => {
    const lapse = addMonths(daysAgo(200), 36);
    const days: Day[] = [lapse, daysAgo(1), TODAY, addDays(lapse, -1), TODAY];
    const found = await asCouncil((tx) => standings().on(tx, listed.memberId, days));
    expect([...found].map(([day, {listed: on}]) => [day, on])).toEqual([
      [lapse, false],
      [daysAgo(1), false],
      [TODAY, true],
      [addDays(lapse, -1), true],
    ]);
    expect(found.get(TODAY)).toEqual({
      listed: true,
      accredited: true,
      scheme: 'Support with Confidence',
      schemeKind: 'accredited',
      checkedOn: daysAgo(10),
      lapsesOn: lapse,
      missing: [],
      reasons: [],
    });
  });

  it('tell anybody what was checked and when, in the scheme’s order, and nothing of what was seen', async () => {
    const {checks, conditions} = await asCouncil((tx) => api.app.get(PublicChecks).of(tx, listed.memberId));
    const titles = DEFAULT_PA_REQUIREMENTS.filter((terms) => terms.onlyWhen === null).map((terms) => terms.title);
    expect(conditions).toEqual([]);
    expect(checks.map(({title}) => title)).toEqual(titles);
    for (const check of checks) expect(Object.keys(check).sort()).toEqual(['checkedOn', 'title']);
    expect(
      checks
        .map(({checkedOn}) => checkedOn)
        .sort()
        .at(-1),
    ).toBe(daysAgo(10));
    const elsewhere = await world.council('eastshire');
    const hidden = await api.app
      .get(UnitOfWork)
      .run(elsewhere, (tx) => api.app.get(PublicChecks).of(tx, listed.memberId));
    expect(hidden).toEqual({checks: [], conditions: []});
  });

  it('list nobody whom the council does not know', async () => {
    const other = await openDesk(world, 'southshire');
    const found = await api.app
      .get(UnitOfWork)
      .run(other.councilId, (tx) => standings().current(tx, [listed.memberId]));
    expect(found.get(listed.memberId)).toMatchObject({listed: false, scheme: null});
    expect((await asCouncil((tx) => standings().current(tx, [listed.memberId]))).get(listed.memberId)?.listed).toBe(
      true,
    );
  });

  it('answer the command line for any council, and say what is wrong with a question', async () => {
    expect(await standingOf(world.owner, listed.memberId, TODAY)).toMatchObject({listed: true, missing: []});
    await expect(standingOf(world.owner, 'pa', TODAY)).rejects.toMatchObject({code: 'VALIDATION_FAILED'});
    await expect(standingOf(world.owner, listed.memberId, '2026-13-01')).rejects.toMatchObject({kind: 'invalid'});
    await expect(standingOf(world.owner, desk.councilId, TODAY)).rejects.toMatchObject({kind: 'not_found'});
  });

  it('make a person one member, whoever asks at the same time', async () => {
    const {personId} = await world.person(desk.councilId, 'Mia', ['pa']);
    const members = api.app.get(Members);
    const made = await Promise.all(
      Array.from({length: 8}, () => asCouncil((tx) => members.forPerson(tx, desk.councilId, personId, 'pa'))),
    );
    expect(new Set(made.map((each) => each.id)).size).toBe(1);
    expect(await asCouncil((tx) => members.ofPerson(tx, personId))).toMatchObject({id: made[0]?.id, kind: 'pa'});
    await expect(asCouncil((tx) => members.forPerson(tx, desk.councilId, personId, 'broker'))).rejects.toMatchObject({
      code: 'MEMBER_KIND',
    });
  });

  it('a suspension is neutral: down at once and up again, with no reason anywhere', async () => {
    const path = `/members/${listed.memberId}/suspension`;
    const outside = async () =>
      (await world.owner.query<object[]>(`SELECT * FROM public_standing WHERE member_id = $1`, [listed.memberId]))[0];
    await api.call('delete', path, desk.officer.token).expect(409);
    await api.call('post', path, desk.officer.token).expect(204);
    expect(await outside()).toMatchObject({
      listed: false,
      accredited: false,
      scheme: null,
      checked_on: null,
      lapses_on: null,
    });
    const mine = await api.call('get', `/applications/${listed.id}`, desk.pa.token).expect(200);
    expect(mine.body).toMatchObject({standing: {listed: false, missing: []}});
    expect(JSON.stringify(mine.body)).not.toMatch(/suspen/i);
    await api.call('delete', path, desk.approver.token).expect(204);
    expect(await outside()).toMatchObject({listed: true});
    const trail = await world.owner.query<{action: string}[]>(
      `SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY id`,
      [listed.memberId],
    );
    expect(trail.map((each) => each.action)).toEqual(['member.suspended', 'member.suspension_lifted']);
    await expect(
      asCouncil((tx) => tx.query(`UPDATE suspension SET ends_at = now() WHERE member_id = $1`, [listed.memberId])),
    ).rejects.toMatchObject({driverError: {constraint: 'suspension_lifted_once'}});
  });

  it('nobody suspends or reinstates themselves', async () => {
    const both = await world.person(desk.councilId, 'Ned', ['pa', 'officer']);
    const member = await world.member(desk.councilId, {personId: both.personId});
    await api.call('post', `/members/${member}/suspension`, both.token).expect(422);
  });

  it('a version of a scheme stays as it is once somebody applied under it', async () => {
    await expect(addScheme(world, desk.councilId, DEFAULT_PA_REQUIREMENTS)).rejects.toMatchObject({
      code: 'SCHEME_VERSION_EXISTS',
    });
    const added = asCouncil((tx) =>
      tx.query(
        `INSERT INTO requirement (council_id, scheme_version_id, position, code, kind, title, needed, counts_from, on_lapse, source)
         SELECT council_id, scheme_version_id, 99, 'extra', 'interview', 'Extra', 1, 'checked', 'delist', 'Afterthought'
         FROM application WHERE id = $1`,
        [listed.id],
      ),
    );
    await expect(added).rejects.toMatchObject({driverError: {constraint: 'requirement_version_used'}});
  });

  it('a new version asks new applicants, and leaves those who were approved as they are', async () => {
    const [dbs, ...rest] = DEFAULT_PA_REQUIREMENTS.filter((each) => each.kind === 'dbs');
    expect(rest).toEqual([]);
    const later = {
      councilId: desk.councilId,
      name: 'Support with Confidence',
      kind: 'accredited',
      memberKind: 'pa',
    } as const;
    const version = (requirements: typeof DEFAULT_PA_REQUIREMENTS) =>
      world.owner.transaction((tx) => registerScheme(tx, {...later, startsOn: daysAgo(1), requirements}));
    if (!dbs) throw new Error('the default asks for a DBS certificate');
    await expect(version([{...dbs, minimumLevel: 'enhanced_barred'}])).rejects.toMatchObject({kind: 'invalid'});
    await expect(version([dbs, dbs])).rejects.toMatchObject({kind: 'invalid'});
    await version([...DEFAULT_PA_REQUIREMENTS, {...dbs, code: 'dbs_barred', minimumLevel: 'enhanced_barred'}]);
    expect(await standingOf(world.owner, listed.memberId, TODAY)).toMatchObject({listed: true});
    const pa = await world.person(desk.councilId, 'Nia', ['pa']);
    const body: unknown = (await api.call('post', '/applications', pa.token, {kind: 'pa'}).expect(201)).body;
    const asked = (body as {requirements: {requirement: string}[]}).requirements.map((each) => each.requirement);
    expect(asked).toContain('dbs_barred');
  });

  it('approvals for a demonstration pass every rule of the database', async () => {
    const other = await openDesk(world, 'demoshire');
    const members: string[] = [];
    for (const name of ['Da', 'Db', 'Dc']) {
      const {personId} = await world.person(other.councilId, name, ['pa']);
      members.push(await world.member(other.councilId, {personId}));
    }
    const [version] = await world.owner.query<{id: string}[]>(`SELECT id FROM scheme_version WHERE council_id = $1`, [
      other.councilId,
    ]);
    const seeding = {councilId: other.councilId, versionId: version?.id ?? '', officerId: other.officer.personId};
    const seeds = members.map((memberId, index) => ({
      memberId,
      circumstances: index ? (['self_employed'] as const).slice() : [],
      checkedOn: daysAgo(index * 300),
    }));
    await api.app
      .get(UnitOfWork)
      .run(other.councilId, (tx) => seedApprovals(tx, {...seeding, approverId: other.approver.personId}, seeds));
    const found = await api.app.get(UnitOfWork).run(other.councilId, (tx) => standings().current(tx, members));
    expect(members.map((id) => found.get(id))).toMatchObject([
      {accredited: true, checkedOn: TODAY},
      {accredited: true, checkedOn: daysAgo(300)},
      // The insurance of the third ran out.
      {accredited: false, missing: ['insurance']},
    ]);
    await expect(
      api.app
        .get(UnitOfWork)
        .run(other.councilId, (tx) =>
          seedApprovals(tx, {...seeding, approverId: seeding.officerId}, [
            {memberId: members[0] ?? '', circumstances: [], checkedOn: TODAY},
          ]),
        ),
    ).rejects.toMatchObject({driverError: {constraint: 'decision_four_eyes'}});
  });
});
