import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {PERMISSIONS_OF, type Permission, type Role} from '@app/identity';
import {londonDay} from '@app/kernel';
import {NOT_HELD, tenantTables} from '../../support/catalogue.js';
import {furnish, type FullCouncil} from '../../support/everything.js';
import {EXAMPLES} from '../../support/examples.js';
import type {TestPerson} from '../../support/people.js';
import {at, booking, Scenario, terms} from '../../support/scenario.js';

/** What belongs to one person, or is about them: nobody else of the public knows of it, in the same council either. */
const SOMEBODYS = [
  'advert',
  'appeal',
  'application',
  'booking',
  'budget',
  'budget_line',
  'budget_review',
  'conversation',
  'conversation_report',
  'engagement',
  'evidence',
  'fund_statement',
  'pool_member',
  'surplus_letter',
  'listing_change',
  'member',
  'notice',
  'person',
  'purchase',
  'proposal',
  'representation',
  'support_plan',
  'visit',
  'visit_change',
  'engagement_version',
  'support_pause',
  'cover_request',
  'cover_ask',
] as const;

let scenario: Scenario;
let ours: FullCouncil;
let theirs: FullCouncil;
/** An id of each of their tables that a path may name. */
let ids: Record<string, string>;
let before: string;

beforeAll(async () => {
  scenario = await Scenario.open();
  ours = await furnish(scenario, scenario.council);
  theirs = await furnish(scenario, await scenario.world.council('derbyshire'));
  ids = await idsOf(theirs.id);
  before = await everythingOf(theirs.id);
});
afterAll(async () => {
  expect(await everythingOf(theirs.id)).toBe(before);
  await scenario.close();
});

const NAMED = [
  'advert',
  'allocation_import',
  'appeal',
  'application',
  'approval_condition',
  'booking',
  'budget',
  'budget_line',
  'budget_period',
  'budget_review',
  'community_listing',
  'complaint',
  'concern',
  'conversation',
  'conversation_report',
  'data_request',
  'directory_import',
  'engagement',
  'enquiry',
  'evidence',
  'fund_statement',
  'fund_use',
  'hour_pool',
  'listing',
  'listing_change',
  'member',
  'member_course',
  'notice',
  'organisation',
  'organisation_invitation',
  'person',
  'pool_member',
  'purchase',
  'purchase_sample',
  'proposal',
  'sampled_purchase',
  'sanction',
  'scheme_version',
  'support_plan',
  'surplus_letter',
  'training_course',
  'visit',
  'visit_change',
] as const;

async function idsOf(council: string, tables: readonly string[] = NAMED): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const table of tables) {
    const [row] = await scenario.world.owner.query<{id: string}[]>(
      `SELECT id FROM ${table} WHERE council_id = $1 ORDER BY id LIMIT 1`,
      [council],
    );
    found[table] = row?.id ?? '';
  }
  return found;
}

/** All that is kept of a council, to see that nothing changed. */
async function everythingOf(council: string, but: readonly string[] = []): Promise<string> {
  const kept: string[] = [];
  for (const table of await tenantTables(scenario.world.owner)) {
    if (table in NOT_HELD || but.includes(table)) continue;
    const [row] = await scenario.world.owner.query<{sum: string}[]>(
      `SELECT md5(string_agg(t::text, ' ' ORDER BY t::text)) AS sum FROM ${table} t WHERE council_id = $1`,
      [council],
    );
    kept.push(`${table} ${row?.sum ?? ''}`);
  }
  return kept.join('\n');
}

/** Our people by their role. */
const people = (): [Role, TestPerson][] => [
  ['holder', ours.holder],
  ['nominated', ours.nominated],
  ['pa', ours.pa.person],
  ['provider', ours.provider.person],
  ['officer', ours.officer],
  ['approver', ours.approver],
  ['admin', ours.admin],
  ['safeguarding', ours.safeguarding],
  ['duty', ours.duty],
  ['privacy', ours.privacy],
  ['finance', ours.finance],
  ['isf', ours.isf],
];

