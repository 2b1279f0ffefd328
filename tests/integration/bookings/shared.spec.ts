import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {verifyBookings} from '@app/bookings';
import {londonDay} from '@app/kernel';
import {boxes} from '../../support/day-boxes.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import {at, booking, Scenario, type TestListing} from '../../support/scenario.js';
import {SharedWorld, type Sharer} from '../../support/shared-world.js';

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

describe('two workers at once', () => {
  it('may be meant: it is said before it is asked for, and never refused', async () => {
    const {person, line, visitor} = await world.somebody();
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
    const people = [await world.somebody(), await world.somebody(), await world.somebody()];
    const [first, second, third] = people as [Sharer, Sharer, Sharer];
    const id = await world.shared(people);
    expect((await second.visitor.post(`/shared/${id}/book`)).status).toBe(404);
    const stranger = await world.somebody();
    expect((await stranger.visitor.get(`/shared/${id}`)).status).toBe(404);
    const wrong = await stranger.visitor.post('/shared/join', {code: 'AAAA-BBBB-CCCC'});
    expect([wrong.status, wrong.errors]).toEqual([
      400,
      ['We do not know this code. Look at it again, or ask for a new one.'],
    ]);

    expect((await first.visitor.post(`/shared/${id}/book`)).status).toBe(303);
    const lines = people.map(({line}) => line);
    expect(await world.figures(lines)).toEqual([
      [967, 0, 0],
      [967, 0, 0],
      [966, 0, 0],
    ]);
    const {booking, visit} = await world.bookingOf(id);
    await world.accept(booking);
    expect((await third.visitor.get(`/shared/${id}`)).text).toContain('You pay £9.66 of £29.00');

    // Leaving after that has to be agreed by the others, who pay more then.
    expect((await third.visitor.post(`/shared/${id}/leave`)).status).toBe(303);
    await world.sayYes(first, id);
    expect(await world.figures(lines)).toEqual([
      [0, 967, 0],
      [0, 967, 0],
      [0, 966, 0],
    ]);
    await world.sayYes(second, id);
    expect(await world.figures(lines)).toEqual([
      [0, 1_450, 0],
      [0, 1_450, 0],
      [0, 0, 0],
    ]);
    await world.workedAndApproved(visit, first);
    expect(await world.figures(lines)).toEqual([
      [0, 0, 1_450],
      [0, 0, 1_450],
      [0, 0, 0],
    ]);
  });

  it('follows the rule for absence that was chosen beforehand, which nobody changes any more', async () => {
    const people = [await world.somebody(), await world.somebody()];
    const [first] = people as [Sharer, Sharer];
    const id = await world.shared(people, {share_by: 'minutes', minutes: '90', absence: 'others_share'});
    await first.visitor.post(`/shared/${id}/book`);
    const lines = people.map(({line}) => line);
    expect(await world.figures(lines)).toEqual([
      [2_175, 0, 0],
      [725, 0, 0],
    ]);
    const {booking, visit} = await world.bookingOf(id);
    await world.accept(booking);
    await expect(
      scenario.world.owner.query(`UPDATE shared_support SET absence = 'absent_pays' WHERE id = $1`, [id]),
    ).rejects.toMatchObject({constraint: 'shared_support_rule_stays'});
    const page = await first.visitor.get(`/shared/${id}`);
    const missing = [...page.html.matchAll(/\/shared\/[^"]+\/absent\/[\w-]+/g)].map(([path]) => path).at(-1) ?? '';
    expect((await first.visitor.post(missing)).status).toBe(303);
    await world.workedAndApproved(visit, first);
    expect(await world.figures(lines)).toEqual([
      [0, 0, 2_900],
      [0, 0, 0],
    ]);
    expect((await first.visitor.post(missing)).status).toBe(422);
  });

  it('is held for all or for nobody, and shares have to make a whole', async () => {
    const people = [await world.somebody(), await world.somebody(100)];
    const [first] = people as [Sharer, Sharer];
    const poor = await world.shared(people);
    const refused = await first.visitor.post(`/shared/${poor}/book`);
    expect(refused.status).toBe(422);
    expect(await world.figures(people.map(({line}) => line))).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    const half = [await world.somebody(), await world.somebody()];
    const id = await world.shared(half, {share_by: 'share', share: '50'});
    const notWhole = await (half[0] as Sharer).visitor.post(`/shared/${id}/book`);
    expect([notWhole.status, notWhole.errors]).toEqual([
      422,
      ['The shares have to add up to 100%; these add up to 75%.'],
    ]);
    const alone = [await world.somebody()];
    const few = await world.shared(alone);
    expect((await (alone[0] as Sharer).visitor.post(`/shared/${few}/book`)).status).toBe(422);
    expect((await verifyBookings(scenario.world.owner)).faults).toEqual([]);
  });
});
