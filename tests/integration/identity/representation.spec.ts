import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, londonDay} from '@app/kernel';
import type {TestPerson} from '../../support/people.js';
import {at, booking, Scenario, type TestListing} from '../../support/scenario.js';
import {startWorker} from '../../support/worker.js';
import {until} from '../../support/until.js';

let scenario: Scenario;
let worker: Awaited<ReturnType<typeof startWorker>>;
let aunt: TestPerson;
let niece: TestPerson;
let nephew: TestPerson;
let officer: TestPerson;
let elsewhere: TestPerson;
let line: string;
let provider: TestListing;
const today = londonDay(new Date());

beforeAll(async () => {
  scenario = await Scenario.open();
  worker = await startWorker(scenario.database, scenario.api.clock);
  const {world, council} = scenario;
  aunt = await world.person(council, 'Ivy Hall', ['holder']);
  niece = await world.person(council, 'Grace Hall', []);
  nephew = await world.person(council, 'Henry Hall', []);
  officer = await world.person(council, 'Olive Officer', ['officer']);
  elsewhere = await world.person(await world.council('derbyshire'), 'Other Officer', ['officer']);
  line = await scenario.line(aunt, 500_000);
  provider = await scenario.provider(50);
});
afterAll(async () => {
  await worker.close();
  await scenario.close();
});

const days = {starts_on: today, review_on: addDays(today, 90)};
const nomination = {
  kind: 'nominated',
  ...days,
  evidence: {asked_on: today, asked_how: 'phone', has_capacity: true, agrees: true, manages: true},
};
const authorisation = {
  kind: 'authorised',
  areas: ['money', 'welfare'],
  ...days,
  evidence: {relationship: 'close_family', suitable_on: today, suitable: true},
};
const record = (body: object, who = officer, holder = aunt) =>
  scenario.call(who, 'post', `/council/people/${holder.personId}/representations`, {
    representative_id: niece.personId,
    ...body,
  });
const assess = (area: string, outcome: string) =>
  scenario.call(officer, 'post', `/council/people/${aunt.personId}/capacity-records`, {
    area,
    decision: 'How to use her direct payment',
    assessed_on: today,
    assessed_by: 'A social worker',
    outcome,
    review_on: outcome === 'lacks' ? addDays(today, 90) : null,
  });
const fields = (body: unknown) => (body as {errors: {field: string}[]}).errors.map(({field}) => field);
const subjects = async (person: TestPerson) =>
  ((await scenario.call(person, 'get', '/notices').expect(200)).body as {items: {subject: string}[]}).items.map(
    ({subject}) => subject,
  );
const relayed = () =>
  until(async () => {
    const [row] = await scenario.world.owner.query<{n: number}[]>(`SELECT count(*)::int AS n FROM outbox_event`);
    return row?.n === 0;
  });

async function book(who: TestPerson, start: string): Promise<{id: string; visits: {id: string}[]}> {
  const body = booking(
    provider,
    line,
    at(3, 2, start),
    new Date(new Date(at(3, 2, start)).getTime() + 3_600_000).toISOString(),
  );
  const answer = await scenario.call(who, 'post', '/bookings', body).set('Acting-For', aunt.personId).expect(201);
  return answer.body as {id: string; visits: {id: string}[]};
}

