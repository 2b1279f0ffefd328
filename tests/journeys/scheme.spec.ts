import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, formatDay} from '@app/kernel';
import {daysAgo, TODAY} from '../support/accreditation.js';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import type {Page} from '../support/page.js';
import {startPages, type PagesApp} from '../support/pages-app.js';
import {asks, SchemeWorld} from '../support/scheme-world.js';
import {signedIn} from '../support/signed-in.js';

const MOVES = addDays(TODAY, 60);
const date = (day: string) => formatDay(day, {});

/** Somebody who configures the register sees what a change would do before it is made. */
describe('changing what a register asks', () => {
  let world: SchemeWorld;
  let pages: PagesApp;
  let browser: TestBrowser;

  beforeAll(async () => {
    world = await SchemeWorld.open('northshire', [
      asks('identity', {kind: 'identity', title: 'Proof of identity', countsFrom: 'checked'}),
      asks('safeguarding', {title: 'Training: safeguarding adults', validMonths: 36}),
    ]);
    await world.approvedOn([daysAgo(20), daysAgo(200), daysAgo(300), daysAgo(400)]);
    [pages, browser] = await Promise.all([
      startPages(world.scenario.database, world.scenario.api.clock),
      openBrowser(),
    ]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    await world?.close();
  });

  const main = (page: Page) => page.text('main');

  async function plan(page: Page): Promise<void> {
    await page.goto('/council/schemes');
    expect(await page.heading()).toBe('Registers');
    await page.follow(/^Personal assistant/);
    expect(await main(page)).toContain('Counts for 36 months from the day it was issued.');
    await page.shot('scheme-version');
    await page.submit('Plan a new version from this one');
    await page.submit('Continue to what it would do', {status: 400});
    expect(await page.errors()).toEqual(['Enter the day it starts', 'Choose what happens to members approved earlier']);
    await page.shot('scheme-plan-errors');
    await page.fillDay('Which day does it start?', addDays(TODAY, 30));
    await page.choose('They move to this version on a day');
    await page.submit('Continue to what it would do', {status: 400});
    expect(await page.errors()).toEqual(['Enter the day on which members move']);
    await page.fillDay('If they move on a day, which day?', MOVES);
    await page.submit('Change Training: safeguarding adults');
    await page.fill('How many months it counts', 'six');
    await page.submit('Keep this', {status: 400});
    expect(await page.errors()).toEqual(['How many months it counts must be a number from 1 to 600']);
    await page.fill('How many months it counts', '6');
    await page.shot('scheme-requirement');
    await page.submit('Keep this');
    expect(await main(page)).toMatch(/Training: safeguarding adults Changed Counts for 6 months/);
  }

  it('shows on a phone who would lapse and what they lack, and changes nothing until it is saved', async () => {
    const page = await signedIn(browser, pages, world.admin, {width: 320});
    await plan(page);
    await page.submit('Continue to what it would do');
    expect(await page.heading()).toBe('Check what this version would do');
    expect(await main(page)).toContain(`3 members would lapse on ${date(MOVES)}, of 4`);
    expect(await main(page)).toContain('1 member would lapse in the twelve months after it');
    expect(await main(page)).toMatch(/Member \d.*Training: safeguarding adults.*listed up to/);
    await page.shot('scheme-preview');
    await page.submit('Change');
    expect(await page.browserPage.locator('#starts-year').inputValue()).toBe(addDays(TODAY, 30).slice(0, 4));
    await page.goto('/council/schemes');
    expect(await main(page)).not.toContain('Planned');
    await page.close();
  }, 60_000);

  it('saves it by keyboard, shows it as planned, and takes it back', async () => {
    const page = await signedIn(browser, pages, world.admin);
    await plan(page);
    await page.submit('Ask for something else too');
    await page.fill('What is asked for', 'DBS certificate');
    await page.select('Kind', 'DBS certificate');
    await page.choose('By the tasks they do, as the law has it');
    await page.fill('Where does the council take it from?', 'Council policy');
    await page.submit('Keep this');
    expect(await main(page)).toContain('Lowest level: by the tasks they do, as the law has it.');
    await page.shot('scheme-plan');
    await page.submit('Continue to what it would do');
    expect(await main(page)).toContain(`4 members would lapse on ${date(MOVES)}, of 4`);
    expect(await main(page)).toContain('DBS certificate: enhanced with barred lists New');
    await page.shot('scheme-preview');
    await page.submit('Save this version');
    expect(await page.text('.govuk-notification-banner')).toContain('The version is saved.');
    expect(await main(page)).toContain(`Members approved earlier move to it on ${date(MOVES)}`);
    await page.follow('Back to registers');
    expect(await main(page)).toMatch(/Personal assistant.* Planned/);
    await page.shot('schemes');
    await page.follow(new RegExp(`^Personal assistant.*${date(addDays(TODAY, 30))}`));
    await page.submit('Withdraw this version');
    await page.submit('Withdraw this version');
    expect(await page.text('.govuk-notification-banner')).toContain('The version is withdrawn.');
    await page.close();
  }, 60_000);

  it('keeps a training catalogue and sets up a register that lists for information', async () => {
    const page = await signedIn(browser, pages, world.admin, {width: 320});
    await page.goto('/council/training/new');
    await page.submit('Add this course', {status: 400});
    await page.fill('Title of the course', 'Safeguarding adults, level 2');
    await page.fill('Who gives it', 'County Training');
    await page.choose('Training: safeguarding adults');
    await page.fill('How many months it counts', '12');
    await page.fillDay('From which day do its certificates count?', daysAgo(900));
    await page.fill('Where does the council take it from?', 'Council policy');
    await page.shot('training-new');
    await page.submit('Add this course');
    expect(await main(page)).toMatch(/Safeguarding adults, level 2.*12 months/);
    await page.shot('training');
    await page.follow(/^End this course/);
    await page.fillDay('Last day', addDays(TODAY, 30));
    await page.submit('Save the last day');
    expect(await main(page)).toContain(date(addDays(TODAY, 30)));
    await page.goto('/council/schemes/new');
    await page.submit('Continue', {status: 400});
    await page.fill('Name of the register', 'Noticeboard');
    await page.choose('Lists for information: nothing is checked, and every page says so');
    await page.choose('Support planner or broker');
    await page.submit('Continue');
    await page.fillDay('Which day does it start?', TODAY);
    await page.choose('They keep what they were approved under until they renew');
    await page.submit('Continue to what it would do');
    expect(await main(page)).toContain('Nobody who is listed now is affected before they renew.');
    await page.submit('Save this version');
    expect(await main(page)).toContain('every badge and page says that nothing was checked');
    await page.close();
  }, 60_000);
});
