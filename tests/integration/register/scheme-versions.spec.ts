import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, addMonths, type Day} from '@app/kernel';
import {daysAgo, TODAY} from '../../support/accreditation.js';
import {badBodies, type BadBody, type Json} from '../../support/bad-values.js';
import {refusalOf} from '../../support/problem.js';
import {asks, SchemeWorld} from '../../support/scheme-world.js';

/** What the council asks as things are. */
const ASKED = [asks('identity', {kind: 'identity', countsFrom: 'checked'}), asks('safeguarding', {validMonths: 36})];
/** Members were approved on these days, on training of a week before. */
const APPROVED: Day[] = [daysAgo(20), daysAgo(200), daysAgo(400)];
const MOVES = addDays(TODAY, 60);

let world: SchemeWorld;
let members: string[];

beforeAll(async () => {
  world = await SchemeWorld.open('northshire', ASKED);
  members = await world.approvedOn(APPROVED);
});
afterAll(() => world.close());

const sent = (requirements: readonly ReturnType<typeof asks>[], rest: object = {}) => ({
  scheme: 'Support with Confidence',
  kind: 'accredited',
  member_kind: 'pa',
  starts_on: addDays(TODAY, 30),
  members_from: MOVES as Day | null,
  requirements: requirements.map((each) => ({
    code: each.code,
    kind: each.kind,
    title: each.title,
    needed: each.needed,
    valid_months: each.validMonths,
    counts_from: each.countsFrom,
    on_lapse: each.onLapse,
    grace_days: each.graceDays,
    only_when: each.onlyWhen,
    minimum_level: each.minimumLevel,
    recorded_by: each.recordedBy,
    source: each.source,
  })),
  ...rest,
});
const STRICTER = sent([...ASKED.slice(0, 1), asks('safeguarding', {validMonths: 6})]);

interface Preview {
  listed: number;
  would_lapse: number;
  would_lapse_later: number;
  days: {day: Day; members: number}[];
  members: {member: {id: string; name: string}; lapses_on: Day; lapses_on_now: Day; missing: {title: string}[]}[];
}
interface Version {
  id: string;
  state: string;
  starts_on: Day;
  may_withdraw: boolean;
  requirements: {code: string; minimum_level: string | null; only_when: string | null; source: string}[];
}
const preview = async (body: object) =>
  (await world.call(world.admin, 'post', '/scheme-versions/preview', body).expect(200)).body as Preview;
const make = (body: object) => world.call(world.admin, 'post', '/scheme-versions', body);
const versions = async () =>
  ((await world.call(world.admin, 'get', '/scheme-versions').expect(200)).body as {items: Version[]}).items;

