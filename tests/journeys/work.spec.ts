import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {startPages, type PagesApp} from '../support/pages-app.js';
import type {TestPerson} from '../support/people.js';
import {at, booking, Scenario, type TestListing} from '../support/scenario.js';
import {signedIn} from '../support/signed-in.js';
import {seedPostcode} from '../integration/listings/profile.js';

const HOUR = 3_600_000;

describe('the pages of those who work', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let browser: TestBrowser;
  let holder: TestPerson;
  let line: string;

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    [pages, browser] = await Promise.all([startPages(scenario.database, scenario.api.clock), openBrowser()]);
    holder = await scenario.holder();
    line = await scenario.line(holder, 50_000);
    await seedPostcode(scenario.world);
  }, 60_000);

  afterEach(() => scenario?.api.clock.back());

  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    await scenario?.close();
  });

  async function propose(pa: TestListing): Promise<string> {
    const terms = {
      listing_id: pa.id,
      status: 'self_employed',
      starts_on: at(0, 7, '09:00').slice(0, 10),
      rates: [
        {band: 'weekend', unit: 'hour', rate_pence: 1_700},
        {band: 'weekday', unit: 'hour', rate_pence: 1_450},
      ],
    };
    const made = await scenario.call(holder, 'post', '/engagements', terms).expect(201);
    return (made.body as {id: string}).id;
  }

  async function request(listing: TestListing, startsAt: string, more: object = {}) {
    const endsAt = new Date(new Date(startsAt).getTime() + 2 * HOUR).toISOString();
    const body = booking(listing, line, startsAt, endsAt, more);
    const made = await scenario.call(holder, 'post', '/bookings', body).expect(201);
    return made.body as {id: string; visits: {id: string}[]};
  }

  it('lets a PA answer terms and requests', async () => {
    const pa = await scenario.pa();
    const page = await signedIn(browser, pages, pa.person);
    await page.goto('/work');
    expect(await page.text('main')).toContain('Nothing needs an answer from you now.');
    await page.shot('work-empty');

    await propose(pa);
    await page.goto('/work');
    await page.shot('work-terms');
    await page.follow(`Terms from ${holder.name}`);
    await page.shot('terms');
    expect(await page.text('main')).toContain('Weekdays: £14.50 an hour Weekends: £17.00 an hour');
    await page.submit('Accept these terms');
    expect(await page.text('.govuk-notification-banner')).toContain('You accepted these terms.');
    await page.shot('terms-accepted');

    await request(pa, at(1, 2, '09:00'), {recurrence: {rrule: 'FREQ=WEEKLY;COUNT=12'}});
    await request(pa, at(1, 3, '14:00'));
    await page.goto('/work');
    await page.shot('work-requests');
    await page.follow(`${holder.name} asks for 12 visits`);
    await page.shot('request');
    await page.submit('Accept all 12 visits');
    await page.shot('request-accepted');
    await page.follow('Go back to what waits for you');
    await page.follow(`${holder.name} asks for a visit`);
    await page.submit('Decline');
    await page.shot('decline');
    await page.fill('Why? (optional)', 'I am at the dentist.');
    await page.submit('Decline these visits');
    expect(await page.text('main')).toContain('You wrote: “I am at the dentist.”');
    await page.goto('/work');
    await page.shot('work-diary');
    await page.close();
  });

  it('records hours', async () => {
    const pa = await scenario.pa();
    const id = await scenario.engage(holder, pa);
    await scenario.world.owner.query(`UPDATE engagement SET mileage_pence = 45 WHERE id = $1`, [id]);
    const booked = await request(pa, at(1, 4, '09:00'), {recurrence: {rrule: 'FREQ=DAILY;COUNT=2'}});
    await scenario.call(pa.person, 'post', `/bookings/${booked.id}/accept`).expect(200);
    scenario.api.clock.travelTo(at(1, 5, '12:00'));
    const page = await signedIn(browser, pages, pa.person, {width: 320});
    await page.goto('/work');
    await page.shot('work-hours');
    await page.follow(/^Record hours/);
    await page.shot('hours');
    await page.fill('Start time', '');
    await page.fill('End time', '2');
    await page.fill('Miles driven for them (optional)', 'many');
    await page.submit('Continue', {status: 400});
    await page.shot('hours-errors');
    await page.fill('Start time', '9:05am');
    await page.fill('End time', '11:20');
    await page.fill('Miles driven for them (optional)', '4.5');
    await page.submit('Continue');
    await page.shot('hours-check');
    await page.submit('Send for approval');
    await page.shot('hours-sent');
    await page.goto('/work');
    await page.shot('work-sent');
    await page.close();
  });

  it('starts a listing', async () => {
    const person = await scenario.world.person(scenario.council, 'Amina Khan', ['pa']);
    const page = await signedIn(browser, pages, person);
    await page.goto('/listing');
    await page.shot('listing-none');
    await scenario.world.member(scenario.council, person);
    await page.goto('/listing');
    await page.shot('listing-start');
    await page.submit('Start a listing for Amina K.');
    await page.shot('listing-draft');
    await page.follow('Say in a line or two what you do');
    await page.fill('In short', 'Friendly help at home and out.');
    await page.submit('Save');
    await page.follow('Say where you set out from');
    await page.shot('listing-area');
    await page.submit('Save', {status: 400});
    await page.fill('Postcode that you set out from', 'NG1 5DT');
    await page.fill('How many miles you travel', '5');
    await page.submit('Save');
    await page.follow('Choose what you help with');
    await page.shot('listing-services');
    await page.choose('Shopping');
    await page.submit('Save');
    await page.follow('Enter at least one rate');
    await page.shot('listing-rates');
    await page.fill('Weekdays', '14.50');
    await page.fill('Sleep-ins', '60');
    await page.submit('Save');
    await page.follow('Change your weekly hours');
    await page.shot('listing-hours');
    await page.browserPage.locator('#monday-1-from').fill('9');
    await page.submit('Save', {status: 400});
    await page.shot('listing-hours-error');
    await page.browserPage.locator('#monday-1-to').fill('5pm');
    await page.browserPage.locator('#friday-1-from').fill('10pm');
    await page.browserPage.locator('#friday-1-to').fill('7am');
    await page.submit('Save');
    await page.follow('Change days away');
    await page.fillDay('First day away', at(3, 1, '09:00').slice(0, 10));
    await page.submit('Add these days');
    await page.follow('Change days away');
    await page.shot('listing-away');
    await page.goto('/listing');
    await page.follow('Change languages, experience and payment');
    await page.shot('listing-experience');
    await page.choose('Dementia');
    await page.choose('Polish');
    await page.submit('Save');
    await page.shot('listing-complete');
    await page.submit('Show it to others');
    await page.shot('listing-waits');
    await page.close();
  });

  it('shows a listing on the register', async () => {
    const pa = await scenario.pa();
    const page = await signedIn(browser, pages, pa.person, {width: 320});
    await page.goto('/listing');
    await page.shot('listing-live');
    await page.goto(`/listing/${pa.id}/hours`);
    await page.shot('listing-hours');
    await page.goto(`/listing/${pa.id}/rates`);
    await page.shot('listing-rates');
    await page.goto(`/listing/${pa.id}/experience`);
    await page.shot('listing-experience');
    await page.close();
  });
});
