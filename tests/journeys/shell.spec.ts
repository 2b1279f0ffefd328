import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {webAlone, type WebAlone} from '../support/web-alone.js';

const PAGES = [
  {path: '/', heading: 'Find support that you choose', shot: 'start'},
  {path: '/about', heading: 'How Alongside works', shot: 'about'},
  {path: '/help', heading: 'Help', shot: 'help'},
  {path: '/accessibility', heading: 'Accessibility statement for Alongside', shot: 'accessibility'},
  {path: '/privacy', heading: 'Privacy', shot: 'privacy'},
  {path: '/cookies', heading: 'Cookies', shot: 'cookies'},
];

describe('the shell around every page', () => {
  let web: WebAlone;
  let browser: TestBrowser;

  beforeAll(async () => {
    web = await webAlone({demonstration: true});
    browser = await openBrowser();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await web?.app.close();
  });

  const modes = [
    {name: 'in a wide window', width: 1280, javaScript: true},
    {name: 'in a wide window without JavaScript', width: 1280, javaScript: false},
    {name: 'at 320 pixels', width: 320, javaScript: true},
    {name: 'at 320 pixels without JavaScript', width: 320, javaScript: false},
  ];
  for (const mode of modes) {
    it(`shows its pages ${mode.name}`, async () => {
      const page = await browser.newPage({baseUrl: web.baseUrl, ...mode});
      for (const {path, heading, shot} of PAGES) {
        await page.goto(path);
        expect(await page.heading()).toBe(heading);
        await page.shot(shot);
      }
      await page.goto('/no-such-page', {status: 404});
      expect(await page.heading()).toBe('Page not found');
      await page.shot('not-found');
      await page.close();
    });
  }

  it('shows its pages in Polish, whose words are longer, at 320 pixels', async () => {
    const page = await browser.newPage({baseUrl: web.baseUrl, width: 320, javaScript: false});
    await page.goto('/');
    await page.follow('Polski');
    for (const {path, shot} of PAGES) {
      await page.goto(path);
      await page.shot(`${shot}-pl`);
    }
    await page.follow('English');
    expect(await page.heading()).toBe('Cookies');
    await page.close();
  });

  it('leads from the start page to each of the others and back', async () => {
    const page = await browser.newPage({baseUrl: web.baseUrl, javaScript: false});
    await page.goto('/');
    for (const name of ['About Alongside', 'Privacy', 'Accessibility statement', 'Cookies', 'Help', 'How it works']) {
      await page.follow(name);
      await page.follow('Alongside');
      expect(await page.heading()).toBe('Find support that you choose');
    }
    await page.close();
  });

  it('can be walked with the keyboard alone', async () => {
    const page = await browser.newPage({baseUrl: web.baseUrl});
    await page.goto('/');
    expect((await page.tab()).name).toBe('Skip to main content');
    await page.press('Enter');
    expect((await page.tab()).name).toBe('Postcode or place');
    await page.type('NG1 5DT');
    expect((await page.tab()).name).toBe('What would help? (optional)');
    await page.type('gardening');
    await page.pressToLeave('Enter', {status: 422}); // these pages know no postcodes
    expect(page.browserPage.url()).toBe(`${web.baseUrl}/find?near=NG1+5DT&q=gardening`);

    await page.goto('/');
    const order: string[] = [];
    for (let i = 0; i < 10; i++) order.push((await page.tab()).name);
    expect(order).toEqual([
      'Skip to main content',
      'Alongside',
      'Polski',
      'Easy read',
      'Find support',
      'How it works',
      'Help',
      'Sign in',
      'Postcode or place',
      'What would help? (optional)',
    ]);
    await page.tabTo('Cookies');
    await page.pressToLeave('Enter');
    expect(await page.heading()).toBe('Cookies');
    await page.close();
  });

  it('opens its menu in a narrow window, and shows all of it when there is no script', async () => {
    const scripted = await browser.newPage({baseUrl: web.baseUrl, width: 320});
    await scripted.goto('/about');
    const help = scripted.browserPage.getByRole('navigation', {name: 'Menu'}).getByRole('link', {name: 'Help'});
    expect(await help.isVisible()).toBe(false);
    await scripted.tabTo('Menu');
    await scripted.press('Enter');
    expect(await help.isVisible()).toBe(true);
    await scripted.shot('menu');
    await scripted.close();

    const plain = await browser.newPage({baseUrl: web.baseUrl, width: 320, javaScript: false});
    await plain.goto('/about');
    await plain.follow('Help');
    await plain.close();
  });

  it('names the three sources of its map data', async () => {
    const page = await browser.newPage({baseUrl: web.baseUrl});
    await page.goto('/about');
    const text = await page.text('main');
    for (const source of ['OS data © Crown', 'Royal Mail data © Royal Mail', 'National Statistics data © Crown']) {
      expect(text).toContain(`Contains ${source} copyright and database right`);
    }
    await page.close();
  });
});
