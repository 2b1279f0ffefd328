import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {databaseError, readEnvironment, servingOptions, UnitOfWork} from '@app/platform';
import {DataSource} from 'typeorm';
import {
  APPROVE,
  approved,
  GOOD_EVIDENCE,
  openDesk,
  ready,
  submitted,
  TODAY,
  type Desk,
} from '../../support/accreditation.js';
import {startApi, type TestApi} from '../../support/app.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {World} from '../../support/people.js';

describe('whose record it is', () => {
  let database: TestDatabase;
  let api: TestApi;
  let world: World;
  let north: Desk;
  let south: Desk;
  let serving: DataSource;
  let northern: {id: string; memberId: string};

  beforeAll(async () => {
    database = await testDatabase();
    api = await startApi(database);
    world = await World.open(database, api);
    north = await openDesk(world, 'northshire');
    south = await openDesk(world, 'southshire');
    northern = await approved(api, north);
    serving = await new DataSource(servingOptions(readEnvironment({DATABASE_URL: database.appUrl}))).initialize();
  });
  afterAll(async () => {
    await serving.destroy();
    await world.close();
    await api.close();
    await database.drop();
  });

  it('an officer of another council finds nothing, at every route', async () => {
    const id = await ready(api, north, await world.person(north.councilId, 'Ann', ['pa']));
    const body: unknown = (await api.call('get', `/applications/${id}`, north.officer.token)).body;
    const [evidence] = (body as {evidence: {id: string}[]}).evidence;
    const officer = south.otherOfficer.token;
    const at = `/applications/${id}`;
    await api.call('get', at, officer).expect(404);
    await api.call('post', `${at}/submit`, officer).expect(404);
    await api.call('post', `${at}/withdraw`, officer).expect(404);
    await api.call('post', `${at}/ready`, officer).expect(404);
    await api.call('post', `${at}/decision`, officer, APPROVE).expect(404);
    await api.call('put', `${at}/evidence/identity`, officer, GOOD_EVIDENCE[0]?.body).expect(404);
    await api.call('post', `${at}/evidence/${evidence?.id}/void`, officer, {reason: 'not_genuine'}).expect(404);
    await api.call('post', `/members/${northern.memberId}/suspension`, officer).expect(404);
    await api.call('delete', `/members/${northern.memberId}/suspension`, officer).expect(404);
    await api.call('post', '/applications', officer, {kind: 'pa', person_id: north.pa.personId}).expect(404);
    const [scheme] = await world.owner.query<{id: string}[]>(`SELECT id FROM scheme WHERE council_id = $1`, [
      north.councilId,
    ]);
    const foreign = {kind: 'pa', person_id: south.pa.personId, scheme_id: scheme?.id};
    await api.call('post', '/applications', officer, foreign).expect(422);
    const list = await api.call('get', '/applications?state=approved,ready', officer).expect(200);
    expect(list.body).toMatchObject({items: [], total: 0});
    const own = await submitted(api, await world.person(south.councilId, 'Bea', ['pa']));
    await api
      .call('post', `/applications/${own}/evidence/${evidence?.id}/void`, officer, {reason: 'not_genuine'})
      .expect(404);
  });

  it('a PA has to do with their own application only, and sees no facts of it', async () => {
    const pa = await world.person(north.councilId, 'Cat', ['pa']);
    const own = await ready(api, north, pa);
    const mine = await api.call('get', `/applications/${own}`, pa.token).expect(200);
    expect(mine.body).toMatchObject({state: 'ready', evidence: null, decision: null});
    expect(JSON.stringify(mine.body)).not.toMatch(/001234567890|Ruth|Olu/);
    await api.call('get', `/applications/${northern.id}`, pa.token).expect(404);
    await api.call('post', `/applications/${northern.id}/withdraw`, pa.token).expect(404);
    await api.call('post', '/applications', pa.token, {kind: 'pa', person_id: north.pa.personId}).expect(404);
    const list = await api.call('get', '/applications', pa.token).expect(200);
    expect(list.body).toMatchObject({items: [{id: own, state: 'ready'}], total: 1});
    await api.call('post', `/applications/${own}/ready`, pa.token).expect(403);
    await api.call('post', `/members/${northern.memberId}/suspension`, pa.token).expect(403);
    const decided = await api.call('post', `/applications/${own}/decision`, north.approver.token, APPROVE).expect(200);
    expect(decided.body).toMatchObject({decision: {reasons: APPROVE.reasons}});
    const told = await api.call('get', `/applications/${own}`, pa.token).expect(200);
    expect(told.body).toMatchObject({decision: {outcome: 'approved', reasons: null, decided_by: null}});
  });

  it('nobody without a role comes near', async () => {
    const holder = await world.person(north.councilId, 'Hal', ['holder']);
    await api.call('get', '/applications', holder.token).expect(403);
    await api.call('get', `/applications/${northern.id}`, holder.token).expect(403);
    await api.call('get', '/applications', null).expect(401);
  });

  it('each view of sensitive facts is written down, by whom', async () => {
    const views = async () =>
      (
        await world.owner.query<{actor_id: string}[]>(
          `SELECT actor_id FROM audit_entry WHERE action = 'evidence.viewed' AND subject_id = $1 ORDER BY id`,
          [northern.id],
        )
      ).map((each) => each.actor_id);
    const before = await views();
    await api.call('get', `/applications/${northern.id}`, north.otherOfficer.token).expect(200);
    await api.call('get', `/applications/${northern.id}`, north.pa.token).expect(200);
    await api.call('get', '/applications', north.officer.token).expect(200);
    expect(await views()).toEqual([...before, north.otherOfficer.personId]);
    const trail = await world.owner.query<object[]>(`SELECT after::text FROM audit_entry WHERE council_id = $1`, [
      north.councilId,
    ]);
    expect(JSON.stringify(trail)).not.toMatch(/001234567890|Ruth|asks for was seen/);
  });

  it('row-level security shows a council its own rows and takes none that point elsewhere', async () => {
    const uow = new UnitOfWork(serving);
    const tables = [
      'scheme',
      'scheme_version',
      'requirement',
      'member',
      'application',
      'evidence',
      'evidence_void',
      'decision',
      'suspension',
      'approval_condition',
      'sanction',
    ];
    for (const table of tables) {
      const rows = await uow.run(south.councilId, (tx) =>
        tx.query<{council_id: string}[]>(`SELECT DISTINCT council_id FROM ${table}`),
      );
      expect(rows.filter((row) => row.council_id !== south.councilId)).toEqual([]);
      const unset = await uow.run(null, (tx) => tx.query<unknown[]>(`SELECT FROM ${table} LIMIT 1`));
      expect(unset).toEqual([]);
    }
    const standing = await uow.run(south.councilId, (tx) =>
      tx.query<{member_id: string}[]>(`SELECT member_id FROM member_standing(NULL, '${TODAY}'::date)`),
    );
    expect(standing.map((row) => row.member_id)).not.toContain(northern.memberId);
    const [version] = await world.owner.query<{id: string}[]>(`SELECT id FROM scheme_version WHERE council_id = $1`, [
      south.councilId,
    ]);
    const crossings = [
      [
        `INSERT INTO suspension (council_id, member_id, starts_at, recorded_by) VALUES ($1, $2, now(), $3)`,
        south.councilId,
      ],
      [
        `INSERT INTO suspension (council_id, member_id, starts_at, recorded_by) VALUES ($1, $2, now(), $3)`,
        north.councilId,
      ],
      [
        `INSERT INTO application (council_id, member_id, scheme_version_id, opened_by) VALUES ($1, $2, '${version?.id}', $3)`,
        south.councilId,
      ],
      [
        `INSERT INTO member (council_id, kind, person_id) SELECT $1, 'pa', '${north.officer.personId}' WHERE $2::uuid <> $3::uuid`,
        south.councilId,
      ],
    ] as const;
    for (const [statement, councilId] of crossings) {
      const crossing = uow.run(south.councilId, (tx) =>
        tx.query(statement, [councilId, northern.memberId, south.officer.personId]),
      );
      const error: unknown = await crossing.catch((caught: unknown) => caught);
      expect(['23503', '23514', '42501']).toContain(databaseError(error)?.code);
    }
  });
});
