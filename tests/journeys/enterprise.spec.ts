import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, formatDay, londonDay} from '@app/kernel';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {startPages, type PagesApp} from '../support/pages-app.js';
import type {TestPerson} from '../support/people.js';
import {Scenario} from '../support/scenario.js';
import {signedIn} from '../support/signed-in.js';

const BY = addDays(londonDay(new Date()), 90);

describe('a micro-enterprise and the coordinator', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let browser: TestBrowser;
  let officer: TestPerson;

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    officer = await scenario.world.person(scenario.council, 'Olive Officer', ['officer']);
    const written = {council_id: scenario.council, written_by: officer.personId};
    await scenario.world.add('member_resource', {...written, kind: 'model_policy', title: 'Lone working'});
    [pages, browser] = await Promise.all([startPages(scenario.database, scenario.api.clock), openBrowser()]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    await scenario?.close();
  });

  it('go from an enquiry on a phone to the standards, the register and the listing', async () => {
    const phone = await browser.newPage({baseUrl: pages.baseUrl, width: 320, javaScript: false});
    await phone.goto('/apply/enquiry');
    await phone.fill('Your name', 'Top Valley Gardens');
    await phone.fill('Telephone number', '0115 496 0177');
    await phone.browserPage.locator('input[name=wants][value=business]').check();
    await phone.browserPage.locator('input[name=source][value=event]').check();
    await phone.submit('Send');
    await phone.close();

    // The coordinator too is out with a telephone.
    const olive = await signedIn(browser, pages, officer, {width: 320, javaScript: false});
    await olive.goto('/council/enterprises');
    await olive.shot('enterprises');
    await olive.follow('Top Valley Gardens');
    await olive.submit('Take it up: begin the conversation');
    const here = olive.path;
    const step = async (name: string, status = 303) => {
      await olive.goto(`${here}/move`);
      await olive.choose(name);
      await olive.submit('Record this step', status === 303 ? {} : {status});
    };
    await step('Begin development');
    await step('Standards are met', 422);
    expect((await olive.errors()).join()).toContain('Something is left to do');
    await olive.shot('enterprise-refused');
    await olive.goto(here);
    await olive.follow('Tick off what is left to do');
    for (const select of await olive.browserPage.locator('main select').all()) await select.selectOption('done');
    await olive.submit('Save these tasks');
    await olive.follow('Change this, and say what comes next');
    await olive.shot('enterprise-facts');
    await olive.fill('How many full-time equivalents work there, paid or not?', '2.5');
    await olive.fill('The first half of their postcode', 'NG5');
    await olive.fill('What comes next?', 'Ring about the insurance');
    await olive.submit('Save this', {status: 400});
    await olive.fillDay('By which day?', BY);
    await olive.submit('Save this');
    expect(await olive.text('main')).toContain(`Ring about the insurance ${formatDay(BY, {})}, Olive Officer`);
    await olive.submit('Record that it was sent', {status: 400});
    await olive.select('What did you send them?', 'Lone working');
    await olive.submit('Record that it was sent');
    await olive.fill('What was said?', 'Their van is insured for work.');
    await olive.submit('Write it down');
    await olive.shot('enterprise');
    await step('Standards are met');
    const provider = await scenario.provider();
    await scenario.world.owner.query(
      `UPDATE enquiry SET application_id = (SELECT id FROM application WHERE member_id = $1)`,
      [provider.memberId],
    );
    await step('It is listed');
    expect(await olive.text('main')).toContain('To be looked at again by');
    await olive.shot('enterprise-listed');
    await olive.goto('/council/enterprises?whose=mine');
    await olive.shot('enterprises-mine');
    expect(await olive.text('main')).toContain('Yearly check by');
    await olive.goto('/council/enterprises/figures');
    expect(await olive.text('main')).toContain('Enquiries so far: 1');
    await olive.shot('enterprise-figures');
    await olive.close();
  }, 120_000);
});
