import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, londonDay} from '@app/kernel';
import type {TestPerson} from '../../support/people.js';
import {Scenario, type TestListing} from '../../support/scenario.js';

let scenario: Scenario;
let holder: TestPerson;
let pa: TestListing;
let officer: TestPerson;
const today = londonDay(new Date());

beforeAll(async () => {
  scenario = await Scenario.open();
  await owner(
    `INSERT INTO postcode (code, latitude, longitude, district_code) VALUES ('NG15DT', 52.955, -1.147, 'E06000018')`,
  );
  holder = await scenario.world.person(scenario.council, 'Edith Hall', ['holder']);
  pa = await scenario.pa(scenario.council, {services: ['gardening']});
  officer = await scenario.world.person(scenario.council, 'Olive Officer', ['officer', 'holder']);
});
afterAll(() => scenario.close());

const words = (more: object = {}) => ({
  title: 'Help in the garden',
  text: 'Two hours on Saturdays, somebody patient.',
  services: ['gardening'],
  near: 'NG1 5DT',
  hours_per_week: 2,
  closes_on: addDays(today, 14),
  ...more,
});
const owner = <T extends object>(sql: string, values: unknown[] = []) => scenario.world.owner.query<T[]>(sql, values);
const idOf = (answer: {body: unknown}) => (answer.body as {id: string}).id;

async function placed(who = holder, more: object = {}): Promise<string> {
  return idOf(await scenario.call(who, 'post', '/adverts/mine', words(more)).expect(201));
}
async function open(who = holder): Promise<string> {
  const id = await placed(who);
  await scenario.call(officer, 'post', `/council/adverts/${id}/approve`).expect(200);
  return id;
}
const answer = (who: TestPerson, id: string, expected: number, body: object = {text: 'I would like to.'}) =>
  scenario.call(who, 'post', `/adverts/${id}/answer`, body).expect(expected);

