import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {SystemClock} from '@app/kernel';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import type {TestDatabase} from '../support/database.js';
import {demonstration, demonstrationToken, projectListings} from '../support/demonstration.js';
import type {Page} from '../support/page.js';
import {startPages, type PagesApp} from '../support/pages-app.js';
import {signedIn} from '../support/signed-in.js';
import {until} from '../support/until.js';

describe('finding support', () => {
  let database: TestDatabase;
  let pages: PagesApp;
  let browser: TestBrowser;

  beforeAll(async () => {
    [{database}, browser] = await Promise.all([demonstration(), openBrowser()]);
    await projectListings(database);
    pages = await startPages(database, new SystemClock(), {SEARCH_ENGINE: 'postgres'});
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    await database?.drop();
  });

  const count = (page: Page) => page.text('main [role=status]');
  const card = (page: Page) => page.text('.app-card');

  it('leads from a postcode to whoever is near, in a narrow window', async () => {
    const page = await browser.newPage({baseUrl: pages.baseUrl, width: 320});
    await page.goto('/');
    await page.fill('Postcode or place', 'NG1 5DT');
    await page.submit('Search');
    expect(await page.heading()).toBe('Support near NG1 5DT');
    const [, total = ''] = /^Showing 1 to 20 of (\d+) listings$/.exec(await count(page)) ?? [];
    expect(Number(total)).toBeGreaterThan(20);
    await page.shot('find');
    await page.select('Show first', 'Nearest');
    await page.submit('Search');
    expect(await card(page)).toMatch(
      /^Chloe B\. Accredited by Nottinghamshire, checked .* Distance less than 0\.1 miles/,
    );
    expect(await card(page)).not.toContain('cost');
    // How many there are is said to whoever does not see it; why they stand in this order is there to read.
    expect(await page.browserPage.getByRole('status').first().textContent()).toContain(`of ${total} listings`);
    const why = page.browserPage.locator('details', {hasText: 'Why this order?'}).locator('li');
    expect(await why.allTextContents()).toEqual([
      'The nearest first.',
      'Whoever is still equal stands in an order that never changes and means nothing.',
    ]);
    await page.follow('Show these on a map');
    const map = page.browserPage.getByRole('img', {name: 'Map of who was found near NG1 5DT'});
    expect(await map.locator('.app-map__number').first().textContent()).toMatch(/^1\b/);
    expect(await map.locator('.app-map__area').allTextContents()).toContain('NG1');
    await page.shot('find-map');
    await page.follow('Hide the map');
    await page.follow('A list to print');
    expect(await page.heading()).toBe('Support near NG1 5DT');
    expect(await page.browserPage.locator('.app-card').count()).toBe(Math.min(100, Number(total)));
    await page.shot('find-print');
    await page.follow('Back to the search');
    await page.follow(/^Next/);
    expect(await count(page)).toBe(`Showing 21 to ${total} of ${total} listings`);
    expect(await page.value('Show first')).toBe('distance');
    await page.goto(page.path.replace('page=2', 'page=9'));
    expect(await count(page)).toBe(`Showing 21 to ${total} of ${total} listings`);
    await page.shot('find-last');
    await page.close();
  });

  it('says what to try where the postcode is unknown, and keeps what was asked for', async () => {
    const page = await browser.newPage({baseUrl: pages.baseUrl, width: 320});
    await page.goto('/find?near=ZZ1+1ZZ&q=cooking&within=5&service=shopping&max=20', {status: 422});
    expect(await page.errors()).toEqual([
      'We do not know the postcode ZZ1 1ZZ. Try a full postcode like NG1 5DT, its first part like NG1, or the name of a town.',
    ]);
    await page.shot('find-unknown');
    expect(await page.value('Postcode or place')).toBe('ZZ1 1ZZ');
    expect(await page.value('What would help?')).toBe('cooking');
    expect(await page.value('Within')).toBe('5');
    expect(await page.value('Most you would pay an hour')).toBe('20');
    expect(await page.browserPage.getByLabel('Shopping', {exact: true}).isChecked()).toBe(true);
    await page.fill('Postcode or place', 'Nottingham');
    await page.submit('Search');
    expect(await page.heading()).toBe('Support near Nottingham');
    await page.close();
  });

  it('narrows and widens without JavaScript', async () => {
    const page = await browser.newPage({baseUrl: pages.baseUrl, javaScript: false});
    await page.goto('/find?near=NG1+5DT');
    await page.browserPage.locator('summary', {hasText: 'Kind of help'}).click();
    await page.fill('Find in “Kind of help”', 'garden');
    await page.submit('Use these filters');
    expect(
      await page.browserPage
        .locator('label', {hasText: /garden.*\(\d/i})
        .first()
        .isVisible(),
    ).toBe(true);
    expect(await page.browserPage.locator('label', {hasText: /Shopping \(\d/}).count()).toBe(0);
    await page.fill('Find in “Kind of help”', '');
    await page.submit('Use these filters');
    await page.browserPage.locator('summary', {hasText: 'Kind of help'}).click();
    const shopping = page.browserPage.locator('label', {hasText: /Shopping \(\d/});
    const label = (await shopping.innerText()).trim();
    await shopping.click();
    await page.submit('Use these filters');
    expect(label).toBe(`Shopping (${(await count(page)).split(' ')[0]})`);
    const services = await page.browserPage.locator('.app-card__services').allInnerTexts();
    expect(services.filter((each) => !each.includes('Shopping'))).toEqual([]);
    await page.shot('find-narrowed');
    const share = page.browserPage.getByRole('link', {name: /^Link to share/});
    expect(await share.getAttribute('href')).toMatch(/^\/find\?(?!.*(?:5DT|hours|line)).*near=NG1&.*service=shopping/);
    await page.fill('What would help?', 'helicopter');
    await page.submit('Search');
    expect(await count(page)).toBe('No listings found');
    expect(await page.browserPage.locator('.app-card__lacks').allInnerTexts()).toEqual(
      Array(3).fill('Without what you typed'),
    );
    expect(await page.browserPage.locator('.app-find__results .govuk-list--bullet a').allInnerTexts()).toEqual([
      expect.stringMatching(/^Leave out “helicopter” \(\d+\)$/),
      'Sign in to save this search, and be told when somebody fits it',
      'Ask the council who else there is',
      ...Array<unknown>(6).fill(expect.stringMatching(/^[A-Z][\w ]+ \(\d+\)$/)),
    ]);
    await page.shot('find-none');
    await page.follow(/^Leave out “helicopter”/);
    expect(label).toBe(`Shopping (${(await count(page)).split(' ')[0]})`);
    await page.follow('Clear all filters');
    expect(await count(page)).toMatch(/^Showing 1 to 20 of/);
    await page.close();
  });

  it('shows somebody with a budget what each costs a week and leaves', async () => {
    const token = await demonstrationToken(pages.baseUrl, 'holder');
    const page = await signedIn(browser, pages, {token});
    await page.goto('/find?near=NG1+5DT&sort=distance');
    const left = async (hours: string, cost: string) => {
      const pattern = `${hours} hours a week cost ${cost} and leave £([\\d.]+) a week of “Support at home and getting out”\\.`;
      return Number(new RegExp(pattern).exec(await card(page))?.[1]);
    };
    const before = await left('4', '£54.00');
    await page.fill('Hours a week', '6');
    await page.submit('Search');
    expect(before - (await left('6', '£81.00'))).toBeCloseTo(27);
    await page.fill('Hours a week', '40');
    await page.submit('Search');
    expect(await card(page)).toMatch(
      /40 hours a week cost £540\.00: £[\d.]+ a week more than “Support at home and getting out” has left\./,
    );
    const regular = page.browserPage.locator('summary', {hasText: 'The same days each week'});
    await regular.click();
    for (const day of ['Tuesday', 'Thursday']) await page.browserPage.getByLabel(day, {exact: true}).check();
    await page.fill('From', '9am');
    await page.fill('Until', '11am');
    await page.submit('Search');
    expect(await card(page)).toMatch(/Free for (?:every one of your|\d of 8) visits/);
    expect(await card(page)).toMatch(/“Support at home and getting out” covers (?:all )?\d+ (?:of \d+ )?weeks/);
    await page.shot('find-pattern');
    await page.browserPage.locator('summary', {hasText: 'Other times on some days'}).click();
    await page.fill('Thursday, from', '2pm');
    await page.fill('Thursday, until', '3pm');
    await page.submit('Search');
    expect(await card(page)).toMatch(/Your visits cost £\d+\.\d\d a week; all 8 together/);
    expect(await page.value('Thursday, from')).toBe('2pm');
    await page.fill('Until', 'eleven');
    await page.submit('Search', {status: 400});
    expect(await page.errors()).toEqual(['Enter when the visits begin and end, like 9:30am and 11am.']);
    expect(await page.value('Until')).toBe('eleven');
    for (const day of ['Tuesday', 'Thursday']) await page.browserPage.getByLabel(day, {exact: true}).uncheck();
    for (const box of ['Thursday, from', 'Thursday, until']) await page.fill(box, '');
    await page.fill('Hours a week', 'many');
    await page.submit('Search', {status: 400});
    expect(await page.errors()).toEqual(['Enter hours a week from 0.25 to 168.']);
    expect(await page.value('Hours a week')).toBe('many');
    await page.goto('/find?near=NG1+5DT&q=helicopter');
    expect(await count(page)).toBe('No listings found');
    expect(await page.browserPage.locator('.app-find__results .govuk-list--bullet a').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Leave out “helicopter”/), 'Ask the council who else there is']),
    );
    await page.shot('find-none-signed-in');
    await page.submit('Save this search');
    expect(await page.text('main')).toContain('You are told when it finds somebody new.');
    await page.close();
  });

  it('offers what somebody may be about to type', async () => {
    const page = await browser.newPage({baseUrl: pages.baseUrl});
    await page.goto('/find?near=NG1+5DT');
    await page.browserPage.getByLabel('What would help?').pressSequentially('chlo');
    await until(
      async () => (await page.browserPage.locator('#help-words option').first().getAttribute('value')) === 'Chloe B.',
    );
    await page.close();
  });

  it('understands words that the council adds', async () => {
    const page = await signedIn(
      browser,
      pages,
      {token: await demonstrationToken(pages.baseUrl, 'admin')},
      {width: 320},
    );
    await page.goto('/council/search-words');
    expect(await page.heading()).toBe('Words of the search');
    await page.shot('search-words');
    await page.submit('Add words');
    await page.fill('Which words?', 'mash');
    await page.submit('Save these words', {status: 400});
    expect(await page.errors()).toEqual(['Choose what these words do', 'Enter the first day', 'Enter the source']);
    expect(await page.value('Which words?')).toBe('mash');
    await page.shot('search-words-wrong');
    await page.close();
  });
});
