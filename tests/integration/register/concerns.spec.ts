import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {DiscoveryModule, DiscoveryService} from '@nestjs/core';
import {PERMISSIONS_OF, type Permission, type Role} from '@app/identity';
import {londonDay} from '@app/kernel';
import {routesOf, type Route} from '../../../apps/standalone/src/commands/routes.js';
import {boxes} from '../../support/day-boxes.js';
import {furnish, type FullCouncil} from '../../support/everything.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';
import {until} from '../../support/until.js';
import {Visitor} from '../../support/visitor.js';
import {startWorker} from '../../support/worker.js';

const MARKED = 'Bruises-seen-7F3A';
const TOLD = {about: MARKED, text: MARKED, cause: MARKED, wishes: MARKED};
const CHOSEN = {told: 'unsafe', contact_safe: 'no', link: 'neighbour', reporter: '', reporter_contact: ''};

describe('a concern about safety', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let worker: {close(): Promise<void>};
  let ours: FullCouncil;
  let duty: TestPerson;
  let commissioner: TestPerson;
  let team: Visitor;
  let stranger: Visitor;
  let ids: Record<string, string>;
  let routes: Route[];

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    ours = await furnish(scenario, scenario.council);
    await rows(`DELETE FROM concern_entry`);
    await rows(`DELETE FROM concern`);
    duty = ours.duty;
    commissioner = await scenario.world.person(ours.id, 'Commissioner Person', ['commissioner']);
    pages = await startPages(scenario.database, scenario.api.clock, {}, [DiscoveryModule]);
    worker = await startWorker(scenario.database, scenario.api.clock);
    team = new Visitor(pages, ours.safeguarding);
    stranger = new Visitor(pages, null);
    await scenario.call(ours.pa.person, 'post', `/bookings/${ours.booking}/accept`).expect(200);
    routes = routesOf(pages.app.get(DiscoveryService, {strict: false})).filter(({method}) => method === 'GET');
  }, 60_000);
  afterAll(async () => {
    await worker.close();
    await pages.close();
    await scenario.close();
  });

  const rows = <T>(sql: string, values: unknown[] = []) => scenario.world.owner.query<T[]>(sql, values);
  const visitsOfDuty = async () => (await new Visitor(pages, duty).get('/duty/visits')).text;

  /** The ids that a path may be about: of what it names and of the concern itself, or all where it names none of them. */
  function idsFor(path: string): string[] {
    const named = Object.keys(ids).filter((kind) => path.includes(kind === 'person' ? '/people/' : `/${kind}`));
    return named.length ? [...new Set([...named, 'concern'])].map((kind) => ids[kind] ?? '') : Object.values(ids);
  }

  /** What somebody gets of every page and answer that they may ask for, by every id that leads towards it. */
  async function everythingFor(
    role: Role,
    person: TestPerson,
    walked = new Set<Route['permission']>(),
  ): Promise<string[]> {
    const visitor = new Visitor(pages, person);
    const may = ({permission}: Route) =>
      !walked.has(permission) &&
      (permission === 'public' ||
        permission === 'session:use' ||
        PERMISSIONS_OF[role].includes(permission as Permission));
    const found: string[] = [];
    for (const {path} of routes.filter(may)) {
      const paths = path.includes(':') ? idsFor(path).map((id) => path.replace(/:\w+/g, id)) : [path];
      for (const each of paths) {
        const isApi = each.startsWith('/api/v1');
        const {text} = isApi ? await scenario.call(person, 'get', each.slice('/api/v1'.length)) : {text: ''};
        const html = isApi ? text : (await visitor.get(each)).html;
        if (html.includes(MARKED) || (ids.concern && html.includes(ids.concern) && !each.includes(ids.concern))) {
          found.push(`${role}: ${each}`);
        }
      }
    }
    return found;
  }

  it('is raised by somebody who is not signed in, from a profile, and answered without a word of it', async () => {
    const page = await stranger.get(`/listings/${ours.pa.id}`);
    expect(page.html).toContain(`/concern?listing=${ours.pa.id}`);
    expect((await stranger.get(`/concern?listing=${ours.pa.id}`)).text).toContain('telephone 999');
    await stranger.get(`/concern/tell?listing=${ours.pa.id}`);
    const wrong = await stranger.post('/concern/tell', {...TOLD, about: '', listing: ours.pa.id});
    expect(wrong.linkedErrors).toEqual([
      'Enter who it is about (#about)',
      'Choose whether they know that you tell us (#told)',
      'Choose whether it is safe for us to get in touch with them (#contact_safe)',
      'Choose how you know them (#link)',
    ]);
    expect(wrong.value('text')).toBe(MARKED);
    const sent = await stranger.post('/concern/tell', {...TOLD, ...CHOSEN, listing: ours.pa.id});
    expect([sent.status, sent.location]).toEqual([303, '/concern/sent']);
    expect((await stranger.get('/concern/sent')).html).not.toContain(MARKED);
    const [concern] = await rows<{id: string; memberId: string}>(
      `SELECT id, member_id AS "memberId" FROM concern WHERE about = $1`,
      [MARKED],
    );
    expect(concern?.memberId).toBe(ours.pa.memberId);
    const [application] = await rows<{id: string}>(`SELECT id FROM application WHERE member_id = $1`, [
      ours.pa.memberId,
    ]);
    ids = {
      ...{concern: concern?.id ?? '', application: application?.id ?? '', listing: ours.pa.id},
      ...{member: ours.pa.memberId, person: ours.pa.person.personId, booking: ours.booking, visit: ours.visit},
    };
  });

  it('leaves whoever stays unnamed unnamed in every record, where the council allows it, and asks else', async () => {
    const signedIn = new Visitor(pages, ours.holder);
    expect((await signedIn.post('/concern/tell', {...TOLD, ...CHOSEN, text: 'Unnamed'})).status).toBe(303);
    const [kept] = await rows<{by: string | null; actor: string | null}>(
      `SELECT c.recorded_by AS by, e.actor_id AS actor FROM concern c JOIN audit_entry e ON e.subject_id = c.id
       WHERE c.text = 'Unnamed' AND e.action = 'concern.recorded'`,
    );
    expect(kept).toEqual({by: null, actor: null});
    const policy = {unnamed: false, phone: '01632 960009', phone_hours: 'Always', source: 'Our procedures'};
    const starts = {starts_on: londonDay(new Date())};
    await scenario.call(ours.admin, 'post', '/council/safeguarding', {...policy, ...starts}).expect(204);
    const refused = await stranger.post('/concern/tell', {...TOLD, ...CHOSEN});
    expect(refused.linkedErrors).toEqual([
      'Say your name. (#reporter)',
      'Say how we can reach you. (#reporter_contact)',
    ]);
    expect((await stranger.get('/concern')).text).toContain('01632 960009');
  });

  it('is read and followed by the safeguarding team, which takes the listing down neutrally', async () => {
    const at = `/council/concerns/${ids.concern}`;
    expect((await team.get('/council/concerns')).html).toContain(at);
    expect((await team.get(at)).text).toContain(MARKED);
    expect(await visitsOfDuty()).not.toContain(ours.holder.name);
    expect((await team.post(`${at}/entries`, {done: 'note'})).linkedErrors).toEqual(['Enter the day (#on-day)']);
    const today = boxes('on', londonDay(new Date()));
    expect((await team.post(`${at}/entries`, {...today, done: 'note'})).linkedErrors).toEqual([
      'Write the note. (#entry)',
    ]);
    const done = {...today, entry: `Reference 12 ${MARKED}`};
    expect((await team.post(`${at}/entries`, {...done, done: 'referral:section_42'})).status).toBe(303);
    expect((await team.post(`${at}/listing`, {decision: 'suspended', why: MARKED})).status).toBe(303);
    const page = await team.get(at);
    for (const said of ['Referral: Section 42 enquiry', 'Decision on the listing: Taken down']) {
      expect(page.text).toContain(said);
    }
    expect((await stranger.get(`/listings/${ours.pa.id}`)).status).toBe(404);
  });

  it('is found nowhere by whom it is about, by their client, nor by staff who need not know', async () => {
    for (const [role, person] of [
      ['pa', ours.pa.person],
      ['holder', ours.holder],
    ] as const) {
      expect(await everythingFor(role, person)).toEqual([]);
    }
    // To whom it is no concern of theirs, a page says the same whichever of their roles opens it.
    const walked = new Set<string>();
    const staff: [Role, TestPerson][] = [
      ['officer', ours.officer],
      ['approver', ours.approver],
      ['commissioner', commissioner],
      ['admin', ours.admin],
      ['duty', duty],
    ];
    for (const [role, person] of staff) {
      expect(await everythingFor(role, person, walked)).toEqual([]);
      for (const each of ['public', 'session:use', ...PERMISSIONS_OF[role]]) walked.add(each);
    }
    // The walk finds it where it may be found.
    expect(await everythingFor('safeguarding', ours.safeguarding)).not.toEqual([]);
  }, 180_000);

  it('tells the team that something waits, and nobody else anything', async () => {
    await until(async () => (await rows<{n: number}>(`SELECT count(*)::int AS n FROM outbox_event`))[0]?.n === 0);
    const told = await rows<{id: string; said: string}>(
      `SELECT person_id AS id, subject || body || path || data AS said FROM notice WHERE template = 'concern_waiting'`,
    );
    expect(new Set(told.map(({id}) => id))).toEqual(new Set([ours.safeguarding.personId]));
    expect(told.map(({said}) => said).join()).not.toMatch(
      new RegExp(`${MARKED}|${ids.concern}|${ours.pa.person.name}`),
    );
  });

  it('tells the duty officer whose coming visits to look at, not why, and keeps that they looked', async () => {
    expect(await visitsOfDuty()).toContain(ours.holder.name);
    const [looked] = await rows<{n: number}>(
      `SELECT count(*)::int AS n FROM audit_entry WHERE actor_id = $1 AND action = 'visits.looked_at'`,
      [duty.personId],
    );
    expect(looked?.n).toBeGreaterThan(0);
    for (const person of [ours.officer, ours.pa.person, ours.holder]) {
      expect((await new Visitor(pages, person).get('/duty/visits')).status).toBe(403);
    }
  });

  it('leaves the person with what everybody sees: not currently listed', async () => {
    const page = await new Visitor(pages, ours.pa.person).get('/work/register');
    expect(page.text).toMatch(/not currently listed/i);
    expect(page.text).not.toMatch(/concern|safeguarding|suspen/i);
    // Nobody else puts it up again, not even by an appeal; the team does.
    for (const person of [ours.officer, ours.approver]) {
      await scenario.call(person, 'delete', `/members/${ours.pa.memberId}/suspension`).expect(403);
    }
    const entry = {kind: 'listing', fact: 'restored', on_day: londonDay(new Date()), text: 'It was somebody else.'};
    await scenario.call(ours.safeguarding, 'post', `/concerns/${ids.concern}/entries`, entry).expect(201);
    expect((await stranger.get(`/listings/${ours.pa.id}`)).status).toBe(200);
  });
});

