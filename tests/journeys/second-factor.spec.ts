import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {AddUser} from '@app/identity';
import {askSecondFactor, Authenticator} from '../support/authenticator.js';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import type {Page} from '../support/page.js';
import {startPages, type PagesApp} from '../support/pages-app.js';
import {PASSWORD} from '../support/people.js';
import {Scenario} from '../support/scenario.js';
import {signedIn} from '../support/signed-in.js';

/** Staff sign in with a second factor, look after it, and see where they are signed in. */
describe('an officer whose council asks for a second step', () => {
  const email = 'olu.officer@council.example';
  let scenario: Scenario;
  let pages: PagesApp;
  let browser: TestBrowser;
  let baseUrl: string;

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    await askSecondFactor(scenario.world, scenario.council);
    const user = {
      council: 'nottinghamshire',
      name: 'Olu Officer',
      email,
      password: PASSWORD,
      roles: ['admin' as const],
    };
    await scenario.api.app.get(AddUser).run(user);
    pages = await startPages(scenario.database, scenario.api.clock);
    // A passkey belongs to a name, and a number is none.
    baseUrl = pages.baseUrl.replace('127.0.0.1', 'localhost');
    browser = await openBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await pages.close();
    await scenario.close();
  });

  async function firstStep(page: Page): Promise<void> {
    await page.goto('/sign-in?next=/account/security');
    await page.fill('Email address', email);
    await page.fill('Password', PASSWORD);
    await page.submit('Sign in');
  }

  /** A phone or computer that unlocks by itself, as the browser's own tools have it. */
  async function withPasskeys(page: Page): Promise<void> {
    const tools = await page.browserPage.context().newCDPSession(page.browserPage);
    await tools.send('WebAuthn.enable');
    const options = {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
    } as const;
    const unlocks = {isUserVerified: true, automaticPresenceSimulation: true};
    await tools.send('WebAuthn.addVirtualAuthenticator', {options: {...options, ...unlocks}});
  }

  it('sets up an app, comes in with it, adds a passkey, comes in with that, and signs out elsewhere', async () => {
    const page = await browser.newPage({baseUrl});
    await firstStep(page);
    expect(await page.heading()).toBe('Set up a second step');
    await page.shot('set-up');
    const app = new Authenticator(await page.text('.app-key'));
    await page.fill('Code', '000000');
    await page.submit('Continue', {status: 400});
    expect(await page.errors()).toEqual(['This code is not right. Enter the code that your app shows now.']);
    await page.fill('Code', app.next());
    await page.fill('What do you call this app or phone?', 'Work phone');
    await page.submit('Continue');
    expect(await page.heading()).toBe('Write down your recovery codes');
    await page.shot('recovery-codes');
    await page.follow('I have kept them: continue');
    expect(await page.text('main')).toContain('Work phone');

    await page.submit('Sign out');
    await firstStep(page);
    expect(await page.heading()).toBe('Show us that it is you');
    await page.fill('Code from your authenticator app', app.next());
    await page.submit('Continue');
    expect(await page.heading()).toBe('Signing in and security');

    await withPasskeys(page);
    await page.follow('Add a passkey');
    await page.shot('passkey');
    await page.submit('Add a passkey');
    expect(await page.text('main')).toContain('My device');
    await page.submit('Sign out');
    await firstStep(page);
    await page.shot('code');
    await page.submit('Use your passkey');
    expect(await page.heading()).toBe('Signing in and security');

    const phone = await browser.newPage({baseUrl, width: 320, javaScript: false});
    await firstStep(phone);
    expect(await phone.text('main')).toContain('A passkey needs JavaScript');
    await phone.shot('code');
    await phone.fill('Code from your authenticator app', app.next());
    await phone.submit('Continue');
    await phone.shot('security');
    await page.goto('/account/security');
    await page.shot('security');
    await page.submit(/^Sign out there/);
    expect(await page.text('main')).toContain('You are no longer signed in there.');
    await phone.goto('/messages', {status: 401});
  }, 60_000);

  it('is warned before the session ends, and stays', async () => {
    const council = await scenario.world.council('derbyshire');
    const person = await scenario.world.person(council, 'Amina Khan', ['holder']);
    const page = await signedIn(browser, {...pages, baseUrl}, person);
    const alter = (set: string) =>
      scenario.world.owner.query(
        `UPDATE session SET ${set} WHERE account_id = (SELECT id FROM account WHERE person_id = $1)`,
        [person.personId],
      );
    await alter(`expires_at = now() + interval '5 minutes 4 seconds', last_seen_at = now()`);
    await page.goto('/account/security/password');
    await page.fill('New password', 'half typed');
    const warning = page.browserPage.getByRole('dialog', {name: 'You will soon be signed out'});
    await warning.waitFor();
    await page.shot('timeout');
    await alter(`last_seen_at = now() - interval '2 minutes'`);
    await warning.getByRole('button', {name: 'Stay signed in'}).click();
    await warning.waitFor({state: 'hidden'});
    expect(await page.value('New password')).toBe('half typed');
  }, 60_000);
});
