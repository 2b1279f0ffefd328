import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {DiscoveryModule, DiscoveryService} from '@nestjs/core';
import {MEMBER_ROLES, PERMISSIONS_OF, type MemberRole, type Permission} from '@app/identity';
import {londonDay} from '@app/kernel';
import {routesOf} from '../../../apps/standalone/src/commands/routes.js';
import {isMachinePath} from '../../../apps/web/src/paths.js';
import {NOT_HELD, tenantTables} from '../../support/catalogue.js';
import {furnish, type FullCouncil} from '../../support/everything.js';
import {EXAMPLES} from '../../support/examples.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';
import {PROFILE, seedPostcode} from '../listings/profile.js';

/** What belongs to an organisation or hangs on its listing, by the table that holds it. */
const THEIRS = [
  'booking',
  'conversation',
  'engagement',
  'listing',
  'listing_change',
  'member',
  'offer',
  'offer_session',
  'organisation',
  'organisation_invitation',
  'person',
  'visit',
] as const;

const today = londonDay(new Date());
/** Bodies of programs that are well formed, where there has to be one to get as far as the record. */
const BODIES: Readonly<Record<string, object>> = {
  'PUT /listings/mine/availability': {patterns: [], exceptions: []},
  'POST /listings/mine/offers': {kind: 'group', title: 'Lunch club', price_pence: 800, capacity: 12},
  'PUT /listings/mine/profile': {...PROFILE, gender: undefined},
  'PUT /listings/mine/rates': {starts_on: today, rates: [{band: 'weekday', unit: 'hour', rate_pence: 1_450}]},
  'PUT /listings/mine/services': {services: ['shopping']},
};
const [YEAR = '', MONTH = '', DAY = ''] = today.split('-');
const FORM = {role: 'worker', 'from_on-day': DAY, 'from_on-month': MONTH, 'from_on-year': YEAR};

/** Whoever belongs to it may read these: the archive of what others could see, and who meets people. */
const READ_WITHIN = /^GET \/(?:listing\/[^/]+\/versions|organisations\/[^/]+\/meets-people)/;

/** What each role is refused: its listing, or who belongs to it. What else roles may is in listings/team.spec.ts. */
const REFUSED: Record<MemberRole | 'stranger', RegExp> = {
  stranger: /^\/(?:listings\/mine|listing\/:|organisations\/:)/,
  lead: /^(?!)/,
  organiser: /^\/organisations\/:\w+\/(?:members\/|invitations|people\/|meets-people\/|workers\/)/,
  worker:
    /^\/(?:listings\/mine|listing\/:|organisations\/:\w+\/(?:members\/|invitations|people\/|meets-people\/|workers\/))/,
  bookkeeper:
    /^\/(?:listings\/mine|listing\/:|organisations\/:\w+\/(?:members\/|invitations|people\/|meets-people\/|workers\/))/,
};

