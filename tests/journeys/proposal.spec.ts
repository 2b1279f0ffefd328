import {afterAll, beforeAll, expect, it} from '@jest/globals';
import {londonDay, addDays} from '@app/kernel';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {dayAhead, HolderWorld} from '../support/holder-world.js';
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

it('a broker writes a plan and proposes; the person says yes in easy read, on a phone without scripts', async () => {
  const {scenario} = world;
  const daniel = await scenario.world.person(scenario.council, 'Daniel Hall', ['holder']);
  await scenario.line(daniel, 25_000);
  const ruth = await scenario.world.person(scenario.council, 'Ruth Calder', ['broker']);
  await scenario.world.represents(scenario.council, ruth, daniel, 'broker', addDays(londonDay(new Date()), 90), {
    powers: ['see_budget', 'see_plan', 'write_plan', 'propose'],
  });

  const broker = await signedIn(browser, world.pages, ruth);
  await broker.goto('/acting');
  await broker.choose('Daniel Hall');
  await broker.submit('Continue');
  await broker.goto('/plan');
  await broker.submit('Start the plan');
  await broker.follow('What you want');
  await broker.submit('Add this', {status: 400});
  await broker.fill('What do you want?', 'To grow vegetables again, with somebody to talk to.');
  await broker.submit('Add this');
  await broker.follow('Go on: what will help');
  await broker.choose('Something that costs nothing');
  await broker.fill('What will help?', 'The allotment society meets on Sundays.');
  await broker.submit('Add this');
  await broker.follow('Go on: a rough week');
  await broker.choose('Tuesday');
  await broker.choose('Thursday');
  await broker.fill('From', '9am');
  await broker.fill('To', '11am');
  await broker.browserPage.getByLabel('What kind of help?').selectOption({label: 'Gardening'});
  await broker.fill('About how much an hour?', '18');
  await broker.submit('Add this');
  expect(await broker.text('main')).toContain('All of it comes to about £72.00 a week.');
  await broker.shot('plan-week');
  await broker.follow('Back to the plan');
  await broker.shot('plan-write');
  expect(await broker.text('main')).toContain('The weekly figure is £250.00: £178.00 would be left.');

  // From the plan straight to search with the pattern filled in, and from a result to a proposal.
  await broker.follow(/Find somebody/);
  expect(await broker.browserPage.getByLabel('Hours a week').inputValue()).toBe('4');
  const ticked = broker.browserPage.locator('input[name=weekday]:checked');
  expect(await ticked.evaluateAll((boxes) => boxes.map((box) => box.getAttribute('value')))).toEqual(['tue', 'thu']);
  await broker.goto(`/listings/${world.provider.id}`);
  await broker.submit('Propose this for Daniel Hall');
  await broker.follow(/Tuesday and Thursday/);
  await broker.fill('Why do you propose this? (optional)', 'They garden and like to chat.');
  await broker.fillDay('Date', dayAhead(2, 1));
  await broker.fillDay('If it is every week, the last day', dayAhead(4, 5));
  await broker.shot('propose');
  await broker.submit('Ask for a yes or no');
  expect(await broker.text('main')).toContain('Nothing is arranged before a yes.');
  await broker.goto('/plan');
  await broker.submit('Ask Daniel Hall to read and agree it');
  await broker.close();

  const own = await signedIn(browser, world.pages, daniel, {width: 320, javaScript: false});
  await own.goto('/proposals');
  await own.follow('Easy read');
  await own.follow('Visits from Sherwood Gardens and Odd Jobs');
  expect(await own.text('.app-easy')).toContain('Ruth Calder has an idea for you.');
  expect(await own.text('main')).toContain('Each week on Tuesday and Thursday');
  expect(await own.text('main')).toContain('£216.00');
  await own.shot('proposal-easy');
  await own.submit('Send my answer', {status: 400});
  await own.choose('Yes');
  await own.submit('Send my answer');
  expect(await own.heading()).toBe('You have asked for these visits');
  await own.goto('/plan');
  await own.shot('plan-agree');
  await own.submit('Yes, I agree this plan');
  expect(await own.text('main')).toContain('With the council');
  await own.close();

  const olive = await scenario.world.person(scenario.council, 'Olive Officer', ['officer']);
  const desk = await signedIn(browser, world.pages, olive);
  await desk.goto('/council/plans');
  await desk.follow('Daniel Hall');
  await desk.shot('council-plan');
  await desk.submit('Tell them', {status: 400});
  await desk.choose('We accept this plan');
  await desk.submit('Tell them');
  expect(await desk.text('main')).toContain('No plan waits.');
  await desk.close();
}, 120_000);
