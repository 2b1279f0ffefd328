import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, londonInstant, startOfDay, type Day} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {RemindLapses, Standings} from '@app/register';
import {daysAgo, dbs, openDesk, record, TODAY, type Desk} from '../../support/accreditation.js';
import {lapsingPa, type LapsingPa} from '../../support/lapsing.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import {Scenario} from '../../support/scenario.js';
import {until} from '../../support/until.js';
import {Visitor} from '../../support/visitor.js';
import {startWorker} from '../../support/worker.js';

/** A summer’s day, and so are the two months before it: London is an hour ahead of the clock that computers keep. */
const SUMMER = nextSummer();

function nextSummer(): Day {
  const year = Number(TODAY.slice(0, 4));
  const days = [`${year}-07-10`, `${year}-10-15`, `${year + 1}-07-10`];
  return days.find((day) => day > addDays(TODAY, 90)) as Day;
}

describe('renewals', () => {
  let scenario: Scenario;
  let desk: Desk;
  let pages: PagesApp;
  let worker: Awaited<ReturnType<typeof startWorker>>;
  let summer: LapsingPa;
  let soon: LapsingPa;

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    const {api, world, database} = scenario;
    desk = await openDesk(world, 'northshire');
    summer = await lapsingPa(api, world, desk, 'Sue Summer', SUMMER);
    soon = await lapsingPa(api, world, desk, 'Sam Soon', addDays(TODAY, 45));
    pages = await startPages(database, api.clock);
    worker = await startWorker(database, api.clock);
  });
  afterEach(() => scenario.api.clock.back());
  afterAll(async () => {
    await worker.close();
    await pages.close();
    await scenario.close();
  });

  const nightly = () => scenario.api.app.get(RemindLapses).nightly(desk.councilId);
  const remindersOf = ({memberId}: LapsingPa) =>
    scenario.world.owner.query<{days: number | null; on: Day}[]>(
      `SELECT days_before AS days, sent_on::text AS on FROM lapse_reminder WHERE member_id = $1 ORDER BY sent_at, id`,
      [memberId],
    );
  const relayed = () =>
    until(async () => {
      const [row] = await scenario.world.owner.query<{n: number}[]>(
        `SELECT count(*)::int AS n FROM outbox_event WHERE due_at <= now()`,
      );
      return row?.n === 0;
    });
  const subjects = async (token: string) => {
    const {body} = (await scenario.api.call('get', '/notices', token).expect(200)) as {
      body: {items: {subject: string}[]};
    };
    return body.items.map((each) => each.subject);
  };

  it('remind once at each of the days configured, from the first minute of the London day, however often the job runs', async () => {
    const {clock} = scenario.api;
    clock.travelTo(startOfDay(addDays(SUMMER, -61)));
    await nightly();
    expect(await remindersOf(summer)).toEqual([]);
    for (const days of [60, 30, 7]) {
      const day = addDays(SUMMER, -days);
      const known = (await remindersOf(summer)).length;
      clock.travelTo(londonInstant(addDays(day, -1), '23:59'));
      await nightly();
      expect(await remindersOf(summer)).toHaveLength(known);
      clock.travelTo(londonInstant(day, '00:01'));
      expect(clock.now().toISOString().slice(0, 10)).toBe(addDays(day, -1)); // the computer's own day is the one before
      await Promise.all([nightly(), nightly()]);
      await nightly();
      expect((await remindersOf(summer)).slice(known)).toEqual([{days, on: day}]);
    }
    // A night that was missed is made up for, with the reminder that is due now and not those that have passed.
    clock.back();
    const late = await lapsingPa(scenario.api, scenario.world, desk, 'Lou Late', addDays(TODAY, 20));
    await nightly();
    expect(await remindersOf(late)).toEqual([{days: 30, on: TODAY}]);
  });

  it('tell the member what, and the officers of the queue once a day that there are some', async () => {
    await relayed();
    const told = await subjects(summer.pa.token);
    expect(told.filter((each) => /^Renew by .* DBS/.test(each))).toHaveLength(3);
    const officers = (await subjects(desk.officer.token)).filter((each) => each.startsWith('Members were reminded'));
    // Once for each of the days on which somebody was.
    const [days] = await scenario.world.owner.query<{n: number}[]>(
      `SELECT count(DISTINCT sent_on)::int AS n FROM lapse_reminder WHERE council_id = $1`,
      [desk.councilId],
    );
    expect(officers).toHaveLength(days?.n ?? -1);
    expect(await subjects(desk.otherOfficer.token)).toContain('Members were reminded of what lapses');
  });

  it('follow the council’s own days', async () => {
    const other = await openDesk(scenario.world, 'southshire');
    const pa = await lapsingPa(scenario.api, scenario.world, other, 'Sid South', addDays(TODAY, 100));
    const own = () => scenario.api.app.get(RemindLapses).nightly(other.councilId);
    expect(await own()).toBe(0);
    const rule = {council_id: other.councilId, opens_days: 120, remind_days: [110], source: 'Cabinet, item 7'};
    await scenario.world.add('renewal_rule', {...rule, starts_on: TODAY});
    expect(await own()).toBe(1);
    expect(await remindersOf(pa)).toEqual([{days: 110, on: TODAY}]);
    const {body} = (await scenario.api.call('get', '/renewals', pa.pa.token).expect(200)) as {body: unknown};
    const [member] = (body as {items: {requirements: {requirement: string; open: boolean}[]}[]}).items;
    expect(member?.requirements.filter((each) => each.open).map((each) => each.requirement)).toEqual(['dbs']);
  });

  it('are asked for by the member, for what lapses and nothing else, and come to the officer', async () => {
    const page = await new Visitor(pages, soon.pa).get('/work/register');
    expect(page.text).toMatch(/To renew now Enhanced DBS[^.]* Last day/);
    expect(page.html.match(/app-card__button/g)).toHaveLength(1);
    const ask = (requirement: string, more: object = {}, token = soon.pa.token) =>
      scenario.api.call('post', '/renewals', token, {
        member_id: soon.memberId,
        requirement,
        how: 'office',
        ready_on: TODAY,
        ...more,
      });
    expect((await ask('identity')).body).toMatchObject({status: 422, code: 'RENEWAL_NOT_OPEN'});
    expect((await ask('dbs', {how: 'pigeon'})).body).toMatchObject({status: 400, errors: [{field: 'how'}]});
    expect((await ask('dbs', {ready_on: daysAgo(1)})).body).toMatchObject({status: 400, errors: [{field: 'ready_on'}]});
    await ask('dbs', {}, summer.pa.token).expect(404);
    await ask('dbs').expect(204);
    await ask('dbs', {how: 'video'}).expect(204);
    await relayed();
    expect((await subjects(desk.officer.token)).filter((each) => each.startsWith('Sam Soon has'))).toHaveLength(1);
    const again = await new Visitor(pages, soon.pa).get('/work/register');
    expect(again.text).toContain('You have told the council: I will show it in a video call');
    const lapses = await new Visitor(pages, desk.officer).get('/council/lapses?days=60');
    expect(lapses.text).toContain('They have a new one to show');
    const path = `/work/register/${soon.memberId}/dbs`;
    const refused = await new Visitor(pages, soon.pa).post(path, {
      how: 'office',
      'ready-day': '31',
      'ready-month': '2',
      'ready-year': '2027',
    });
    expect([refused.status, refused.value('how'), refused.value('ready-day')]).toEqual([400, 'office', '31']);
    expect((await new Visitor(pages, summer.pa).get(path)).status).toBe(404);
  });

  it('leave no gap in time, and one when they come late; standing shows both', async () => {
    const {api, world} = scenario;
    const standing = async (memberId: string, days: Day[]) => {
      const found = await api.app
        .get(UnitOfWork)
        .run(desk.councilId, (tx) => api.app.get(Standings).on(tx, memberId, days));
      return days.map((day) => found.get(day)?.listed);
    };
    const lapse = addDays(TODAY, 45);
    await record(api, desk.officer, soon.applicationId, [{requirement: 'dbs', body: dbs(daysAgo(2), TODAY)}]);
    expect(await standing(soon.memberId, [TODAY, addDays(lapse, -1), lapse, addDays(lapse, 300)])).toEqual([
      true,
      true,
      true,
      true,
    ]);
    const page = await new Visitor(pages, soon.pa).get('/work/register');
    expect(page.text).toContain('There is nothing to renew now.');

    // Somebody whose certificate ran out four days ago, and was renewed today.
    const late = await lapsingPa(api, world, desk, 'Gus Gap', addDays(TODAY, 1));
    await world.owner.transaction(async (tx) => {
      await tx.query(`SET LOCAL session_replication_role = replica`);
      await tx.query(
        `UPDATE evidence SET issued_on = issued_on - 5, checked_on = checked_on - 30 WHERE member_id = $1`,
        [late.memberId],
      );
      await tx.query(`UPDATE decision SET effective_on = effective_on - 20 WHERE member_id = $1`, [late.memberId]);
    });
    expect(await standing(late.memberId, [daysAgo(5), daysAgo(4), TODAY])).toEqual([true, false, false]);
    await record(api, desk.officer, late.applicationId, [{requirement: 'dbs', body: dbs(daysAgo(3), TODAY)}]);
    expect(await standing(late.memberId, [daysAgo(5), daysAgo(4), daysAgo(1), TODAY])).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('have a page for the officer: by what lapses and when, several reminded at once, once a day; and a CSV', async () => {
    const officer = new Visitor(pages, desk.officer);
    const page = await officer.get('/council/lapses?days=365');
    expect(page.text).toContain('Sue Summer');
    expect((await officer.get('/council/lapses?days=365&requirement=insurance')).text).toContain('No members found');
    expect((await officer.get('/council/lapses?days=45x')).status).toBe(400);
    const dbsOnly = await officer.get('/council/lapses?days=30&requirement=dbs');
    expect(dbsOnly.text).toContain('Lou Late');
    expect(dbsOnly.text).not.toContain('Sue Summer');
    expect((await officer.post('/council/lapses?days=30')).linkedErrors).toEqual([
      'Choose who is to be reminded (#members)',
    ]);
    const chosen = [...dbsOnly.html.matchAll(/name="members" type="checkbox" value="([^"]+)"/g)].map(
      (each) => each[1] ?? '',
    );
    const reminded = await officer.post('/council/lapses?days=30', {members: [...chosen, summer.memberId]});
    expect(reminded.status).toBe(303);
    expect((await officer.get(reminded.location)).text).toMatch(
      /^Success \d members were reminded|members were reminded/,
    );
    expect((await remindersOf(summer)).filter((each) => each.days === null)).toEqual([{days: null, on: TODAY}]);
    const again = await officer.post('/council/lapses?days=30', {members: [...chosen, summer.memberId]});
    expect((await officer.get(again.location)).text).toContain('Nobody was reminded');
    const csv = await officer.get('/council/lapses.csv?days=30');
    expect(csv.html.split('\n')[0]).toBe('name,kind,listing,requirement,last_day,reminded_on');
    expect(csv.html).toMatch(
      new RegExp(`Lou Late,Personal assistant,listed,Enhanced DBS[^,]*,${addDays(TODAY, 19)},${TODAY}`),
    );
    const approver = new Visitor(pages, desk.approver);
    expect((await approver.get('/council/lapses')).text).not.toContain('Remind those chosen');
    expect((await approver.post('/council/lapses', {members: chosen})).status).toBe(403);
    const elsewhere = await openDesk(scenario.world, 'eastshire');
    const sent = await scenario.api.call('post', '/members/lapses/reminders', elsewhere.officer.token, {
      member_ids: chosen,
    });
    expect(sent.body as object).toEqual({reminded: 0});
  });

  it('say what a newer version of the scheme means, and where to go', async () => {
    const seen = async () => (await new Visitor(pages, summer.pa).get('/work/register')).html;
    expect(await seen()).not.toContain('The scheme');
    const make = (sql: string, values: unknown[]) =>
      scenario.world.owner.transaction(async (tx) => {
        await tx.query(`SET LOCAL session_replication_role = replica`);
        return tx.query<{id: string}[]>(sql, values);
      });
    const [newer] = await make(
      `INSERT INTO scheme_version (council_id, scheme_id, member_kind, starts_on)
       SELECT v.council_id, v.scheme_id, v.member_kind, $2 FROM scheme_version v
       JOIN application a ON a.scheme_version_id = v.id WHERE a.id = $1 RETURNING id`,
      [summer.applicationId, TODAY],
    );
    expect(await seen()).toMatch(
      /you do not have to do anything\. .* <a class="govuk-link" href="\/apply">apply again/,
    );
    await make(`UPDATE scheme_version SET members_from = $2 WHERE id = $1`, [newer?.id, addDays(TODAY, 40)]);
    expect(await seen()).toContain('There is nothing to do.');
    await make(
      `INSERT INTO requirement (council_id, scheme_version_id, position, code, kind, title, needed, counts_from, on_lapse, source)
       VALUES ($1, $2, 1, 'first_aid', 'training', 'Training: first aid', 1, 'issued', 'delist', 'A test')`,
      [desk.councilId, newer?.id],
    );
    expect(await seen()).toMatch(/you also need:[^]*Training: first aid[^]*stay listed[^]*href="\/apply\/enquiry"/);
  });
});
