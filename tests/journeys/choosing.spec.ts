import {afterAll, beforeAll, expect, it} from '@jest/globals';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {visitRow} from '../support/choice-rows.js';
import {projectListings} from '../support/demonstration.js';
import {HolderWorld} from '../support/holder-world.js';
import type {TestPerson} from '../support/people.js';
import {signedIn} from '../support/signed-in.js';

let world: HolderWorld;
let browser: TestBrowser;
let holder: TestPerson;

beforeAll(async () => {
  world = await HolderWorld.open();
  browser = await openBrowser();
  holder = await world.holder();
  await projectListings(world.scenario.database);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

it('results go on a shortlist, are compared for one’s own week, and the search is saved, on a phone without scripts', async () => {
  const page = await signedIn(browser, world.pages, holder, {width: 320, javaScript: false});
  await page.goto('/find?hours=4');
  await page.submit(/^Add to shortlist.*Sherwood Gardens/);
  await page.submit(/^Add to shortlist/);
  expect(await page.text('main')).toContain('On your shortlist');
  await page.shot('find-kept');
  await page.submit('Save this search');
  expect(await page.text('main')).toContain('You are told when it finds somebody new.');
  await page.shot('search-saved');
  await page.follow('Saved searches');
  await page.goto('/shortlist');
  await page.shot('shortlist');
  await page.submit('Compare side by side');
  expect(await page.text('main')).toContain('A week costs £72.00 and leaves');
  await page.choose('Tuesday');
  await page.fill('From', '9am');
  await page.fill('Until', 'soon');
  await page.submit('Compare', {status: 400});
  await page.fill('Until', '11am');
  await page.submit('Compare');
  expect(await page.text('main')).toContain('Free for every one of your visits');
  await page.shot('compare-phone');
  await page.close();

  // From a support plan with its week filled in.
  const {scenario} = world;
  const {id} = (await scenario.call(holder, 'post', '/plans').expect(201)).body as {id: string};
  const times = [
    {weekdays: [2, 4], from: '09:00', to: '11:00', service: 'gardening', rate_pence: 1_500},
    {weekdays: [5], from: '14:00', to: '15:00', service: 'gardening', rate_pence: 1_500},
  ];
  const plan = {revision: 0, outcomes: [{text: 'To grow vegetables.'}], help: [], risks: [], times};
  await scenario.call(holder, 'put', `/plans/${id}`, plan).expect(200);
  const planned = await signedIn(browser, world.pages, holder, {width: 320});
  await planned.goto('/plan');
  await planned.follow('Compare the shortlist for this week');
  expect(await planned.text('main')).toContain('Times from the support plan');
  expect(await planned.text('main')).toContain('Your visits cost £90.00 a week');
  await planned.shot('compare-plan');
  await planned.close();
}, 90_000);

it('somebody says how it was, the PA answers, and both show once the council has looked, on a phone', async () => {
  const {scenario, pa} = world;
  await visitRow(scenario.world, scenario.council, holder, pa.id, 'VISITED1');
  const own = await signedIn(browser, world.pages, holder, {width: 320});
  await own.goto('/support');
  await own.follow('Say how it was');
  await own.goto(`/feedback/${pa.id}`);
  await own.submit('Send', {status: 400});
  await own.choose('Was kind');
  await own.choose('Would choose them again');
  await own.fill('In your own words (optional)', 'Patient, and makes me laugh.');
  await own.shot('feedback-give');
  await own.submit('Send');
  expect(await own.text('main')).toContain('The council looks at it');

  const olive = await scenario.world.person(scenario.council, 'Olive Officer', ['officer']);
  const desk = await signedIn(browser, world.pages, olive, {width: 320});
  await desk.goto('/council/adverts');
  await desk.follow('Feedback to check');
  await desk.follow(/^About/);
  await desk.submit('Send it back', {status: 400});
  await desk.shot('feedback-check');
  await desk.submit('Let it show');

  const worker = await signedIn(browser, world.pages, pa.person, {width: 320});
  await worker.goto('/work/feedback');
  await worker.submit('Send the answer', {status: 400});
  await worker.fill('Your answer', 'It is always a pleasure.');
  await worker.submit('Send the answer');
  await worker.shot('feedback-answer');
  await worker.close();

  await desk.follow(/^About/);
  await desk.submit('Let it show');
  await desk.close();
  await own.goto(`/listings/${pa.id}`);
  const said = await own.text('main');
  expect(said).toContain('1 of 1 people would choose them again.');
  expect(said).toContain('Patient, and makes me laugh.');
  expect(said).toContain('It is always a pleasure.');
  await own.shot('feedback-shown');
  await own.close();
}, 90_000);
