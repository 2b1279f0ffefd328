import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {HolderWorld, signIn} from '../support/holder-world.js';

describe('the pages of somebody with a budget', () => {
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

  const open = (mode: {javaScript?: boolean; width?: number} = {}) =>
    browser.newPage({baseUrl: world.pages.baseUrl, ...mode});

  it('shows a listing to anybody', async () => {
    for (const width of [1280, 320]) {
      const page = await open({width});
      await page.goto(`/listings/${world.pa.id}`);
      expect(await page.heading()).toBe('Amina K.');
      await page.shot('listing');
      await page.goto(`/listings/${world.provider.id}`);
      await page.shot('listing-provider');
      await page.close();
    }
  });

  it('leads from a listing through signing in to agreeing terms', async () => {
    const page = await open();
    const holder = await world.holder();
    await page.goto(`/listings/${world.pa.id}`);
    await page.follow('Sign in');
    await signIn(page, holder, page.browserPage.url());
    expect(await page.heading()).toBe('Amina K.');
    await page.shot('listing-signed-in');
    await page.close();
  });
});
