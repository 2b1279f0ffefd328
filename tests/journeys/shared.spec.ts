import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {londonDay} from '@app/kernel';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {startPages, type PagesApp} from '../support/pages-app.js';
import {at, Scenario} from '../support/scenario.js';
import {signedIn} from '../support/signed-in.js';

describe('an outing that three people share', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let browser: TestBrowser;

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    [pages, browser] = await Promise.all([startPages(scenario.database, scenario.api.clock), openBrowser()]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    await scenario?.close();
  });

  it('is started by one, joined by two with a code, agreed by all, asked for, and each pays a third', async () => {
    const provider = await scenario.provider(5);
    const people = [await scenario.holder(), await scenario.holder(), await scenario.holder()];
    for (const person of people) await scenario.line(person, 20_000);
    const [first, second, third] = await Promise.all(
      people.map((person) => signedIn(browser, pages, person, {width: 320})),
    );
    if (!first || !second || !third) throw new Error('three people were wanted');

    await first.goto(`/listings/${provider.id}/share`);
    await first.submit('Make a code for the others', {status: 400});
    await first.shot('share-errors');
    await first.fill('What is it?', 'Trip to the lake');
    await first.fillDay('Which day?', londonDay(new Date(at(1, 3, '10:00'))));
    await first.fill('Start time', '10am');
    await first.fill('End time', '12pm');
    await first.choose('The others share what it costs');
    await first.submit('Make a code for the others');
    await first.shot('share-code');
    const code = await first.text('#code');
    await first.follow('See who is in');
    const path = first.path;

    for (const [place, page] of [second, third].entries()) {
      await page.goto('/shared');
      await page.fill('Code', code);
      await page.submit('Look at it');
      if (place === 0) await page.shot('share-join');
      await page.submit('Ask to join');
      for (const each of place === 0 ? [first] : [first, second]) {
        await each.goto(path);
        if (place === 0) await each.shot('share-asked');
        await each.submit(/^Yes/);
      }
    }
    await first.goto(path);
    await first.submit('Ask for this visit');
    await first.shot('share-booked');
    expect(await first.text('main')).toContain('You pay £9.67 of £29.00');
    await third.goto(path);
    expect(await third.text('main')).toContain('You pay £9.66 of £29.00');

    // Another time, once each who pays and whoever comes has said yes.
    await scenario.call(provider.person, 'post', `/bookings/${await bookingOf()}/accept`).expect(200);
    const [visit] = await scenario.world.owner.query<{id: string}[]>(`SELECT id FROM visit`);
    const wanted = {reach: 'one', starts_at: at(1, 3, '13:00'), ends_at: at(1, 3, '15:00')};
    const made = await scenario.call(provider.person, 'post', `/visits/${visit?.id ?? ''}/changes`, wanted).expect(201);
    for (const page of [first, second, third]) {
      await page.goto('/support');
      await page.follow(/asks for other times$/);
      if (page === second) await page.shot('share-change');
      await page.submit('Yes, change it');
    }
    expect(await third.text('main')).toContain('Agreed');
    expect((made.body as {status: string}).status).toBe('proposed');
    await second.goto('/support');
    await second.shot('support-shared');
    await Promise.all([first, second, third].map((page) => page.close()));

    async function bookingOf(): Promise<string> {
      const [row] = await scenario.world.owner.query<{id: string}[]>(`SELECT id FROM booking`);
      return row?.id ?? '';
    }
  }, 90_000);
});
