import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {startPages, type PagesApp} from '../support/pages-app.js';
import type {TestPerson} from '../support/people.js';
import {Scenario, type TestListing} from '../support/scenario.js';
import {signedIn} from '../support/signed-in.js';

const PHONE = {width: 320, javaScript: false};

describe('a holder and a PA who reach each other on a phone', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let browser: TestBrowser;
  let pa: TestListing;
  let holder: TestPerson;
  let officer: TestPerson;

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    const {council, world} = scenario;
    pa = await scenario.pa(council, {person: 'Alex Smith', columns: {name: 'Alex S.'}, checkedOn: '2026-01-05'});
    holder = await world.person(council, 'Edith Hall', ['holder']);
    officer = await world.person(council, 'Olive Officer', ['officer']);
    await world.owner.query(
      `INSERT INTO postcode (code, latitude, longitude, district_code) VALUES ('NG15DT', 52.955, -1.147, 'E06000018')`,
    );
    [pages, browser] = await Promise.all([startPages(scenario.database, scenario.api.clock), openBrowser()]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    await scenario?.close();
  });

  it('write, agree to give their details, and can ask the council to look', async () => {
    const edith = await signedIn(browser, pages, holder, PHONE);
    await edith.goto(`/listings/${pa.id}`);
    await edith.follow('Write to Alex S.');
    await edith.fill('Your message', 'Could you come on Tuesdays? Ring me on 01632 960001.');
    await edith.submit('Send this message', {status: 422});
    expect(await edith.value('Your message')).toContain('01632');
    await edith.shot('conversation-refused');
    await edith.fill('Your message', 'Could you come on Tuesdays?');
    await edith.submit('Send this message');
    expect(await edith.heading()).toBe('Conversation with Alex S.');

    const alex = await signedIn(browser, pages, pa.person, PHONE);
    await alex.goto('/conversations');
    expect(await alex.text('main')).toContain('1 new message');
    await alex.shot('conversations');
    await alex.follow('Edith H.');
    await alex.fill('Your message', 'Yes, from next week.');
    await alex.submit('Send this message');
    await alex.fill('How can they reach you?', '01632 960002');
    await alex.submit('Agree to give my details');
    expect(await alex.text('main')).not.toContain('Edith Hall');

    await edith.goto('/conversations');
    await edith.follow('Alex S.');
    expect(await edith.text('main')).not.toContain('960002');
    await edith.shot('conversation-ready');
    await edith.fill('How can they reach you?', '01632 960001');
    await edith.submit('Agree to give my details');
    expect(await edith.text('main')).toContain('01632 960002');
    await edith.shot('conversation-shared');
    await edith.follow('Ask the council to look at this conversation');
    await edith.submit('Send this report', {status: 400});
    await edith.fill('What is wrong?', 'Alex asks for money in advance.');
    await edith.submit('Send this report');
    await edith.submit('Block them: no more messages');
    await edith.shot('conversation-blocked');
    await edith.close();
    await alex.goto(alex.path);
    expect(await alex.text('main')).toContain('You cannot write to each other here now.');
    await alex.close();

    const olive = await signedIn(browser, pages, officer, PHONE);
    await olive.goto('/council/reports');
    await olive.follow(/^Conversation with Alex S\./);
    expect(await olive.text('main')).toContain('Yes, from next week.');
    await olive.shot('council-report');
    await olive.choose('Nothing more is needed');
    await olive.fill('What was done?', 'Spoke with both.');
    await olive.submit('Close this report');
    await olive.shot('council-reports');
    await olive.close();
  }, 120_000);

  it('by an advert that the council looks at first', async () => {
    const george = await signedIn(browser, pages, await scenario.holder(), PHONE);
    await george.goto('/adverts');
    await george.submit('Write an advert');
    await george.submit('Send it to the council', {status: 400});
    await george.shot('advert-errors');
    await george.fill('What do you need, in a few words?', 'Help in the garden');
    await george.fill('More about it', 'Two hours on Saturdays, somebody patient.');
    await george.choose('Gardening');
    await george.fill('About where?', 'NG1 5DT');
    await george.submit('Send it to the council');
    expect(await george.text('main')).toContain('Waits for the council');

    const olive = await signedIn(browser, pages, officer, PHONE);
    await olive.goto('/council/adverts');
    await olive.follow('Help in the garden');
    await olive.shot('council-advert');
    await olive.submit('Let it show');
    await olive.close();

    const alex = await signedIn(browser, pages, pa.person, PHONE);
    await alex.goto('/work/adverts');
    await alex.shot('open-adverts');
    await alex.follow('Help in the garden');
    expect(await alex.text('main')).not.toMatch(/Holder|5DT/);
    await alex.fill('Your answer', 'I have a van and a mower.');
    await alex.submit('Send your answer');
    expect(await alex.text('main')).toContain('Answers the advert “Help in the garden”');
    await alex.close();

    await george.goto(george.path.replace('?sent', ''));
    await george.shot('advert');
    await george.follow('Alex S.');
    expect(await george.text('main')).toContain('I have a van and a mower.');
    await george.close();
  }, 120_000);
});
