import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {verifyBookings} from '@app/bookings';
import {londonDay} from '@app/kernel';
import {boxes} from '../../support/day-boxes.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {at, booking, Scenario, type TestListing} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';

let scenario: Scenario;
let pages: PagesApp;
let provider: TestListing;

beforeAll(async () => {
  scenario = await Scenario.open();
  pages = await startPages(scenario.database, scenario.api.clock);
  provider = await scenario.provider(5);
}, 60_000);
afterEach(() => scenario.api.clock.back());
afterAll(async () => {
  await pages?.close();
  await scenario?.close();
});

interface Person {
  person: TestPerson;
  line: string;
  visitor: Visitor;
}

async function somebody(weeklyPence = 10_000): Promise<Person> {
  scenario.api.clock.back();
  const person = await scenario.holder();
  return {person, line: await scenario.line(person, weeklyPence), visitor: new Visitor(pages, person)};
}

/** Two hours for £29, started by somebody and joined by others to whom all said yes. */
async function shared(people: readonly Person[], more: Record<string, string> = {}): Promise<string> {
  const [first, ...others] = people as [Person, ...Person[]];
  const [year = '', month = '', day = ''] = londonDay(new Date(at(1, 2, '10:00'))).split('-');
  const form = {
    ...{title: 'Trip to the lake', starts: '10am', ends: '12pm', share_by: 'equal', absence: 'absent_pays'},
    ...{'date-day': day, 'date-month': month, 'date-year': year, line: first.line},
    ...more,
  };
  const made = await first.visitor.post(`/listings/${provider.id}/share`, form);
  const code = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(made.text)?.[0] ?? made.text;
  const id = /\/shared\/([\w-]{36})/.exec(made.html)?.[1] ?? '';
  for (const [place, each] of others.entries()) {
    const weight: Record<string, string> = form.share_by === 'minutes' ? {minutes: '30'} : {share: '25'};
    const asked = await each.visitor.post('/shared/join/ask', {code: code.toLowerCase(), line: each.line, ...weight});
    expect([asked.status, asked.location]).toEqual([303, `/shared/${id}`]);
    for (const one of people.slice(0, place + 1)) await sayYes(one, id);
  }
  return id;
}

