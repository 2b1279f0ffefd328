import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, londonDay, londonInstant, type Day} from '@app/kernel';
import {DEFAULT_PA_REQUIREMENTS, registerScheme} from '@app/register';
import {APPROVE, openDesk, ready, type Desk} from '../../support/accreditation.js';
import {SearchWorld, type FoundNow} from '../../support/search-world.js';
import {until} from '../../support/until.js';
import {PROFILE, seedPostcode} from '../listings/profile.js';

const WITHIN_MS = 5_000;
const SEARCHERS = 6;
const HERS = 'near=NG1%205DT&q=accordion';

let world: SearchWorld;
let desk: Desk;

beforeAll(async () => {
  world = await SearchWorld.open();
  await seedPostcode(world.scenario.world);
  desk = await openDesk(world.scenario.world, 'derbyshire');
});
afterAll(() => world.close());

const api = () => world.scenario.api;
const owner = () => world.scenario.world.owner;
const today = () => londonDay(new Date());

/** All that a PA does to have a listing, but for the council's decision. */
async function offer(): Promise<string> {
  const [member] = await owner().query<[{id: string}]>(`SELECT id FROM member WHERE person_id = $1`, [
    desk.pa.personId,
  ]);
  await api().call('post', '/listings', desk.pa.token, {member_id: member.id}).expect(201);
  await profile({});
  await api()
    .call('put', '/listings/mine/services', desk.pa.token, {services: ['gardening']})
    .expect(200);
  await rate(1_450);
  await api().call('post', '/listings/mine/publish', desk.pa.token).expect(200);
  return member.id;
}

const profile = (changes: object) =>
  api()
    .call('put', '/listings/mine/profile', desk.pa.token, {
      ...PROFILE,
      name: 'Pat W.',
      summary: 'Accordion',
      ...changes,
    })
    .expect(200);

const rate = (pence: number) =>
  api()
    .call('put', '/listings/mine/rates', desk.pa.token, {
      starts_on: today(),
      rates: [{band: 'weekday', unit: 'hour', rate_pence: pence}],
    })
    .expect(200);

describe('while Meilisearch is killed', () => {
  const ours = 'q=patient&per_page=100';
  let searching = true;
  let searchers: Promise<void>[] = [];
  const answers: FoundNow[] = [];

  beforeAll(async () => {
    for (const name of ['One A.', 'Two B.', 'Three C.']) {
      await world.scenario.pa(world.scenario.council, {columns: {name, summary: 'Patient and kind'}});
    }
    const wanted = world.meilisearch ? 'meilisearch' : 'postgres';
    await until(async () => {
      const {answer} = await world.find(ours);
      return answer.total === 3 && answer.engine === wanted;
    });
    searchers = Array.from({length: SEARCHERS}, async () => {
      while (searching) answers.push(await world.find(ours));
    });
  });
  afterAll(async () => {
    searching = false;
    await Promise.all(searchers);
  });

  let asked = 0;
  /** By words that nobody has asked for: what is remembered is answered without it. */
  const engineIs = (engine: string) =>
    until(async () => (await world.find(`q=unheard${(asked += 1)}`)).answer.engine === engine);
  const zither = async () => (await world.find('q=zither')).answer;

  it('everybody is answered, by PostgreSQL, with what changed meanwhile; back again it catches up by itself', async () => {
    if (!world.meilisearch) return expect((await zither()).engine).toBe('postgres');
    await world.meilisearch.kill();
    await engineIs('postgres');
    await owner().query(`UPDATE listing SET summary = 'Patient, plays the zither' WHERE name = 'Two B.'`);
    await until(async () => (await zither()).total === 1);

    await world.meilisearch.restart();
    for (let found = await zither(); found.engine !== 'meilisearch'; found = await zither()) {
      expect(found.total).toBe(1);
    }
    expect((await zither()).total).toBe(1); // it does not answer before it has what it missed
  }, 30_000);

  it('and builds its index anew where it has lost it', async () => {
    if (!world.meilisearch) return expect((await zither()).engine).toBe('postgres');
    const index = async () => {
      const [row] = await owner().query<{uid: string}[]>(`SELECT uid FROM search_index WHERE state = 'current'`);
      return row?.uid;
    };
    const before = await index();
    await world.meilisearch.kill();
    world.loseIndexes();
    await engineIs('postgres');
    await world.meilisearch.restart();
    await engineIs('meilisearch');
    expect(await index()).not.toBe(before);
    expect((await zither()).items).toMatchObject([{name: 'Two B.'}]);
  }, 30_000);

  it('nobody ever got anything but the answer', () => {
    expect(answers.length).toBeGreaterThan(100);
    expect(new Set(answers.map(({status}) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({answer}) => answer.total))).toEqual(new Set([3]));
    if (world.meilisearch) {
      expect(new Set(answers.map(({answer}) => answer.engine))).toEqual(new Set(['meilisearch', 'postgres']));
    }
  });
});

