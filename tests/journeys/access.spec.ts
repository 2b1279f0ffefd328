import {readFile} from 'node:fs/promises';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addMonths, formatDay, londonDay} from '@app/kernel';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {startPages, type PagesApp} from '../support/pages-app.js';
import type {TestPerson} from '../support/people.js';
import {Scenario, type TestListing} from '../support/scenario.js';
import {signedIn} from '../support/signed-in.js';

describe('a copy of what is kept', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let browser: TestBrowser;
  let pa: TestListing;
  let holder: TestPerson;
  let office: TestPerson;

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    pa = await scenario.pa(scenario.council, {person: 'Alex Smith'});
    holder = await scenario.holder();
    await scenario.engage(holder, pa);
    office = await scenario.world.person(scenario.council, 'Neil Foster', ['privacy']);
    [pages, browser] = await Promise.all([startPages(scenario.database, scenario.api.clock), openBrowser()]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    await scenario?.close();
  });

  it('is asked for, looked through for what tells of others, released and downloaded', async () => {
    const person = await signedIn(browser, pages, holder, {width: 320});
    await person.goto('/privacy');
    await person.follow('What we keep, and why');
    await person.shot('notice');
    await person.goto('/my-data');
    await person.submit('Send', {status: 400});
    await person.choose('A copy of what you keep about me');
    await person.submit('Send');
    expect(await person.text('main')).toContain(`We answer by ${formatDay(addMonths(londonDay(new Date()), 1), {})}`);
    await person.shot('my-data');

    const officer = await signedIn(browser, pages, office);
    await officer.goto('/council/data-requests');
    await officer.follow(new RegExp(holder.name));
    await officer.choose('Done');
    await officer.submit('Answer this request', {status: 422});
    expect(await officer.errors()).toEqual(['Search the records first.']);
    await officer.submit('Search, and look at what tells of others');
    await officer.shot('review');
    expect(await officer.text('main')).toContain('Alex Smith');
    await officer.choose('Withhold it', 'engagement.answered_by (in 1 records)');
    await officer.submit('Keep these choices', {status: 400});
    await officer.fill('Why engagement.answered_by is withheld', 'They asked us not to be named.');
    for (const part of ['audit_entry.actor_id']) await officer.choose('Give it', `${part} (in 1 records)`);
    await officer.submit('Keep these choices');
    await officer.choose('Done');
    await officer.submit('Answer this request');
    await officer.shot('answered');
    await officer.goto('/council/readings');
    await officer.shot('readings');
    await officer.goto('/council/processing');
    await officer.shot('processing');
    await officer.close();

    await person.goto('/my-data');
    const [download] = await Promise.all([
      person.browserPage.waitForEvent('download'),
      person.browserPage.getByRole('link', {name: 'Your copy, as data (JSON)'}).click(),
    ]);
    const copy = JSON.parse(await readFile(await download.path(), 'utf8')) as {withheld: object[]};
    expect(copy.withheld).toEqual([{part: 'engagement.answered_by', reason: 'They asked us not to be named.'}]);
    expect(JSON.stringify(copy)).not.toContain('Alex Smith');
    await person.close();
  }, 120_000);
});
