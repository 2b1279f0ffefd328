import {afterAll, beforeAll, beforeEach, describe, expect, it} from '@jest/globals';
import {addDays, londonDay} from '@app/kernel';
import {boxes} from '../../support/day-boxes.js';
import type {TestPerson} from '../../support/people.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import {Scenario, type TestListing} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';

/** Personal care of who may not list it: neither agreed to nor offered in the answer to an advert. */
const today = londonDay(new Date());
const ID = '1-101641521';
const REGISTERED = {workers: 3, incorporated: true, cqc_provider_id: ID, checked_on: today};
const COMPANY = {workers: 3, incorporated: true};
const SOURCE = /Health and Social Care Act 2008/;

let scenario: Scenario;
let pages: PagesApp;
let officer: TestPerson;
let holder: TestPerson;
let firm: TestListing;
let pa: TestListing;

beforeAll(async () => {
  scenario = await Scenario.open({variables: {RATE_LIMIT: '1000000'}});
  pages = await startPages(scenario.database, scenario.api.clock);
  officer = await scenario.world.person(scenario.council, 'Olive Coordinator', ['officer']);
  pa = await scenario.pa();
  const postcode = {code: 'NG15DT', latitude: 52.955, longitude: -1.147, district_code: 'E06000018'};
  await scenario.world.add('postcode', postcode, 'code');
}, 60_000);
afterAll(async () => {
  await pages.close();
  await scenario.close();
});
beforeEach(async () => {
  firm = await scenario.provider(2, scenario.council, {services: ['meals']});
  holder = await scenario.holder();
});

const call = (...args: Parameters<Scenario['call']>) => scenario.call(...args);
const owner = (sql: string, values: unknown[] = []) => scenario.world.owner.query<object[]>(sql, values);
const idOf = (answer: {body: unknown}) => (answer.body as {id: string}).id;
const record = (facts: object) =>
  call(officer, 'put', `/members/${firm.memberId}/care-registration`, facts).expect(200);
async function registered(): Promise<void> {
  await owner(`UPDATE listing SET cqc_provider_id = $2 WHERE id = $1`, [firm.id, ID]);
  await record(REGISTERED);
}

