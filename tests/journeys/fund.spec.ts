import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, addMonths} from '@app/kernel';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {fundOf, thisMonth} from '../support/fund-world.js';
import {startPages, type PagesApp} from '../support/pages-app.js';
import {Scenario} from '../support/scenario.js';
import {signedIn} from '../support/signed-in.js';

describe('who holds a fund', () => {
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

  it('writes down hours and sends a statement with banked hours, which the person confirms on a phone', async () => {
    const {world, council} = scenario;
    const holder = await world.person(council, 'Irene Castle', ['holder']);
    const finance = await world.person(council, 'Fay Finance', ['finance']);
    const isf = await world.person(council, 'Trent Funds', ['isf']);
    const {line, budget} = await fundOf(scenario, holder, isf, finance);
    const month = addMonths(thisMonth, -1);
    const [year = '', number = ''] = month.split('-');

    const officer = await signedIn(browser, pages, finance);
    await officer.goto(`/council/budgets/${budget}`);
    await officer.follow(/^What the fund holder charges/);
    await officer.fill('From which month? (1 to 12)', String(Number(number)));
    await officer.fill('Of which year?', year);
    await officer.fill('What does an hour cost?', '20');
    await officer.fill('What does managing the fund cost, a month?', '25');
    await officer.fill('Where is this written?', 'The fund agreement');
    await officer.submit('Save');

    const page = await signedIn(browser, pages, isf);
    await page.goto('/funds');
    await page.shot('funds');
    await page.browserPage.getByText('Make a pool', {exact: true}).click();
    await page.submit('Make the pool', {status: 400});
    await page.fill('What is it called?', 'Days at the sea');
    await page.fill('What is it for?', 'Going together, with one driver.');
    await page.submit('Make the pool');
    await page.choose('Irene Castle, Swimming and art');
    await page.submit('Ask them');
    await page.shot('pool');
    await page.goto(`/funds/lines/${line}`);
    await page.fillDay('On which day?', addDays(month, 2));
    await page.fill('What was it?', 'Swimming with Tom');
    await page.fill('Hours', '2');
    await page.fill('Minutes', '30');
    await page.submit('Write it down');
    expect(await page.text('main')).toContain('2 h 30 min');
    await page.shot('fund');
    await page.submit('Send the statement');

    const phone = await signedIn(browser, pages, holder, {width: 320, javaScript: false});
    await phone.goto('/budget');
    await phone.follow('Statements of the fund');
    await phone.submit(/^Yes, I want to/);
    await phone.shot('own-funds');
    await phone.follow(/Swimming and art$/);
    expect(await phone.text('main')).toContain('Swimming with Tom');
    await phone.shot('own-fund-statement');
    await phone.submit('Yes, it is right');
    expect(await phone.text('main')).toContain('The statement is confirmed.');
    await page.goto('/funds');
    expect(await page.text('main')).toMatch(/Confirmed .* banked/);
    await Promise.all([officer.close(), page.close(), phone.close()]);
  }, 90_000);
});
