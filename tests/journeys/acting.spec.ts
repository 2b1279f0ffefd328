import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, londonDay} from '@app/kernel';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {dayAhead, HolderWorld} from '../support/holder-world.js';
import type {Page} from '../support/page.js';
import type {TestPerson} from '../support/people.js';
import {signedIn} from '../support/signed-in.js';

const PHONE = {width: 320};

describe('a niece authorised for her aunt', () => {
  let world: HolderWorld;
  let browser: TestBrowser;
  let aunt: TestPerson;
  let niece: TestPerson;
  let officer: TestPerson;
  const today = londonDay(new Date());

  beforeAll(async () => {
    world = await HolderWorld.open();
    browser = await openBrowser();
    const {scenario} = world;
    const person = scenario.world.person.bind(scenario.world, scenario.council);
    aunt = await person('Ivy Hall', ['holder']);
    niece = await person('Grace Hall', []);
    officer = await person('Olive Officer', ['officer']);
    await scenario.line(aunt, 25_000);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  async function assess(page: Page, kind: string, decision: string): Promise<void> {
    await page.follow('Record an assessment');
    await page.choose(kind);
    await page.fill('Which decision?', decision);
    await page.choose('Cannot decide this now');
    await page.fillDay('When was it assessed?', today);
    await page.fill('Who assessed it?', 'Jean Porter, social worker');
    await page.fillDay('When does somebody look again?', addDays(today, 90));
    await page.shot('acting-capacity');
    await page.submit('Record this');
  }

  it('is recorded with what it rests on, and books for her at phone size', async () => {
    const desk = await signedIn(browser, world.pages, officer);
    await desk.goto('/council/acting');
    await desk.fill('Name or council number', 'ivy');
    await desk.submit('Find', {status: 200});
    await desk.follow('Ivy Hall');
    await assess(desk, 'Money: the budget and what it pays for', 'How to use her direct payment');
    await assess(desk, 'Care and support: what, from whom and when', 'Who comes and when');
    await desk.follow('Record who acts for them');
    await desk.choose('Authorised person');
    await desk.fill('Name of who acts for them', 'Grace');
    await desk.submit('Continue', {status: 200});
    await desk.choose('Grace Hall');
    await desk.choose('Money: the budget and what it pays for');
    await desk.choose('Care and support: what, from whom and when');
    await desk.fillDay('From which day?', today);
    await desk.fillDay('When does somebody look at it again?', addDays(today, 90));
    await desk.submit('Record this', {status: 400});
    expect(await desk.errors()).toHaveLength(3);
    await desk.choose('Close family');
    await desk.fillDay('When was it checked that they are suitable?', today);
    await desk.choose('They are suitable');
    await desk.shot('acting-record');
    await desk.submit('Record this');
    expect(await desk.text('main')).toContain('Grace Hall Authorised person In force');
    await desk.shot('acting-person');

    const page = await signedIn(browser, world.pages, niece, PHONE);
    await page.goto('/acting');
    expect(await page.text('main')).toContain('They can: See the budget');
    await page.shot('acting-choose');
    await page.choose('Ivy Hall');
    await page.submit('Continue');
    expect(await page.heading()).toBe('Ivy Hall’s budget');
    await page.goto(`/listings/${world.provider.id}/book?date=${dayAhead(1, 3)}`);
    expect(await page.text('.app-acting')).toContain('You are acting for Ivy Hall.');
    await page.choose('One visit');
    await page.fill('Start time', '2pm');
    await page.fill('End time', '4pm');
    await page.submit('See what it costs');
    await page.submit('Ask for this visit');
    expect(await page.heading()).toBe('You have asked for this visit');
    expect(await page.text('main')).toContain('Done by Grace Hall, for Ivy Hall');
    await page.shot('acting-booked');
    await page.submit('Stop acting for them');
    expect(await page.heading()).toBe('Act for somebody');
    await page.close();

    const own = await signedIn(browser, world.pages, aunt, PHONE);
    await own.goto('/who-acts-for-me');
    expect(await own.text('main')).toMatch(/Grace Hall Authorised person In force.*Asked for visits\. Grace Hall/);
    await own.shot('acting-mine');
    await own.close();

    // What the niece asks by telephone is done by the council, for the aunt, and ends with the call.
    await desk.submit('Do something they ask for');
    await desk.choose('On the telephone');
    await desk.choose('Grace Hall');
    await desk.fill('How do you know who it is?', 'Gave the first line of the address');
    await desk.fill('What do they ask for?', 'The same again on Thursday');
    await desk.shot('acting-contact');
    await desk.submit('Begin');
    expect(await desk.text('.app-acting')).toContain('You do what they ask by telephone.');
    await desk.goto(`/listings/${world.provider.id}/book?date=${dayAhead(1, 4)}`);
    await desk.choose('One visit');
    await desk.fill('Start time', '2pm');
    await desk.fill('End time', '3pm');
    await desk.submit('See what it costs');
    expect(await desk.text('main')).toContain('Read this back to Ivy Hall before you go on.');
    await desk.shot('acting-read-back');
    await desk.submit('Ask for this visit');
    expect(await desk.text('main')).toContain('Done by Olive Officer, for Ivy Hall, by telephone');
    await desk.follow('End this');
    await desk.submit('End it');
    expect(await desk.heading()).toBe('Who acts for whom');
    await desk.close();
  }, 120_000);
});
