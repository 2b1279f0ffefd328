import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, addMonths, formatDay} from '@app/kernel';
import {
  approved,
  daysAgo,
  dbs,
  GOOD_EVIDENCE,
  openDesk,
  record,
  submitted,
  TODAY,
  type Desk,
} from '../support/accreditation.js';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import type {Page} from '../support/page.js';
import {startPages, type PagesApp} from '../support/pages-app.js';
import type {TestPerson} from '../support/people.js';
import {Scenario} from '../support/scenario.js';
import {signedIn} from '../support/signed-in.js';

const date = (day: string) => formatDay(day, {});

describe('the council’s desk', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let browser: TestBrowser;
  let desk: Desk;

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    [desk, pages, browser] = await Promise.all([
      openDesk(scenario.world, 'northshire'),
      startPages(scenario.database, scenario.api.clock),
      openBrowser(),
    ]);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    await scenario?.close();
  });

  const main = (page: Page) => page.text('main');
  const banner = (page: Page) => page.text('.govuk-notification-banner');
  const idOf = (page: Page) => page.path.split(/[/?]/)[3] ?? '';

  it('takes somebody from a name to the register in a narrow window', async () => {
    const officer = await signedIn(browser, pages, desk.officer, {width: 320});
    await open(officer);
    await handIn(officer);
    await recordDbs(officer);
    const id = idOf(officer);
    await record(scenario.api, desk.otherOfficer, id, [
      ...GOOD_EVIDENCE.filter((each) => each.requirement !== 'dbs'),
      {requirement: 'insurance', body: INSURANCE},
    ]);
    await officer.goto(`/council/applications/${id}`);
    expect(await main(officer)).toContain('Everything is there.');
    await officer.shot('application-complete');
    await officer.submit('Mark as ready for a decision');
    expect(await banner(officer)).toContain('Somebody who gathered none of the evidence decides.');
    expect(await main(officer)).toContain('This waits for somebody who decides');
    await officer.shot('application-ready');
    await officer.goto(`/council/applications/${id}/decide`, {status: 403});
    await officer.close();
    await refuseOwnWork(id);
    await decide();
  }, 60_000);

  async function open(page: Page): Promise<void> {
    await page.goto('/council/applications');
    expect(await page.heading()).toBe('Applications');
    expect(await main(page)).toContain('Nobody is waiting.');
    await page.submit('Open an application');
    await page.fill('Name of the person or organisation', 'Amina Khan');
    await page.submit('Continue');
    await page.shot('open-choose');
    await page.choose('Add Amina Khan as a new person');
    await page.choose('They work for themselves for at least one person');
    await page.submit('Open the application');
    expect(await page.heading()).toBe('Amina Khan');
    expect(await main(page)).toMatch(/Personal assistant, Support with Confidence Amina Khan Not handed in/);
    await page.shot('application-draft');
  }

  async function handIn(page: Page): Promise<void> {
    await page.submit('Hand it in and start the checks');
    expect(await main(page)).toContain('8 things are still missing.');
    await page.submit('Mark as ready for a decision', {status: 422});
    expect(await page.errors()).toEqual([
      'Proof of identity: missing or out of date',
      'Right to work in the United Kingdom: missing or out of date',
      'Enhanced DBS certificate: missing or out of date',
      'References from two people who are not relatives: 0 of 2 are there',
      'Training: safeguarding adults: missing or out of date',
      'Training: Mental Capacity Act: missing or out of date',
      'Public liability insurance: missing or out of date',
      'Signed code of conduct: missing or out of date',
    ]);
    await page.shot('application-not-ready');
  }

  async function recordDbs(page: Page): Promise<void> {
    await page.follow('Enhanced DBS certificate: missing or out of date');
    expect(await main(page)).toContain('The level has to be enhanced or above. It counts for 36 months');
    await page.shot('requirement-dbs');
    await page.choose('Basic');
    await page.choose('Adult workforce');
    await page.fill('Certificate number', '0012 3456 7890');
    await page.fillDay('Day it was issued', daysAgo(20));
    await page.submit('Record this evidence', {status: 400});
    expect(await page.errors()).toEqual(['Enter the day the original was seen']);
    expect(await page.value('Certificate number')).toBe('0012 3456 7890');
    await page.shot('requirement-dbs-errors');
    await page.fillDay('Day the original was seen', daysAgo(10));
    await page.choose('Enhanced');
    await page.submit('Record this evidence');
    expect(await banner(page)).toContain('The evidence is recorded.');
    const until = date(addDays(addMonths(daysAgo(20), 36), -1));
    expect(await main(page)).toContain(
      `Enhanced DBS certificate Checked ${date(daysAgo(10))}, good until ${until} Done`,
    );
    expect(await main(page)).toContain('7 things are still missing.');
  }

  /** Somebody with both roles, who recorded some of it. */
  async function refuseOwnWork(id: string): Promise<void> {
    const page = await signedIn(browser, pages, desk.otherOfficer);
    await page.goto(`/council/applications/${id}/decide`);
    expect(await main(page)).toContain('Somebody else has to decide this one.');
    expect(await main(page)).toContain('two pairs of eyes');
    expect(await page.browserPage.getByRole('button', {name: 'Continue'}).count()).toBe(0);
    await page.shot('decide-own-work');
    await page.close();
  }

  async function decide(): Promise<void> {
    const page = await signedIn(browser, pages, desk.approver, {width: 320});
    await page.goto('/council/applications');
    expect(await page.text('table')).toMatch(
      /Amina Khan Personal assistant Ready for a decision New here, aim 10 days Since today Nothing Nobody yet$/,
    );
    expect(await page.browserPage.getByRole('button', {name: 'Open an application'}).count()).toBe(0);
    await page.shot('queue');
    await page.follow('Amina Khan');
    await page.submit('Decide this application');
    expect(await main(page)).toContain('Everything that the scheme asks for is there today.');
    await page.shot('decide');
    await page.choose('Approve with conditions');
    await page.submit('Continue');
    await page.submit('Continue', {status: 400});
    expect(await page.errors()).toEqual(['Enter the condition', 'Enter the reasons for the file']);
    await page.shot('decide-errors');
    await page.fill('Condition', 'Join the update service.');
    await page.fillDay('Last day of this condition (optional)', addDays(TODAY, 60));
    await page.fill('Reasons for the file', 'Everything was seen.');
    await page.submit('Continue');
    expect(await page.heading()).toBe('Check your decision');
    expect(await main(page)).toContain(
      `Condition, for the applicant Join the update service., by ${date(addDays(TODAY, 60))}`,
    );
    await page.shot('decide-check');
    await page.submit('Record this decision');
    expect(await main(page)).toContain(`Approved with conditions on ${date(TODAY)} by Ash Approver`);
    expect(await main(page)).toContain('On the register Accredited by Support with Confidence, until');
    expect(await main(page)).toContain('None yet. They write it under “My listing” when they sign in.');
    await page.shot('decided');
    await suspend(page);
    await page.close();
  }

  async function suspend(page: Page): Promise<void> {
    await page.submit('Suspend');
    expect(await main(page)).toContain('Visits that are booked stand.');
    await page.shot('suspend');
    await page.submit('Suspend them now');
    expect(await main(page)).toContain('Not currently listed: suspended by the council');
    await page.shot('suspended');
    await page.submit('Lift the suspension');
    await page.submit('Lift the suspension');
    expect(await banner(page)).toContain('The suspension is lifted.');
    expect(await main(page)).toContain('On the register Accredited by Support with Confidence');
  }

  it('declines and withdraws without JavaScript', async () => {
    const pa = await person('Des Declined');
    const id = await submitted(scenario.api, pa);
    await record(scenario.api, desk.officer, id, GOOD_EVIDENCE.slice(0, 1));
    const page = await signedIn(browser, pages, desk.approver, {javaScript: false});
    await page.goto(`/council/applications/${id}`);
    await page.follow('Decline this application before it is ready');
    expect(await page.heading()).toBe('Decline this application');
    expect(await main(page)).toContain('6 things that the scheme asks for are missing or out of date');
    await page.fill('Reasons for the file', 'No answer to three letters.');
    await page.submit('Continue', {status: 400});
    expect(await page.errors()).toEqual(['Choose the reason for declining']);
    expect(await page.value('Reasons for the file')).toBe('No answer to three letters.');
    await page.shot('decline');
    await page.choose('The application was not completed');
    await page.submit('Continue');
    await page.submit('Record this decision');
    expect(await main(page)).toContain('The application was not completed');
    expect(await main(page)).toContain('Reasons, for the file: No answer to three letters.');
    expect(await main(page)).toContain('On the register Not on the register yet');
    await page.shot('declined');
    await page.close();
    await withdraw();
  }, 60_000);

  async function withdraw(): Promise<void> {
    const {id} = await approved(scenario.api, desk, await person('Vic Void'));
    const soon = addDays(TODAY, 12);
    await record(scenario.api, desk.officer, id, [
      {requirement: 'dbs', body: dbs(addMonths(soon, -36), daysAgo(2), {certificate_number: '009876543210'})},
    ]);
    const page = await signedIn(browser, pages, desk.officer, {javaScript: false});
    await page.goto(`/council/applications/${id}/requirements/dbs`);
    await page.shot('requirement-dbs-two');
    expect(await main(page)).toContain('Record newer evidence');
    await page.follow(`Withdraw the evidence checked on ${date(daysAgo(20))}`);
    expect(await main(page)).toContain('If nothing else counts in its place, the listing comes down at once.');
    await page.shot('void');
    await page.choose('It belongs to somebody else');
    await page.submit('Withdraw it');
    expect(await banner(page)).toContain('It stays on the record and counts no more.');
    await page.shot('voided');
    await page.goto('/council/applications');
    await page.shot('queue');
    await page.follow('Evidence about to lapse');
    expect(await main(page)).toContain(
      `Vic Void Personal assistant Listed Enhanced DBS certificate of Vic Void ${date(addDays(soon, -1))}, in 11 days`,
    );
    await page.shot('queue-lapses');
    await page.goto(`/council/applications/${id}/requirements/dbs`);
    await page.follow(`Withdraw the evidence checked on ${date(daysAgo(2))}`);
    await page.choose('It is not genuine');
    await page.submit('Withdraw it');
    expect(await main(page)).toContain('Not currently listed: something is missing or out of date');
    await page.close();
  }

  const person = (name: string): Promise<TestPerson> => scenario.world.person(desk.councilId, name, ['pa']);
});

const INSURANCE = {
  issued_on: daysAgo(30),
  checked_on: daysAgo(9),
  facts: {insurer: 'Example Mutual', cover_pence: 500_000_000},
};