describe('what a representation rests on', () => {
  it('is asked for by its kind, and named where it is missing', async () => {
    expect(fields((await record({...nomination, evidence: {}}).expect(400)).body)).toEqual([
      'asked_on',
      'asked_how',
      'has_capacity',
      'agrees',
      'manages',
    ]);
    for (const [body, missing] of [
      [
        {kind: 'attorney', areas: ['money'], ...days, evidence: {seen_on: addDays(today, 1)}},
        ['seen_by', 'seen_on', 'reference'],
      ],
      [{kind: 'deputy', ...days, evidence: {}}, ['areas']],
      [{kind: 'broker', ...days, powers: ['see_support'], evidence: {}}, ['ends_on']],
      [
        {kind: 'broker', ...days, powers: ['see_support'], ends_on: addDays(today, 30), evidence: {}},
        ['organisation_id'],
      ],
      [{kind: 'broker', ...days, powers: ['book'], evidence: {}}, ['powers']],
      [{kind: 'carer', ...days, powers: ['see_plan'], evidence: {}}, ['consent_on', 'consent_how']],
      [{...nomination, review_on: addDays(today, 800)}, ['review_on']],
      [{...nomination, lines: [line]}, ['lines']],
      [{...nomination, representative_id: aunt.personId}, ['representative_id']],
      [{...nomination, representative_id: officer.personId}, ['representative_id']],
    ] as const) {
      expect({missing, found: fields((await record(body).expect(400)).body)}).toEqual({missing, found: missing});
    }
  });

  it('stands behind it in the database: nobody who serves requests writes one down without', async () => {
    const columns = {council_id: scenario.council, holder_id: aunt.personId, representative_id: niece.personId};
    const more = {kind: 'attorney', starts_on: today, recorded_by: officer.personId};
    await expect(scenario.world.add('representation', {...columns, ...more})).rejects.toThrow('evidence_check');
    const lacking = {
      ...more,
      kind: 'authorised',
      powers: ['book'],
      review_on: days.review_on,
      evidence: authorisation.evidence,
    };
    await expect(scenario.world.add('representation', {...columns, ...lacking})).rejects.toThrow('capacity is lacking');
  });

  it('of an authorised person is a record that capacity is lacking, and stricter unless they are close', async () => {
    await record(authorisation).expect(422, /CAPACITY_RECORD_NEEDED/);
    await assess('money', 'lacks').expect(201);
    await record(authorisation).expect(422, /CAPACITY_RECORD_NEEDED/);
    await assess('welfare', 'lacks').expect(201);
    await record(nomination).expect(422, /CAPACITY_LACKING/);
    const distant = {...authorisation, evidence: {...authorisation.evidence, relationship: 'other'}};
    expect(fields((await record(distant).expect(400)).body)).toEqual(['dbs_seen_on', 'dbs_reference']);
    await record(authorisation, elsewhere).expect(404);
    await record(authorisation, niece).expect(403);
    await record(authorisation).expect(201);
    await record(authorisation).expect(409, /REPRESENTATION_EXISTS/);
    await scenario
      .call(officer, 'post', `/council/people/${niece.personId}/representations`, {
        ...nomination,
        representative_id: aunt.personId,
      })
      .expect(422, /REPRESENTATION_LOOP/);
    await record({...authorisation, representative_id: nephew.personId}).expect(201);
  });
});

describe('two who act for the same person', () => {
  it('are both told what one of them did, and the person too; the PA or provider learns who, for whom', async () => {
    const {id} = await book(niece, '09:00');
    await relayed();
    expect(await subjects(nephew)).toContain('Grace Hall asked Enterprise for visits, for Ivy Hall');
    expect(await subjects(aunt)).toContain('Grace Hall asked Enterprise for visits, for you');
    expect(await subjects(niece)).not.toContain('Grace Hall asked Enterprise for visits, for Ivy Hall');
    const {text} = await scenario.call(provider.person, 'get', '/notices').expect(200);
    expect(text).toContain('Done by Grace Hall, for Ivy Hall.');
    const shown = await scenario.call(aunt, 'get', `/bookings/${id}`).expect(200);
    expect(shown.body).toMatchObject({
      requested_by: {name: 'Grace Hall'},
      holder: {name: 'Ivy Hall'},
      requested_how: null,
    });
    const done = await scenario.call(aunt, 'get', '/done-for-me').expect(200);
    expect(done.body).toMatchObject({items: [{by: 'Grace Hall', action: 'booking.requested', told_by: null}]});
  });

  it('never write over each other: the second is told, and so is who looked at other hours', async () => {
    const {id, visits} = await book(niece, '11:00');
    await scenario.call(provider.person, 'post', `/bookings/${id}/accept`).expect(200);
    const visit = visits[0]?.id ?? '';
    await scenario.world.owner.query(
      `UPDATE visit SET state = 'recorded', started_at = starts_at, ended_at = ends_at, actual_pence = price_pence,
         recorded_by = $2 WHERE id = $1`,
      [visit, provider.person.personId],
    );
    const answer = (who: TestPerson, path: string, body: object) =>
      scenario.call(who, 'post', `/visits/${visit}/${path}`, body).set('Acting-For', aunt.personId);
    await answer(niece, 'approve', {actual_pence: 1}).expect(409, /HOURS_CHANGED/);
    const both = await Promise.all([
      answer(niece, 'approve', {actual_pence: 1_450}).then(({status}) => status),
      answer(nephew, 'query', {reason: 'She left early'}).then(({status}) => status),
    ]);
    expect(both.sort()).toEqual([200, 422]);
  });
});

