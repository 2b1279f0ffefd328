import {afterAll, beforeAll, expect, it} from '@jest/globals';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {HolderWorld} from '../support/holder-world.js';
import {signedIn} from '../support/signed-in.js';

let world: HolderWorld;
let browser: TestBrowser;

beforeAll(async () => {
  world = await HolderWorld.open();
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

it('shows search, a profile, booking, complaints, the budget and concerns in easy read, in Polish too, at 320 pixels', async () => {
  const holder = await world.holder();
  await world.scenario.engage(holder, world.pa);
  const page = await signedIn(browser, world.pages, holder, {width: 320, javaScript: false});
  await page.goto('/concern');
  await page.follow('Easy read');
  expect(await page.text('.app-easy')).toContain('Tell us what worries you.');
  const profile = `/listings/${world.pa.id}`;
  for (const path of [
    '/find?q=gardening',
    profile,
    `${profile}/book`,
    '/complaint',
    '/shortlist',
    '/feedback',
    '/budget',
  ]) {
    await page.goto(path);
    expect(await page.browserPage.locator('.app-easy').count()).toBe(1);
    await page.shot(`easy-${path.split(/[/?]/).at(path.endsWith('book') ? 3 : 1)}`);
  }
  // The budget's own words are others too, not only what stands above it.
  expect(await page.text('main')).toContain('you can still use this');
  await page.follow('Polski');
  expect(await page.text('.app-easy')).toContain('To są pieniądze na Twoje wsparcie.');
  await page.shot('easy-budget-pl');
  await page.follow('Wyłącz wersję łatwą do czytania');
  expect(await page.browserPage.locator('.app-easy').count()).toBe(0);
  await page.close();
});
