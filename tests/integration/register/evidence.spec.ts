import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, beforeEach, describe, expect, it} from '@jest/globals';
import {addDays} from '@app/kernel';
import {
  daysAgo,
  dbs,
  openDesk,
  reference,
  submitted,
  TODAY,
  type Desk,
  type Sent,
} from '../../support/accreditation.js';
import {startApi, type TestApi} from '../../support/app.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {World} from '../../support/people.js';

describe('evidence', () => {
  let database: TestDatabase;
  let api: TestApi;
  let world: World;
  let desk: Desk;
  let id: string;
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
  beforeEach(async () => {
    people += 1;
    id = await submitted(api, await world.person(desk.councilId, `Pa ${'a'.repeat(people)}`, ['pa']));
  });

  const put = (requirement: string, body: unknown) =>
    api.call('put', `/applications/${id}/evidence/${requirement}`, desk.officer.token, body as object);
  const identity = {checked_on: TODAY, facts: {document: 'passport'}};

  it('moves the application into checks and keeps what was seen, by whom and when', async () => {
    const body: unknown = (await put('dbs', dbs(daysAgo(30), daysAgo(2))).expect(200)).body;
    expect(body).toMatchObject({
      state: 'in_checks',
      evidence: [
        {
          requirement: 'dbs',
          number: 1,
          issued_on: daysAgo(30),
          checked_on: daysAgo(2),
          recorded_by: {name: 'Olu Officer'},
          facts: {level: 'enhanced', seen_by: desk.officer.personId, seen_on: daysAgo(2)},
          voided: null,
        },
      ],
    });
  });

  it('is recorded once when it is sent twice', async () => {
    await put('identity', identity).expect(200);
    const body: unknown = (await put('identity', identity).expect(200)).body;
    expect((body as {evidence: unknown[]}).evidence).toHaveLength(1);
    const renewed = await put('identity', {...identity, facts: {document: 'driving_licence'}}).expect(200);
    expect((renewed.body as {evidence: unknown[]}).evidence).toHaveLength(2);
  });

  it('takes the first free place, and two references come from two people', async () => {
    const send = (name: string, number?: number) =>
      put('reference', {...(number ? {number} : {}), checked_on: TODAY, facts: reference(name)});
    await send('Ruth Referee').expect(200);
    expect((await send('ruth  REFEREE', 2).expect(422)).body).toMatchObject({code: 'SAME_REFEREE'});
    await send('Ravi Referee').expect(200);
    expect((await send('Rose Referee').expect(400)).body).toMatchObject({errors: [{field: 'number'}]});
    const body: unknown = (await send('Rose Referee', 2).expect(200)).body;
    const requirements = (body as {requirements: {requirement: string; held: number; met: boolean}[]}).requirements;
    expect(requirements.find((each) => each.requirement === 'reference')).toMatchObject({held: 2, met: true});
  });

  const refused: [string, string, object, string][] = [
    ['checked in the future', 'identity', {...identity, checked_on: addDays(TODAY, 1)}, 'checked_on'],
    ['checked absurdly long ago', 'identity', {...identity, checked_on: '2001-05-05'}, 'checked_on'],
    ['issued in the future', 'dbs', dbs(addDays(TODAY, 1), TODAY), 'issued_on'],
    ['issued absurdly long ago', 'dbs', dbs('1899-12-31', TODAY), 'issued_on'],
    ['issued before most of us were born', 'dbs', dbs('1930-01-01', TODAY), 'issued_on'],
    ['issued after it was checked', 'dbs', dbs(daysAgo(1), daysAgo(5)), 'issued_on'],
    ['seen before it was issued', 'dbs', dbs(daysAgo(5), TODAY, {seen_on: daysAgo(9)}), 'facts.seen_on'],
    ['no day of issue', 'dbs', {...dbs(TODAY, TODAY), issued_on: undefined}, 'issued_on'],
    ['a last day where there is none', 'dbs', {...dbs(TODAY, TODAY), valid_until: '2030-01-01'}, 'valid_until'],
    ['no such day', 'identity', {...identity, checked_on: '2026-02-30'}, 'checked_on'],
    ['a day of the wrong type', 'identity', {...identity, checked_on: 20260101}, 'checked_on'],
    ['facts as text', 'identity', {checked_on: TODAY, facts: 'passport'}, 'facts'],
    ['facts as a list', 'identity', {checked_on: TODAY, facts: [1]}, 'facts'],
    ['no facts', 'identity', {checked_on: TODAY}, 'facts'],
    ['a fact of the wrong type', 'identity', {checked_on: TODAY, facts: {document: {a: 1}}}, 'facts.document'],
    ['a fact we do not know', 'identity', {checked_on: TODAY, facts: {document: 'library_card'}}, 'facts.document'],
    ['what a DBS discloses', 'dbs', dbs(TODAY, TODAY, {disclosure: 'caution, 2011'}), 'facts.disclosure'],
    ['whether a DBS is clean', 'dbs', dbs(TODAY, TODAY, {clean: true}), 'facts.clean'],
    ['text in a number', 'dbs', dbs(TODAY, TODAY, {certificate_number: '0012 see note'}), 'facts.certificate_number'],
    ['an unknown viewer', 'dbs', dbs(TODAY, TODAY, {seen_by: '01890000-0000-7000-8000-000000000000'}), 'facts.seen_by'],
    [
      'a reference by a relative',
      'reference',
      {checked_on: TODAY, facts: {...reference('Mum'), relationship: 'relative'}},
      'facts.relationship',
    ],
    ['a place beyond what is needed', 'identity', {...identity, number: 2}, 'number'],
    ['a place of the wrong type', 'identity', {...identity, number: '1'}, 'number'],
    ['a field we do not know', 'identity', {...identity, note: 'hello'}, 'note'],
  ];
  it.each(refused)('refuses %s, naming the field', async (_, requirement, body, field) => {
    const answer = await put(requirement, body).expect(400);
    expect((answer.body as {errors: {field: string}[]}).errors.map((each) => each.field)).toEqual([field]);
  });

  it('refuses a DBS certificate of too low a level', async () => {
    const body: unknown = (await put('dbs', dbs(daysAgo(5), TODAY, {level: 'basic'})).expect(422)).body;
    expect(body).toMatchObject({code: 'EVIDENCE_INSUFFICIENT', errors: [{field: 'facts.level'}]});
  });

  it('knows no requirement that the scheme does not have', async () => {
    await put('horoscope', identity).expect(404);
    await put('toString', identity).expect(404);
  });

  it('that has lapsed can be recorded, and does not count', async () => {
    const old: Sent['body'] = dbs(daysAgo(1200), TODAY);
    const body: unknown = (await put('dbs', old).expect(200)).body;
    const requirements = (body as {requirements: {requirement: string; met: boolean}[]}).requirements;
    expect(requirements.find((each) => each.requirement === 'dbs')).toMatchObject({met: false});
  });

  it('that ended early counts before that day and not from it on', async () => {
    const recorded = await put('safeguarding', {
      issued_on: daysAgo(90),
      checked_on: daysAgo(80),
      facts: {provider: 'County'},
    });
    const [evidence] = (recorded.body as {evidence: {id: string}[]}).evidence;
    const path = `/applications/${id}/evidence/${evidence?.id}/void`;
    const send = (body: object) => api.call('post', path, desk.officer.token, body);
    await send({reason: 'ended_early'}).expect(400);
    await send({reason: 'recorded_in_error', ended_on: TODAY}).expect(400);
    await send({reason: 'ended_early', ended_on: addDays(TODAY, 1)}).expect(400);
    await send({reason: 'ended_early', ended_on: daysAgo(99)}).expect(400);
    await send({reason: 'because'}).expect(400);
    const body: unknown = (await send({reason: 'ended_early', ended_on: daysAgo(1)}).expect(200)).body;
    expect(body).toMatchObject({evidence: [{voided: {reason: 'ended_early', ended_on: daysAgo(1)}}]});
  });

  it('the database refuses in SQL what the program refuses', async () => {
    await put('identity', identity).expect(200);
    const insert = (kind: string, columns: string) =>
      world.owner.query(
        `INSERT INTO evidence (council_id, member_id, application_id, requirement, kind, number, checked_on, facts, recorded_by)
         SELECT council_id, member_id, id, ${columns} FROM application WHERE id = $1`,
        [id, kind, desk.officer.personId],
      );
    await expect(insert('dbs', `'dbs', $2, 1, current_date, '{"note": "caution"}', $3`)).rejects.toMatchObject({
      driverError: {constraint: 'evidence_dbs_facts_check'},
    });
    await expect(insert('identity', `'identity', $2, 1, current_date + 2, '{}', $3`)).rejects.toMatchObject({
      driverError: {constraint: 'evidence_checked_on_check'},
    });
    await expect(insert('identity', `'dbs', $2, 1, current_date, '{}', $3`)).rejects.toMatchObject({
      driverError: {constraint: 'evidence_asked_for'},
    });
    await expect(insert('identity', `'identity', $2, 2, current_date, '{}', $3`)).rejects.toMatchObject({
      driverError: {constraint: 'evidence_asked_for'},
    });
  });

  // The last: from here on this council has a catalogue.
  it('of training counts no longer than its course, and names one of the catalogue that was given on that day', async () => {
    const admin = await world.person(desk.councilId, 'Ada Admin', ['admin']);
    const add = async (title: string, topic: string) => {
      const course = {
        title,
        provider: 'County',
        topics: [topic],
        valid_months: 6,
        starts_on: '2020-01-01',
        source: 'Test',
      };
      const made = await api.call('post', '/training-courses', admin.token, course).expect(201);
      return (made.body as {id: string}).id;
    };
    const [short, ended] = [await add('Short', 'safeguarding'), await add('Ended', 'safeguarding')];
    await api.call('post', `/training-courses/${ended}/end`, admin.token, {ends_on: daysAgo(0)});
    const trained = (course: string, issued_on = daysAgo(9)) =>
      put('safeguarding', {issued_on, checked_on: TODAY, valid_until: addDays(TODAY, 900), facts: {course}});
    const kept = (await trained(short).expect(200)).body as {evidence: {valid_until: string}[]};
    expect(String(kept.evidence[0]?.valid_until) < addDays(TODAY, 190)).toBe(true);
    await world.owner.query(`ALTER TABLE training_course DISABLE TRIGGER USER`);
    await world.owner.query(`UPDATE training_course SET ends_on = $2 WHERE id = $1`, [ended, daysAgo(30)]);
    await world.owner.query(`ALTER TABLE training_course ENABLE TRIGGER USER`);
    for (const course of [ended, randomUUID()]) {
      expect((await trained(course)).body).toMatchObject({code: 'COURSE_UNKNOWN'});
      await expect(
        world.owner.query(
          `INSERT INTO evidence (council_id, member_id, application_id, requirement, kind, number, issued_on, checked_on, facts, recorded_by)
           SELECT council_id, member_id, application_id, requirement, kind, number, $2, checked_on, jsonb_build_object('course', $1::text), recorded_by
           FROM evidence WHERE application_id = $3`,
          [course, daysAgo(9), id],
        ),
      ).rejects.toMatchObject({driverError: {constraint: 'evidence_course'}});
    }
  });
});