describe('a complaint', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let officer: Visitor;

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    pages = await startPages(scenario.database, scenario.api.clock);
    officer = new Visitor(pages, await scenario.world.person(scenario.council, 'Olu Officer', ['officer']));
  }, 60_000);
  afterAll(async () => {
    await pages.close();
    await scenario.close();
  });

  const said = {about: 'support', text: MARKED, name: 'Carl Complainer', contact: '01632 960123'};

  it('goes to the officers, and on to the safeguarding team alone when it is about safety after all', async () => {
    const anybody = new Visitor(pages, null);
    expect((await anybody.get('/complaint')).html).toContain('href="/concern"');
    expect((await anybody.post('/complaint', {...said, text: ''})).linkedErrors).toEqual([
      'Enter what went wrong (#text)',
    ]);
    for (let each = 0; each < 2; each += 1) expect((await anybody.post('/complaint', said)).status).toBe(303);
    const list = (await officer.get('/council/complaints')).html;
    const [first, second] = [...list.matchAll(/\/council\/complaints\/[0-9a-f-]{36}/g)].map(([path]) => path);
    expect((await officer.get(String(first))).text).toContain(MARKED);
    expect((await officer.post(String(first), {answer: ''})).linkedErrors).toEqual([
      'Enter what was answered (#answer)',
    ]);
    expect((await officer.post(String(first), {answer: 'We are sorry.'})).status).toBe(303);
    expect((await officer.post(`${second}/pass-on`)).status).toBe(303);
    expect((await officer.get(String(second))).html).not.toContain(MARKED);
    expect((await officer.post(`${second}/pass-on`)).status).toBe(409);
    const kept = await scenario.world.owner.query<object[]>(
      `SELECT source, text, reporter FROM concern WHERE source = 'complaint'`,
    );
    expect(kept).toEqual([{source: 'complaint', text: MARKED, reporter: said.name}]);
  });

  it('is not sent by the hundred', async () => {
    const anybody = new Visitor(pages, null);
    await anybody.get('/concern/tell');
    const statuses: number[] = [];
    for (let each = 0; each < 21; each += 1) statuses.push((await anybody.post('/concern/tell', {})).status);
    expect(statuses.slice(0, 20).every((status) => status === 400)).toBe(true);
    expect(statuses[20]).toBe(429);
  });
});