async function sayYes({visitor}: Person, id: string): Promise<void> {
  const yes = /\/shared\/[^"]+\/yes/.exec((await visitor.get(`/shared/${id}`)).html)?.[0] ?? 'nothing to say yes to';
  expect((await visitor.post(yes)).status).toBe(303);
}

const figures = (lines: readonly string[]) =>
  Promise.all(
    lines.map(async (line) => {
      const [row] = await scenario.world.owner.query<{held: number; committed: number; spent: number}[]>(
        `SELECT sum(held_pence)::int AS held, sum(committed_pence)::int AS committed, sum(spent_pence)::int AS spent
         FROM period_balance b JOIN budget_period p ON p.id = b.period_id WHERE p.line_id = $1`,
        [line],
      );
      return [row?.held, row?.committed, row?.spent];
    }),
  );
const bookingOf = async (id: string) => {
  const sql = `SELECT s.booking_id AS booking, v.id AS visit FROM shared_support s JOIN visit v ON v.booking_id = s.booking_id WHERE s.id = $1`;
  const [row] = await scenario.world.owner.query<{booking: string; visit: string}[]>(sql, [id]);
  return row ?? {booking: '', visit: ''};
};
const accept = (booking: string) => scenario.call(provider.person, 'post', `/bookings/${booking}/accept`).expect(200);

async function workedAndApproved(visit: string, organiser: Person): Promise<void> {
  scenario.api.clock.travelTo(at(1, 2, '13:00'));
  const hours = {started_at: at(1, 2, '10:00'), ended_at: at(1, 2, '12:00')};
  await scenario.call(provider.person, 'post', `/visits/${visit}/hours`, hours).expect(200);
  await scenario.call(organiser.person, 'post', `/visits/${visit}/approve`).expect(200);
}

describe('two workers at once', () => {
  it('may be meant: it is said before it is asked for, and never refused', async () => {
    const {person, line, visitor} = await somebody();
    const other = await scenario.provider(1);
    const asked = booking(other, line, at(1, 4, '10:00'), at(1, 4, '12:00'));
    await scenario.call(person, 'post', '/bookings', asked).expect(201);
    const form = {repeat: 'once', starts: '11am', ends: '1pm', line, sharing: 'one'};
    const fields = {...form, ...boxes('date', londonDay(new Date(at(1, 4, '10:00'))))};
    const check = await visitor.post(`/listings/${provider.id}/book/check`, fields);
    expect(check.text).toContain('Somebody comes to you then already: Enterprise');
    const both = booking(provider, line, at(1, 4, '11:00'), at(1, 4, '13:00'));
    await scenario.call(person, 'post', '/bookings', both).expect(201);
  });
});

describe('shared support', () => {
  it('is joined by agreement of all, held on a line of each at once, and spent to the penny', async () => {
    const people = [await somebody(), await somebody(), await somebody()];
    const [first, second, third] = people as [Person, Person, Person];
    const id = await shared(people);
    expect((await second.visitor.post(`/shared/${id}/book`)).status).toBe(404);
    const stranger = await somebody();
    expect((await stranger.visitor.get(`/shared/${id}`)).status).toBe(404);
    const wrong = await stranger.visitor.post('/shared/join', {code: 'AAAA-BBBB-CCCC'});
    expect([wrong.status, wrong.errors]).toEqual([
      400,
      ['We do not know this code. Look at it again, or ask for a new one.'],
    ]);

    expect((await first.visitor.post(`/shared/${id}/book`)).status).toBe(303);
    const lines = people.map(({line}) => line);
    expect(await figures(lines)).toEqual([
      [967, 0, 0],
      [967, 0, 0],
      [966, 0, 0],
    ]);
    const {booking, visit} = await bookingOf(id);
    await accept(booking);
    expect((await third.visitor.get(`/shared/${id}`)).text).toContain('You pay £9.66 of £29.00');

    // Leaving after that has to be agreed by the others, who pay more then.
    expect((await third.visitor.post(`/shared/${id}/leave`)).status).toBe(303);
    await sayYes(first, id);
    expect(await figures(lines)).toEqual([
      [0, 967, 0],
      [0, 967, 0],
      [0, 966, 0],
    ]);
    await sayYes(second, id);
    expect(await figures(lines)).toEqual([
      [0, 1_450, 0],
      [0, 1_450, 0],
      [0, 0, 0],
    ]);
    await workedAndApproved(visit, first);
    expect(await figures(lines)).toEqual([
      [0, 0, 1_450],
      [0, 0, 1_450],
      [0, 0, 0],
    ]);
  });

  it('follows the rule for absence that was chosen beforehand, which nobody changes any more', async () => {
    const people = [await somebody(), await somebody()];
    const [first] = people as [Person, Person];
    const id = await shared(people, {share_by: 'minutes', minutes: '90', absence: 'others_share'});
    await first.visitor.post(`/shared/${id}/book`);
    const lines = people.map(({line}) => line);
    expect(await figures(lines)).toEqual([
      [2_175, 0, 0],
      [725, 0, 0],
    ]);
    const {booking, visit} = await bookingOf(id);
    await accept(booking);
    await expect(
      scenario.world.owner.query(`UPDATE shared_support SET absence = 'absent_pays' WHERE id = $1`, [id]),
    ).rejects.toMatchObject({constraint: 'shared_support_rule_stays'});
    const page = await first.visitor.get(`/shared/${id}`);
    const missing = [...page.html.matchAll(/\/shared\/[^"]+\/absent\/[\w-]+/g)].map(([path]) => path).at(-1) ?? '';
    expect((await first.visitor.post(missing)).status).toBe(303);
    await workedAndApproved(visit, first);
    expect(await figures(lines)).toEqual([
      [0, 0, 2_900],
      [0, 0, 0],
    ]);
    expect((await first.visitor.post(missing)).status).toBe(422);
  });

  it('is held for all or for nobody, and shares have to make a whole', async () => {
    const people = [await somebody(), await somebody(100)];
    const [first] = people as [Person, Person];
    const poor = await shared(people);
    const refused = await first.visitor.post(`/shared/${poor}/book`);
    expect(refused.status).toBe(422);
    expect(await figures(people.map(({line}) => line))).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    const half = [await somebody(), await somebody()];
    const id = await shared(half, {share_by: 'share', share: '50'});
    const notWhole = await (half[0] as Person).visitor.post(`/shared/${id}/book`);
    expect([notWhole.status, notWhole.errors]).toEqual([
      422,
      ['The shares have to add up to 100%; these add up to 75%.'],
    ]);
    const alone = [await somebody()];
    const few = await shared(alone);
    expect((await (alone[0] as Person).visitor.post(`/shared/${few}/book`)).status).toBe(422);
    expect((await verifyBookings(scenario.world.owner)).faults).toEqual([]);
  });
});
