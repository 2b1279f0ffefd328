import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {DiscoveryModule, DiscoveryService} from '@nestjs/core';
import {PERMISSIONS_OF, type Permission, type Role} from '@app/identity';
import {routesOf} from '../../../apps/standalone/src/commands/routes.js';
import {furnish, type FullCouncil} from '../../support/everything.js';
import {isMachinePath} from '../../../apps/web/src/paths.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';

/** Pages and forms know nothing of another council, for anybody who may use them at home. */
describe('pages that name a record of another council', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let ours: FullCouncil;
  let theirs: FullCouncil;
  let ids: string[];

  beforeAll(async () => {
    scenario = await Scenario.open();
    ours = await furnish(scenario, scenario.council);
    theirs = await furnish(scenario, await scenario.world.council('derbyshire'));
    pages = await startPages(scenario.database, scenario.api.clock, {}, [DiscoveryModule]);
    const rows = await scenario.world.owner.query<{id: string}[]>(
      NAMED.map((table) => `(SELECT id FROM ${table} WHERE council_id = $1 ORDER BY id LIMIT 1)`).join(' UNION ALL '),
      [theirs.id],
    );
    ids = rows.map(({id}) => id);
  }, 60_000);
  afterAll(async () => {
    await pages.close();
    await scenario.close();
  });

  const people = (): [Role, TestPerson][] => [
    ['holder', ours.holder],
    ['pa', ours.pa.person],
    ['provider', ours.provider.person],
    ['officer', ours.officer],
    ['approver', ours.approver],
    ['admin', ours.admin],
    ['safeguarding', ours.safeguarding],
    ['duty', ours.duty],
    ['privacy', ours.privacy],
    ['finance', ours.finance],
  ];

  /** Every page and form by its address, with an id of nothing where it takes one. */
  const walked = () =>
    routesOf(pages.app.get(DiscoveryService, {strict: false}))
      .filter(({path, permission}) => !isMachinePath(path) && permission !== 'public')
      .map((route) => ({...route, path: route.path.replace(/:\w+/g, randomUUID())}))
      // Signing out comes last, or nobody would be signed in after it.
      .sort((a, b) => Number(a.path === '/sign-out') - Number(b.path === '/sign-out'));

  it('and all others are for those whose role has their permission, and for nobody who is signed out', async () => {
    const routes = walked();
    expect(routes.length).toBeGreaterThan(100);
    const wrong: string[] = [];
    const nobody = new Visitor(pages, null);
    await nobody.get('/sign-in');
    for (const {method, path, permission} of routes) {
      const {status, location} = method === 'GET' ? await nobody.get(path) : await nobody.post(path);
      const led = status === 303 && location.startsWith('/sign-in');
      if (!led && status !== 401) wrong.push(`signed out: ${method} ${path} (${permission}) ${status} ${location}`);
    }
    for (const [role, person] of people()) {
      const visitor = new Visitor(pages, person);
      for (const {method, path, permission} of routes) {
        if (permission === 'session:use' || PERMISSIONS_OF[role].includes(permission as Permission)) continue;
        const {status} = method === 'GET' ? await visitor.get(path) : await visitor.post(path);
        if (status !== 403) wrong.push(`${role}: ${method} ${path} (${permission}) ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('are not found', async () => {
    const routes = routesOf(pages.app.get(DiscoveryService, {strict: false})).filter(
      ({path, permission}) => !path.startsWith('/api/') && path.includes(':') && permission !== 'public',
    );
    expect(routes.length).toBeGreaterThan(30);
    const wrong: string[] = [];
    for (const [role, person] of people()) {
      const visitor = new Visitor(pages, person);
      const own = routes.filter(
        ({permission}) => permission === 'session:use' || PERMISSIONS_OF[role].includes(permission as Permission),
      );
      for (const route of own) {
        for (const id of ids) {
          const path = route.path.replace(':requirement', 'insurance').replace(/:\w+/g, id);
          const isGet = route.method === 'GET';
          const {status, html, location} = isGet ? await visitor.get(path) : await visitor.post(path);
          // Back to the step before, which is asked here too.
          if (isGet && status === 303 && location.includes(id)) continue;
          const leaks = [theirs.pa.person.name, theirs.holder.name].filter((name) => html.includes(name));
          if (status !== 404 || leaks.length) wrong.push(`${role}: ${route.method} ${path} ${status} ${leaks.join()}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 400_000);
});

const NAMED = [
  'advert',
  'appeal',
  'application',
  'booking',
  'budget_line',
  'complaint',
  'concern',
  'conversation',
  'conversation_report',
  'data_request',
  'engagement',
  'enquiry',
  'evidence',
  'listing',
  'listing_change',
  'member',
  'notice',
  'sanction',
  'scheme_version',
  'training_course',
  'visit',
] as const;