describe('other terms', () => {
  const terms = (tasks: string[]) => ({
    ...{starts_on: addDays(today, 7), status: 'self_employed', employer: 'enterprise', employer_name: 'Enterprise'},
    ...{tasks, rates: [{band: 'weekday', unit: 'hour', rate_pence: 1_500}], sleep_ins: 'none', holiday: 'none'},
    ...{notice_hours: 48, late_cancellation_bp: 5_000, pause_bp: 0, pause_days: 0},
    ...{trial_notice_days: 7, end_notice_days: 28},
  });
  const propose = (who: TestPerson, engagement: string, tasks: string[]) =>
    call(who, 'post', `/engagements/${engagement}/versions`, terms(tasks));
  const accept = (who: TestPerson, version: string) => call(who, 'post', `/engagement-versions/${version}/accept`);

  it('with personal care are not proposed by who may not give it, and not accepted by them', async () => {
    const engagement = await scenario.engage(holder, firm);
    const refused = await propose(firm.person, engagement, ['meals', 'personal_care']).expect(422, /REGULATED_SERVICE/);
    expect(refused.body).toMatchObject({
      errors: [{field: 'tasks', message: expect.stringMatching(/^Personal care cannot be one of the tasks: .*2008/)}],
      ...{service: 'personal_care', rule: expect.stringMatching(SOURCE)},
    });
    const version = idOf(await propose(holder, engagement, ['meals', 'personal_care']).expect(201));
    const warned = await call(holder, 'get', `/engagement-versions/${version}`).expect(200);
    expect(warned.body).toMatchObject({
      task_flags: [
        {code: 'meals', cqc: false, rule: null},
        {code: 'personal_care', cqc: true, rule: expect.stringMatching(SOURCE)},
      ],
    });
    await accept(firm.person, version).expect(422, /REGULATED_SERVICE/);
    await expect(
      owner(`UPDATE engagement_version SET state = 'accepted', answered_at = now() WHERE id = $1`, [version]),
    ).rejects.toMatchObject({driverError: {constraint: 'engagement_version_regulated'}});
    await call(firm.person, 'post', `/engagement-versions/${version}/decline`).expect(200);
    await accept(holder, idOf(await propose(firm.person, engagement, ['meals']).expect(201))).expect(200);
  });

  it('are accepted by nobody once the registration has ended, and while it is there by both', async () => {
    const engagement = await scenario.engage(holder, firm);
    await registered();
    const version = idOf(await propose(firm.person, engagement, ['personal_care']).expect(201));
    await record(COMPANY);
    await accept(holder, version).expect(422, /REGULATED_SERVICE/);
    await expect(
      owner(
        `INSERT INTO engagement_version (council_id, engagement_id, number, side, starts_on, status, employer, employer_name, tasks,
           notice_hours, late_cancellation_bp, pause_bp, pause_days, sleep_ins, holiday, trial_notice_days, end_notice_days, proposed_by)
         SELECT council_id, engagement_id, 9, 'worker', starts_on, status, employer, employer_name, tasks, notice_hours,
           late_cancellation_bp, pause_bp, pause_days, sleep_ins, holiday, trial_notice_days, end_notice_days, proposed_by
         FROM engagement_version WHERE id = $1`,
        [version],
      ),
    ).rejects.toMatchObject({driverError: {constraint: 'engagement_version_regulated'}});
    await record(REGISTERED);
    await accept(holder, version).expect(200);
    // What both agreed stands.
    await record(COMPANY);
    expect((await call(holder, 'get', `/engagement-versions/${version}`)).body).toMatchObject({state: 'accepted'});
  });

  it('are a rule’s from its first day: not before, and of one that begins until then', async () => {
    const engagement = await scenario.engage(holder, firm);
    const rule = await scenario.world.add('regulation_rule', {
      ...{council_id: scenario.council, service_code: 'meals', kind: 'provider', needs: 'cqc_provider_id'},
      ...{reason: 'A test', source: 'A test', starts_on: addDays(today, 8)},
    });
    const version = idOf(await propose(firm.person, engagement, ['meals']).expect(201));
    await owner(`UPDATE regulation_rule SET starts_on = $2 WHERE id = $1`, [rule, addDays(today, 7)]);
    await accept(holder, version).expect(422, /Meals cannot be one of the tasks/);
    await owner(`DELETE FROM regulation_rule WHERE id = $1`, [rule]);
    await accept(holder, version).expect(200);
  });

  it('with a PA under the person’s own control may have it', async () => {
    const engagement = await scenario.engage(holder, pa);
    const self = {employer: 'self', employer_name: null, status_reference: 'CEST 1', status_checked_on: today};
    const version = idOf(
      await call(pa.person, 'post', `/engagements/${engagement}/versions`, {
        ...terms(['personal_care']),
        ...self,
      }).expect(201),
    );
    await accept(holder, version).expect(200);
  });

  it('say so on the pages: before they are written, when they are sent, and where they are answered', async () => {
    const engagement = await scenario.engage(holder, firm);
    const [hers, theirs] = [new Visitor(pages, holder), new Visitor(pages, firm.person)];
    const needs = 'Needs a registration with the Care Quality Commission that the council has checked';
    for (const visitor of [hers, theirs]) {
      expect((await visitor.get(`/agreements/${engagement}/change`)).text).toContain(`Personal care ${needs}`);
    }
    const {fields} = await theirs.get(`/agreements/${engagement}/change`);
    const form = {
      ...fields,
      ...boxes('starts', addDays(today, 7)),
      employer: 'enterprise',
      employer_name: 'Enterprise',
    };
    const refused = await theirs.post(`/agreements/${engagement}/change`, {...form, tasks: ['meals', 'personal_care']});
    expect([refused.status, refused.linkedErrors.length]).toEqual([422, 1]);
    expect(refused.errors.join()).toMatch(/^Personal care cannot be one of the tasks/);
    const sent = await hers.post(`/agreements/${engagement}/change`, {...form, tasks: ['meals', 'personal_care']});
    const version = idOf({body: {id: sent.location?.split(/[/?]/)[2]}});
    for (const visitor of [hers, theirs]) {
      const {text} = await visitor.get(`/agreement-versions/${version}`);
      expect(text).toContain('These terms cannot be accepted while it is one of the tasks.');
      expect(text).toMatch(SOURCE);
    }
    expect((await theirs.get(`/agreement-versions/${version}`)).html).not.toContain('/accept"');
    const answered = await theirs.post(`/agreement-versions/${version}/accept`);
    expect([answered.status, answered.errors.join()]).toEqual([422, expect.stringMatching(/^Personal care cannot/)]);
  });
});

