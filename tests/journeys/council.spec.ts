import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {DEFAULT_PA_REQUIREMENTS} from '@app/register';
import {addScheme, daysAgo} from '../support/accreditation.js';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import type {Page} from '../support/page.js';
import {startPages, type PagesApp} from '../support/pages-app.js';
import type {TestPerson} from '../support/people.js';
import {Scenario} from '../support/scenario.js';
import {signedIn} from '../support/signed-in.js';

describe('the council’s desk', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let browser: TestBrowser;
  let officer: TestPerson;
  let both: TestPerson;
  let approver: TestPerson;

  beforeAll(async () => {
    scenario = await Scenario.open();
    const {world, council} = scenario;
    await addScheme(world, council, DEFAULT_PA_REQUIREMENTS);
    officer = await world.person(council, 'Olu Officer', ['officer']);
    both = await world.person(council, 'Oona Officer', ['officer', 'approver']);
    approver = await world.person(council, 'Ash Approver', ['approver']);
    [pages, browser] = await Promise.all([startPages(scenario.database, scenario.api.clock), openBrowser()]);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    await scenario?.close();
  });

  async function record(page: Page, title: string, fill: () => Promise<void>): Promise<void> {
    await page.follow(title);
    await fill();
    await page.shot(`requirement-${title.split(' ')[1]?.toLowerCase() ?? ''}`);
    await page.submit('Record this evidence');
  }

  it('takes somebody from a name to the register', async () => {
    const page = await signedIn(browser, pages, officer);
    await page.goto('/council/applications');
    await page.shot('queue-empty');
    await page.submit('Open an application');
    await page.fill('Name of the person or organisation', 'Amina Khan');
    await page.submit('Continue');
    await page.shot('open-choose');
    await page.choose('Add Amina Khan as a new person');
    await page.choose('Personal assistant');
    await page.choose('They work for themselves for at least one person');
    await page.submit('Open the application');
    await page.shot('application-draft');
    await page.submit('Hand it in and start the checks');
    await page.shot('application-submitted');
    await page.submit('Mark as ready for a decision', {status: 422});
    await page.shot('application-not-ready');
    await record(page, 'Proof of identity', async () => {
      await page.choose('Passport');
      await page.fillDay('Day you checked it', daysAgo(10));
    });
    await page.shot('application-first');
    await record(page, 'Right to work in the United Kingdom', async () => {
      await page.choose('Share code, checked online');
      await page.fillDay('Day you checked it', daysAgo(10));
    });
    await page.follow('Enhanced DBS certificate');
    await page.submit('Record this evidence', {status: 400});
    await page.shot('dbs-errors');
    await page.choose('Enhanced');
    await page.choose('Adult workforce');
    await page.fill('Certificate number', '001234567890');
    await page.fillDay('Day the original was seen', daysAgo(10));
    await page.fillDay('Day it was issued', daysAgo(20));
    await page.submit('Record this evidence');
    for (const referee of ['Ruth Referee', 'Ravi Referee']) {
      await record(page, 'References from two people who are not relatives', async () => {
        await page.fill('Referee', referee);
        await page.choose('Employer');
        await page.choose('In a letter');
        await page.fillDay('Day you checked it', daysAgo(9));
      });
    }
    for (const title of ['Training: safeguarding adults', 'Training: Mental Capacity Act']) {
      await record(page, title, async () => {
        await page.fill('Training provider', 'Care Training');
        await page.fillDay('Day it was issued', daysAgo(100));
        await page.fillDay('Day you checked it', daysAgo(9));
      });
    }
    await record(page, 'Public liability insurance', async () => {
      await page.fill('Insurer', 'Example Mutual');
      await page.fill('Cover', '5,000,000');
      await page.fillDay('Day it was issued', daysAgo(30));
      await page.fillDay('Day you checked it', daysAgo(9));
    });
    await record(page, 'Signed code of conduct', async () => {
      await page.choose('On paper');
      await page.fillDay('Day you checked it', daysAgo(9));
    });
    await page.shot('application-complete');
    await page.submit('Mark as ready for a decision');
    await page.shot('application-ready');
    const path = new URL(page.browserPage.url()).pathname;
    await page.goto(`${path}/requirements/reference`);
    await page.shot('requirement-recorded');
    await page.close();

    const deciding = await signedIn(browser, pages, approver);
    await deciding.goto('/council/applications');
    await deciding.shot('queue');
    await deciding.follow('Amina Khan');
    await deciding.submit('Decide this application');
    await deciding.shot('decide');
    await deciding.choose('Approve');
    await deciding.fill('Reasons for the file', 'Everything was seen.');
    await deciding.submit('Continue');
    await deciding.shot('decide-check');
    await deciding.submit('Record this decision');
    await deciding.shot('decided');
    await deciding.submit('Suspend');
    await deciding.shot('suspend');
    await deciding.submit('Suspend them now');
    await deciding.shot('suspended');
    await deciding.close();
    void both;
    expect(true).toBe(true);
  }, 120_000);
});
