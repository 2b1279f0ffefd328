import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, londonDay} from '@app/kernel';
import sharp from 'sharp';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {startPages, type PagesApp} from '../support/pages-app.js';
import {at, Scenario, type TestListing} from '../support/scenario.js';
import {signedIn} from '../support/signed-in.js';

const folder = mkdtempSync(join(tmpdir(), 'offering-'));

describe('a PA on a telephone', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let browser: TestBrowser;
  let pa: TestListing;

  beforeAll(async () => {
    const files = {FILES_KEY: 'a key for the pictures of this test', FILES_DIR: folder};
    scenario = await Scenario.open({pages: true, variables: files});
    pa = await scenario.pa();
    [pages, browser] = await Promise.all([startPages(scenario.database, scenario.api.clock, files), openBrowser()]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    await scenario?.close();
    rmSync(folder, {recursive: true});
  });

  it('sets hours, rates, terms and a group, says whom it is for, and looks at it as others see it', async () => {
    const phone = await signedIn(browser, pages, pa.person, {width: 320, javaScript: false});
    await phone.goto(`/listing/${pa.id}`);
    await phone.shot('own-listing');

    await phone.goto(`/listing/${pa.id}/hours`);
    const box = (name: string) => phone.browserPage.locator(`input[name="${name}"]`);
    await box('saturday-1-from').fill('10am');
    await box('saturday-1-to').fill('1pm');
    await phone.browserPage.locator('input[name=bankHolidays][value=no]').check();
    await phone.shot('hours');
    await phone.submit('Save');

    await phone.goto(`/listing/${pa.id}/rates`);
    await box('weekend-hour').fill('17.50');
    await box('mile').fill('45');
    await phone.browserPage.getByText('What I earn where somebody employs me').click();
    await box('wage-weekday-hour').fill('12.90');
    await phone.shot('rates');
    await phone.submit('Save');
    const text = await phone.text('main');
    expect(text).toContain('45p a mile driven for you');
    expect(text).toContain('Weekdays: £12.90 an hour');

    await phone.goto(`/listing/${pa.id}/area`);
    await phone.browserPage.locator('input[name=drives][value=yes]').check();
    await phone.browserPage.locator('input[name=also][value=insured]').check();
    await phone.browserPage.locator('textarea[name=districts]').fill('Broxtow');
    await box('buffer').fill('30');
    await phone.submit('Save', {status: 400});
    expect((await phone.errors()).join()).toContain('Give the name of a district, like Broxtowe.');
    expect(await box('buffer').inputValue()).toBe('30');
    await phone.browserPage.locator('textarea[name=districts]').fill('broxtowe');
    await phone.shot('area');
    await phone.submit('Save');

    await phone.goto(`/listing/${pa.id}/terms`);
    await box('minimum').fill('60');
    await phone.choose('48 hours');
    await phone.choose('Half of its price');
    await phone.shot('terms');
    await phone.submit('Save');

    await phone.goto(`/listing/${pa.id}/offers`);
    await phone.submit('Add an offer');
    await phone.choose('A group with places');
    await phone.fill('What do you call it?', 'Lunch club');
    await box('price').fill('8');
    await phone.shot('offer');
    await phone.submit('Save', {status: 400});
    await box('capacity').fill('12');
    await phone.submit('Save');
    await phone.fillDay('First day', londonDay(new Date(at(2, 3, '12:00'))));
    await box('from').fill('noon');
    await box('to').fill('2pm');
    await box('place').fill('The church hall, Beeston');
    await box('times').fill('4');
    await phone.submit('Add these days');
    await phone.shot('sessions');
    expect(await phone.text('main')).toContain('midday to 2pm, The church hall, Beeston (12 places)');

    await phone.goto(`/listing/${pa.id}/picture`);
    await phone.fill('What does the picture show?', 'Worker smiling');
    await phone.submit('Save', {status: 400});
    expect(await phone.browserPage.getByLabel('What does the picture show?').inputValue()).toBe('Worker smiling');
    const photo = await sharp({create: {width: 700, height: 500, channels: 3, background: '#2a6f6b'}})
      .jpeg()
      .toBuffer();
    const file = {name: 'me.jpg', mimeType: 'image/jpeg', buffer: photo};
    await phone.browserPage.locator('input[name=file]').setInputFiles(file);
    await phone.submit('Save');
    await phone.goto(`/listing/${pa.id}/picture`);
    await phone.shot('picture');

    await phone.goto(`/listing/${pa.id}/audience`);
    await phone.choose('Only people with a care budget');
    await phone.submit('Save');
    await phone.goto(`/listing/${pa.id}`);
    await phone.shot('own-listing-after');
    await phone.follow('See it as others see it');
    expect(await phone.text('main')).toContain('They do not see your listing');
    await phone.shot('preview-everybody');
    await phone.follow('Only people with a care budget');
    await phone.shot('preview-budget');
    const seen = await phone.text('main');
    for (const each of [
      'Lunch club',
      '£8.00 a place',
      'The shortest visit is 60 minutes.',
      'costs 50% of its price',
      'all of Broxtowe',
      'Does not work on bank holidays',
      'Yes, with a car insured for work',
      'Saturday',
    ]) {
      expect(seen).toContain(each);
    }
    await phone.close();

    const holder = await scenario.holder();
    await scenario.line(holder, 50_000);
    const reader = await signedIn(browser, pages, holder, {width: 320});
    await reader.goto(`/listings/${pa.id}`);
    await reader.shot('listing');
    const picture = reader.browserPage.getByRole('img', {name: 'Worker smiling'});
    expect(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(500);
    expect(await reader.text('main')).toContain('Lunch club');
    await reader.goto(`/listings/${pa.id}/agree`);
    await reader.shot('agree');
    expect(await reader.text('main')).toContain('Their wage, if you employ them: £12.90 an hour');
    await reader.close();
  }, 120_000);

  it('and the council say after how long a listing is asked about, and what a micro-enterprise is', async () => {
    const ada = await scenario.world.person(scenario.council, 'Ada Admin', ['admin']);
    const desk = await signedIn(browser, pages, ada, {width: 320, javaScript: false});
    await desk.goto('/council/schemes');
    await desk.follow('Rules for listings and micro-enterprises');
    await desk.browserPage.locator('a[href="/council/listing-rules/still-right"]').click();
    await desk.fill('After how many days without a change is its owner asked?', '10');
    await desk.submit('Record the rule', {status: 400});
    await desk.fill('After how many days without a change is its owner asked?', '90');
    await desk.fillDay('From which day?', londonDay(new Date()));
    await desk.fill('Where is it from?', 'Committee, 3 November');
    await desk.submit('Record the rule');
    expect(await desk.text('main')).toContain('Asked about after 90 days without a change; out of sight after 28 more');
    await desk.browserPage.locator('a[href="/council/listing-rules/cancelling"]').click();
    await desk.fill('Until how many hours before can a visit be called off free?', '1000');
    await desk.submit('Record the rule', {status: 400});
    await desk.fill('Until how many hours before can a visit be called off free?', '48');
    await desk.fill('How much of its price does it cost later than that?', '50');
    await desk.fillDay('From which day?', londonDay(new Date()));
    await desk.fill('Where is it from?', 'Committee, 3 November');
    await desk.submit('Record the rule');
    expect(await desk.text('main')).toContain(
      'A visit called off less than 48 hours before it costs 50% of its price.',
    );
    await desk.browserPage.locator('a[href="/council/listing-rules/enterprises"]').click();
    await desk.fill('Up to how many full-time equivalents?', '5');
    await desk.fillDay('From which day?', addDays(londonDay(new Date()), 20));
    await desk.fill('Where is it from?', 'Committee, 3 November');
    await desk.shot('enterprise-rule');
    await desk.submit('Record the rule');
    await desk.shot('listing-rules');
    expect(await desk.text('main')).toContain('To come Up to 5 full-time equivalents');
    await desk.follow('What can be offered, and what your council adds');
    await desk.fill('What do people call it?', 'Gardening');
    await desk.fill('What is it, in a line or two?', 'Horses');
    await desk.choose('No');
    await desk.submit('Add this kind of help', {status: 409});
    await desk.fill('What do people call it?', 'Riding for everybody');
    await desk.submit('Add this kind of help');
    await desk.shot('kinds-of-help');
    expect(await desk.text('main')).toContain('Riding for everybody Your council’s own Horses');
    await desk.close();
  }, 60_000);
});
