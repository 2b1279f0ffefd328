import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, addMonths, formatDay, startOfDay} from '@app/kernel';
import {daysAgo, dbs, openDesk, record, TODAY, type Desk} from '../support/accreditation.js';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {lapsingPa, type LapsingPa} from '../support/lapsing.js';
import type {Page} from '../support/page.js';
import {startPages, type PagesApp} from '../support/pages-app.js';
import {at, booking, Scenario, type TestListing} from '../support/scenario.js';
import {signedIn} from '../support/signed-in.js';
import {until} from '../support/until.js';
import {startWorker} from '../support/worker.js';

const date = (day: string) => formatDay(day, {});
const main = (page: Page) => page.text('main');

describe('a renewal and a lapse', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let worker: Awaited<ReturnType<typeof startWorker>>;
  let browser: TestBrowser;
  let desk: Desk;
  let soon: LapsingPa;

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    desk = await openDesk(scenario.world, 'northshire');
    soon = await lapsingPa(scenario.api, scenario.world, desk, 'Sue Soon', addDays(TODAY, 20));
    [pages, worker, browser] = await Promise.all([
      startPages(scenario.database, scenario.api.clock),
      startWorker(scenario.database, scenario.api.clock),
      openBrowser(),
    ]);
  }, 90_000);
  afterEach(() => scenario.api.clock.back());
  afterAll(async () => {
    await browser?.close();
    await worker?.close();
    await pages?.close();
    await scenario?.close();
  });

  const relayed = () =>
    until(async () => {
      const [row] = await scenario.world.owner.query<{n: number}[]>(`SELECT count(*)::int AS n FROM outbox_event`);
      return row?.n === 0;
    });

  it('is renewed: the officer reminds, the member tells the council on a phone, the officer records', async () => {
    const officer = await signedIn(browser, pages, desk.officer);
    await officer.goto('/council/lapses');
    expect(await main(officer)).toContain('Sue Soon');
    await officer.submit('Remind those chosen', {status: 400});
    await officer.shot('lapses-error');
    await officer.choose('Remind Sue Soon');
    await officer.submit('Remind those chosen');
    expect(await main(officer)).toContain('1 member was reminded');
    await officer.shot('lapses');
    await relayed();

    const member = await signedIn(browser, pages, soon.pa, {width: 320});
    await member.goto('/messages');
    await member.shot('messages');
    await member.follow(/^Renew by .*DBS/);
    await member.shot('message');
    await member.submit('Go to the page');
    expect(await member.heading()).toBe('Your place on the register');
    await member.shot('register');
    await member.follow(/^Renew/);
    await member.submit('Tell the council', {status: 400});
    await member.shot('renew-error');
    await member.choose('I will show it in a video call');
    await member.fillDay('From which day?', addDays(TODAY, 2));
    await member.submit('Tell the council');
    expect(await main(member)).toContain('We have told the council.');
    await member.shot('register-asked');
    await member.goto('/work');
    expect(await main(member)).toContain('(you have told the council)');
    await member.shot('work-register');

    await officer.goto('/council/lapses?days=30');
    expect(await main(officer)).toContain('They have a new one to show');
    await record(scenario.api, desk.officer, soon.applicationId, [{requirement: 'dbs', body: dbs(daysAgo(2), TODAY)}]);
    await officer.goto('/council/lapses');
    expect(await main(officer)).not.toContain('Sue Soon');
    await member.goto('/work/register');
    expect(await main(member)).toContain(
      `Enhanced DBS certificate Last day ${date(addDays(addMonths(daysAgo(2), 36), -1))}`,
    );
    expect(await main(member)).toContain('There is nothing to renew now.');
    await officer.close();
    await member.close();
  }, 90_000);

  it('lapses: out of sight the same day without anybody, with the bookings beyond it flagged to both sides', async () => {
    const holder = await scenario.holder();
    const pa: TestListing = await scenario.pa(scenario.council, {columns: {name: 'Amina K.'}, checkedOn: daysAgo(30)});
    const line = await scenario.line(holder, 50_000);
    const engagement_id = await scenario.engage(holder, pa);
    const asked = booking(pa, line, at(2, 2, '09:00'), at(2, 2, '11:00'), {
      engagement_id,
      recurrence: {rrule: 'FREQ=WEEKLY;COUNT=2'},
    });
    const {id} = (await scenario.call(holder, 'post', '/bookings', asked).expect(201)).body as {id: string};
    await scenario.call(pa.person, 'post', `/bookings/${id}/accept`).expect(200);
    const lastDay = addDays(TODAY, 1);
    await scenario.world.owner.transaction(async (tx) => {
      await tx.query(`SET LOCAL session_replication_role = replica`);
      await tx.query(`UPDATE evidence SET valid_until = $2 WHERE member_id = $1`, [pa.memberId, lastDay]);
    });
    await scenario.world.add('outbox_event', {
      council_id: scenario.council,
      topic: 'standing.changed',
      subject_id: pa.memberId,
    });
    await relayed();

    const page = await signedIn(browser, pages, holder, {width: 320});
    await page.goto('/messages');
    await page.follow('Amina K. may not be listed for all visits');
    await page.submit('Go to the page');
    expect(await main(page)).toContain('Amina K. is listed now, but not for the visits from');
    await page.shot('booking-beyond');
    await page.goto('/support');
    expect(await main(page)).toContain('Not listed for this day');
    await page.shot('support-beyond');
    await page.close();
    const worker = await signedIn(browser, pages, pa.person);
    await worker.goto(`/bookings/${id}`);
    expect(await main(worker)).toContain('unless you renew');
    await worker.goto('/work');
    await worker.shot('work-beyond');

    const standing = async () =>
      (
        await scenario.world.owner.query<{listed: boolean}[]>(
          `SELECT listed FROM member_standing(ARRAY[$1::uuid], $2)`,
          [pa.memberId, addDays(lastDay, 1)],
        )
      )[0]?.listed;
    expect(await standing()).toBe(false);
    scenario.api.clock.travelTo(startOfDay(addDays(lastDay, 1)));
    await worker.goto('/work/register');
    expect(await main(worker)).toContain('Not currently listed');
    await worker.shot('register-lapsed');
    await worker.goto(`/bookings/${id}`);
    expect(await main(worker)).toContain('You are not currently listed.');
    await worker.close();
  }, 90_000);

  it('has a change of name looked at before others see it', async () => {
    const pa = await scenario.pa(scenario.council, {
      columns: {name: 'Ada L.'},
      services: ['companionship'],
      checkedOn: daysAgo(30),
    });
    const member = await signedIn(browser, pages, pa.person, {width: 320});
    await member.goto(`/listing/${pa.id}/words`);
    await member.fill('Name', 'Adah L.');
    await member.submit('Save');
    expect(await main(member)).toContain('The council checks a change before others see it.');
    await member.shot('own-change');
    const officer = await signedIn(
      browser,
      pages,
      await scenario.world.person(scenario.council, 'Olive Officer', ['officer']),
    );
    await officer.goto('/council/changes');
    await officer.shot('changes');
    await officer.follow('Ada L.');
    await officer.submit('Do not accept', {status: 400});
    await officer.shot('change-error');
    await officer.submit('Accept: others see it from now on');
    expect(await main(officer)).toContain('The change is accepted.');
    await member.goto(`/listing/${pa.id}/versions`);
    expect(await main(member)).toMatch(/Adah L\..*Ada L\./);
    await member.shot('versions');
    await member.close();
    await officer.close();
    const admin = await signedIn(browser, pages, await scenario.world.person(scenario.council, 'Ada Admin', ['admin']));
    await admin.goto('/council/outbox');
    await admin.shot('outbox');
    await admin.close();
  }, 90_000);
});
