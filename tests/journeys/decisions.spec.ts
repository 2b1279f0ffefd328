import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, formatDay} from '@app/kernel';
import {openDesk, ready, TODAY, type Desk} from '../support/accreditation.js';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import type {Page} from '../support/page.js';
import {startPages, type PagesApp} from '../support/pages-app.js';
import type {TestPerson} from '../support/people.js';
import {Scenario} from '../support/scenario.js';
import {signedIn} from '../support/signed-in.js';

const date = (day: string) => formatDay(day, {});

describe('decisions, and what follows when somebody does not agree', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let browser: TestBrowser;
  let desk: Desk;
  let second: TestPerson;

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    [desk, pages, browser] = await Promise.all([
      openDesk(scenario.world, 'northshire'),
      startPages(scenario.database, scenario.api.clock),
      openBrowser(),
    ]);
    second = await scenario.world.person(desk.councilId, 'Sue Second', ['approver']);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    await scenario?.close();
  });

  const main = (page: Page) => page.text('main');

  it('an approver approves with a condition; a suspension is appealed against, and lifted by somebody else', async () => {
    const id = await ready(scenario.api, desk);
    await approve(id);
    const pa = await signedIn(browser, pages, desk.pa, {width: 320});
    await pa.goto(`/applications/${id}/decision`);
    expect(await main(pa)).toContain(`First aid. Do this by ${date(addDays(TODAY, 30))}.`);
    await pa.shot('decision');
    await pa.follow('The same as a letter, to print');
    expect(await main(pa)).toContain('Dear Pat Worker');
    await pa.shot('letter');
    await suspend(id);
    await pa.goto(`/applications/${id}/decision`);
    expect(await main(pa)).toContain('You are not currently listed.');
    await pa.follow('Ask us to look again at why you are not currently listed');
    await pa.fill('Why you do not agree', 'I was in another town that day.');
    await pa.shot('appeal');
    await pa.submit('Send the appeal');
    expect(await main(pa)).toContain('We answer by');
    await answer();
    await pa.goto(`/applications/${id}/decision`);
    expect(await main(pa)).toContain('We agreed with you');
    await pa.shot('appeal-upheld');
    await pa.close();
  }, 120_000);

  async function approve(id: string): Promise<void> {
    const page = await signedIn(browser, pages, desk.approver);
    await page.goto(`/council/applications/${id}/decide`);
    await page.choose('Approve with conditions');
    await page.submit('Continue');
    await page.fill('Condition', 'First aid.');
    await page.fillDay('Last day of this condition (optional)', addDays(TODAY, 30));
    await page.fill('What you tell the applicant (optional)', 'Welcome. One course is still to be done.');
    await page.fill('Reasons for the file', 'All was seen.');
    await page.shot('decide-conditions');
    await page.submit('Continue');
    await page.submit('Record this decision');
    expect(await main(page)).toContain('Condition: First aid.');
    await page.close();
  }

  async function suspend(id: string): Promise<void> {
    const page = await signedIn(browser, pages, desk.officer);
    await page.goto(`/council/applications/${id}/handling`);
    await page.shot('handling');
    await page.goto(`/council/applications/${id}/ladder`);
    await page.shot('ladder');
    await page.goto(`/council/applications/${id}/concern`);
    await page.shot('concern');
    await page.goto(`/council/applications/${id}/suspension`);
    await page.submit('Suspend them now');
    await page.close();
  }

  async function answer(): Promise<void> {
    const page = await signedIn(browser, pages, second);
    await page.goto('/council/appeals');
    await page.follow('Pat Worker, against a suspension');
    await page.submit('Take this appeal');
    await page.choose('Upheld: the suspension is lifted');
    await page.fill('Reasons', 'It was somebody else.');
    await page.shot('council-appeal');
    await page.submit('Record this answer');
    expect(await main(page)).toContain('the suspension is lifted');
    await page.close();
  }
});
