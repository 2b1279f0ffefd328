import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {dayAhead, fillInSignIn, HolderWorld} from '../support/holder-world.js';
import type {Page} from '../support/page.js';
import {at, type TestListing} from '../support/scenario.js';

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

  afterEach(() => world.scenario.api.clock.back());

  const open = (mode: {javaScript?: boolean; width?: number} = {}) =>
    browser.newPage({baseUrl: world.pages.baseUrl, ...mode});
  const answers = (listing: TestListing, path: string) => world.scenario.call(listing.person, 'post', path).expect(200);

  const modes = [
    {name: 'in a narrow window', width: 320, javaScript: true},
    {name: 'without JavaScript', width: 1280, javaScript: false},
  ];
  for (const mode of modes) {
    it(`leads from a listing to money spent ${mode.name}`, async () => {
      const [holder, pa] = [await world.holder(), await world.newPa()];
      const page = await open(mode);
      await page.goto(`/listings/${pa.id}`);
      expect(await page.text('main')).toContain('Accredited by Council of nottinghamshire, checked 3 March 2026');
      expect(await page.text('main')).toContain('Travels up to 12 km (7 miles) from around NG1, Nottingham');
      await page.shot('listing');
      await page.submit('Sign in');
      await fillInSignIn(page, holder);
      expect(await page.heading()).toBe('Amina K.');
      await agree(page, pa);
      await book(page, pa);
      await seeMoneyHeld(page);
      await cancelAnother(page, pa);
      await seeCalendar(page);
      await approve(page, pa);
      await page.close();
    }, 90_000);
  }

  async function agree(page: Page, pa: TestListing): Promise<void> {
    await page.submit('Agree terms');
    await page.shot('agree');
    await page.choose('They are self-employed');
    await page.fill('Reference of the employment status check, if they are self-employed', 'CEST 4471');
    await page.fillDay('Day of that check', '2026-01-06');
    await page.choose('No');
    await page.fill('Evenings, for an hour', '15.75');
    await page.submit('Continue');
    await page.shot('agree-check');
    expect(await page.text('main')).toContain('£15.75 an hour');
    await page.submit('Change them');
    expect(await page.value('Evenings, for an hour')).toBe('15.75');
    await page.submit('Continue');
    await page.submit('Send these terms');
    expect(await page.heading()).toBe('Terms sent');
    expect(await page.text('main')).toContain('They have to say yes before you can book.');
    await page.shot('agreed');
    const id = page.path.split(/[/?]/)[2] ?? '';
    await page.goto(`/listings/${pa.id}`);
    expect(await page.text('main')).toContain('Waiting for Amina K. to answer.');
    await answers(pa, `/engagements/${id}/accept`);
  }

  async function book(page: Page, pa: TestListing): Promise<void> {
    await page.goto(`/listings/${pa.id}`);
    await page.shot('listing-agreed');
    await page.submit('Book');
    await page.shot('book');
    await page.choose('Every week');
    await page.choose('Tuesday');
    await page.choose('Thursday');
    await page.fillDay('Until when?', dayAhead(2, 5));
    await page.fillDay('Which day?', dayAhead(1, 1));
    await page.fill('Start time', '9am');
    await page.fill('End time', '11');
    await page.shot('book-filled');
    await page.submit('See what it costs');
    expect(await page.heading()).toBe('Check before you ask');
    expect(await page.text('main')).toContain('Visits 4 Cost in all £116.00');
    expect(await page.text('main')).toContain('£884.00');
    await page.shot('book-check');
    await page.submit('Ask for these visits');
    expect(await page.heading()).toBe('You have asked for these visits');
    expect(await page.text('.govuk-panel')).toMatch(/Your reference [2-9A-Z]{4}-[2-9A-Z]{4}$/);
    await page.shot('booked');
  }

  async function seeMoneyHeld(page: Page): Promise<void> {
    const asked = page.path.replace('?asked', '');
    await page.follow('your budget');
    expect(await page.text('.app-figures')).toBe(
      'Left £884.00 what you can still use From the council £1,000.00 for this period Set aside £116.00 ' +
        'waiting for an answer Promised £0.00 visits that were accepted Spent £0.00 what you approved',
    );
    await page.shot('budget');
    await page.follow(/^See what is behind these figures/);
    expect(await page.text('main')).toContain('You asked for visits Amina K.');
    await page.shot('budget-line');
    await page.browserPage
      .getByRole('navigation', {name: 'Which figure'})
      .getByRole('link', {name: 'Set aside'})
      .focus();
    await page.pressToLeave('Enter');
    expect(await page.text('tfoot')).toBe('Set aside, together £116.00');
    await page.shot('budget-figure');
    await page.goto(asked);
  }

  async function cancelAnother(page: Page, pa: TestListing): Promise<void> {
    await answers(pa, `/bookings/${page.path.split('/')[2]}/accept`);
    await page.goto(`/listings/${pa.id}/book?date=${dayAhead(1, 3)}`);
    await page.choose('One visit');
    await page.fill('Start time', '2pm');
    await page.fill('End time', '4pm');
    await page.submit('See what it costs');
    await page.submit('Ask for this visit');
    await page.goto('/support');
    await page.shot('support');
    await page.goto('/support');
    await page.follow(/^2pm to 4pm, Amina K./);
    expect(await page.text('main')).toContain('Waiting for an answer');
    await page.shot('booking');
    await page.submit('Cancel this visit');
    expect(await page.text('main')).toContain('It costs nothing.');
    await page.shot('cancel');
    await page.submit('Cancel this visit');
    expect(await page.text('main')).toContain('The booking is cancelled.');
    await page.shot('cancelled');
  }

  async function seeCalendar(page: Page): Promise<void> {
    await page.goto(`/calendar?month=${dayAhead(1, 2).slice(0, 7)}`);
    expect(await page.text('main')).toContain('9am to 11am Amina K.');
    await page.shot('calendar');
    await page.goto(`/calendar/week?from=${dayAhead(1, 2)}`);
    expect(await page.text('main')).toMatch(/Tuesday.+9am to 11am Amina .*Thursday.+9am to 11am Amina /);
    await page.shot('calendar-week');
    await page.goto('/calendar/address');
    await page.submit('Make an address');
    expect(await page.text('#address')).toMatch(/\/calendars\/[\w-]{43}\.ics$/);
    await page.shot('calendar-address');
  }

  async function approve(page: Page, pa: TestListing): Promise<void> {
    const {scenario} = world;
    const from = at(1, 2, '09:00');
    scenario.api.clock.travelTo(at(1, 2, '12:00'));
    const diary = await scenario
      .call(pa.person, 'get', `/visits?from=${dayAhead(1, 2)}&to=${dayAhead(1, 3)}`)
      .expect(200);
    const {items} = diary.body as {items: {id: string}[]};
    const hours = {started_at: from, ended_at: at(1, 2, '10:30'), mileage: 4.5};
    const record = () => scenario.call(pa.person, 'post', `/visits/${items[0]?.id}/hours`, hours).expect(200);
    await record();
    await page.goto('/support');
    await page.shot('support-hours');
    await page.follow(/^Something is wrong/);
    await page.submit('Send the hours back', {status: 400});
    expect(await page.errors()).toEqual(['Say what should be different']);
    await page.fill('What should be different?', 'You left at ten past ten.');
    await page.shot('query');
    await page.submit('Send the hours back');
    expect(await page.text('main')).toContain('The hours went back to be recorded again.');
    await record();
    await page.goto('/support');
    await page.submit(/^Approve £21.75/);
    expect(await page.text('main')).toContain('The hours are approved, and the money is spent.');
    await page.goto('/budget');
    expect(await page.text('.app-figures')).toContain('Promised £87.00 visits that were accepted Spent £21.75');
    await page.shot('budget-spent');
  }
});
