import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {startPages, type PagesApp} from '../support/pages-app.js';
import type {TestPerson} from '../support/people.js';
import {Scenario} from '../support/scenario.js';
import {signedIn} from '../support/signed-in.js';

/** Somebody without phone, e-mail or account, whom letters worry: told by a short easy letter, and by a call to his niece. */
describe('Mr G, served by post and phone', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let browser: TestBrowser;
  let officer: TestPerson;
  let niece: TestPerson;
  let admin: TestPerson;

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    const {world, council} = scenario;
    officer = await world.person(council, 'Olive Officer', ['officer']);
    admin = await world.person(council, 'Ada Admin', ['admin']);
    niece = await world.person(council, 'Nina Green', ['carer']);
    const personId = await world.add('person', {
      council_id: council,
      name: 'George Green',
      council_reference: 'N-1042',
    });
    await world.represents(council, niece, {...niece, personId}, 'carer');
    [pages, browser] = await Promise.all([startPages(scenario.database, scenario.api.clock), openBrowser()]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    await scenario?.close();
  });

  /** A letter that came back. */
  const bounced = () =>
    scenario.world.owner.query(
      `UPDATE delivery SET state = 'failed', failure = 'undeliverable'
       WHERE id = (SELECT id FROM delivery WHERE channel = 'letter' AND state = 'waiting' LIMIT 1);
       INSERT INTO delivery (council_id, notice_id, person_id, channel, format, to_name, to_value, subject, body, due_at, after_id, needs)
       SELECT council_id, notice_id, person_id, channel, format, to_name, to_value, subject, body, due_at, id, needs
       FROM delivery WHERE state = 'failed'`,
    );

  it('his niece says how she is told, by keyboard, without JavaScript and in a narrow window', async () => {
    const page = await signedIn(browser, pages, niece, {javaScript: false, width: 320, keyboard: true});
    await page.goto('/messages');
    await page.follow('How we contact you');
    await page.choose('By phone: somebody rings');
    await page.submit('Save', {status: 400});
    expect(await page.errors()).toEqual(['Enter the phone number to use']);
    await page.shot('contact-wrong');
    await page.fill('Phone number', '0115 496 0000');
    await page.submit('Save');
    expect(await page.text('main')).toContain('From now on we do it this way.');
    await page.shot('contact-saved');
    await page.close();
  }, 60_000);

  it('staff write down how he is told, write to him, print, post and ring', async () => {
    for (const width of [1_000, 320]) {
      const page = await signedIn(browser, pages, officer, {width});
      await page.goto('/council/messages/find');
      await page.fill('Name', 'green geo');
      await page.submit('Find');
      await page.shot('find');
      await page.follow(/How we contact George Green/);
      await page.choose('By letter');
      await page.fill('Address for letters', '12 Made-up Street\nNottingham\nNG1 5DT');
      await page.choose('Easy read');
      await page.submit('Save');
      await page.shot('contact-staff');
      if (width === 1_000) {
        await page.choose('Nina Green');
        await page.fill('How did they agree?', 'He said so when we met on Monday.');
        await page.submit('Tell them too');
      }
      expect(await page.text('main')).toContain('Stop telling Nina Green');
      await page.follow('Write to George Green');
      await page.fill('What is it about?', 'Sam is coming');
      await page.fill('What do you want to say?', 'Sam will come on Tuesday.\n\nYou do not have to do anything.');
      await page.shot('write');
      await page.submit('Send');
      expect(await page.text('main')).toContain('Your message is on its way');
      await bounced();
      await page.goto('/council/messages');
      await page.shot('worklist');
      await page.follow(/^George Green/);
      await page.shot('worklist-one');
      await page.choose('It is dealt with');
      await page.fill('What did you do? (when it is dealt with)', 'Read it to him at the door.');
      await page.submit('Continue');
      await page.follow('To post');
      expect(await page.text('main')).toContain('Write it in easy read');
      await page.shot('letters');
      await page.submit('Make a batch to print');
      await page.submit(/^Mark as posted/);
      await page.shot('letters-posted');
      await page.follow('To ring');
      await page.shot('calls');
      await page.follow(/^Nina Green/);
      await page.shot('call');
      await page.choose(width === 320 ? 'I spoke to them' : 'Nobody answered');
      await page.submit('Record');
      expect(await page.text('main')).toContain(width === 320 ? 'Nobody now.' : 'Later');
      await page.close();
    }
    const states = await scenario.world.owner.query<{state: string}[]>(
      `SELECT channel || ' ' || to_name || ' ' || state AS state FROM delivery WHERE channel <> 'email' ORDER BY 1`,
    );
    expect(states.map(({state}) => state)).toEqual([
      'letter George Green sent',
      'letter George Green sent',
      'letter George Green settled',
      'letter George Green settled',
      'phone Nina Green delivered',
      'phone Nina Green waiting',
    ]);
  }, 120_000);

  it('the administrator sees each message on each way, and how it is sent', async () => {
    for (const width of [1_000, 320]) {
      const page = await signedIn(browser, pages, admin, {width});
      for (const path of ['words', 'words/visits_cancelled?format=easy_read&language=en', 'outbox', 'outbox/sending']) {
        await page.goto(`/council/${path}`);
        await page.shot(path.replaceAll(/\W+/g, '-'));
      }
      await page.close();
    }
  }, 60_000);
});
