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

/** Three who share two hours of £29, promised by the provider. */
async function promised(more: Record<string, string> = {}) {
  const people = [await somebody(), await somebody(), await somebody()] as [Person, Person, Person];
  const id = await shared(people, more);
  await people[0].visitor.post(`/shared/${id}/book`);
  const {booking, visit} = await bookingOf(id);
  await accept(booking);
  return {people, id, booking, visit, lines: people.map(({line}) => line)};
}
const committed = async (lines: readonly string[]) => (await figures(lines)).map(([, sum]) => sum);
const call = (...args: Parameters<Scenario['call']>) => scenario.call(...args);

describe('a visit that several share', () => {
  it('moves when each who pays has said yes, and who comes; and each pays their part of the new price', async () => {
    const {people, id, visit, lines} = await promised();
    const [first, second, third] = people;
    const wanted = {reach: 'one', starts_at: at(1, 3, '09:00'), ends_at: at(1, 3, '12:00')};
    await call(second.person, 'post', `/visits/${visit}/changes`, wanted).expect(404);
    const made = await call(first.person, 'post', `/visits/${visit}/changes`, wanted).expect(201);
    const {id: change} = made.body as {id: string};
    const yes = (who: TestPerson) => call(who, 'post', `/visit-changes/${change}/accept`, {price_pence: 4_350});
    await yes(first.person).expect(422, /OWN_PROPOSAL/);
    await yes((await somebody()).person).expect(404);
    await yes(provider.person).expect(200, /"status":"proposed"/);
    const page = await second.visitor.get(`/visit-changes/${change}`);
    expect(page.text).toContain('Your part was £9.67 and would be £14.50');
    expect((await second.visitor.get(`/shared/${id}`)).html).toContain(`/visit-changes/${change}`);
    expect((await yes(second.person).expect(200)).body).toMatchObject({
      status: 'proposed',
      waits_for: [third.person.name],
    });
    expect(await committed(lines)).toEqual([967, 967, 966]);
    await yes(third.person).expect(200, /"status":"accepted"/);
    expect(await committed(lines)).toEqual([1_450, 1_450, 1_450]);
    const again = await call(provider.person, 'post', `/visits/${visit}/changes`, {
      ...{reach: 'one', starts_at: at(1, 4, '09:00'), ends_at: at(1, 4, '12:00')},
    }).expect(201);
    await call(third.person, 'post', `/visit-changes/${(again.body as {id: string}).id}/decline`).expect(200);
    expect(await committed(lines)).toEqual([1_450, 1_450, 1_450]);
  });

  it('is covered for all at once, and shows in the days of each and of who comes', async () => {
    const {people, id, visit, lines} = await promised();
    const [first, second] = people;
    const dear = {rates: [{band: 'weekday', unit: 'hour', ratePence: 2_000}]};
    const other = await scenario.provider(1, undefined, dear);
    const contacts = [{kind: 'provider', listing_id: other.id, name: 'Help at hand', phone: '01632 960001'}];
    await call(first.person, 'put', '/backup', {contacts}).expect(200);
    const asked = await call(provider.person, 'post', `/visits/${visit}/cover`).expect(201);
    const [ask] = (asked.body as {asks: {id: string}[]}).asks;
    await call(other.person, 'post', `/cover-asks/${ask?.id ?? ''}/accept`).expect(200);
    expect(await committed(lines)).toEqual([1_334, 1_333, 1_333]);
    expect((await second.visitor.get(`/shared/${id}`)).text).toContain('You pay £13.33 of £40.00');
    const month = `/calendar?month=${londonDay(new Date(at(1, 2, '12:00'))).slice(0, 7)}`;
    expect((await second.visitor.get(month)).html).toContain(`/shared/${id}`);
    expect((await new Visitor(pages, other.person).get(month)).text).toContain(`${first.person.name} and 2 more`);
    const feed = /\/calendars\/[\w-]{43}\.ics/.exec((await second.visitor.post('/calendar/address')).text)?.[0] ?? '';
    const file = await (await fetch(pages.baseUrl + feed)).text();
    expect([file.match(/STATUS:CONFIRMED/g)?.length, file.match(/STATUS:CANCELLED/g)?.length]).toEqual([1, 1]);
    expect((await second.visitor.get('/support')).html).toContain(`/shared/${id}`);
  });

  it('goes on without somebody who is in hospital, by the rule that was chosen beforehand, and with them again', async () => {
    const day = londonDay(new Date(at(1, 2, '12:00')));
    const pause = {kind: 'hospital', from_day: day, until_day: day};
    for (const [absence, without] of [
      ['others_share', [1_450, 0, 1_450]],
      ['absent_pays', [967, 967, 966]],
    ] as const) {
      const {people, id, lines, visit} = await promised({absence});
      const [first, second, third] = people;
      const quote = await call(second.person, 'post', '/pauses/quote', pause).expect(200);
      expect(quote.body).toEqual({visits: 0, called_off: 0, shared: 1, charge_pence: 0});
      const made = await call(second.person, 'post', '/pauses', pause).expect(201);
      expect(await committed(lines)).toEqual(without);
      expect((await first.visitor.get(`/shared/${id}`)).text).toContain(`Not there: ${second.person.name}`);
      expect((await second.visitor.get(`/calendar?month=${day.slice(0, 7)}`)).html).not.toContain(`/shared/${id}`);
      const again = {from_day: day};
      const path = `/pauses/${(made.body as {id: string}).id}/resume`;
      expect((await call(second.person, 'post', path, again).expect(200)).body).toMatchObject({shared: 1});
      expect(await committed(lines)).toEqual([967, 967, 966]);
      await call(third.person, 'post', '/pauses', pause).expect(201);
      await workedAndApproved(visit, first);
      const spent = (await figures(lines)).map(([, , sum]) => sum);
      expect(spent).toEqual(absence === 'others_share' ? [1_450, 1_450, 0] : [967, 967, 966]);
    }
    expect((await verifyBookings(scenario.world.owner)).faults).toEqual([]);
  });

  it('stays paid as it was while another’s budget cannot carry what somebody who is away would pay', async () => {
    const people = [await somebody(), await somebody(250)] as [Person, Person];
    const id = await shared(people, {absence: 'others_share', share_by: 'minutes', minutes: '60'});
    await people[0].visitor.post(`/shared/${id}/book`);
    const {booking} = await bookingOf(id);
    await accept(booking);
    const lines = people.map(({line}) => line);
    const before = await committed(lines);
    const day = londonDay(new Date(at(1, 2, '12:00')));
    await call(people[0].person, 'post', '/pauses', {kind: 'holiday', from_day: day, until_day: day}).expect(201);
    expect(await committed(lines)).toEqual(before);
  });

  it('repeats every week from the page on which it is begun', async () => {
    const first = await somebody();
    const other = await scenario.provider();
    const [tuesday, last] = [1, 4].map((week) => londonDay(new Date(at(week, 2, '12:00'))));
    const form = {
      ...{title: 'Swim', starts: '10am', ends: '11am', share_by: 'equal', absence: 'absent_pays', line: first.line},
      ...{repeat: 'weekly', days: 'TU', ...boxes('date', tuesday ?? ''), ...boxes('until', '')},
    };
    const wrong = await first.visitor.post(`/listings/${other.id}/share`, form);
    expect([wrong.status, wrong.errors]).toEqual([400, ['Enter the last day']]);
    const made = await first.visitor.post(`/listings/${other.id}/share`, {...form, ...boxes('until', last ?? '')});
    const id = /\/shared\/([\w-]{36})/.exec(made.html)?.[1] ?? '';
    const code = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(made.text)?.[0] ?? '';
    const second = await somebody();
    await second.visitor.post('/shared/join/ask', {code, line: second.line});
    await sayYes(first, id);
    expect((await second.visitor.get(`/shared/${id}`)).text).toContain('Each week on Tuesday, until');
    expect((await first.visitor.post(`/shared/${id}/book`)).status).toBe(303);
    expect(await figures([first.line, second.line])).toEqual([
      [2_900, 0, 0],
      [2_900, 0, 0],
    ]);
  });
});
