import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import type {Page} from '../support/page.js';
import {webAlone, type WebAlone} from '../support/web-alone.js';
import {SpecimenController} from './specimen/specimen.controller.js';

describe('a form, and the patterns that pages are made of', () => {
  let web: WebAlone;
  let browser: TestBrowser;

  beforeAll(async () => {
    const viewer = () => Promise.resolve({name: 'Grace Hall', actingFor: {name: 'Ivy Hall'}, navigation: []});
    web = await webAlone({viewFolders: [join(import.meta.dirname, 'specimen')], viewer}, [SpecimenController]);
    browser = await openBrowser();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await web?.app.close();
  });

  async function fillIn(page: Page, name: string): Promise<void> {
    await page.fill('Name', name);
    await page.fill('Day', '3');
    await page.fill('Month', 'march');
    await page.fill('Year', '2027');
    await page.fill('Start time', '2.30pm');
    await page.fill('Hourly rate', '14.50');
    await page.choose('Going out');
  }

  for (const javaScript of [true, false]) {
    it(`shows what is wrong, keeps what was typed and goes on ${javaScript ? 'with' : 'without'} JavaScript`, async () => {
      const page = await browser.newPage({baseUrl: web.baseUrl, javaScript});
      await page.goto('/specimen/form');
      await page.submit('Ask for this visit', {status: 400});
      expect(await page.errors()).toEqual([
        'Enter the name',
        'Enter the start date',
        'Enter the start time',
        'Enter the hourly rate',
        'Choose the kind of visit',
      ]);
      await page.shot('form-errors');

      await fillIn(page, '<b>Ada</b>');
      await page.fill('Month', '');
      await page.fill('Start time', '2');
      await page.submit('Ask for this visit', {status: 400});
      expect(await page.errors()).toEqual([
        'Start date must include a month',
        'Start time must say am or pm, like 2am or 2pm',
      ]);
      expect(await page.value('Name')).toBe('<b>Ada</b>');
      expect(await page.value('Start time')).toBe('2');

      await fillIn(page, '<b>Ada</b>');
      await page.submit('Ask for this visit');
      expect(await page.heading()).toBe('Asked for <b>Ada</b>');
      expect(await page.text('main')).toContain('Wednesday 3 March 2027 at 14:30, £14.50 an hour, out');
      await page.close();
    });
  }

  it('says on the form what a use case refused, with the status that fits', async () => {
    const page = await browser.newPage({baseUrl: web.baseUrl});
    await page.goto('/specimen/form');
    await fillIn(page, 'Nobody');
    await page.submit('Ask for this visit', {status: 422});
    expect(await page.errors()).toEqual(['Choose a day in the next year']);
    await page.fill('Name', 'Spent');
    await page.submit('Ask for this visit', {status: 422});
    expect(await page.errors()).toEqual(['Only £3.20 is left in this budget.']);
    await page.fill('Name', 'Taken');
    await page.submit('Ask for this visit', {status: 409});
    expect(await page.errors()).toEqual(['Somebody has just booked this time.']);
    expect(await page.value('Month')).toBe('march');
    await page.close();
  });

  it('is filled in and mended with the keyboard alone', async () => {
    const page = await browser.newPage({baseUrl: web.baseUrl});
    await page.goto('/specimen/form');
    await page.tabTo('Name');
    await page.type('Ada');
    await page.tabTo('Ask for this visit');
    await page.pressToLeave('Enter', {status: 400});
    expect(await page.browserPage.evaluate(() => document.activeElement?.className)).toBe('govuk-error-summary');
    expect((await page.tab()).name).toBe('Enter the start date');
    await page.press('Enter');
    await page.type('3');
    expect((await page.tab()).name).toBe('Month');
    expect(await page.value('Day')).toBe('3');
    await page.close();
  });

  it('says on every page for whom somebody acts', async () => {
    const page = await browser.newPage({baseUrl: web.baseUrl, width: 320});
    for (const path of ['/specimen/form', '/about']) {
      await page.goto(path);
      expect(await page.text('.app-acting')).toContain('You are acting for Ivy Hall.');
      expect(await page.text('.app-account')).toBe('Grace Hall Messages Sign out');
    }
    await page.goto('/no-such-page', {status: 404});
    expect(await page.text('.app-acting')).toContain('Ivy Hall');
    await page.close();
  });

  for (const width of [1280, 320]) {
    it(`shows the patterns ${width} pixels wide`, async () => {
      const page = await browser.newPage({baseUrl: web.baseUrl, width});
      await page.goto('/specimen/patterns');
      expect(await page.text('main')).toContain('Showing 41 to 60 of 112 listings');
      expect(await page.text('main')).toContain('Accredited by Nottinghamshire, checked 3 March 2026');
      await page.shot('patterns');
      await page.goto('/specimen/form');
      await page.shot('form');
      await page.goto('/specimen/refused', {status: 409});
      expect(await page.text('main')).toContain('Somebody has just booked this time.');
      await page.goto('/specimen/broken', {status: 500});
      expect(await page.text('main')).not.toContain('hunter2');
      await page.shot('broken');
      await page.close();
    });
  }
});