describe('a version of a scheme', () => {
  it('shows who would lapse and what they lack before it is made, and makes nothing', async () => {
    const before = await versions();
    const found = await preview(STRICTER);
    const later = addMonths(addDays(daysAgo(20), -7), 6);
    expect(found).toMatchObject({listed: 3, would_lapse: 2, would_lapse_later: 1});
    expect(found.days).toEqual([
      {day: MOVES, members: 2},
      {day: later, members: 1},
    ]);
    expect(found.members.map((each) => [each.member.id, each.lapses_on])).toEqual(
      expect.arrayContaining([
        [members[1], MOVES],
        [members[2], MOVES],
        [members[0], later],
      ]),
    );
    for (const each of found.members) expect(each.missing).toMatchObject([{title: 'Training: safeguarding'}]);
    expect(found.members.at(-1)?.lapses_on_now).toBe(addMonths(addDays(daysAgo(20), -7), 36));
    const stays = await preview({...STRICTER, members_from: null});
    expect(stays).toMatchObject({would_lapse: 0, would_lapse_later: 0, members: []});
    expect(await versions()).toEqual(before);
    // What is new is lacked by everybody, unless a lapse only warns or the days of grace are not over.
    const more = (rest: object) => sent([...ASKED, asks('first_aid', rest)]);
    expect((await preview(more({}))).would_lapse).toBe(3);
    expect((await preview(more({onLapse: 'warn'}))).would_lapse).toBe(0);
  });

  it('does on the day what was shown, and rewrites nothing before it', async () => {
    const shown = await preview(STRICTER);
    const today = await world.listedOn(TODAY);
    const [eve, day] = [addDays(MOVES, -1), MOVES];
    const [listedEve, listedDay] = [await world.listedOn(eve), await world.listedOn(day)];
    const made = (await make(STRICTER).expect(201)).body as Version;
    expect(made).toMatchObject({state: 'planned', may_withdraw: true, starts_on: addDays(TODAY, 30)});
    expect(await world.listedOn(TODAY)).toEqual(today);
    expect(await world.listedOn(eve)).toEqual(listedEve);
    const gone = shown.members.filter((each) => each.lapses_on === day).map((each) => each.member.id);
    expect(await world.listedOn(day)).toEqual(listedDay.filter((id) => !gone.includes(id)));
    const [entry] = await world.scenario.world.owner.query<{after: object}[]>(
      `SELECT after FROM audit_entry WHERE action = 'scheme_version.planned' AND subject_id = $1`,
      [made.id],
    );
    expect(entry?.after).toMatchObject({effect: {listed: 3, lapse: 2, lapseLater: 1}, membersFrom: MOVES});
    expect(refusalOf(await make(STRICTER))).toMatchObject({status: 409, code: 'SCHEME_VERSION_EXISTS'});
    // Planned, so it may be taken back; then everything is as it was.
    await world.call(world.admin, 'delete', `/scheme-versions/${made.id}`).expect(204);
    expect(await world.listedOn(day)).toEqual(listedDay);
    await world.call(world.admin, 'get', `/scheme-versions/${made.id}`).expect(404);
    expect(refusalOf(await world.call(world.admin, 'delete', `/scheme-versions/${made.id}`)).status).toBe(404);
  });

  it('that has started is never edited, removed or added to, by a use case or behind it', async () => {
    const [started] = await versions();
    expect(started).toMatchObject({state: 'in_force', may_withdraw: false});
    const path = `/scheme-versions/${started?.id}`;
    expect(refusalOf(await world.call(world.admin, 'delete', path))).toMatchObject({code: 'VERSION_IN_USE'});
    const unused = await world.register({
      name: 'Brokers',
      kind: 'accredited',
      memberKind: 'broker',
      startsOn: daysAgo(10),
      requirements: ASKED,
    });
    const statements: [string, string][] = [
      [`DELETE FROM requirement WHERE scheme_version_id = $1`, 'scheme_version_started'],
      [`DELETE FROM scheme_version WHERE id = $1`, 'scheme_version_started'],
      [
        `INSERT INTO requirement (council_id, scheme_version_id, position, code, kind, title, needed, counts_from, on_lapse, source)
         SELECT council_id, id, 9, 'extra', 'fee', 'Extra', 1, 'checked', 'delist', 'A test' FROM scheme_version WHERE id = $1`,
        'scheme_version_started',
      ],
    ];
    for (const [statement, constraint] of statements) {
      const tried = world.inCouncil((tx) => tx.query(statement, [unused.versionId]));
      await expect(tried).rejects.toMatchObject({driverError: {constraint}});
    }
    const edited = world.inCouncil((tx) => tx.query(`UPDATE requirement SET needed = 2`));
    await expect(edited).rejects.toMatchObject({driverError: {code: '42501'}});
  });

  it('has the DBS levels of the law where they follow the tasks, and gives what is new a code', async () => {
    const dbs = asks('x', {kind: 'dbs', title: 'DBS certificate', validMonths: 36, source: 'Council policy'});
    const byTasks = {...sent([dbs]).requirements[0], code: null, minimum_level: 'by_tasks'};
    const course = {...sent([asks('x', {title: '1. Première aide (first aid)!'})]).requirements[0], code: undefined};
    const body = sent([], {starts_on: addDays(TODAY, 40), members_from: null, requirements: [byTasks, course, course]});
    const {id, requirements} = (await make(body).expect(201)).body as Version;
    expect(requirements).toMatchObject([
      {code: 'dbs_enhanced_barred', minimum_level: 'enhanced_barred', only_when: 'regulated_activity'},
      {code: 'dbs_basic', minimum_level: 'basic', only_when: 'no_regulated_activity'},
      {code: 'premiere_aide_first_aid'},
      {code: 'premiere_aide_first_aid_2'},
    ]);
    expect(requirements[0]?.source).toMatch(/^Council policy\. .*21 January 2026.*umbrella body/);
    // A code stands for one level for ever.
    const changed = {...body, starts_on: addDays(TODAY, 41)};
    const weaker = [
      {
        ...requirements[0],
        kind: 'dbs',
        title: 'DBS',
        needed: 1,
        counts_from: 'issued',
        on_lapse: 'delist',
        recorded_by: ['officer'],
        minimum_level: 'basic',
      },
    ];
    expect(refusalOf(await make({...changed, requirements: weaker})).errors[0]?.field).toMatch(/^requirements/);
    await world.call(world.admin, 'delete', `/scheme-versions/${id}`).expect(204);
  });

  it('for information asks for nothing, and whoever it lists was not checked', async () => {
    const noticeboard = {...sent([]), scheme: 'Noticeboard', kind: 'information', member_kind: 'broker'};
    const asking = {...noticeboard, requirements: STRICTER.requirements};
    expect(refusalOf(await make(asking)).errors[0]?.field).toBe('requirements');
    expect(refusalOf(await make({...noticeboard, kind: 'accredited'})).errors[0]?.field).toBe('requirements');
    const made = (await make({...noticeboard, starts_on: TODAY, members_from: null}).expect(201)).body as Version;
    expect(made).toMatchObject({state: 'in_force', requirements: []});
  });

  it('is the administrator’s alone, and of their own council', async () => {
    const other = await world.scenario.world.council('southshire');
    const stranger = await world.scenario.world.person(other, 'Sol Admin', ['admin']);
    for (const person of [world.desk.officer, world.desk.approver]) {
      await world.call(person, 'post', '/scheme-versions/preview', STRICTER).expect(403);
    }
    expect((await world.call(stranger, 'get', '/scheme-versions').expect(200)).body).toMatchObject({items: []});
    const theirs = await world.call(stranger, 'post', '/scheme-versions/preview', STRICTER).expect(200);
    expect(theirs.body).toMatchObject({listed: 0, would_lapse: 0, members: []});
  });
});

