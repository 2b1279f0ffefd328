import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, bankHoliday, formatDay, londonDay} from '@app/kernel';
import {boxes} from '../../support/day-boxes.js';
import {dayAhead, HolderWorld} from '../../support/holder-world.js';
import {at} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';

let world: HolderWorld;
let holder: Awaited<ReturnType<HolderWorld['holder']>>;
let visitor: Visitor;
let page: string;

beforeAll(async () => {
  world = await HolderWorld.open();
  holder = await world.holder(25_000, 10_000);
  visitor = new Visitor(world.pages, holder);
  await world.scenario.engage(holder, world.pa);
  page = `/listings/${world.pa.id}/book`;
});
afterAll(() => world.close());
afterEach(() => world.scenario.api.clock.back());

type Fields = Record<string, string | string[]>;

/** One visit in two weeks, paid by the first line, with the token and key of a form newly opened. */
async function newForm(changes: Fields = {}, from = visitor): Promise<Fields> {
  const own = (await from.get(page)).fields;
  const visit = {repeat: 'once', starts: '9am', ends: '11am', line: holder.lines[0] ?? '', sharing: 'one'};
  return {...own, ...boxes('date', dayAhead(2, 2)), ...visit, ...changes};
}

describe('the form for booking', () => {
  it('says what is missing, beside each box and in order', async () => {
    const empty = await visitor.post(`${page}/check`);
    expect(empty.status).toBe(400);
    expect(empty.linkedErrors).toEqual([
      'Choose how often (#repeat)',
      'Enter the date (#date-day)',
      'Enter the start time (#starts)',
      'Enter the end time (#ends)',
    ]);
    const weekly = await visitor.post(`${page}/check`, await newForm({repeat: 'weekly', line: ''}));
    expect(weekly.linkedErrors).toEqual([
      'Choose the days of the week (#days)',
      'Enter the last day (#until-day)',
      'Choose which budget pays (#line)',
    ]);
  });

  it('keeps everything that was typed, also when it was refused', async () => {
    const odd = {starts: '<b>nine</b>', ends: '5pm', days: ['MO', 'WE'], ...boxes('until', '2031-2-30')};
    const typed = await newForm({
      repeat: 'weekly',
      sharing: 'two',
      second: holder.lines[1] ?? '',
      share: '33.3',
      ...odd,
    });
    const {status, html, fields} = await visitor.post(`${page}/check`, typed);
    expect(status).toBe(400);
    expect(html).not.toContain('<b>nine');
    expect(fields).toMatchObject({...typed, days: 'WE'});
    expect(html.match(/name="days"[^>]*value="(?:MO|WE)"[^>]*checked/g)).toHaveLength(2);
    const past = await newForm(boxes('date', '2020-01-06'));
    const refused = await visitor.post(`${page}/check`, past);
    expect([refused.status, refused.linkedErrors]).toEqual([400, ['Choose a time that is still to come. (#date-day)']]);
    expect(refused.fields).toMatchObject(past);
  });

  it('goes from the answers back to the form with all of them', async () => {
    const typed = await newForm();
    const check = await visitor.post(`${page}/check`, typed);
    expect(check.status).toBe(200);
    const carried = check.fields;
    expect(carried).toMatchObject(typed);
    const form = await visitor.post(`${page}/change`, carried);
    expect([form.status, form.linkedErrors]).toEqual([200, []]);
    expect(form.fields).toMatchObject(typed);
    expect((await visitor.get(`${page}/check`)).location).toBe(page);
  });

  it('takes nothing without its token', async () => {
    for (const step of ['/check', '/change', '']) {
      expect((await visitor.send(page + step, await newForm())).status).toBe(403);
    }
  });

  it('does not care what is left in boxes that do not count', async () => {
    const left = {days: 'XX', ...boxes('until', '-13-'), second: 'nonsense', share: '400'};
    expect((await visitor.post(`${page}/check`, await newForm(left))).status).toBe(200);
  });
});

