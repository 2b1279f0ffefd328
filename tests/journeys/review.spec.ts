import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, londonDay} from '@app/kernel';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {startPages, type PagesApp} from '../support/pages-app.js';
import {Scenario} from '../support/scenario.js';
import {signedIn} from '../support/signed-in.js';

describe('a review', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let browser: TestBrowser;

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    pages = await startPages(scenario.database, scenario.api.clock);
    browser = await openBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    await scenario?.close();
  });

  it('changes a line forward: asked for on a phone, held by one, approved by another, read by the person', async () => {
    const {world, council} = scenario;
    const today = londonDay(new Date());
    const holder = await world.person(council, 'Edith Hall', ['holder']);
    await scenario.line(holder, 20_000);
    const finance = await world.person(council, 'Fay Finance', ['finance']);
    const plan = await world.add('support_plan', {
      ...{council_id: council, person_id: holder.personId, number: 1, started_by: holder.personId},
    });
    for (const [position, text] of ['To go swimming each week', 'To see my sister'].entries()) {
      await world.add('plan_item', {council_id: council, plan_id: plan, position, kind: 'outcome', text});
    }
    await world.owner.query(
      `BEGIN; SET LOCAL session_replication_role = replica;
       UPDATE support_plan SET state = 'accepted', weekly_pence = 20000, agreed_by = person_id, agreed_at = now(),
         decided_by = '${finance.personId}', decided_at = now(); COMMIT`,
    );
    const approver = await world.person(council, 'Ada Approver', ['approver']);

    const phone = await signedIn(browser, pages, holder, {width: 320, javaScript: false});
    await phone.goto('/budget');
    await phone.follow('Reviews');
    await phone.submit('Ask for a review');
    await phone.fill('What has changed, or what is not right?', 'The pool costs more, and I want to go each week.');
    await phone.submit('Ask for a review');
    await phone.shot('own-reviews-asked');

    const page = await signedIn(browser, pages, finance);
    await page.goto('/council/budgets');
    await page.follow('Reviews');
    await page.shot('reviews-due');
    await page.follow('Edith Hall');
    await page.shot('budget-reviews');
    await page.submit('Write down a review');
    await page.submit('See what it does', {status: 400});
    await page.choose('Face to face');
    await page.fill('Who took part?', 'Edith, her sister Joan');
    await page.fill('What did the person say, in their own words? (optional)', 'Swimming keeps me on my feet.');
    await page.choose('Partly met', 'To go swimming each week');
    await page.choose('Fully met', 'To see my sister');
    await page.fill('What was talked about and decided?', 'Edith swims each week from May: £80 a week more.');
    await page.choose('Another amount a week');
    await page.fillDay('From which day?', addDays(today, 28));
    await page.fill('From the council, a week', '280');
    await page.submit('See what it does');
    await page.shot('review-check');
    await page.submit('Record the review');
    expect(await page.text('main')).toContain('Its change is above your limit, so it waits for somebody else.');

    const second = await signedIn(browser, pages, approver, {width: 320});
    await second.goto('/council/plans');
    await second.follow('Reviews that wait for a second person');
    await second.follow('Edith Hall');
    await second.shot('review-decide');
    await second.choose('Approve the change');
    await second.submit('Record the decision');
    expect(await second.text('main')).toContain('Nothing waits.');

    await phone.goto('/plan/reviews');
    expect(await phone.text('main')).toContain('£280.00 a week from');
    expect(await phone.text('main')).toContain('To go swimming each week Partly met');
    await phone.shot('own-reviews');
    await page.goto('/council/budgets');
    await page.fill('Name, council number or agreement number', 'Edith');
    await page.submit('Find');
    await page.follow('Edith Hall');
    expect(await page.text('main')).toContain('£280.00 a week, £0.00 of their own');
    await Promise.all([phone.close(), page.close(), second.close()]);
  }, 90_000);
});