describe('what is sent', () => {
  const course = () => ({
    title: 'Autism',
    provider: 'A college',
    topics: ['autism'],
    valid_months: 12,
    starts_on: TODAY,
    source: 'Policy',
  });
  const optional = /(?:code|valid_months|grace_days|only_when|minimum_level|members_from)$/;
  const words = /(?:title|source|provider|scheme|topics\.\d+)$/;
  const fine = ({path, what}: BadBody) =>
    (optional.test(path) && (what === 'left out' || what === 'null')) ||
    (words.test(path) && what === 'string') ||
    (path.endsWith('code') && what === 'string');

  it.each([
    ['/scheme-versions/preview', () => sent(ASKED.slice(1))],
    ['/training-courses', course],
  ] as const)('to %s is refused by the field that is wrong', async (path, good) => {
    const bad = badBodies(good() as unknown as Json).filter((each) => !fine(each));
    expect(bad.length).toBeGreaterThan(50);
    for (const each of bad) {
      const problem = refusalOf(await world.call(world.admin, 'post', path, each.body as object));
      const fields = problem.errors.map((error) => error.field);
      const named = fields.some(
        (field) => each.path === field || each.path.startsWith(`${field}.`) || field.startsWith(`${each.path}.`),
      );
      expect({each, status: problem.status, fields, named}).toEqual({each, status: 400, fields, named: true});
    }
  });

  it('is held to what makes sense together', async () => {
    const with1 = (rest: object) => ({...STRICTER, requirements: [{...STRICTER.requirements[1], ...rest}]});
    const cases: [object, string][] = [
      [{...STRICTER, starts_on: daysAgo(1)}, 'starts_on'],
      [{...STRICTER, starts_on: addMonths(TODAY, 61)}, 'starts_on'],
      [{...STRICTER, members_from: TODAY}, 'members_from'],
      [{...STRICTER, members_from: addDays(TODAY, 29)}, 'members_from'],
      [{...STRICTER, scheme: 'x'.repeat(101)}, 'scheme'],
      [with1({on_lapse: 'grace'}), 'requirements.0.grace_days'],
      [with1({grace_days: 5}), 'requirements.0.grace_days'],
      [with1({minimum_level: 'basic'}), 'requirements.0.minimum_level'],
      [with1({kind: 'dbs', code: null}), 'requirements.0.minimum_level'],
      [with1({recorded_by: ['referee']}), 'requirements.0.recorded_by'],
      [with1({recorded_by: []}), 'requirements.0.recorded_by'],
      [with1({kind: 'identity', code: null, recorded_by: ['applicant']}), 'requirements.0.recorded_by'],
      [with1({needed: 10}), 'requirements.0.needed'],
      [with1({valid_months: 601}), 'requirements.0.valid_months'],
      [with1({source: ' '}), 'requirements.0.source'],
      [with1({code: 'Not a code'}), 'requirements.0.code'],
      [with1({kind: 'fee'}), 'requirements'],
      [{...STRICTER, requirements: [STRICTER.requirements[1], STRICTER.requirements[1]]}, 'requirements'],
    ];
    for (const [body, field] of cases) {
      const {status, errors} = refusalOf(await make(body));
      expect([status, errors.map((each) => each.field)]).toEqual([400, expect.arrayContaining([field])]);
    }
  });
});
