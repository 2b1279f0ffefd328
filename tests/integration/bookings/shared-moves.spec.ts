import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {verifyBookings} from '@app/bookings';
import {londonDay} from '@app/kernel';
import {boxes} from '../../support/day-boxes.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import {inOrder} from '../../support/queue.js';
import {at, Scenario, type TestListing} from '../../support/scenario.js';
import type {TestPerson} from '../../support/people.js';
import {SharedWorld, type Sharer} from '../../support/shared-world.js';
import {Visitor} from '../../support/visitor.js';

let scenario: Scenario;
let pages: PagesApp;
let provider: TestListing;
let world: SharedWorld;

beforeAll(async () => {
  scenario = await Scenario.open({pages: true});
  pages = await startPages(scenario.database, scenario.api.clock);
  provider = await scenario.provider(5);
  world = new SharedWorld(scenario, pages, provider);
}, 60_000);
afterEach(() => scenario.api.clock.back());
afterAll(async () => {
  await pages?.close();
  await scenario?.close();
});

const call = (...args: Parameters<Scenario['call']>) => scenario.call(...args);

/** Three who share two hours of £29, promised by the provider. */
async function promised(more: Record<string, string> = {}) {
  const people = [await world.somebody(), await world.somebody(), await world.somebody()] as [Sharer, Sharer, Sharer];
  const id = await world.shared(people, more);
  await people[0].visitor.post(`/shared/${id}/book`);
  const {booking, visit} = await world.bookingOf(id);
  await world.accept(booking);
  return {people, id, booking, visit, lines: people.map(({line}) => line)};
}
const committed = async (lines: readonly string[]) => (await world.figures(lines)).map(([, sum]) => sum);

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
    await yes((await world.somebody()).person).expect(404);
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
    expect((await second.visitor.get(`/budget/lines/${second.line}`)).html).toContain(`/shared/${id}`);
  });

  it('is paid by those who stay, when somebody leaves at the moment at which cover is found', async () => {
    const {people, id, booking, visit, lines} = await promised();
    const [first, second, third] = people;
    const other = await scenario.provider(1);
    const contacts = [{kind: 'provider', listing_id: other.id, name: 'Help at hand', phone: '01632 960001'}];
    await call(first.person, 'put', '/backup', {contacts}).expect(200);
    const asked = await call(provider.person, 'post', `/visits/${visit}/cover`).expect(201);
    const [ask] = (asked.body as {asks: {id: string}[]}).asks;
    expect((await third.visitor.post(`/shared/${id}/leave`)).status).toBe(303);
    await world.sayYes(first, id);
    const answers = await inOrder<unknown>(
      scenario.world.owner,
      [`SELECT FROM booking WHERE id = $1 FOR UPDATE`, booking],
      [
        () => call(other.person, 'post', `/cover-asks/${ask?.id ?? ''}/accept`).expect(200),
        () => world.sayYes(second, id),
      ],
    );
    expect(answers).toHaveLength(2);
    expect(await committed(lines)).toEqual([1_450, 1_450, 0]);
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
      await world.workedAndApproved(visit, first);
      const spent = (await world.figures(lines)).map(([, , sum]) => sum);
      expect(spent).toEqual(absence === 'others_share' ? [1_450, 1_450, 0] : [967, 967, 966]);
    }
    expect((await verifyBookings(scenario.world.owner)).faults).toEqual([]);
  });

  it('stays paid as it was while another’s budget cannot carry what somebody who is away would pay', async () => {
    const people = [await world.somebody(), await world.somebody(250)] as [Sharer, Sharer];
    const id = await world.shared(people, {absence: 'others_share', share_by: 'minutes', minutes: '60'});
    await people[0].visitor.post(`/shared/${id}/book`);
    const {booking} = await world.bookingOf(id);
    await world.accept(booking);
    const lines = people.map(({line}) => line);
    const before = await committed(lines);
    const day = londonDay(new Date(at(1, 2, '12:00')));
    await call(people[0].person, 'post', '/pauses', {kind: 'holiday', from_day: day, until_day: day}).expect(201);
    expect(await committed(lines)).toEqual(before);
  });

  it('repeats every week from the page on which it is begun', async () => {
    const first = await world.somebody();
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
    const second = await world.somebody();
    await second.visitor.post('/shared/join/ask', {code, line: second.line});
    await world.sayYes(first, id);
    expect((await second.visitor.get(`/shared/${id}`)).text).toContain('Each week on Tuesday, until');
    expect((await first.visitor.post(`/shared/${id}/book`)).status).toBe(303);
    expect(await world.figures([first.line, second.line])).toEqual([
      [2_900, 0, 0],
      [2_900, 0, 0],
    ]);
  });
});