/** Every route of programs and of pages that is about an organisation’s own, as who may not. */
describe('what belongs to an organisation', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let ours: FullCouncil;
  let ids: Record<string, string>;

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true, variables: {RATE_LIMIT: '1000000'}});
    await seedPostcode(scenario.world);
    ours = await furnish(scenario, scenario.council);
    pages = await startPages(scenario.database, scenario.api.clock, {}, [DiscoveryModule]);
    ids = {};
    for (const table of THEIRS) {
      const [row] = await owner<{id: string}>(`SELECT id FROM ${table} WHERE council_id = $1 ORDER BY id LIMIT 1`, [
        scenario.council,
      ]);
      ids[table] = row?.id ?? '';
    }
    const [firm] = await owner<{id: string}>(`SELECT organisation_id AS id FROM listing WHERE id = $1`, [
      ours.provider.id,
    ]);
    Object.assign(ids, {listing: ours.provider.id, organisation: firm?.id, person: ours.provider.person.personId});
  }, 60_000);
  afterAll(async () => {
    await pages.close();
    await scenario.close();
  });

  const owner = <T>(sql: string, values: unknown[] = []) => scenario.world.owner.query<T[]>(sql, values);
  const may = (permission: string | null) =>
    permission === 'session:use' || PERMISSIONS_OF.provider.includes(permission as Permission);

  async function everything(): Promise<string> {
    const kept: string[] = [];
    for (const table of await tenantTables(scenario.world.owner)) {
      if (table in NOT_HELD || table === 'session') continue;
      const [row] = await owner<{sum: string}>(
        `SELECT md5(string_agg(t::text, ' ' ORDER BY t::text)) AS sum FROM ${table} t WHERE council_id = $1`,
        [scenario.council],
      );
      kept.push(`${table} ${row?.sum ?? ''}`);
    }
    return kept.join('\n');
  }

  /** The path with the organisation’s own ids where it names them, and otherwise each kind of record in turn. */
  function pathsOf(path: string): string[] {
    const known = path
      .replace(/^\/listing\/:\w+/, `/listing/${ids.listing}`)
      .replace(/^\/organisations\/:\w+/, `/organisations/${ids.organisation}`)
      .replace(':offer', ids.offer ?? '')
      .replace(':session', ids.offer_session ?? '')
      .replace(':person', ids.person ?? '')
      .replace(':invitation', ids.organisation_invitation ?? '');
    if (!known.includes(':')) return [known];
    return Object.values(ids).map((id) => known.replace(/:\w+/g, id));
  }

  async function tried(person: TestPerson, about: RegExp): Promise<string[]> {
    const wrong: string[] = [];
    let walked = 0;
    const note = (where: string, status: number) => {
      walked += 1;
      if (status !== 403 && status !== 404) wrong.push(`${where}: ${status}`);
    };
    for (const route of scenario.api.routes().filter((each) => about.test(each.path) && may(each.permission))) {
      for (const path of pathsOf(route.path)) {
        const body =
          {...BODIES, ...EXAMPLES}[`${route.method} ${route.path}`] ?? (route.method === 'POST' ? {} : undefined);
        const own = path.startsWith('/listings/mine') ? `${path}?listing_id=${ids.listing}` : path;
        note(`${route.method} ${own}`, (await scenario.call(person, route.call, own, body)).status);
      }
    }
    const visitor = new Visitor(pages, person);
    const shown = routesOf(pages.app.get(DiscoveryService, {strict: false})).filter(
      ({path, permission}) => !isMachinePath(path) && about.test(path) && may(permission),
    );
    for (const {method, path} of shown) {
      for (const each of pathsOf(path)) {
        const answer = method === 'GET' ? await visitor.get(each) : await visitor.post(each, FORM);
        note(`${method} ${each} (page)`, answer.status);
      }
    }
    expect(walked).toBeGreaterThan(10);
    return wrong;
  }

  it('is not there for who leads another organisation, and stays as it is', async () => {
    const other = await scenario.provider();
    const before = await everything();
    expect(await tried(other.person, REFUSED.stranger)).toEqual([]);
    expect(await everything()).toBe(before);
  }, 120_000);

  it.each(MEMBER_ROLES.filter((role) => role !== 'lead'))(
    'is not for a %s of it to change where its role does not say so',
    async (role) => {
      const person = await scenario.world.person(scenario.council, `Member ${role}`, ['provider']);
      await scenario.world.add('organisation_member', {
        ...{council_id: scenario.council, organisation_id: ids.organisation, person_id: person.personId, role},
      });
      const before = await everything();
      expect((await tried(person, REFUSED[role])).filter((each) => !READ_WITHIN.test(each))).toEqual([]);
      expect(await everything()).toBe(before);
    },
    120_000,
  );

  it('is not there for who joined under an invitation that was made for somebody else', async () => {
    const other = await scenario.world.person(scenario.council, 'Not Asked', ['provider']);
    for (const answer of ['accept', 'decline']) {
      await scenario
        .call(other, 'post', `/invitations/${ids.organisation_invitation ?? randomUUID()}/${answer}`)
        .expect(404);
    }
  });
});