describe('an advert', () => {
  it('shows once the council has looked, about where, and not whose it is', async () => {
    const id = await placed();
    await scenario.call(pa.person, 'get', `/adverts/${id}`).expect(404);
    await answer(pa.person, id, 404);
    await scenario.call(officer, 'post', `/council/adverts/${id}/refuse`, {reason: 'Say which day.'}).expect(200);
    expect((await scenario.call(holder, 'get', `/adverts/mine/${id}`)).body).toMatchObject({reason: 'Say which day.'});
    await scenario.call(holder, 'put', `/adverts/mine/${id}`, words({title: 'Saturday garden'})).expect(200);
    await scenario.call(officer, 'post', `/council/adverts/${id}/approve`).expect(200);
    await scenario.call(officer, 'post', `/council/adverts/${id}/approve`).expect(409);
    const seen = await scenario.call(pa.person, 'get', `/adverts/${id}`).expect(200);
    expect(seen.body).toMatchObject({title: 'Saturday garden', outcode: 'NG1', fits: true, answered_in: null});
    expect(seen.text).not.toMatch(/Edith|Hall|5DT/);
    expect(seen.text).not.toContain(holder.personId);
    const [row] = await owner<{near: string}>(`SELECT to_jsonb(a)::text AS near FROM advert a WHERE id = $1`, [id]);
    expect(row?.near).not.toContain('5DT');
    // Other words wait again, also past the use case.
    await expect(owner(`UPDATE advert SET title = 'Other' WHERE id = $1`, [id])).rejects.toThrow('before it shows');
    await scenario.call(holder, 'put', `/adverts/mine/${id}`, words()).expect(200);
    await scenario.call(pa.person, 'get', `/adverts/${id}`).expect(404);
  });

  it('is looked at by neither whose it is nor who wrote it', async () => {
    const own = await placed(officer);
    await scenario.call(officer, 'post', `/council/adverts/${own}/approve`).expect(422);
    await scenario.world.represents(scenario.council, officer, holder, 'nominated');
    const sent = await scenario.call(officer, 'post', '/adverts/mine', words()).set('Acting-For', holder.personId);
    await scenario.call(officer, 'post', `/council/adverts/${idOf(sent)}/approve`).expect(422, /OWN_ADVERT/);
  });

  it('is written by a broker too, with the power to reach out and not without it', async () => {
    const broker = await scenario.world.person(scenario.council, 'Ruth Broker', ['broker']);
    const until = addDays(today, 90);
    const place = (person: TestPerson) =>
      scenario.call(broker, 'post', '/adverts/mine', words()).set('Acting-For', person.personId);
    const [other, silent] = [await scenario.holder(), await scenario.holder()];
    await scenario.world.represents(scenario.council, broker, other, 'broker', until, {
      powers: ['see_plan', 'reach_out'],
    });
    await scenario.world.represents(scenario.council, broker, silent, 'broker', until, {powers: ['see_plan']});
    const id = idOf(await place(other).expect(201));
    await place(silent).expect(403);
    await scenario.call(officer, 'post', `/council/adverts/${id}/approve`).expect(200);
    await answer(pa.person, id, 201);
    const mine = await scenario
      .call(broker, 'get', `/adverts/mine/${id}`)
      .set('Acting-For', other.personId)
      .expect(200);
    expect(mine.body).toMatchObject({status: 'open', answers: [{}]});
    expect((await scenario.call(other, 'get', `/adverts/mine/${id}`).expect(200)).text).toContain('Help in the garden');
  });

  it('is answered once with each listing, and begins a conversation', async () => {
    const id = await open();
    const answers = await Promise.all(
      [1, 2, 3].map(() => scenario.call(pa.person, 'post', `/adverts/${id}/answer`, {text: 'I would like to.'})),
    );
    expect(answers.map(({status}) => status).sort()).toEqual([201, 409, 409]);
    const mine = await scenario.call(holder, 'get', `/adverts/mine/${id}`).expect(200);
    const [first] = (mine.body as {answers: {conversation_id: string}[]}).answers;
    const talk = await scenario.call(holder, 'get', `/conversations/${first?.conversation_id ?? ''}`).expect(200);
    expect(talk.body).toMatchObject({messages: [{side: 'worker', advert: 'Help in the garden'}]});
    // Without an advert nobody who works writes first, whatever the use case forgot.
    const other = await scenario.pa();
    const [talk2] = await owner<{id: string}>(
      `INSERT INTO conversation (council_id, holder_id, listing_id) VALUES ($1, $2, $3) RETURNING id`,
      [scenario.council, holder.personId, other.id],
    );
    const insert = `INSERT INTO conversation_message (council_id, conversation_id, side, written_by, text) VALUES ($1, $2, 'worker', $3, 'x')`;
    await expect(owner(insert, [scenario.council, talk2?.id, other.person.personId])).rejects.toThrow('by a stranger');
  });

  it('takes no contact details, in words or in an answer', async () => {
    for (const text of ['ring 07700 900123', 'ed.hall@mail.example', 'at NG1 5DT']) {
      const sent = await scenario.call(holder, 'post', '/adverts/mine', words({text}));
      expect({text, status: sent.status, body: sent.body as object}).toMatchObject({
        text,
        status: 400,
        body: {errors: [{field: 'text'}]},
      });
    }
    await answer(pa.person, await open(), 422, {text: 'ring 07700 900123'});
  });

  it('closes by its date, and when it is taken down', async () => {
    const id = await open();
    await owner(`ALTER TABLE advert DISABLE TRIGGER keeps_rules`);
    await owner(`UPDATE advert SET closes_on = $2 WHERE id = $1`, [id, addDays(today, -1)]);
    await owner(`ALTER TABLE advert ENABLE TRIGGER keeps_rules`);
    await answer(pa.person, id, 404);
    const second = await open();
    await scenario.call(holder, 'post', `/adverts/mine/${second}/close`).expect(200);
    await answer(pa.person, second, 404);
    await scenario.call(holder, 'post', `/adverts/mine/${second}/close`).expect(409);
  });

  it('is nothing to whoever is blocked, suspended, of another council, or another person', async () => {
    const id = await open();
    const blocked = await scenario.pa();
    const began = await scenario.call(holder, 'post', '/conversations', {listing_id: blocked.id, text: 'Hello'});
    await scenario.call(holder, 'post', `/conversations/${idOf(began)}/block`).expect(200);
    const suspended = await scenario.pa();
    await scenario.call(suspended.person, 'get', `/adverts/${id}`).expect(200);
    await answer(suspended.person, id, 201);
    await scenario.call(officer, 'post', `/members/${suspended.memberId}/suspension`);
    const elsewhere = await scenario.pa(await scenario.world.council('derbyshire'));
    for (const {person} of [blocked, suspended, elsewhere]) {
      await scenario.call(person, 'get', `/adverts/${id}`).expect(404);
      await answer(person, id, 404);
      expect((await scenario.call(person, 'get', '/adverts').expect(200)).text).not.toContain(id);
    }
    const other = await scenario.holder();
    await scenario.call(other, 'get', `/adverts/mine/${id}`).expect(404);
    await scenario.call(other, 'put', `/adverts/mine/${id}`, words()).expect(404);
    await scenario.call(other, 'get', `/adverts/${id}`).expect(403);
  });

  it('names every field that is wrong', async () => {
    const wrong: [object, string][] = [
      [{title: ' '}, 'title'],
      [{title: 'x'.repeat(81)}, 'title'],
      [{services: []}, 'services'],
      [{services: ['nothing']}, 'services'],
      [{near: 'nowhere at all'}, 'near'],
      [{near: 'Nottingham'}, 'near'],
      [{hours_per_week: 169}, 'hours_per_week'],
      [{closes_on: addDays(today, 93)}, 'closes_on'],
      [{closes_on: addDays(today, -1)}, 'closes_on'],
    ];
    for (const [more, field] of wrong) {
      const answer = await scenario.call(holder, 'post', '/adverts/mine', words(more));
      const fields = (answer.body as {errors: {field: string}[]}).errors.map((each) => each.field);
      expect({more, fields, refused: [400, 422].includes(answer.status)}).toEqual({
        more,
        fields: [field],
        refused: true,
      });
    }
  });
});
