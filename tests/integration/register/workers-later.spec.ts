import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, formatDay, type Day} from '@app/kernel';
import {CoverNightly, registerScheme, type RequirementTerms} from '@app/register';
import {daysAgo, TODAY} from '../../support/accreditation.js';
import type {PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import type {Scenario} from '../../support/scenario.js';
import {openTeam, type TeamWorld} from '../../support/team-world.js';
import {Visitor} from '../../support/visitor.js';

const MOVES = addDays(TODAY, 60);
const ONCE: RequirementTerms = {
  ...{code: 'dbs', kind: 'dbs', title: 'DBS certificate', needed: 1, validMonths: 36, countsFrom: 'issued'},
  ...{onLapse: 'delist', graceDays: null, onlyWhen: null, minimumLevel: 'enhanced', recordedBy: ['officer']},
  source: 'A test',
};
const SEEN = {how: 'original', level: 'enhanced', issued_on: daysAgo(400), checked_on: daysAgo(2)};

interface Workers {
  people: {id: string; name: string}[];
}

/** A council whose register asked for one certificate of the whole, and begins to ask for one of each who meets people. */
describe('a standing register that begins to ask for a certificate of each worker', () => {
  let team: TeamWorld;
  let scenario: Scenario;
  let pages: PagesApp;
  let lead: TestPerson;
  let officer: TestPerson;
  let organisation: string;
  let application: string;
  let member: string;
  let wim: string;

  beforeAll(async () => {
    team = await openTeam(ONCE);
    ({scenario, pages, lead, officer, organisation, application} = team);
    const facts = {level: 'enhanced', workforce: 'adult', certificate_number: '001234567890', seen_on: daysAgo(2)};
    const whole = {issued_on: daysAgo(30), checked_on: daysAgo(2), facts};
    await call(officer, 'put', `/applications/${application}/evidence/dbs`, whole).expect(200);
    await call(officer, 'post', `/applications/${application}/ready`).expect(200);
    const decision = {outcome: 'approved', reasons: 'All was seen.'};
    await call(team.approver, 'post', `/applications/${application}/decision`, decision).expect(200);
    const [row] = await owner<{id: string}>(`SELECT member_id AS id FROM application WHERE id = $1`, [application]);
    member = row?.id ?? '';
  }, 60_000);
  afterAll(() => team.close());

  const call = (...args: Parameters<Scenario['call']>) => scenario.call(...args);
  const owner = <T>(sql: string, values: unknown[] = []) => scenario.world.owner.query<T[]>(sql, values);
  const listed = async (day: Day) =>
    (
      await owner<{listed: boolean}>(`SELECT listed FROM member_standing(ARRAY[$1]::uuid[], $2::date, NULL)`, [
        member,
        day,
      ])
    )[0]?.listed;
  const desk = async (path = '') =>
    (await new Visitor(pages, officer).get(`/council/applications/${application}/people${path}`)).text;
  const check = (person: string) =>
    call(officer, 'post', `/applications/${application}/workers/${person}/checks`, SEEN).expect(200);
  const nightly = () => scenario.api.app.get(CoverNightly).run();

  it('says to the coordinator what it asks for, and how that can change', async () => {
    expect(await desk()).toContain('This register asks for one DBS certificate of the whole enterprise.');
    expect(await desk()).toContain('A new version of its terms can ask for one of each person who meets people');
  });

  it('changes nothing of today by terms that are to come, and lets what they ask be recorded', async () => {
    const {world, council} = scenario;
    await world.owner.transaction((tx) =>
      registerScheme(tx, {
        ...{councilId: council, name: 'Support with Confidence', kind: 'accredited', memberKind: 'business'},
        ...{startsOn: addDays(TODAY, 1), membersFrom: MOVES, requirements: [{...ONCE, eachWorker: true}]},
      }),
    );
    expect(await desk()).toContain(`From ${formatDay(MOVES, {})} the council sees a DBS certificate of each person`);
    const path = `/organisations/${organisation}/workers`;
    const view = (await call(lead, 'post', path, {name: 'Wim Worker', from_on: TODAY}).expect(200)).body as Workers;
    expect(view).toMatchObject({asked: false, asked_from: MOVES});
    wim = view.people.find(({name}) => name === 'Wim Worker')?.id ?? '';
    // By the terms that hold it is covered as before.
    expect(await listed(TODAY)).toBe(true);
    expect(await desk(`/${wim}`)).toContain('Record a DBS certificate');
    await call(lead, 'put', `${path}/${lead.personId}`, {from_on: TODAY}).expect(200);
    await check(wim);
    expect(await listed(TODAY)).toBe(true);
    expect(await desk()).toContain('Without a certificate that counts: Lena Lead.');
  });

  it('asks for each on the day from which it says so: whoever has none is no longer covered by one for all', async () => {
    await owner(`ALTER TABLE scheme_version DISABLE TRIGGER USER, DROP CONSTRAINT scheme_version_members_from_check`);
    await owner(`UPDATE scheme_version SET starts_on = $1, members_from = $2 WHERE members_from IS NOT NULL`, [
      daysAgo(1),
      TODAY,
    ]);
    await owner(`ALTER TABLE scheme_version ENABLE TRIGGER USER`);
    await nightly();
    expect(await listed(TODAY)).toBe(false);
    expect(
      await owner(`SELECT FROM outbox_event WHERE topic = 'standing.changed' AND subject_id = $1`, [member]),
    ).not.toEqual([]);
    await check(lead.personId);
    expect(await listed(TODAY)).toBe(true);
    const evidence = () => owner(`SELECT id FROM evidence ORDER BY id`);
    const before = await evidence();
    await nightly();
    expect(await evidence()).toEqual(before);
  });
});
