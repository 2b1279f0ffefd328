import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, formatDay, londonDay} from '@app/kernel';
import type {RequirementTerms} from '@app/register';
import {addScheme, handedInByClerk, TODAY} from '../support/accreditation.js';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {startPages, type PagesApp} from '../support/pages-app.js';
import type {TestPerson} from '../support/people.js';
import {Scenario} from '../support/scenario.js';
import {signedIn} from '../support/signed-in.js';

const BY = addDays(londonDay(new Date()), 90);
const EACH: RequirementTerms = {
  ...{code: 'dbs', kind: 'dbs', title: 'Enhanced DBS certificate of each worker who meets people', needed: 1},
  ...{validMonths: 36, countsFrom: 'issued', onLapse: 'delist', graceDays: null, onlyWhen: null},
  ...{minimumLevel: 'enhanced', eachWorker: true, recordedBy: ['officer'], source: 'A test'},
};

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

  it('say who meets people, each with a certificate that the council has seen', async () => {
    const {world, council, api} = scenario;
    const lead = await world.person(council, 'Lena Lead', ['provider']);
    const organisation = await world.organisation(council, 'Care Team', [lead]);
    const {schemeId} = (await addScheme(world, council, [EACH], 'business')) as {schemeId: string};
    const opened = await scenario.call(officer, 'post', '/applications', {
      kind: 'business',
      organisation_id: organisation,
      scheme_id: schemeId,
    });
    const application = (opened.body as {id: string}).id;
    await handedInByClerk(api, officer, application);

    const lena = await signedIn(browser, pages, lead, {width: 320, javaScript: false});
    await lena.goto(`/organisations/${organisation}/people`);
    await lena.follow('Who meets people, and whether their DBS certificate was seen');
    expect(await lena.text('main')).toContain('Nobody is named yet. Name everybody who meets people.');
    await lena.shot('workers-nobody');
    await lena.fill('Their name', 'Wim Worker');
    await lena.submit('Add them', {status: 400});
    expect(await lena.errors()).toEqual(['Enter the first day']);
    expect(await lena.browserPage.getByLabel('Their name').inputValue()).toBe('Wim Worker');
    await lena.fillDay('From which day do they meet people?', TODAY);
    await lena.submit('Add them');
    await lena.goto(`/organisations/${organisation}/meets-people/${lead.personId}`);
    await lena.shot('worker-own');
    await lena.fillDay('From which day do they meet people?', TODAY);
    await lena.submit('They meet people');
    expect(await lena.text('main')).toContain('Without a certificate that counts: Lena Lead, Wim Worker.');
    await lena.shot('workers-own');

    const olive = await signedIn(browser, pages, officer, {width: 320, javaScript: false});
    await olive.goto(`/council/applications/${application}`);
    await olive.follow(EACH.title);
    await olive.follow('Who meets people, and the certificate of each');
    await olive.shot('workers-council');
    await olive.follow('Wim Worker');
    await olive.submit('Record this certificate', {status: 400});
    await olive.shot('worker-refused');
    await olive.choose('I saw the original');
    await olive.choose('Enhanced');
    await olive.fillDay('Day it was issued', addDays(TODAY, -40));
    await olive.fillDay('Day it was checked', addDays(TODAY, -2));
    await olive.submit('Record this certificate');
    expect(await olive.text('main')).toContain('Without a certificate that counts: Lena Lead.');
    await olive.follow('Wim Worker');
    await olive.shot('worker-council');
    await olive.follow('Back to who meets people');
    await olive.follow('Back to the application');
    expect(olive.path).toBe(`/council/applications/${application}`);
    await olive.close();

    // It counts for those who have one; who no longer meets people is asked for nothing.
    const desk = await signedIn(browser, pages, lead);
    await desk.goto(`/organisations/${organisation}/meets-people`);
    expect(await desk.text('main')).toContain('DBS certificate seen; it counts until');
    await desk.shot('workers-own');
    await desk.goto(`/organisations/${organisation}/meets-people/${lead.personId}`);
    await desk.submit('They no longer meet people');
    expect(await desk.text('main')).not.toContain('Without a certificate that counts');
    await Promise.all([lena.close(), desk.close()]);
  }, 120_000);
});
