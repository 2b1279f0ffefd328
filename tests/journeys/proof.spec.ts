import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {approved, daysAgo, openDesk, type Desk} from '../support/accreditation.js';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {startPages, type PagesApp} from '../support/pages-app.js';
import {Scenario} from '../support/scenario.js';
import {signedIn} from '../support/signed-in.js';

const HEADINGS =
  'Reference,Name,Approved on,Identity checked,Right to work checked,DBS issued,DBS checked,DBS level,Reference 1,Reference 2,Safeguarding issued,Mental capacity issued,Code of conduct';
const DAYS = [90, 95, 95, 120, 96].map(daysAgo).join();
const LATER = [94, 93, 200, 200, 91].map(daysAgo).join();

describe('proof and figures in a browser', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let browser: TestBrowser;
  let desk: Desk;

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    desk = await openDesk(scenario.world, 'browser');
    [pages, browser] = await Promise.all([startPages(scenario.database, scenario.api.clock), openBrowser()]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    await scenario?.close();
  });

  it('takes a register in by keyboard and without JavaScript, in a narrow window', async () => {
    const page = await signedIn(browser, pages, desk.officer, {javaScript: false, width: 320});
    await page.goto('/council/imports/new');
    await page.shot('import-new');
    await page.fill(
      'The text of the CSV file',
      `${HEADINGS}\nA-1,Bo First,${DAYS},Enhanced,${LATER}\nA-2,,${DAYS},Enhanced,${LATER}`,
    );
    await page.submit('See what would come of it');
    expect(await page.text('main')).toContain('Name: There is no name.');
    await page.shot('import-preview');
    await page.close();
  }, 60_000);

  it('shows a bundle, what is kept and the figures', async () => {
    const {id} = await approved(scenario.api, desk);
    const officer = await signedIn(browser, pages, desk.officer);
    await officer.goto(`/council/applications/${id}/bundle`);
    await officer.shot('bundle');
    await officer.close();
    for (let each = 0; each < 14; each += 1) {
      const source = each < 9 ? 'leaflet' : 'event';
      const row = {
        council_id: desk.councilId,
        name: 'Somebody',
        phone: '0115 496 0000',
        wants: 'pa',
        source,
        channel: 'online',
      };
      await scenario.world.add('enquiry', row);
    }
    const admin = await scenario.world.person(desk.councilId, 'Ada Admin', ['admin']);
    for (const width of [320, 1_000]) {
      const page = await signedIn(browser, pages, admin, {width});
      await page.goto('/council/retention');
      await page.shot(`retention-${width}`);
      await page.goto('/council/retention/rules/new');
      await page.shot(`rule-${width}`);
      await page.goto('/council/figures');
      await page.shot(`figures-${width}`);
      await page.close();
    }
  }, 60_000);
});
