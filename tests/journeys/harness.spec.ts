import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {webAlone, type WebAlone} from '../support/web-alone.js';
import {SpecimenController} from './specimen/specimen.controller.js';

const FAULTS: Record<string, RegExp> = {
  title: /title: «\s?– Alongside/,
  'no-heading': /h1: there should be one, there are \[\]/,
  contrast: /axe color-contrast/,
  label: /axe label/,
  'small-target': /axe target-size/,
  'inline-script': /console: .*Content Security Policy/,
  'inline-handler': /console: .*Content Security Policy/,
  'missing-file': /404: .*gone\.svg/,
  foreign: /console: .*Content Security Policy/,
  wide: /reflow: \d{4} pixels wide at 320: .*pre\.govuk-body/,
  'script-error': /script: broken on purpose/,
};
/** Without scripts these two cannot happen. */
const NEED_SCRIPTS = ['inline-script', 'inline-handler', 'script-error'];

describe('the browser tests themselves', () => {
  let web: WebAlone;
  let browser: TestBrowser;

  beforeAll(async () => {
    web = await webAlone({viewFolders: [join(import.meta.dirname, 'specimen')]}, [SpecimenController]);
    browser = await openBrowser();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await web?.app.close();
  });

  it('find no fault where there is none', async () => {
    const page = await browser.newPage({baseUrl: web.baseUrl});
    await page.goto('/specimen/bad/nothing');
    await page.close();
  });

  for (const javaScript of [true, false]) {
    const faults = Object.entries(FAULTS).filter(([fault]) => javaScript || !NEED_SCRIPTS.includes(fault));
    for (const [fault, message] of faults) {
      it(`notice ${fault} ${javaScript ? 'with' : 'without'} JavaScript`, async () => {
        const page = await browser.newPage({baseUrl: web.baseUrl, javaScript});
        await expect(page.goto(`/specimen/bad/${fault}`)).rejects.toThrow(message);
        await page.close();
      });
    }
  }

  it('notice a status that was not expected', async () => {
    const page = await browser.newPage({baseUrl: web.baseUrl});
    await expect(page.goto('/gone')).rejects.toThrow('status 404 came, 200 was expected');
    await page.goto('/');
    await expect(page.follow('Privacy', {status: 404})).rejects.toThrow('status 200 came, 404 was expected');
    await page.close();
  });

  it('run no script of a page without JavaScript, though axe runs there', async () => {
    const page = await browser.newPage({baseUrl: web.baseUrl, javaScript: false});
    for (const path of ['/', '/about']) {
      await page.goto(path);
      expect(await page.browserPage.locator('body').getAttribute('class')).toBe('govuk-template__body');
    }
    const scripted = await browser.newPage({baseUrl: web.baseUrl});
    await scripted.goto('/');
    expect(await scripted.browserPage.locator('body').getAttribute('class')).toContain('govuk-frontend-supported');
  });

  it('say what the Tab key passed when it never comes to a place', async () => {
    const page = await browser.newPage({baseUrl: web.baseUrl});
    await page.goto('/cookies');
    await expect(page.tabTo('Nowhere')).rejects.toThrow(/never came to «Nowhere», only to: Skip to main content \|/);
    await page.close();
  });
});
