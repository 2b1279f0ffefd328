import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, formatDay, startOfDay} from '@app/kernel';
import {approved, daysAgo, GOOD_EVIDENCE, record, TODAY} from '../../support/accreditation.js';
import {boxes} from '../../support/day-boxes.js';
import {DeskWorld, LIST, refusal, type Fields} from '../../support/desk-world.js';

let world: DeskWorld;

beforeAll(async () => {
  world = await DeskWorld.open();
}, 60_000);
afterAll(() => world?.close());

describe('the queue', () => {
  it('says how long each waits, what is missing and what is about to lapse, and knows no other state or page', async () => {
    const id = await world.handedIn();
    await record(world.scenario.api, world.desk.officer, id, [
      ...GOOD_EVIDENCE.slice(0, 4),
      {
        requirement: 'safeguarding',
        body: {
          issued_on: daysAgo(90),
          checked_on: daysAgo(1),
          valid_until: addDays(TODAY, 20),
          facts: {provider: 'County Training'},
        },
      },
    ]);
    world.scenario.api.clock.travelTo(startOfDay(addDays(TODAY, 12)));
    const {text} = await world.officer.get(LIST);
    world.scenario.api.clock.back();
    expect(text).toContain(`Being checked Day 12 of 40 12 days since ${formatDay(TODAY, {})}`);
    expect(text).toContain(
      'References from two people who are not relatives (1 of 2) Training: Mental Capacity Act Signed code of conduct ' +
        `Training: safeguarding adults: last day ${formatDay(addDays(TODAY, 20), {})}`,
    );
    expect(text).toContain('Nobody yet');
    const late = `${LIST}?state=in_checks&assigned=nobody&late=yes`;
    expect((await world.officer.get(late)).text).toContain('No applications found');
    expect((await world.officer.get(`${LIST}?state=declined`)).text).toContain('No applications found');
    expect((await world.officer.get(`${LIST}?page=10000`)).status).toBe(200);
    for (const query of [
      'state=lost',
      'state=draft&state=ready',
      'page=0',
      'page=-1',
      'page=x',
      'page=99999',
      'assigned=x',
      'late=maybe',
    ]) {
      expect([query, (await world.officer.get(`${LIST}?${query}`)).status]).toEqual([query, 400]);
    }
  });
});

describe('opening an application', () => {
  const path = `${LIST}/new`;

  it('asks again for what is missing or was never offered', async () => {
    expect(refusal(await world.officer.post(path, {name: ' '}), {name: ''})).toEqual([400, 'Enter the name (#name)']);
    const long = 'n'.repeat(201);
    expect(refusal(await world.officer.post(path, {name: long}), {name: long})).toEqual([
      400,
      'Name must be 200 characters or fewer (#name)',
    ]);
    const odd = {name: 'Zoë <b>O’Neil</b>', step: 'open'};
    const nothing = await world.officer.post(path, odd);
    expect(refusal(nothing, {name: odd.name})).toEqual([
      400,
      'Choose who applies (#who)',
      'Choose what they apply as (#kind)',
    ]);
    const both = ['self_employed', 'drives'];
    const wrong = {...odd, who: 'new:organisation', kind: 'pa', circumstances: both};
    expect(refusal(await world.officer.post(path, wrong), wrong)).toEqual([
      400,
      'An organisation cannot apply as a personal assistant (#kind)',
    ]);
    const cases: [Fields, string][] = [
      [{who: 'person:x', kind: 'pa'}, 'Choose who applies (#who)'],
      [{who: 'new:person', kind: 'nurse'}, 'Choose what they apply as (#kind)'],
      [
        {who: 'new:person', kind: 'pa', circumstances: 'rich'},
        'Choose what is true of their work from the list (#circumstances)',
      ],
    ];
    for (const [fields, error] of cases) {
      const answer = await world.officer.post(path, {...odd, ...fields});
      expect([answer.status, ...answer.linkedErrors]).toEqual([400, error]);
    }
    const [{count}] = await world.scenario.world.owner.query<[{count: number}]>(
      `SELECT count(*) FROM person WHERE name LIKE 'Zoë%'`,
    );
    expect(Number(count)).toBe(0);
  });

  it('leads to the one that is open, and knows nobody of another council', async () => {
    const pa = await world.newPa();
    const fields = {name: pa.name, step: 'open', who: `person:${pa.personId}`, kind: 'pa'};
    const opened = await world.officer.post(path, fields);
    expect(opened.status).toBe(303);
    const again = await world.officer.post(path, fields);
    expect(refusal(again, fields)).toEqual([409, 'There is already an application that is not decided yet.']);
    expect(again.html).toContain(`href="${opened.location.split('?')[0]}"`);
    const elsewhere = await world.scenario.world.council('elsewhere');
    const stranger = await world.scenario.world.person(elsewhere, 'Sly Stranger', ['pa']);
    expect((await world.officer.post(path, {...fields, who: `person:${stranger.personId}`})).status).toBe(404);
    expect((await world.officer.post(path, {name: 'Sly'})).text).not.toContain('Sly Stranger');
    expect((await world.officer.post(path, {...fields, who: `person:${randomUUID()}`})).status).toBe(404);
  });
});

