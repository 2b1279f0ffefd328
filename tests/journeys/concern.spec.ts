import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {startPages, type PagesApp} from '../support/pages-app.js';
import type {TestPerson} from '../support/people.js';
import {Scenario, type TestListing} from '../support/scenario.js';
import {signedIn} from '../support/signed-in.js';

const PHONE = 320;

describe('a concern raised from a profile on a phone', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let browser: TestBrowser;
  let pa: TestListing;
  let team: TestPerson;
  let approver: TestPerson;

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    const {council, world} = scenario;
    pa = await scenario.pa(council, {person: 'Alex Smith', checkedOn: '2026-01-05'});
    team = await world.person(council, 'Sam Safe', ['safeguarding']);
    approver = await world.person(council, 'Ann Approver', ['approver', 'admin']);
    [pages, browser] = await Promise.all([startPages(scenario.database, scenario.api.clock), openBrowser()]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    await scenario?.close();
  });

  it('goes to the safeguarding team and to nobody else', async () => {
    const phone = await browser.newPage({baseUrl: pages.baseUrl, width: PHONE, javaScript: false});
    await phone.goto(`/listings/${pa.id}`);
    await phone.follow('Worried about somebody’s safety?');
    expect(await phone.text('main')).toContain('telephone 999');
    await phone.shot('concern-start');
    await phone.submit('Tell the safeguarding team');
    await phone.submit('Send', {status: 400});
    await phone.shot('concern-errors');
    await phone.fill('Whom are you worried about?', 'Mr G, Mill Lane');
    await phone.fill('What worries you?', 'There was no food in the house.');
    await phone.choose('No, not yet');
    await phone.choose('Yes', 'Is it safe for us to get in touch with them?');
    await phone.choose('Neighbour');
    await phone.shot('concern-tell');
    await phone.submit('Send');
    expect(await phone.heading()).toBe('The safeguarding team has it');
    expect(await phone.text()).not.toContain('Mr G');
    await phone.shot('concern-sent');
    await phone.goto('/complaint');
    await phone.shot('complaint');
    await phone.close();

    const reader = await signedIn(browser, pages, team);
    await reader.goto('/council/concerns');
    await reader.follow(/^Alex Smith/);
    expect(await reader.text('main')).toContain('There was no food in the house.');
    await reader.choose('Taken down');
    await reader.fill('Why', 'Until the enquiry has looked at it.');
    await reader.submit('Record this decision');
    expect(await reader.text('main')).toContain('Decision on the listing: Taken down');
    await reader.shot('concern-read');
    const {path} = reader;
    await reader.close();

    const other = await signedIn(browser, pages, approver);
    await other.goto(path, {status: 403});
    await other.close();
    const anybody = await browser.newPage({baseUrl: pages.baseUrl});
    await anybody.goto(`/listings/${pa.id}`, {status: 404});
    await anybody.close();
  }, 120_000);
});
