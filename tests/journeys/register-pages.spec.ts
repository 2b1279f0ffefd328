import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, formatDay} from '@app/kernel';
import {APPROVE, approved, daysAgo, dbs, openDesk, ready, record, submitted, TODAY} from '../support/accreditation.js';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {allMonthsAgo} from '../support/months-ago.js';
import type {Page} from '../support/page.js';
import {startPages, type PagesApp} from '../support/pages-app.js';
import type {TestPerson} from '../support/people.js';
import {suspendMember} from '../support/register.js';
import {Scenario} from '../support/scenario.js';
import {signedIn} from '../support/signed-in.js';

/** A page, who reads it, and what it is there to tell them. */
type Look = [name: string, who: TestPerson, path: string, tells: string | RegExp];

const date = (day: string) => formatDay(day, {});
const UNTIL = addDays(TODAY, 30);
const MOVES = addDays(TODAY, 40);
const MOVING = 'Do a course in moving and handling, and show us the certificate.';

/** What each page of the register tells its reader, on a desk and on a phone; axe and reflow look at all of them. */
describe('the pages of a register', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let browser: TestBrowser;
  let looks: Look[];

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    looks = await lookAtAll();
    [pages, browser] = await Promise.all([startPages(scenario.database, scenario.api.clock), openBrowser()]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    await scenario?.close();
  });

  it.each([1_280, 320])(
    'each tell their reader what it is about, %i pixels wide',
    async (width) => {
      const open = new Map<TestPerson, Page>();
      const wrong: string[] = [];
      for (const [name, who, path, tells] of looks) {
        const page = open.get(who) ?? (await signedIn(browser, pages, who, {width}));
        open.set(who, page);
        try {
          await page.goto(path);
          const text = await page.text('main');
          if (!(typeof tells === 'string' ? text.includes(tells) : tells.test(text))) wrong.push(`${name}: ${text}`);
        } catch (error) {
          wrong.push(`${name}: ${String(error)}`);
        }
        await page.shot(name);
      }
      for (const page of open.values()) await page.close();
      expect(wrong).toEqual([]);
    },
    120_000,
  );

  async function lookAtAll(): Promise<Look[]> {
    const {world, api} = scenario;
    const desk = await openDesk(world, 'northshire');
    const {councilId, officer, approver, pa} = desk;
    const ada = await world.person(councilId, 'Ada Admin', ['admin']);
    const sol = await world.person(await world.council('southshire'), 'Sol Admin', ['admin']);
    const decide = (id: string, decision: object) =>
      scenario.call(approver, 'post', `/applications/${id}/decision`, decision).expect(200);
    const somebody = (name: string) => world.person(councilId, name, ['pa']);

    const id = await ready(api, desk);
    const condition = {text: MOVING, due_on: UNTIL, publicly_visible: true};
    const {body} = (await decide(id, {...APPROVE, outcome: 'approved_with_conditions', conditions: [condition]})) as {
      body: unknown;
    };
    const memberId = (body as {member: {id: string}}).member.id;
    await suspendMember(world, councilId, memberId);

    const dee = await somebody('Dee Deferred');
    const deferred = await ready(api, desk, dee);
    await decide(deferred, {outcome: 'deferred', reasons: 'Moves.', deferred_until: UNTIL});
    const abe = await somebody('Abe Declined');
    const declined = await ready(api, desk, abe);
    await decide(declined, {outcome: 'declined', reason_code: 'incomplete', reasons: 'Two letters were not answered.'});

    const cleo = await somebody('Cleo Checked');
    const checked = await submitted(api, cleo, ['regulated_activity']);
    const seen = dbs(daysAgo(60), daysAgo(50), {level: 'enhanced_barred'});
    await record(api, officer, checked, [{requirement: 'dbs', body: seen}]);
    const [certificate] = await world.owner.query<{id: string}[]>(`SELECT id FROM evidence WHERE application_id = $1`, [
      checked,
    ]);
    const agreed = {consents: true, said_on: daysAgo(5)};
    await scenario.call(cleo, 'post', `/applications/${checked}/update-service/consent`, agreed).expect(204);
    const weighed = {text: 'A caution twelve years ago, told to us by herself.'};
    await scenario.call(officer, 'post', `/applications/${checked}/risk-assessments`, weighed).expect(204);

    const old = await approved(api, desk, await somebody('Olga Old'));
    await allMonthsAgo(world.owner, old.id, 5);
    const held = await approved(api, desk, await somebody('Hal Held'));
    const hold = {member_id: held.memberId, reason: 'A claim before the county court.'};
    await scenario.call(ada, 'post', '/council/retention/holds', hold).expect(201);
    await comingTerms(id);
    const holder = await scenario.holder();
    const listing = await conditionalListing(officer);

    const staff = '/council/applications';
    const service = `${staff}/${checked}/evidence/${certificate?.id}/update-service`;
    return [
      ['standing', officer, `/council/members/${memberId}/standing`, 'Suspended'],
      ['dbs', officer, service, `They agreed on ${date(daysAgo(5))}.`],
      ['risk', approver, `${staff}/${checked}/risk-assessment`, weighed.text],
      ['apply-declined', abe, '/apply', 'Read the decision'],
      ['decision-declined', abe, `/applications/${declined}/decision`, 'The application was not completed.'],
      ['letter-declined', abe, `/applications/${declined}/decision/letter`, 'Dear Abe Declined'],
      ['apply-deferred', dee, `/apply/${deferred}`, 'Read why we decide later'],
      ['decision-deferred', dee, `/applications/${deferred}/decision`, date(UNTIL)],
      ['work', pa, '/work', 'Read the decision'],
      ['decision', pa, `/applications/${id}/decision`, MOVING],
      ['letter', pa, `/applications/${id}/decision/letter`, `Do this by ${date(UNTIL)}.`],
      ['register', pa, '/work/register', `The scheme changes for you on ${date(MOVES)}`],
      ['listing', holder, `/listings/${listing}`, `${MOVING} To be done by ${date(UNTIL)}.`],
      ['retention', ada, '/council/retention', /Olga Old.*Hal Held A claim before the county court/],
      ['limits', ada, '/council/limits', '28 days to appeal'],
      ['limit-appeal', ada, '/council/limits/appeal', 'How many days has somebody to appeal?'],
      ['limit-renewal', ada, '/council/limits/renewal', 'How many days before a lapse are people reminded?'],
      ['schemes', ada, '/council/schemes', 'Support with Confidence'],
      ['schemes-none', sol, '/council/schemes', 'There is no register yet.'],
    ];
  }

  /** Another version, to which everybody of this one moves. */
  const comingTerms = (applicationId: string) =>
    scenario.world.owner.transaction(async (tx) => {
      await tx.query(`SET LOCAL session_replication_role = replica`);
      await tx.query(
        `WITH newer AS (
           INSERT INTO scheme_version (council_id, scheme_id, member_kind, starts_on, members_from)
           SELECT v.council_id, v.scheme_id, v.member_kind, $2, $3 FROM scheme_version v
           JOIN application a ON a.scheme_version_id = v.id WHERE a.id = $1 RETURNING id, council_id
         )
         INSERT INTO requirement (council_id, scheme_version_id, position, code, kind, title, needed, counts_from, on_lapse, source)
         SELECT council_id, id, 1, 'first_aid', 'training', 'Training: first aid', 1, 'issued', 'delist', 'A test' FROM newer`,
        [applicationId, TODAY, MOVES],
      );
    });

  async function conditionalListing(officer: TestPerson): Promise<string> {
    const {id, memberId} = await scenario.pa(scenario.council, {
      columns: {name: 'Amina K.', summary: 'Friendly help at home and out.', district: 'Nottingham'},
      services: ['companionship', 'meals'],
      checkedOn: daysAgo(30),
    });
    await scenario.world.owner.query(
      `WITH decision AS (
         UPDATE decision SET outcome = 'approved_with_conditions' WHERE member_id = $1 RETURNING id, council_id
       )
       INSERT INTO approval_condition (council_id, member_id, decision_id, text, due_on, publicly_visible, recorded_by)
       SELECT council_id, $1, id, $2, $3, true, $4 FROM decision`,
      [memberId, MOVING, UNTIL, officer.personId],
    );
    return id;
  }
});
