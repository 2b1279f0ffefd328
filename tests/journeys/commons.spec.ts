import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {CommunityFacts} from '@app/directory';
import {addDays, londonDay} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {startPages, type PagesApp} from '../support/pages-app.js';
import type {TestPerson} from '../support/people.js';
import {Scenario, type TestListing} from '../support/scenario.js';
import {signedIn} from '../support/signed-in.js';
import {seedPostcode} from '../integration/listings/profile.js';

const PHONE = {width: 320, javaScript: false};
const SHEET = `Reference,Name,Description,Postcode,When,E-mail
1,Sneinton Knit and Natter,Wool and talk,NG1 5DT,Mondays at 2pm,knit@group.example
2,Sneinton Lunch Club,A hot lunch,NG1 5DT,Fridays,
3,Nowhere Club,Lost,12345,,
`;

describe('what is not for sale, and what members share', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let browser: TestBrowser;
  let officer: TestPerson;
  let pa: TestListing;

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    await seedPostcode(scenario.world);
    officer = await scenario.world.person(scenario.council, 'Olive Officer', ['officer']);
    pa = await scenario.pa();
    [pages, browser] = await Promise.all([startPages(scenario.database, scenario.api.clock), openBrowser()]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    await scenario?.close();
  });

  const idOf = async (name: string) => {
    const [row] = await scenario.world.owner.query<{id: string}[]>(`SELECT id FROM community_listing WHERE name = $1`, [
      name,
    ]);
    return row?.id ?? '';
  };

  it('a group is put forward and moderated, others are brought in from a spreadsheet, seen first, and claimed', async () => {
    const anybody = await browser.newPage({baseUrl: pages.baseUrl, ...PHONE});
    await anybody.goto('/groups/new');
    await anybody.fill('What is it called?', 'Sneinton Lunch Club');
    await anybody.submit('Send it to the council', {status: 400});
    await anybody.shot('group-errors');
    expect(await anybody.value('What is it called?')).toBe('Sneinton Lunch Club');
    await anybody.browserPage.locator('input[name=sort][value=club]').check();
    await anybody.fill('What is it, in a sentence or two?', 'A hot lunch and company');
    await anybody.browserPage.locator('input[name=services][value=companionship]').check();
    await anybody.fill('When is it?', 'Every Friday, noon to 2pm');
    await anybody.fill('Its postcode, or of where it works from', 'NG1 5DT');
    await anybody.fill('How do people turn up?', 'Just come along');
    await anybody.fill('Your name', 'Priya Shah');
    await anybody.fill('Your e-mail address', 'priya@club.example');
    await anybody.submit('Send it to the council');

    const olive = await signedIn(browser, pages, officer, PHONE);
    await olive.goto('/council/groups');
    await olive.shot('groups');
    await olive.follow('Sneinton Lunch Club');
    await olive.submit('Ask them to change it', {status: 400});
    await olive.shot('council-group');
    await olive.submit('Let it show');
    await anybody.goto(`/groups/${await idOf('Sneinton Lunch Club')}`);
    await anybody.shot('group');
    expect(await anybody.text('main')).toContain('Not vetted');

    await olive.goto('/council/groups/bring-in');
    await olive.submit('Send it and see what it would do', {status: 400});
    await olive.shot('bring-in-errors');
    await olive.fill('Whose directory is in it?', 'Sneinton Library');
    const file = {name: 'groups.csv', mimeType: 'text/csv', buffer: Buffer.from(SHEET)};
    await olive.browserPage.locator('input[type=file]').setInputFiles(file);
    await olive.submit('Send it and see what it would do');
    await olive.shot('bring-in-seen');
    const seen = await olive.text('main');
    for (const each of ['Nothing is kept yet', 'Seems to be here already', 'Cannot be taken in', 'postcode']) {
      expect(seen).toContain(each);
    }
    await olive.submit('Take it in');
    await olive.follow('Drafts that were brought in');
    await olive.follow('Sneinton Knit and Natter');
    await olive.shot('council-group-draft');
    expect(await olive.text('main')).toContain('Sneinton Library');
    await olive.submit('Send a link to its e-mail address');

    const id = await idOf('Sneinton Knit and Natter');
    const {app} = scenario.api;
    const token = await app
      .get(UnitOfWork)
      .run(scenario.council, (tx) => app.get(CommunityFacts).link(tx, scenario.council, id));
    await anybody.goto(`/groups/manage/${token}`);
    await anybody.shot('group-manage');
    expect(await anybody.text('main')).toContain('nobody sees it yet');
    await anybody.browserPage.locator('input[name=services][value=companionship]').check();
    await anybody.fill('How do people turn up?', 'Bring needles, we have wool');
    await anybody.browserPage.locator('input[name=contact_public]').check();
    await anybody.submit('Send it to the council');
    await anybody.shot('group-manage-sent');
    await olive.goto(`/council/groups/${id}`);
    expect(await olive.text('main')).toContain('Taken over by them');
    await olive.submit('Let it show');
    await olive.close();
    await anybody.goto(`/groups/${id}`);
    expect(await anybody.text('main')).toContain('Bring needles');
    await anybody.close();
  }, 60_000);

  it('a coordinator shares a guide and a course for a charge, a member takes both, and it is marked as paid', async () => {
    const olive = await signedIn(browser, pages, officer, PHONE);
    await olive.goto('/council/members-area');
    await olive.submit('Add a notice, guide, policy or link');
    await olive.submit('Add it', {status: 400});
    await olive.choose('Guide');
    await olive.fill('Title', 'Starting up');
    await olive.fill('Where does the link lead? (optional)', 'https://guides.example/start');
    await olive.submit('Add it');
    await olive.fill('What will it cost?', 'much');
    await olive.submit('Set this price', {status: 400});
    await olive.fill('What will it cost?', '5');
    await olive.fillDay('From which day?', londonDay(new Date()));
    await olive.submit('Set this price');
    expect(await olive.text('main')).toContain('It costs £5.00.');
    await olive.shot('council-resource');
    await olive.goto('/council/members-area/courses/new');
    await olive.fill('Title of the course', 'First aid');
    await olive.fill('Where is it?', 'County Hall');
    await olive.fillDay('On which day?', addDays(londonDay(new Date()), 20));
    await olive.fill('When does it begin?', '10am');
    await olive.fill('When does it end?', '1pm');
    await olive.fill('How many places are there?', '1');
    await olive.fill('What does it cost? (leave empty if it is free)', '12.50');
    await olive.submit('Offer this course');
    await olive.goto('/council/members-area');
    await olive.shot('council-members-area');

    const alex = await signedIn(browser, pages, pa.person, PHONE);
    await alex.goto('/members-area');
    await alex.shot('members-area');
    await alex.submit('Take a place on First aid');
    await alex.submit('Take it for a charge: Starting up');
    await alex.shot('members-area-taken');
    expect(await alex.text('main')).toMatch(/First aid: £12\.50 MA-000001.*Not paid yet/);
    expect(await alex.browserPage.getByRole('link', {name: 'Starting up'}).count()).toBe(1);
    await alex.close();
    const robin = await signedIn(browser, pages, (await scenario.pa()).person, PHONE);
    await robin.goto('/members-area');
    await robin.submit('Wait for a place on First aid');
    expect(await robin.text('main')).toContain('You are the next.');
    await robin.shot('members-area-waiting');
    await robin.close();

    await olive.follow('First aid');
    await olive.follow('Change this course');
    await olive.fill('How many places are there?', '0');
    await olive.submit('Save', {status: 400});
    await olive.fill('How many places are there?', '2');
    await olive.shot('council-course-change');
    await olive.submit('Save');
    expect(await olive.text('main')).toContain('A place is kept for them until');
    await olive.shot('council-course');
    expect(await olive.text('main')).toContain(pa.person.name);
    await olive.goto('/council/members-area/charges');
    await olive.shot('council-charges');
    await olive.submit('Mark as paid MA-000001');
    expect(await olive.text('main')).toContain('£5.00 is owed.');
    await olive.close();
  }, 60_000);
});