describe('ids of another council', () => {
  it('are unknown on every route that takes one, to everybody who may use the route', async () => {
    const routes = scenario.api.routes().filter(({path, permission}) => path.includes(':') && permission !== 'public');
    expect(routes.length).toBeGreaterThan(10);
    for (const route of routes) {
      const everybody = route.permission === 'session:use';
      const who = people().filter(
        ([role]) => everybody || PERMISSIONS_OF[role].includes(route.permission as Permission),
      );
      expect({route: route.path, somebody: who.length > 0}).toEqual({route: route.path, somebody: true});
      // Each id on each route once, by one after the other of those who may use it.
      for (const [place, [, person]] of who.entries()) {
        const own = Object.entries(ids).filter((_each, index) => index % who.length === place);
        const tries = own.map(async ([table, id]) => {
          const path = route.path.replace(':requirement', 'insurance').replace(/:\w+/g, id);
          const body = EXAMPLES[`${route.method} ${route.path}`] ?? (route.method === 'POST' ? {} : undefined);
          const sent = await scenario.call(person, route.call, path, body);
          const where = `${person.name}: ${route.method} ${route.path}, an id of ${table}`;
          expect({where, status: sent.status, problem: sent.body as object}).toMatchObject({
            where,
            status: 404,
            problem: {code: 'NOT_FOUND'},
          });
        });
        await Promise.all(tries);
      }
    }
  }, 300_000);

  it('are unknown in what is sent: listings, lines, agreements, people, memberships, schemes', async () => {
    const times = [at(4, 2, '09:00'), at(4, 2, '10:00')] as const;
    const own = booking(ours.provider, ours.line, ...times);
    const sent: [TestPerson, string, object, number][] = [
      [ours.holder, '/bookings', booking(theirs.provider, ours.line, ...times), 404],
      [ours.holder, '/bookings', booking(ours.provider, theirs.line, ...times), 404],
      [ours.holder, '/bookings', {...own, engagement_id: theirs.engagement}, 422],
      [ours.holder, '/bookings/quote', booking(theirs.provider, ours.line, ...times), 404],
      [ours.holder, '/bookings/quote', booking(ours.provider, theirs.line, ...times), 404],
      [ours.holder, '/engagements', terms(theirs.pa), 404],
      [ours.pa.person, '/listings', {member_id: ids.member}, 404],
      [ours.officer, '/applications', {kind: 'pa', person_id: theirs.holder.personId}, 404],
      [ours.officer, '/applications', {kind: 'business', organisation_id: ids.organisation}, 404],
    ];
    for (const [person, path, body, expected] of sent) {
      const {status, text} = await scenario.call(person, 'post', path, body);
      expect({path, body, status, text}).toMatchObject({status: expected});
      expect(text).not.toContain(theirs.pa.person.name);
    }
    // What a made-up id gets, to the letter.
    const made = {...own, engagement_id: '0190a6d2-0000-7000-8000-000000000000'};
    const [theirsSaid, madeSaid] = await Promise.all(
      [{...own, engagement_id: theirs.engagement}, made].map((body) =>
        scenario.call(ours.holder, 'post', '/bookings', body),
      ),
    );
    expect(theirsSaid?.body).toEqual(madeSaid?.body);
    await scenario.call(ours.pa.person, 'get', `/listings/mine?listing_id=${theirs.pa.id}`).expect(404);
  });

  it('are in no list', async () => {
    const day = londonDay(new Date());
    const lists = ['/budgets', '/engagements', `/visits?from=${day}&to=2099-01-01`, '/applications'];
    let seen = 0;
    for (const [, person] of people()) {
      for (const path of lists) {
        const {status, text} = await scenario.call(person, 'get', path);
        if (status === 403) continue;
        expect({path, status}).toEqual({path, status: 200});
        seen += 1;
        for (const id of Object.values(ids)) expect(text).not.toContain(id);
      }
    }
    expect(seen).toBeGreaterThan(8);
  });
});

/** Of the same council and with the same roles, but neither whose it is nor who acts for them. */
describe('ids of another person', () => {
  it('are unknown on every route that takes one, to everybody of the public who may use the route', async () => {
    const {council} = scenario;
    const somebodys = await idsOf(council, SOMEBODYS);
    const strangers: [Role, TestPerson][] = [
      ['holder', await scenario.holder(council)],
      ['pa', (await scenario.pa(council)).person],
      ['provider', (await scenario.provider(2, council)).person],
    ];
    const kept = await everythingOf(council, ['session']);
    const wrong: string[] = [];
    const routes = scenario.api.routes().filter(({path, permission}) => path.includes(':') && permission !== 'public');
    for (const route of routes) {
      for (const [role, person] of strangers) {
        const {permission} = route;
        if (permission !== 'session:use' && !PERMISSIONS_OF[role].includes(permission as Permission)) continue;
        const tries = Object.entries(somebodys).map(async ([table, id]) => {
          const path = route.path.replace(':requirement', 'insurance').replace(/:\w+/g, id);
          const body = EXAMPLES[`${route.method} ${route.path}`] ?? (route.method === 'POST' ? {} : undefined);
          const {status} = await scenario.call(person, route.call, path, body);
          if (status !== 404) wrong.push(`${role}: ${route.method} ${route.path}, an id of ${table}: ${status}`);
        });
        await Promise.all(tries);
      }
    }
    expect(wrong).toEqual([]);
    expect(await everythingOf(council, ['session'])).toBe(kept);
  }, 300_000);
});