describe('each night', () => {
  it('projection and index are compared with the listings and mended', async () => {
    const [cron] = await owner().query<unknown[]>(
      `SELECT FROM graphile_worker._private_known_crontabs WHERE identifier = 'search.verify'`,
    );
    expect(cron).toBeDefined();
    await owner().transaction(async (tx) => {
      await tx.query(`SET LOCAL session_replication_role = replica`); // without the mark that a change leaves
      await tx.query(`UPDATE listing SET summary = 'Patient, plays the lute' WHERE name = 'One A.'`);
    });
    const [{number, uid}] = await owner().query<[{number: number; uid: string}]>(
      `SELECT number, uid FROM search_document, search_index WHERE card ->> 'name' = 'Three C.' AND state = 'current'`,
    );
    await world.spoil(uid, `n${number}`);
    const found = async (q: string) => (await world.find(`q=${q}`)).answer.items.map(({name}) => name).join();
    expect(await found('lute')).toBe('');
    await owner().query(`SELECT graphile_worker.add_job('search.verify')`);
    await until(async () => (await found('lute')) === 'One A.');
    if (world.meilisearch) await until(async () => await world.holds(uid, `n${number}`));
    expect(await found('three')).toBe('Three C.');
  }, 30_000);
});

describe('who is found', () => {
  let memberId: string;

  it('is whom the council has approved, within five seconds of its decision', async () => {
    const application = await ready(api(), desk);
    memberId = await offer();
    expect(await world.total(HERS)).toBe(0);
    await api().call('post', `/applications/${application}/decision`, desk.approver.token, APPROVE).expect(200);
    await until(async () => (await world.total(HERS)) === 1, WITHIN_MS);
    const {answer} = await world.find(HERS);
    expect(answer.items[0]).toMatchObject({
      name: 'Pat W.',
      rate_pence: 1_450,
      standing: {accredited: true, scheme: 'Support with Confidence'},
    });
    expect(answer.facets.service).toEqual([{value: 'gardening', count: 1}]);
  });

  it('is shown as they are the moment they change it', async () => {
    await profile({summary: 'Accordion and tea'});
    expect((await world.find(HERS)).answer.items[0]?.summary).toBe('Accordion and tea');
    await rate(1_990);
    expect((await world.find(HERS)).answer.items[0]?.rate_pence).toBe(1_990);
    expect((await world.find(`${HERS}&max_rate_pence=1989`)).answer.items).toEqual([]);
  });

  it('is nobody who is suspended, from that moment until it is lifted, behind however much is queued', async () => {
    await owner().query(`INSERT INTO search_stale (listing_id) SELECT new_id() FROM generate_series(1, 10000)`);
    await api().call('post', `/members/${memberId}/suspension`, desk.officer.token).expect(204);
    expect((await world.find(HERS)).answer).toMatchObject({items: [], total: 0});
    await api().call('delete', `/members/${memberId}/suspension`, desk.officer.token).expect(204);
    await until(async () => (await world.total(HERS)) === 1);
  });

  it('is nobody who is terminated, from that moment until they are reinstated', async () => {
    await world.scenario.world.add('termination', {
      council_id: desk.councilId,
      member_id: memberId,
      reason: 'A test',
      proposed_by: desk.officer.personId,
    });
    const [{id}] = await owner().query<[{id: string}]>(
      `INSERT INTO sanction (council_id, member_id, kind, starts_on, reason, recorded_by)
       VALUES ($1, $2, 'termination', $3, 'A test', $4) RETURNING id`,
      [desk.councilId, memberId, today(), desk.approver.personId],
    );
    expect((await world.find(HERS)).answer).toMatchObject({items: [], total: 0});
    await owner().query(`UPDATE sanction SET lifted_on = $2, lifted_by = $3 WHERE id = $1`, [
      id,
      today(),
      desk.approver.personId,
    ]);
    await until(async () => (await world.total(HERS)) === 1);
  });

  /** No clock goes back, and what was projected for a day to come would stay so: each of these is later than the last. */
  it('is nobody on the day that a condition is overdue, and somebody again when it is met', async () => {
    const due = addDays(today(), 3);
    const [[decision]] = await owner().query<[[{id: string}]]>(
      `UPDATE decision SET outcome = 'approved_with_conditions' WHERE member_id = $1 RETURNING id`,
      [memberId],
    );
    const [{id}] = await owner().query<[{id: string}]>(
      `INSERT INTO approval_condition (council_id, member_id, decision_id, text, due_on, recorded_by)
       VALUES ($1, $2, $3, 'Something', $4, $5) RETURNING id`,
      [desk.councilId, memberId, decision.id, due, desk.approver.personId],
    );
    await isDownOn(addDays(due, 1));
    await owner().query(`UPDATE approval_condition SET met_on = $2, met_recorded_by = $3 WHERE id = $1`, [
      id,
      today(),
      desk.approver.personId,
    ]);
    await until(async () => (await world.total(HERS)) === 1);
  });

  it('is nobody on the day that other terms apply which ask for more, and somebody again with it', async () => {
    const from = addDays(today(), 8);
    const [requirement] = DEFAULT_PA_REQUIREMENTS.filter((each) => each.code === 'identity');
    if (!requirement) throw new Error('the default asks who they are');
    await owner().transaction((tx) =>
      registerScheme(tx, {
        councilId: desk.councilId,
        name: 'Support with Confidence',
        kind: 'accredited',
        memberKind: 'pa',
        startsOn: addDays(today(), 1),
        membersFrom: from,
        requirements: [...DEFAULT_PA_REQUIREMENTS, {...requirement, code: 'proof_of_address'}],
      }),
    );
    await isDownOn(from);
    await owner().query(
      `INSERT INTO evidence (council_id, member_id, application_id, requirement, kind, number, checked_on, facts, recorded_by)
       SELECT council_id, member_id, application_id, 'proof_of_address', kind, 1, checked_on, facts, recorded_by
       FROM evidence WHERE member_id = $1 AND requirement = 'identity'`,
      [memberId],
    );
    await until(async () => (await world.total(HERS)) === 1);
  });

  it('is nobody on the day that evidence has lapsed', async () => {
    const [{lapses}] = await owner().query<[{lapses: string}]>(
      `SELECT lapses_on AS lapses FROM public_listing WHERE name = 'Pat W.'`,
    );
    await isDownOn(lapses);
  });
});

/** Found up to the last minute of the day before, and not from the first of the day; nobody has to act. */
async function isDownOn(day: Day): Promise<void> {
  const {clock} = api();
  clock.travelTo(londonInstant(addDays(day, -1), '23:59'));
  await until(async () => (await world.total(HERS)) === 1);
  clock.travelTo(londonInstant(day, '00:01'));
  expect((await world.find(HERS)).answer).toMatchObject({items: [], total: 0});
  await until(async () => {
    const [projected] = await owner().query<[{listed: boolean; day: string}]>(
      `SELECT listed, (SELECT true_on FROM search_state) AS day FROM search_document
       WHERE id = (SELECT id FROM listing WHERE name = 'Pat W.')`,
    );
    return !projected.listed && projected.day === day;
  });
  expect(await world.total(HERS)).toBe(0);
}
