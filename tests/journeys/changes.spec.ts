import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, londonDay, londonInstant} from '@app/kernel';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {dayAhead, HolderWorld} from '../support/holder-world.js';
import type {Page} from '../support/page.js';
import type {TestPerson} from '../support/people.js';
import {booking, STATUS_CHECK} from '../support/scenario.js';
import {signedIn} from '../support/signed-in.js';

const PHONE = {width: 320};

/** What becomes of visits after they were booked, on a phone and without its script. */
describe('real life, after the booking', () => {
  let world: HolderWorld;
  let browser: TestBrowser;
  let holder: TestPerson & {lines: string[]};
  let visits: {id: string; starts_at: string}[];

  beforeAll(async () => {
    [world, browser] = await Promise.all([HolderWorld.open(), openBrowser()]);
    const {scenario, pa, provider} = world;
    holder = await world.holder(60_000, 30_000);
    await scenario.engage(holder, pa);
    const soon = addDays(londonDay(new Date()), 2);
    const times = [londonInstant(soon, '09:00').toISOString(), londonInstant(soon, '11:00').toISOString()] as const;
    const pattern = booking(pa, holder.lines[0] ?? '', ...times, {recurrence: {rrule: 'FREQ=WEEKLY;COUNT=3'}});
    const made = await scenario.call(holder, 'post', '/bookings', pattern).expect(201);
    const {id} = made.body as {id: string};
    ({visits} = made.body as {visits: typeof visits});
    await scenario.call(pa.person, 'post', `/bookings/${id}/accept`).expect(200);
    const contacts = [
      {kind: 'provider', listing_id: provider.id, name: 'Sherwood helpers', phone: '01632 960001'},
      {kind: 'friend', name: 'Fay Friend', phone: '01632 960003'},
    ];
    await scenario.call(holder, 'put', '/backup', {contacts}).expect(200);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  it('one visit moves when both agree, and each sees the price before and after', async () => {
    const pa = await signedIn(browser, world.pages, world.pa.person, PHONE);
    await pa.goto(`/visits/${visits[1]?.id ?? ''}`);
    await pa.shot('visit');
    await pa.submit('Change the day or time');
    await pa.shot('move');
    await pa.fill('Start time', '2pm');
    await pa.fill('End time', '5pm');
    await pa.fill('Why? (optional)', 'I see the dentist.');
    await pa.submit('See what it costs');
    await pa.shot('move-check');
    expect(await pa.text('main')).toMatch(/Price until now £[\d.]+ New price £[\d.]+/);
    await pa.submit(`Ask ${holder.name}`);
    expect(await pa.text('.govuk-panel')).toContain(`${holder.name} has been asked`);
    await pa.close();

    const page = await signedIn(browser, world.pages, holder, {...PHONE, javaScript: false});
    await page.goto('/support');
    await page.shot('support-changes');
    await page.follow(/asks for other times$/);
    expect(await page.text('main')).toContain('I see the dentist.');
    await page.shot('change');
    await page.submit('Yes, change it');
    expect(await page.text('main')).toContain('Agreed');
    await page.goto(`/visits/${visits[2]?.id ?? ''}/cancel`);
    await page.shot('cancel-visit');
    expect(await page.text('main')).toContain('It costs nothing.');
    await page.submit('Cancel this visit');
    expect(await page.text('.govuk-notification-banner')).toContain('The visit is cancelled.');
    await page.close();
  }, 60_000);

  it('a PA is ill: two taps ask the back-up contacts, and who says yes comes', async () => {
    const pa = await signedIn(browser, world.pages, world.pa.person, PHONE);
    await pa.goto('/work');
    await pa.shot('work-soon');
    await pa.follow(/^I cannot come/);
    await pa.shot('cover-ask');
    await pa.submit('Ask them now');
    await pa.shot('cover-worker');
    expect(await pa.text('main')).toContain('Others are being asked');
    expect(await pa.text('main')).not.toContain('Fay Friend');
    await pa.close();

    const backup = await signedIn(browser, world.pages, world.provider.person, PHONE);
    await backup.goto('/work');
    await backup.follow(`${holder.name} needs somebody`);
    await backup.shot('cover-wish');
    expect(await backup.text('main')).toContain('It pays £36.00');
    await backup.submit('Yes, I come');
    expect(await backup.heading()).toBe(`Booking for ${holder.name}`);
    await backup.close();

    const page = await signedIn(browser, world.pages, holder, PHONE);
    await page.goto('/support');
    expect(await page.text('main')).toContain('Sherwood Gardens and Odd Jobs');
    await page.close();
  }, 60_000);

  it('hospital pauses support, terms change, another budget pays, and an agreement ends', async () => {
    const page = await signedIn(browser, world.pages, holder, PHONE);
    await page.goto('/pauses');
    await page.choose('A stay in hospital');
    await page.fillDay('First day without support', dayAhead(1, 1));
    await page.fillDay('Last day without support', dayAhead(1, 7));
    await page.submit('See what it does');
    await page.shot('pause-check');
    await page.submit('Yes, pause them');
    await page.shot('pauses');
    expect(await page.text('main')).toContain('A stay in hospital');
    await page.fillDay('From which day does support go on?', dayAhead(1, 2));
    await page.submit('Go on from this day');
    expect(await page.text('.govuk-notification-banner')).toContain('Support goes on');

    const agreement = await agreementOf(page);
    await page.goto(`${agreement}/change`);
    await page.fillDay('From which day?', dayAhead(2, 1));
    await page.fill(
      'Reference of the employment status check, if they are self-employed',
      STATUS_CHECK.status_reference,
    );
    await page.fillDay('Day of that check', STATUS_CHECK.status_checked_on);
    await page.choose('Personal care');
    await page.fill('For how many days?', '14');
    await page.shot('terms-change');
    await page.submit('Send these terms');
    await page.shot('terms-version');
    const other = await secondLine();
    await page.goto(`${agreement}/payers`);
    await page.fillDay('From which day?', dayAhead(1, 1));
    await page.choose(other, 'Which budget pays?');
    await page.submit('See what changes');
    await page.shot('payers');
    await page.submit('Yes, change who pays');
    await page.goto(`${agreement}/end`);
    await page.submit('Continue');
    await page.shot('terms-end');
    await page.submit('End the agreement');
    expect(await page.text('main')).toContain('Ends');
    await page.close();

    const duty = await world.scenario.world.person(world.scenario.council, 'Duty Person', ['duty']);
    const desk = await signedIn(browser, world.pages, duty);
    await desk.goto('/duty/uncovered');
    await desk.shot('duty-visits');
    await desk.close();
  }, 60_000);

  async function agreementOf(page: Page): Promise<string> {
    await page.goto('/support');
    await page.follow(/Amina K\./);
    const {items} = (await world.scenario.call(holder, 'get', '/engagements').expect(200)).body as {
      items: {id: string}[];
    };
    return `/agreements/${items[0]?.id ?? ''}`;
  }

  /** Both lines of this world are called the same. */
  async function secondLine(): Promise<string> {
    const rows = await world.scenario.world.owner.query<{id: string}[]>(
      `UPDATE budget_line SET purpose = 'The other line' WHERE id = $1 RETURNING id`,
      [holder.lines[1]],
    );
    return rows.length ? 'The other line' : '';
  }
});