describe('what a booking costs, before it is made', () => {
  it('shows nights, bank holidays and times that they are not free', async () => {
    let holiday = addDays(londonDay(new Date()), 7);
    while (!bankHoliday(holiday)) holiday = addDays(holiday, 1);
    const fields = await newForm({...boxes('date', holiday), starts: '10pm', ends: '7am'});
    const words = (await visitor.post(`${page}/check`, fields)).text;
    expect(words).toContain('10pm to 7am the next day');
    expect(words).toContain(`${formatDay(holiday)} Bank holiday: ${bankHoliday(holiday)}`);
    expect(words).toContain('Amina K. has not said that they are free at this time.');
    const late = await visitor.post(`${page}/check`, await newForm({starts: '10pm', ends: '24:00'}));
    expect(late.text).toContain('10pm to midnight');
    expect(late.text).not.toContain('midnight the next day');
    const round = {starts: '8am', ends: '8am'};
    const slip = await visitor.post(`${page}/check`, await newForm(round));
    expect(slip.linkedErrors).toEqual(['End time must be different from the start time (#ends)']);
    const living = await visitor.post(`${page}/check`, await newForm({...round, shift: 'live_in'}));
    expect(living.text).toContain('There is no rate for live-in days');
  });

  it('shares the price between two budgets', async () => {
    const shared = {sharing: 'two', second: holder.lines[1] ?? '', share: '25%'};
    const check = await visitor.post(`${page}/check`, await newForm(shared));
    const words = check.text;
    expect(words).toMatch(/£21\.75 £978\.25 .*£7\.25 £392\.75/);
  });

  it('says that there is too little, and what to do, and offers no booking', async () => {
    const poor = await world.holder(500);
    await world.scenario.engage(poor, world.pa);
    const other = new Visitor(world.pages, poor);
    const {sharing, ...fields} = await newForm({line: poor.lines[0] ?? ''}, other);
    expect(sharing).toBe('one'); // with one budget nobody is asked whether a second one pays
    const check = await other.post(`${page}/check`, fields);
    expect(check.status).toBe(200);
    expect(check.text).toMatch(/This cannot be booked as it is .*£29\.00 £9\.00 too little/);
    expect(check.text).toMatch(/the budget pays £20\.00 of this .*pay the missing £9\.00 with your own money/);
    expect(check.html).toContain('href="/plan/reviews"');
    expect(check.html).not.toContain('Ask for this visit');
    const sent = await other.post(page, fields);
    expect([sent.status, sent.linkedErrors[0]]).toEqual([422, expect.stringContaining('£9.00 too little is left')]);
    expect(sent.fields).toMatchObject(fields);
  });

  it('refuses a budget that may not pay for an employee, beside the budget', async () => {
    const employer = await world.holder(25_000, 10_000);
    await world.scenario.engage(employer, world.pa, 'employed');
    const other = new Visitor(world.pages, employer);
    const check = await other.post(`${page}/check`, await newForm({line: employer.lines[1] ?? ''}, other));
    expect(check.status).toBe(422);
    expect(check.linkedErrors[0]).toMatch(/^You cannot employ a PA yourself from this budget line.*\(#line\)$/);
  });
});

describe('sending a booking', () => {
  it('books once however often it is sent, and asks before another with the same form', async () => {
    const fields = await newForm(boxes('date', dayAhead(2, 3)));
    const [first, again] = await Promise.all([visitor.post(page, fields), visitor.post(page, fields)]);
    expect([first.status, again.status, first.location]).toEqual([303, 303, again.location]);
    const changed = await visitor.post(page, {...fields, ends: '11:30am'});
    expect([changed.status, changed.linkedErrors]).toEqual([
      409,
      ['You have already sent a booking from this form. See what you booked before you send another (/support)'],
    ]);
    expect(changed.fields).toMatchObject({ends: '11:30am'});
    expect(changed.fields.key).not.toBe(fields.key);
  });

  it('says which visits are taken, on the answers and when somebody was quicker', async () => {
    const quicker = await world.holder();
    await world.scenario.engage(quicker, world.pa);
    const own = {...boxes('date', dayAhead(3, 4)), starts: '2pm', ends: '3pm'};
    const fields = await newForm(own);
    const taken = {line: quicker.lines[0] ?? ''};
    const other = new Visitor(world.pages, quicker);
    expect((await other.post(page, await newForm({...own, ...taken}, other))).status).toBe(303);
    const sent = await visitor.post(page, fields);
    expect([sent.status, sent.linkedErrors]).toEqual([
      409,
      [`${formatDay(dayAhead(3, 4))} at 2pm has been taken. Choose another time. (#date-day)`],
    ]);
    expect(sent.fields).toMatchObject(fields);
    const check = await visitor.post(`${page}/check`, fields);
    expect(check.text).toMatch(/This time is taken already\. .* 2pm to 3pm Taken £14\.50/);
    expect(check.html).not.toContain('Ask for this visit');
  });
});

describe('cancelling', () => {
  it('costs what was shown, or is shown again', async () => {
    const sent = await visitor.post(
      page,
      await newForm({...boxes('date', dayAhead(2, 5)), starts: '10am', ends: 'midday'}),
    );
    const path = `${sent.location.split('?')[0] ?? ''}`;
    await world.scenario.call(world.pa.person, 'post', `${path}/accept`).expect(200);
    const free = await visitor.get(`${path}/cancel`);
    expect(free.text).toContain('It costs nothing.');
    world.scenario.api.clock.travelTo(at(2, 5, '08:00'));
    const late = await visitor.post(`${path}/cancel`, free.fields);
    expect([late.status, late.linkedErrors]).toEqual([
      409,
      ['Cancelling now costs £29.00. Check it again before you cancel'],
    ]);
    expect(late.text).toContain('Cancelling costs £29.00, because it is short notice.');
    const done = await visitor.post(`${path}/cancel`, late.fields);
    expect([done.status, done.location]).toEqual([303, `${path}?cancelled`]);
    expect((await visitor.get(done.location)).text).toContain('Paid for short notice £29.00');
    const twice = await visitor.post(`${path}/cancel`, late.fields);
    expect([twice.status, twice.linkedErrors]).toEqual([422, ['This booking is cancelled, so you cannot cancel it.']]);
  });
});
