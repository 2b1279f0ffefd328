import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {signIn} from '../support/holder-world.js';
import {startPages, type PagesApp} from '../support/pages-app.js';
import {Scenario} from '../support/scenario.js';

describe('an authorised person, who acts for somebody', () => {
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

  it('signs the agreement for them, writes down what was bought, and finance pays what was held back', async () => {
    const {world, council} = scenario;
    const holder = await world.person(council, 'Ivy Hall', ['holder']);
    const grace = await world.person(council, 'Grace Hall', ['authorised']);
    const finance = await world.person(council, 'Laura Finance', ['finance']);
    const line = await scenario.line(holder, 10_000);
    await world.represents(council, grace, holder, 'authorised');

    const page = await browser.newPage({baseUrl: pages.baseUrl, width: 320, javaScript: false});
    await signIn(page, grace);
    await page.goto('/acting');
    await page.choose('Ivy Hall');
    await page.submit('Continue');
    await page.goto('/budget');
    await page.follow('Direct payment agreement');
    expect(await page.text('main')).toContain('No direct payment is paid before it is.');
    await page.shot('agreement');

    const desk = await browser.newPage({baseUrl: pages.baseUrl});
    await signIn(desk, finance);
    await desk.goto('/council/budgets/files');
    await desk.shot('finance-files');
    const days = {from: '2020-01-01', to: '2099-01-01'};
    const schedule = async (kind: string, to: string) =>
      scenario.call(finance, 'get', `/council/allocations/export?kind=${kind}&from=${days.from}&to=${to}`).expect(200);
    expect((await schedule('payments', days.to)).text).toContain('not paid: the agreement is not signed');
    await desk.goto('/council/budgets/payments');
    expect(await desk.text('main')).toContain('Because the direct payment agreement is not signed.');
    await desk.shot('payments');

    await page.submit('Sign the agreement', {status: 400});
    await page.choose('I have read it, and I agree');
    await page.submit('Sign the agreement');
    expect(await page.text('main')).toContain('Version 1: Grace Hall');
    await page.goto('/budget/bought/new');
    await page.fill('What did you buy, and from whom?', 'Gardening by Sam next door');
    await page.fill('What did it cost?', '12.50');
    await page.submit('Write it down');
    expect(await page.heading()).toBe('Gardening by Sam next door');
    await page.close();

    expect((await schedule('payments', '2099-01-02')).text).toContain('400.00');
    await desk.goto('/council/budgets/payments');
    expect(await desk.text('main')).toContain('Nothing is held back.');
    await desk.goto(`/council/people/${holder.personId}/agreement`);
    expect(await desk.text('main')).toContain('It stands: payments are made.');
    await desk.shot('agreement-council');
    await desk.goto('/council/budgets/agreement');
    await desk.shot('agreement-text');
    await desk.goto('/council/budgets/rules');
    expect(await desk.text('main')).toContain('A partner, wherever they live No');
    await desk.shot('line-rules');
    await desk.goto(`/council/people/${holder.personId}/family`);
    await desk.shot('family');
    await desk.goto('/council/budgets/money');
    await desk.shot('money');
    await desk.goto(`/council/lines/${line}`);
    const [period] = await world.owner.query<{id: string}[]>(
      `SELECT id FROM budget_period WHERE line_id = $1 ORDER BY starts_on LIMIT 1`,
      [line],
    );
    await desk.goto(`/council/periods/${period?.id ?? ''}`);
    await desk.choose('Keep money apart');
    await desk.fill('How much?', '50');
    await desk.fill('Why?', 'Holiday pay of the PA.');
    await desk.submit('Record it', {status: 400});
    await desk.browserPage.getByLabel('What is it kept apart for?').selectOption('holiday_pay');
    await desk.submit('Record it');
    expect(await desk.text('main')).toContain('Keep money apart (Holiday pay): £50.00.');
    await desk.shot('period');
    await desk.close();
  }, 90_000);
});
