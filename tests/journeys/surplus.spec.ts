import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {OpenLineFor} from '@app/allocations';
import {addDays, londonDay} from '@app/kernel';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {startPages, type PagesApp} from '../support/pages-app.js';
import {Scenario} from '../support/scenario.js';
import {signedIn} from '../support/signed-in.js';

describe('money left over', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let browser: TestBrowser;

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    pages = await startPages(scenario.database, scenario.api.clock);
    browser = await openBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    await scenario?.close();
  });

  it('is talked about: a letter with the sum, an answer on a phone, and a decision that keeps it for what it is for', async () => {
    const {world, council} = scenario;
    const today = londonDay(new Date());
    const holder = await world.person(council, 'Edith Hall', ['holder']);
    const finance = await world.person(council, 'Fay Finance', ['finance']);
    const startsOn = addDays(today, -139);
    const principal = {councilId: council, personId: finance.personId, permissions: new Set(['budget:manage'])};
    await scenario.api.app.get(OpenLineFor).run(principal as never, holder.personId, {
      ...{deployment: 'direct_payment', purpose: 'Days out', cycle: 'four_weekly', cycleAnchor: startsOn},
      ...{startsOn, endsOn: null, weeklyPence: 10_000, contributionWeeklyPence: 0},
    });

    const page = await signedIn(browser, pages, finance);
    await page.goto('/council/budgets');
    await page.follow('Money left over, ratings and samples');
    await page.shot('monitoring');
    await page.follow('Edith Hall, Days out');
    expect(await page.text('main')).toContain('Left over £1,200.00');
    await page.submit('Send the letter');

    const phone = await signedIn(browser, pages, holder, {width: 320, javaScript: false});
    await phone.goto('/budget');
    await phone.follow('What the council asks');
    await phone.shot('own-checks');
    await phone.follow(/^Days out/);
    await phone.shot('own-letter');
    await phone.submit('Send the answer', {status: 400});
    await phone.choose('I am saving it for something');
    await phone.fill('In your own words', 'A week at the sea in August with my sister.');
    await phone.submit('Send the answer');
    expect(await phone.text('main')).toContain('The council has your answer');

    await page.goto('/council/monitoring');
    await page.follow('Edith Hall, Days out');
    await page.shot('surplus-decide');
    await page.choose('Keep it for what they save for');
    await page.fill('How much is kept or taken back?', '1200');
    await page.fill('Why?', 'A week at the sea does her good.');
    await page.submit('Record the decision');
    await phone.goto('/budget/checks');
    await phone.follow(/^Days out/);
    expect(await phone.text('main')).toContain('A week at the sea does her good.');
    await phone.shot('own-letter-decided');
    await phone.goto('/what-a-pa-costs');
    await phone.fill('What will you pay an hour?', '13');
    await phone.fill('How many hours a week?', '6');
    await phone.choose('Days out');
    await phone.submit('Work it out');
    await phone.shot('pa-cost');
    await Promise.all([phone.close(), page.close()]);
  }, 90_000);
});
