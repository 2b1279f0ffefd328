import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays} from '@app/kernel';
import type {RequirementTerms} from '@app/register';
import {TODAY} from '../../support/accreditation.js';
import type {Method} from '../../support/app.js';
import type {PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {at, booking, type Scenario} from '../../support/scenario.js';
import {openTeam, type TeamWorld} from '../../support/team-world.js';
import {Visitor} from '../../support/visitor.js';

const EACH: RequirementTerms = {
  ...{code: 'dbs', kind: 'dbs', title: 'Enhanced DBS certificate of each worker who meets people', needed: 1},
  ...{validMonths: 36, countsFrom: 'issued', onLapse: 'delist', graceDays: null, onlyWhen: null},
  ...{minimumLevel: 'enhanced', eachWorker: true, recordedBy: ['officer'], source: 'A test'},
};
const SEEN = {how: 'original', level: 'enhanced', issued_on: addDays(TODAY, -400), checked_on: addDays(TODAY, -2)};

interface Workers {
  asked: boolean;
  people: {id: string; name: string; meets_people_from: string | null; covered: boolean; lapses_on: string | null}[];
  checks: {id: string; person_id: string}[];
}

/** A DBS certificate of each person of an enterprise who meets people, under their own name. */
describe('an enterprise whose council asks for a certificate of each who meets people', () => {
  let team: TeamWorld;
  let scenario: Scenario;
  let pages: PagesApp;
  let lead: TestPerson;
  let officer: TestPerson;
  let approver: TestPerson;
  let organisation: string;
  let application: string;
  let member: string;
  let listing: string;
  let wim: string;
  let visit: string;

  beforeAll(async () => {
    team = await openTeam(EACH);
    ({scenario, pages, lead, officer, approver, organisation, application} = team);
  }, 60_000);
  afterAll(() => team.close());

  const owner = <T>(sql: string, values: unknown[] = []) => scenario.world.owner.query<T[]>(sql, values);
  const own = (method: Method, path = '', body?: object) =>
    scenario.call(lead, method, `/organisations/${organisation}/workers${path}`, body);
  const council = (method: Method, path = '', body?: object) =>
    scenario.call(officer, method, `/applications/${application}/workers${path}`, body);
  const check = (person: string, more: object = {}) => council('post', `/${person}/checks`, {...SEEN, ...more});
  const met = async () => {
    const sent = await scenario.call(officer, 'get', `/applications/${application}`).expect(200);
    return (sent.body as {requirements: {requirement: string; met: boolean}[]}).requirements.map((each) => each.met);
  };
  const shown = async () => (await scenario.call(null, 'get', `/listings/${listing}`)).status;
  const lineOf = ({people}: Workers, id: string) => people.find((each) => each.id === id);
  const standing = async (day: string) =>
    (
      await owner<{listed: boolean; lapses_on: string | null}>(
        `SELECT listed, lapses_on::text FROM member_standing(ARRAY[$1]::uuid[], $2::date, NULL)`,
        [member, day],
      )
    )[0];
  const come = (person_id: string | null) => scenario.call(lead, 'put', `/visits/${visit}/worker`, {person_id});

  it('is not covered by one certificate for everybody, nor by nobody’s', async () => {
    const {issued_on, checked_on, level} = SEEN;
    const facts = {level, workforce: 'adult', certificate_number: '001234567890', seen_on: checked_on};
    const whole = {issued_on, checked_on, facts};
    await scenario.call(officer, 'put', `/applications/${application}/evidence/dbs`, whole).expect(422, /EACH_WORKER/);
    const [row] = await owner<{member: string}>(`SELECT member_id AS member FROM application WHERE id = $1`, [
      application,
    ]);
    member = row?.member ?? '';
    await expect(
      owner(
        `INSERT INTO evidence (council_id, member_id, application_id, requirement, kind, number, issued_on, checked_on, facts, recorded_by)
         VALUES ($1, $2, $3, 'dbs', 'dbs', 1, $4, $5, $6, $7)`,
        [scenario.council, member, application, issued_on, checked_on, {level}, officer.personId],
      ),
    ).rejects.toThrow('this is recorded of each worker');
    expect(await met()).toEqual([false]);
    await scenario.call(officer, 'post', `/applications/${application}/ready`).expect(422);
  });

  it('says who they are, and is covered when the council has seen one of each', async () => {
    const before = (await own('get').expect(200)).body as Workers;
    expect(before).toMatchObject({asked: true, people: [{meets_people_from: null, covered: false}]});
    await check(lead.personId).expect(422, /NOT_NAMED/);
    await own('put', `/${lead.personId}`, {from_on: addDays(TODAY, -1)}).expect(400, /"field":"from_on"/);
    await own('put', `/${officer.personId}`, {from_on: TODAY}).expect(400, /"field":"person_id"/);
    await own('put', `/${lead.personId}`, {from_on: TODAY}).expect(200);
    await own('put', `/${lead.personId}`, {from_on: TODAY}).expect(409, /NAMED_ALREADY/);
    await check(lead.personId, {level: 'basic'}).expect(422, /EVIDENCE_INSUFFICIENT/);
    await check(lead.personId, {how: 'update_service', consented_on: TODAY, checked_on: TODAY}).expect(
      400,
      /"field":"how"/,
    );
    await check(lead.personId, {how: 'update_service'}).expect(400, /"field":"consented_on"/);
    await check(lead.personId, {issued_on: TODAY}).expect(400, /"field":"issued_on"/);
    await scenario.call(lead, 'post', `/applications/${application}/workers/${lead.personId}/checks`, SEEN).expect(403);
    expect(await met()).toEqual([false]);
    const seen = (await check(lead.personId).expect(200)).body as Workers;
    expect(lineOf(seen, lead.personId)).toMatchObject({covered: true, lapses_on: expect.any(String)});
    // No copy, no number, nothing of what it says.
    expect(Object.keys(seen.checks[0] ?? {}).sort()).toEqual(
      ['checked_on', 'consented_on', 'how', 'id', 'issued_on', 'level', 'person_id', 'seen_by'].sort(),
    );
    await check(lead.personId, {how: 'update_service', consented_on: TODAY, checked_on: TODAY}).expect(200);
    expect(await met()).toEqual([true]);
    expect(await owner(`SELECT FROM audit_entry WHERE action = 'worker_check.viewed'`)).not.toEqual([]);
    await scenario.call(officer, 'post', `/applications/${application}/ready`).expect(200);
    const decision = {outcome: 'approved', reasons: 'All was seen.'};
    await scenario.call(approver, 'post', `/applications/${application}/decision`, decision).expect(200);
    listing = await liveListing();
    expect(await shown()).toBe(200);
  });

  it('is no longer, on the same day, when somebody is added without one: nor can they be named for a visit', async () => {
    const holder = await scenario.holder();
    const line = await scenario.line(holder, 100_000);
    const made = await scenario.call(
      holder,
      'post',
      '/bookings',
      booking({id: listing, memberId: member, person: lead}, line, at(1, 2, '09:00'), at(1, 2, '10:00')),
    );
    visit = (made.body as {visits: {id: string}[]}).visits[0]?.id ?? '';
    const added = (await own('post', '', {name: ' Wim Worker ', from_on: TODAY}).expect(200)).body as Workers;
    wim = added.people.find(({name}) => name === 'Wim Worker')?.id ?? '';
    expect(lineOf(added, wim)).toMatchObject({covered: false, meets_people_from: TODAY});
    expect([await shown(), (await standing(TODAY))?.listed]).toEqual([404, false]);
    await come(wim).expect(422, /WORKER_NOT_CHECKED/);
    await expect(owner(`UPDATE visit SET named_worker_id = $2 WHERE id = $1`, [visit, wim])).rejects.toThrow(
      'nobody comes to a visit',
    );
    const page = await new Visitor(pages, lead).get(`/organisations/${organisation}/meets-people`);
    expect(page.text).toContain('Without a certificate that counts: Wim Worker.');
    const desk = new Visitor(pages, officer);
    const at_ = `/council/applications/${application}/people/${wim}`;
    expect((await desk.get(at_)).text).toContain('Record a DBS certificate');
    const form = {
      how: 'original',
      level: 'enhanced',
      'issued_on-day': '3',
      'issued_on-month': '3',
      'issued_on-year': '2026',
    };
    const wrong = await desk.post(`${at_}/checks`, form);
    expect([wrong.status, wrong.value('issued_on-day')]).toEqual([400, '3']);
    await check(wim, {issued_on: addDays(TODAY, -10)}).expect(200);
    expect([await shown(), (await standing(TODAY))?.listed]).toEqual([200, true]);
    await come(wim).expect(204);
  });

  it('may say it ahead: the day on which somebody begins without one is the day it ends', async () => {
    const begins = addDays(TODAY, 10);
    const {people} = (await own('post', '', {name: 'Nia New', from_on: begins}).expect(200)).body as Workers;
    const nia = people.find(({name}) => name === 'Nia New')?.id ?? '';
    expect(await standing(TODAY)).toEqual({listed: true, lapses_on: begins});
    expect((await standing(begins))?.listed).toBe(false);
    await own('delete', `/${nia}`).expect(204);
    expect((await standing(begins))?.listed).toBe(true);
    const [one, all] = await Promise.all(
      ['member_standing(ARRAY[$1]::uuid[], $2::date, NULL)', 'standing_of_all($2::date, now())'].map((from) =>
        owner(`SELECT listed, lapses_on::text FROM ${from} WHERE member_id = $1`, [member, begins]),
      ),
    );
    expect(all).toEqual(one);
  });

  it('is covered without who no longer meets people, and not when a certificate was recorded in error', async () => {
    await own('delete', `/${wim}`).expect(204);
    const [named] = await owner<{id: string | null}>(`SELECT named_worker_id AS id FROM visit WHERE id = $1`, [visit]);
    expect(named?.id).toBeNull();
    expect(await shown()).toBe(200);
    const {checks} = (await council('get').expect(200)).body as Workers;
    for (const {id, person_id} of checks.filter((each) => each.person_id === lead.personId)) {
      await council('delete', `/${person_id}/checks/${id}`).expect(204);
      await council('delete', `/${person_id}/checks/${id}`).expect(404);
    }
    expect(await shown()).toBe(404);
    const stranger = await scenario.provider();
    await scenario.call(stranger.person, 'get', `/organisations/${organisation}/workers`).expect(404);
    await scenario
      .call(stranger.person, 'post', `/organisations/${organisation}/workers`, {name: 'X', from_on: TODAY})
      .expect(404);
  });

  async function liveListing(): Promise<string> {
    const id = await scenario.world.add('listing', {
      ...{council_id: scenario.council, member_id: member, organisation_id: organisation, kind: 'provider'},
      ...{name: 'Care Team', summary: 'Here to help', outcode: 'NG1', latitude: 52.95, longitude: -1.15, capacity: 5},
    });
    await owner(
      `INSERT INTO rate (council_id, listing_id, band, unit, rate_pence, starts_on) VALUES ($1, $2, 'weekday', 'hour', 1450, '2020-01-01')`,
      [scenario.council, id],
    );
    await owner(
      `INSERT INTO listing_service (council_id, listing_id, service_id) SELECT $1, $2, id FROM service WHERE code = 'gardening'`,
      [scenario.council, id],
    );
    await scenario.world.add('availability_pattern', {
      ...{council_id: scenario.council, listing_id: id, weekday: 2, from_time: '08:00', to_time: '18:00'},
      starts_on: '2020-01-01',
    });
    await owner(`UPDATE listing SET state = 'live' WHERE id = $1`, [id]);
    return id;
  }
});