describe('evidence', () => {
  const future = boxes('checked', addDays(TODAY, 1));

  it('is asked for again, with everything that was typed, whatever it is of', async () => {
    const id = await world.handedIn(['self_employed']);
    const dbs = {level: 'enhanced', workforce: 'adult', certificate_number: '0012 3456 789'};
    const seen = boxes('seen_on', daysAgo(3));
    const reference = {referee_name: '<i>Ruth</i>', relationship: 'employer', method: 'letter'};
    const insurance = {insurer: 'Mutual', cover_pence: '-5', ...boxes('issued', daysAgo(9))};
    const checked = boxes('checked', daysAgo(1));
    const cases: [string, Fields, number, string[]][] = [
      ['identity', {...boxes('checked', '2026-2-30')}, 400, ['Choose the document (#document)', DAY_UNREAL]],
      ['identity', {document: 'passport', ...future}, 400, ['The day it was checked is in the future. (#checked-day)']],
      ['right_to_work', {method: 'original_document', ...checked, ...boxes('until', daysAgo(2))}, 400, [UNTIL_EARLY]],
      ['dbs', {...dbs, ...boxes('issued', daysAgo(9)), ...seen}, 400, [NUMBER]],
      ['dbs', {...dbs, ...boxes('issued', daysAgo(2)), ...seen}, 400, [NUMBER, ISSUED_LATE]],
      ['dbs', {...GOOD_DBS, level: 'basic', ...boxes('issued', daysAgo(9)), ...seen}, 422, [LEVEL]],
      ['dbs', {...GOOD_DBS, seen_by: randomUUID(), ...boxes('issued', daysAgo(9)), ...seen}, 400, [NOBODY]],
      ['reference', {...reference, referee_name: 'r'.repeat(101), ...checked}, 400, [REFEREE_LONG]],
      ['safeguarding', {provider: '', ...checked}, 400, ['Enter the training provider (#provider)', ISSUED_MISSING]],
      ['insurance', {...insurance, ...checked}, 400, ['Cover must be an amount in pounds, like 14.50 (#cover_pence)']],
      ['insurance', {...insurance, cover_pence: '999', ...checked}, 400, [COVER]],
      [
        'code_of_conduct',
        {signed: 'paper', ...boxes('checked', '-5-')},
        400,
        ['Day you checked it must include a day (#checked-day)'],
      ],
    ];
    for (const [code, fields, status, errors] of cases) {
      const answer = await world.officer.post(`${LIST}/${id}/requirements/${code}`, fields);
      const typed = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'seen_by'));
      expect({code, refused: refusal(answer, typed)}).toEqual({code, refused: [status, ...errors]});
    }
    expect((await world.officer.get(`${LIST}/${id}`)).text).toContain('8 things are still missing.');
  });

  it('takes two references from two people, and asks which one a third renews', async () => {
    const id = await world.handedIn();
    const path = `${LIST}/${id}/requirements/reference`;
    const fields = {referee_name: 'Ruth', relationship: 'client', method: 'phone', ...boxes('checked', daysAgo(1))};
    expect((await world.officer.post(path, fields)).status).toBe(303);
    const same = await world.officer.post(path, {...fields, method: 'letter'});
    expect(refusal(same, {...fields, method: 'letter'})).toEqual([
      422,
      'This person has given a reference already. Ask somebody else. (#referee_name)',
    ]);
    expect((await world.officer.post(path, {...fields, referee_name: 'Ravi'})).status).toBe(303);
    const third = {...fields, referee_name: 'Rosa'};
    expect(refusal(await world.officer.post(path, third), third)).toEqual([
      400,
      'There are 2 already. Say which one this replaces. (#number)',
    ]);
    expect((await world.officer.get(path)).text).toContain('In place of reference 2, from Ravi');
    expect((await world.officer.post(path, {...third, number: '2'})).status).toBe(303);
    expect((await world.officer.post(path, {...third, number: '10'})).linkedErrors).toEqual([
      'Choose which one this is (#number)',
    ]);
  });

  it('is withdrawn once, with a reason, and with a day when it ended early', async () => {
    const {id} = await approved(world.scenario.api, world.desk, await world.newPa());
    const path = `${LIST}/${id}/evidence/${await world.evidenceOf(id, 'identity')}/void`;
    expect(refusal(await world.officer.post(path, boxes('ended', TODAY)), boxes('ended', TODAY))).toEqual([
      400,
      'Choose why (#reason)',
    ]);
    const early = {reason: 'ended_early'};
    expect(refusal(await world.officer.post(path, early), early)).toEqual([
      400,
      'Enter the first day on which it no longer counts (#ended-day)',
    ]);
    const late = {...early, ...boxes('ended', addDays(TODAY, 2))};
    expect(refusal(await world.officer.post(path, late), late)).toEqual([
      400,
      'The day it ended is in the future. (#ended-day)',
    ]);
    expect((await world.officer.post(path, {reason: 'not_genuine'})).location).toBe(`${LIST}/${id}?done=voided`);
    expect((await world.officer.get(path)).text).toContain('It has been withdrawn already.');
    const again = await world.officer.post(path, {reason: 'not_genuine'});
    expect([again.status, ...again.errors]).toEqual([409, 'This evidence has been withdrawn already.']);
    expect((await world.officer.get('/council/lapses')).text).toMatch(
      /Taken down Proof of identity of Worker \w missing or out of date/,
    );
  });
});

const GOOD_DBS = {level: 'enhanced', workforce: 'adult', certificate_number: '001234567890'};
const DAY_UNREAL = 'Day you checked it must be a real date (#checked-day)';
const UNTIL_EARLY = 'The last day it is good for is before it was issued. (#until-day)';
const NUMBER = 'Certificate number: enter the 12 digits on the certificate, like 001234567890. (#certificate_number)';
const ISSUED_LATE = 'It was issued after it was checked. (#issued-day)';
const ISSUED_MISSING = 'Enter the day it was issued (#issued-day)';
const LEVEL = 'This requirement needs a DBS level of enhanced or above. (#level)';
const NOBODY = 'We do not know this person. (#seen_by)';
const REFEREE_LONG = 'Referee must be 100 characters or fewer (#referee_name)';
const COVER = 'Cover must be from £1,000.00 to £100,000,000.00 (#cover_pence)';
