import {rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {londonDay} from '@app/kernel';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {png} from '../support/files.js';
import {signIn} from '../support/holder-world.js';
import {startPages, type PagesApp} from '../support/pages-app.js';
import {Scenario} from '../support/scenario.js';
import {scratch} from '../support/scratch.js';

describe('somebody with a budget, on a phone', () => {
  const folder = scratch('phone');
  let scenario: Scenario;
  let pages: PagesApp;
  let browser: TestBrowser;

  beforeAll(async () => {
    const variables = {FILES_KEY: 'a key for the files of this test only', FILES_DIR: join(folder, 'files')};
    scenario = await Scenario.open({pages: true, variables});
    pages = await startPages(scenario.database, scenario.api.clock, variables);
    browser = await openBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    await scenario?.close();
    rmSync(folder, {recursive: true, force: true});
  });

  it('reads what is left, writes down a cash purchase with a photograph, and reads where it went', async () => {
    const holder = await scenario.holder();
    const line = await scenario.line(holder, 10_000);
    const finance = await scenario.world.person(scenario.council, 'Finance Person', ['finance']);
    const [budget] = await scenario.world.owner.query<{id: string}[]>(
      `SELECT budget_id AS id FROM budget_line WHERE id = $1`,
      [line],
    );
    const figure = {kind: 'final', weekly_pence: 10_000, dated_on: londonDay(new Date()), reasons: 'Help at home.'};
    await scenario.call(finance, 'post', `/council/budgets/${budget?.id ?? ''}/figures`, figure).expect(201);
    writeFileSync(join(folder, 'receipt.png'), png());
    const page = await browser.newPage({baseUrl: pages.baseUrl, width: 320, javaScript: false});
    await signIn(page, holder);
    await page.goto('/budget');
    expect(await page.text('main')).toContain('Left £400.00');
    await page.shot('budget');
    await page.browserPage.getByRole('button', {name: 'Write down something you bought'}).focus();
    await page.pressToLeave('Enter');
    await page.shot('purchase-form');
    await page.submit('Write it down', {status: 400});
    await page.fill('What did you buy, and from whom?', 'Gardening by Sam next door');
    await page.fill('What did it cost?', '12.50');
    await page.browserPage
      .getByLabel('Photograph of the receipt (optional)')
      .setInputFiles(join(folder, 'receipt.png'));
    await page.submit('Write it down');
    expect(await page.heading()).toBe('Gardening by Sam next door');
    expect(await page.text('main')).toContain('It is written down, with its photograph.');
    await page.shot('purchase');
    await page.goto('/budget');
    expect(await page.text('main')).toContain('Left £387.50');
    await page.follow('Statement');
    expect(await page.text('main')).toContain('Gardening by Sam next door');
    await page.shot('statement');
    await page.goto('/budget/bought');
    await page.shot('bought');
    await page.close();
  }, 60_000);
});
