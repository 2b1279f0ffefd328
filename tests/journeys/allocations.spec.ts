import {rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {ApplyAllocations} from '@app/allocations';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {signIn} from '../support/holder-world.js';
import {startPages, type PagesApp} from '../support/pages-app.js';
import {Scenario} from '../support/scenario.js';
import {scratch} from '../support/scratch.js';

const HEADINGS = 'Person reference;Name;Budget agreement ID;Start;End;Gross weekly;Client contribution';

describe('finance officers with a file of allocations', () => {
  const folder = scratch('allocations');
  const file = join(folder, 'allocations.csv');
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
    rmSync(folder, {recursive: true, force: true});
  });

  it('send it, mend what was rejected, and confirm each other’s', async () => {
    const [first, second] = [
      await scenario.world.person(scenario.council, 'Laura Finance', ['finance']),
      await scenario.world.person(scenario.council, 'Second Finance', ['finance']),
    ];
    const send = async (page: Awaited<ReturnType<TestBrowser['newPage']>>, rows: string[]) => {
      // As Excel in the UK saves it: not UTF-8.
      writeFileSync(file, Buffer.from([HEADINGS, ...rows].join('\r\n'), 'latin1'));
      await page.goto('/council/allocations/new');
      await page.choose('Like 27/03/2027');
      await page.browserPage.getByLabel('The file').setInputFiles(file);
      await page.submit('Send the file and see what it would change');
    };
    const page = await browser.newPage({baseUrl: pages.baseUrl});
    await signIn(page, first);
    await page.goto('/council/allocations');
    await send(page, ['SW-1;Zoë Müller;AG-1;06/04/2026;;310.00;24.50', 'SW-2;Jo Bell;AG-2;31/02/2027;;x;']);
    expect(await page.text('main')).toContain('Zoë Müller SW-1 AG-1 New');
    expect(await page.text('main')).toContain('Start: “31/02/2027” is no day like 27/03/2027.');
    expect(await page.text('main')).toContain('You prepared this. Somebody else has to confirm it.');
    await page.shot('import');
    // What could not be read goes back as it was, never as an amount of nought.
    const back = await page.browserPage.request.get(`${pages.baseUrl}${page.path}/rejects`);
    expect(await back.text()).toContain('SW-2,Jo Bell,AG-2,31/02/2027,,x,');
    await page.submit('Throw it away');
    await send(page, ['SW-1;Zoë Müller;AG-1;06/04/2026;;310.00;24.50', 'SW-2;Jo Bell;AG-2;28/02/2027;;95;']);
    const path = page.path;
    await page.close();
    const other = await browser.newPage({baseUrl: pages.baseUrl, width: 320});
    await signIn(other, second);
    await other.goto(path);
    await other.submit('Confirm and take it in');
    expect(await other.text('main')).toContain('It is confirmed and is being taken in.');
    await other.shot('import-confirmed');
    await scenario.api.app.get(ApplyAllocations).run(scenario.council, path.split('/').at(-1) ?? '');
    await other.goto('/council/allocations');
    expect(await other.text('main')).toContain('Taken in');
    await other.goto('/council/budgets');
    await other.fill('Name, council number or agreement number', 'AG-1');
    await other.submit('Find');
    await other.follow('Zoë Müller');
    expect(await other.text('main')).toContain('£285.50 a week');
    await other.shot('council-budget');
    await other.browserPage.getByRole('button', {name: /^Change this line/}).focus();
    await other.pressToLeave('Enter');
    await other.shot('council-change');
    await other.close();
  }, 90_000);
});