describe('an advert', () => {
  async function advert(services: string[]): Promise<string> {
    const words = {title: 'Help', text: 'In the morning.', near: 'NG1 5DT', closes_on: addDays(today, 14)};
    const id = idOf(await call(holder, 'post', '/adverts/mine', {...words, services}).expect(201));
    await call(officer, 'post', `/council/adverts/${id}/approve`).expect(200);
    return id;
  }
  const answer = (id: string, who: TestPerson = firm.person, body: object = {}) =>
    call(who, 'post', `/adverts/${id}/answer`, {text: 'I could come.', ...body});
  const seen = async (id: string, who = firm.person) =>
    (await call(who, 'get', `/adverts/${id}`).expect(200)).body as {
      listings: {may_answer: boolean; not_theirs: {service: string; reason: string; rule: string}[]}[];
    };

  it('for other help beside is theirs to answer, and says what is not theirs to offer', async () => {
    const id = await advert(['personal_care', 'meals']);
    const [listing] = (await seen(id)).listings;
    expect(listing).toMatchObject({
      may_answer: true,
      not_theirs: [
        {service: 'personal_care', reason: expect.stringMatching(/^Personal care that is given by a company/)},
      ],
    });
    expect(listing?.not_theirs[0]?.rule).toMatch(SOURCE);
    const page = await new Visitor(pages, firm.person).get(`/work/adverts/${id}`);
    expect(page.text).toContain('Personal care is not yours to offer.');
    expect(page.text).toContain('Say in your answer that you do not give this.');
    expect(page.text).toMatch(SOURCE);
    await answer(id).expect(201);
  });

  it('for nothing else is not, until they are registered', async () => {
    const id = await advert(['personal_care']);
    expect((await seen(id)).listings).toMatchObject([{may_answer: false}]);
    const refused = await answer(id).expect(422, /REGULATED_SERVICE/);
    expect(refused.body).toMatchObject({
      errors: [{field: 'listing_id', message: expect.stringMatching(/^Personal care that is given by a company/)}],
      rule: expect.stringMatching(SOURCE),
    });
    const visitor = new Visitor(pages, firm.person);
    const page = await visitor.get(`/work/adverts/${id}`);
    expect(page.text).toContain('The advert asks for nothing else, so it is not one to answer.');
    expect(page.html).not.toContain(`action="/work/adverts/${id}"`);
    expect((await visitor.get('/work/adverts')).text).toContain('Not yours to offer');
    expect((await visitor.post(`/work/adverts/${id}`, {text: 'I could come.'})).status).toBe(422);
    const talk = await scenario.world.add('conversation', {
      ...{council_id: scenario.council, holder_id: holder.personId, listing_id: firm.id},
    });
    await expect(
      owner(
        `INSERT INTO conversation_message (council_id, conversation_id, side, written_by, text, advert_id)
         VALUES ($1, $2, 'worker', $3, 'I could come.', $4)`,
        [scenario.council, talk, firm.person.personId, id],
      ),
    ).rejects.toMatchObject({driverError: {constraint: 'advert_not_theirs'}});
    await owner(`UPDATE listing SET cqc_provider_id = $2 WHERE id = $1`, [firm.id, ID]);
    await answer(id).expect(422, /has not checked your CQC provider ID/);
    await registered();
    expect((await seen(id)).listings).toMatchObject([{may_answer: true, not_theirs: []}]);
    await answer(id).expect(201);
  });

  it('is a PA’s to answer, also one’s who leads an enterprise that may not', async () => {
    const id = await advert(['personal_care']);
    const [organisation] = (await owner(`SELECT organisation_id AS id FROM listing WHERE id = $1`, [firm.id])) as {
      id: string;
    }[];
    const both = await scenario.pa();
    const member = {council_id: scenario.council, organisation_id: organisation?.id, person_id: both.person.personId};
    await scenario.world.add('organisation_member', member, 'person_id');
    const page = await new Visitor(pages, both.person).get(`/work/adverts/${id}`);
    expect(page.text).toContain('Personal care is not for Enterprise to offer.');
    await answer(id, both.person, {listing_id: firm.id}).expect(422, /REGULATED_SERVICE/);
    const sent = await new Visitor(pages, both.person).post(`/work/adverts/${id}`, {...page.fields, text: 'I could.'});
    expect(sent.status).toBe(303);
  });
});