describe('staff on somebody’s behalf', () => {
  const start = (more: object = {}) =>
    scenario.call(officer, 'post', '/council/contacts', {
      person_id: aunt.personId,
      how: 'phone',
      identity_check: 'Gave the first line of the address',
      said: 'Wants the same helper on Thursday',
      ...more,
    });

  it('say first how they knew who it was and what was said; what they do is “officer for Y, by phone”, to the end of the call', async () => {
    expect(fields((await start({identity_check: ' ', said: 'x'}).expect(400)).body)).toEqual(['identity_check']);
    await scenario
      .call(elsewhere, 'post', '/council/contacts', {
        person_id: aunt.personId,
        how: 'phone',
        identity_check: 'x',
        said: 'x',
      })
      .expect(404);
    await start({person_id: officer.personId}).expect(400);
    // She cannot decide this herself: what she asks is done when somebody who decides it for her speaks.
    await start().expect(201);
    await scenario.call(officer, 'get', '/budgets').expect(403);
    await scenario.call(officer, 'post', '/council/contacts/end', {}).expect(204);
    const found = await scenario.call(officer, 'get', `/council/people/${aunt.personId}/representations`).expect(200);
    const {representatives} = found.body as {representatives: {id: string; representative: {name: string}}[]};
    const grace = representatives.find(({representative}) => representative.name === 'Grace Hall')?.id;
    await start({representation_id: grace}).expect(201);
    await start().expect(409, /CONTACT_OPEN/);
    const {id} = await book(officer, '14:00');
    // Their own work waits meanwhile.
    await scenario.call(officer, 'get', '/applications').expect(403);
    const shown = await scenario.call(aunt, 'get', `/bookings/${id}`).expect(200);
    expect(shown.body).toMatchObject({requested_by: {name: 'Olive Officer'}, requested_how: 'phone'});
    const done = await scenario.call(aunt, 'get', '/done-for-me').expect(200);
    const [latest] = (done.body as {items: object[]}).items;
    expect(latest).toMatchObject({by: 'Olive Officer', action: 'booking.requested', told_by: 'phone'});
    await scenario.call(officer, 'post', '/council/contacts/end', {note: 'Content'}).expect(204);
    await scenario
      .call(officer, 'get', '/budgets')
      .set('Acting-For', aunt.personId)
      .expect(403, /REPRESENTATION_ENDED/);
    await relayed();
    const {text} = await scenario.call(provider.person, 'get', '/notices').expect(200);
    expect(text).toContain('Done by Olive Officer, for Ivy Hall, as they asked by telephone.');
  });
});

describe('an end', () => {
  it('is the holder’s own to make where it rests on their choice, and the council’s otherwise', async () => {
    const own = await scenario.holder();
    const {id} = (await record(nomination, officer, own).expect(201)).body as {id: string};
    const path = `/representations/${id}/end`;
    for (const other of [aunt, nephew, elsewhere]) await scenario.call(other, 'post', path).expect(404);
    await scenario.call(niece, 'get', '/budgets').set('Acting-For', own.personId).expect(200);
    await scenario.call(own, 'post', path).expect(204);
    await scenario.call(own, 'post', path).expect(409, /ALREADY_ENDED/);
    await scenario
      .call(niece, 'get', '/budgets')
      .set('Acting-For', own.personId)
      .expect(403, /REPRESENTATION_ENDED/);
    const mine = await scenario.call(aunt, 'get', '/representatives').expect(200);
    const authorised = (mine.body as {items: {id: string}[]}).items[0]?.id ?? '';
    await scenario.call(aunt, 'post', `/representations/${authorised}/end`).expect(422, /ASK_THE_COUNCIL/);
    await scenario.call(elsewhere, 'post', `/council/representations/${authorised}/end`, {reason: 'x'}).expect(404);
    await scenario
      .call(officer, 'post', `/council/representations/${authorised}/end`, {reason: 'Moved away'})
      .expect(204);
    await relayed();
    expect(await subjects(aunt)).toContain('Henry Hall no longer acts for you');
    expect(await subjects(nephew)).toContain('You no longer act for Ivy Hall');
  });
});
