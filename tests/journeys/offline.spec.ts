/// <reference lib="dom" />
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {londonDay, type Day} from '@app/kernel';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {startPages, type PagesApp} from '../support/pages-app.js';
import {readPdf} from '../support/pdf.js';
import type {TestPerson} from '../support/people.js';
import {at, booking, Scenario} from '../support/scenario.js';
import {signedIn} from '../support/signed-in.js';

const HOUR = 3_600_000;

/** Runs in the browser: how many hours wait on this phone, after one more that the council has refused. */
const waiting = (oneMore: boolean) =>
  new Promise<number>((resolve, reject) => {
    const opening = indexedDB.open('alongside-hours', 1);
    opening.onerror = () => reject(new Error('it does not open'));
    opening.onsuccess = () => {
      const queue = opening.result.transaction('queue', 'readwrite').objectStore('queue');
      if (oneMore) queue.put({key: 'late', refused: 'Not yet', fields: {}});
      const counted = queue.count();
      counted.onsuccess = () => resolve(counted.result);
    };
    opening.onupgradeneeded = () => reject(new Error('nothing is kept'));
  });

describe('hours without signal', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let browser: TestBrowser;

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    [pages, browser] = await Promise.all([startPages(scenario.database, scenario.api.clock), openBrowser()]);
  }, 60_000);
  afterAll(async () => {
    scenario?.api.clock.back();
    await browser?.close();
    await pages?.close();
    await scenario?.close();
  });

  it('are written down at the door, sent once there is signal, counted once, and approved', async () => {
    const [holder, pa] = [await scenario.holder(), await scenario.pa()];
    const line = await scenario.line(holder, 50_000);
    await scenario.engage(holder, pa);
    const startsAt = at(1, 2, '09:00');
    const endsAt = new Date(Date.parse(startsAt) + 2 * HOUR).toISOString();
    const made = await scenario.call(holder, 'post', '/bookings', booking(pa, line, startsAt, endsAt)).expect(201);
    const {id, visits} = made.body as {id: string; visits: {id: string}[]};
    const visit = visits[0]?.id ?? '';
    await scenario.call(pa.person, 'post', `/bookings/${id}/accept`).expect(200);
    scenario.api.clock.travelTo(at(1, 2, '12:00'));

    const page = await signedIn(browser, pages, pa.person, {width: 320});
    await page.goto('/work/offline');
    await page.shot('offline-nothing');
    await page.goto('/work');
    const phone = await page.browserPage.context().newPage();
    await phone.goto(`${pages.baseUrl}/work`);
    await phone.evaluate(async () => {
      await navigator.serviceWorker.ready;
      while (!(await caches.match('/work/offline'))) await new Promise((done) => setTimeout(done, 20));
    });
    await phone.context().setOffline(true);
    await phone.goto(`${pages.baseUrl}/work/visits/${visit}/hours`);
    expect(await phone.locator('h1').innerText()).toBe('Record hours without signal');
    await phone.getByLabel('End time').fill('11:20');
    await phone.getByLabel('Something you paid for (optional)').fill('Parking');
    await phone.getByLabel('What it cost (optional)').fill('2.40');
    await phone.getByRole('button', {name: 'Keep these hours'}).click();
    await phone.getByText('Waits for signal.').waitFor();
    await phone.goto(`${pages.baseUrl}/work/offline`);
    await phone.getByText('Waits for signal.').waitFor();
    const shots = process.env.SHOTS;
    if (shots) await phone.screenshot({path: `${shots}/offline-kept-320.png`, fullPage: true});
    expect(await recorded(visit)).toEqual([]);

    // The page that is open sends them by itself as soon as there is signal, and says so.
    await phone.context().setOffline(false);
    await phone.getByText('Your hours are sent.').waitFor();
    expect(await phone.locator('[data-offline-list] li').count()).toBe(0);
    await phone.goto(`${pages.baseUrl}/work`);
    expect(await phone.locator('main').innerText()).toContain('Waiting for approval');
    expect((await recorded(visit)).map(({form_key}) => form_key)).toEqual([expect.any(String), null]);
    await phone.close();
    await page.goto(`/work/visits/${visit}/expenses`);
    await page.shot('expenses');

    const home = await signedIn(browser, pages, holder, {width: 320, javaScript: false});
    await home.goto('/support');
    expect(await home.text('main')).toContain('Paid for you: Parking, £2.40');
    await home.shot('approve-more');
    await home.submit(/^Approve £36.23/, {status: 422});
    await home.choose('I agree that it costs £7.23 more than was set aside');
    await home.submit(/^Approve £36.23/);
    expect(await home.text('main')).toContain('The hours are approved, and the money is spent.');

    // Then it is invoiced, found right and paid.
    await page.goto('/work/invoices');
    await page.shot('invoices-own');
    await page.fill('Where should it be paid? (optional)', '12-34-56 12345678');
    await page.submit(`Send an invoice to ${holder.name}`);
    await page.shot('invoice-own');
    await home.goto('/support');
    await home.follow('Invoices');
    await home.shot('invoices');
    await home.follow('Invoice 1');
    await home.submit('It is right: £36.23');
    await home.shot('invoice-pay');
    await home.fill('How much did you pay?', '100');
    await home.submit('Mark it as paid', {status: 400});
    await home.fill('How much did you pay?', '36.23');
    await home.choose('Bank transfer');
    await home.submit('Mark it as paid');
    await home.shot('invoice-paid');
    expect(await home.text('main')).toContain('£36.23, Bank transfer');
    await page.goto('/work/invoices');
    expect(await page.text('main')).not.toContain('owes');
    // What could not be sent yet is still there for whoever wrote it down, when they have signed out.
    await page.browserPage.evaluate(waiting, true);
    const left = page.browserPage.waitForResponse((response) => response.url().endsWith('/sign-out'));
    await page.submit('Sign out');
    expect((await (await left).allHeaders())['clear-site-data']).toBe('"cache"');
    expect(await page.browserPage.evaluate(waiting, false)).toBe(1);
    await Promise.all([home.close(), page.close()]);

    await printed(holder, londonDay(new Date(startsAt)));
  }, 90_000);

  /** The week for the wall: on paper in letters of 18 points and more, without what only a screen needs. */
  async function printed(holder: TestPerson, day: Day): Promise<void> {
    const page = await signedIn(browser, pages, holder);
    await page.goto(`/calendar/week?from=${day}`);
    await page.browserPage.emulateMedia({media: 'print'});
    expect(
      await page.browserPage
        .locator('header, footer, .app-no-print')
        .evaluateAll((all) => all.filter((each) => each.checkVisibility()).length),
    ).toBe(0);
    const paper = await readPdf(await page.browserPage.pdf({format: 'A4'}));
    const words = paper.pages.flatMap((each) => each.words).filter(({text}) => text.trim());
    expect(paper.pages.length).toBeLessThanOrEqual(2);
    expect(words.map(({text}) => text).join(' ')).toMatch(/9am to 11am.*Worker/);
    expect(words.filter(({height}) => height < 12)).toEqual([]);
    expect(words.filter(({text, height}) => /Worker|9am/.test(text) && height < 17.5)).toEqual([]);
    await page.close();
  }

  const recorded = (visit: string) =>
    scenario.world.owner.query<{form_key: string | null}[]>(
      `SELECT form_key FROM hours_record WHERE visit_id = $1 ORDER BY recorded_at, id`,
      [visit],
    );
});
