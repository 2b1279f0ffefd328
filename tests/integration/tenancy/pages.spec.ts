import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {DiscoveryModule, DiscoveryService} from '@nestjs/core';
import {PERMISSIONS_OF, permissionsOf, ROLES, type Permission, type Principal, type Role} from '@app/identity';
import {routesOf, type Route} from '../../../apps/standalone/src/commands/routes.js';
import {furnish, type FullCouncil} from '../../support/everything.js';
import {CORNER, EVERYBODY, navigationOf, placeOf} from '../../../apps/web/src/navigation.js';
import {isMachinePath} from '../../../apps/web/src/paths.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import {NAMED} from '../../support/named-records.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';

/** Pages and forms know nothing of another council, for anybody who may use them at home. */
describe('pages that name a record of another council', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let ours: FullCouncil;
  let theirs: FullCouncil;
  /** By table, an id of ours and one of theirs. */
  let ids: Map<string, {own: string; other: string}>;

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    ours = await furnish(scenario, scenario.council);
    theirs = await furnish(scenario, await scenario.world.council('derbyshire'));
    pages = await startPages(scenario.database, scenario.api.clock, {}, [DiscoveryModule]);
    const [own, other] = [await idsOf(ours.id), await idsOf(theirs.id)];
    ids = new Map(NAMED.map((table) => [table, {own: own.get(table) ?? '', other: other.get(table) ?? ''}]));
  }, 60_000);
  afterAll(async () => {
    await pages.close();
    await scenario.close();
  });

  async function idsOf(council: string): Promise<Map<string, string>> {
    const rows = await scenario.world.owner.query<{table: string; id: string}[]>(
      NAMED.map(
        (table) => `(SELECT '${table}' AS table, id FROM ${table} WHERE council_id = $1 ORDER BY id LIMIT 1)`,
      ).join(' UNION ALL '),
      [council],
    );
    return new Map(rows.map(({table, id}) => [table, id]));
  }

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
    // Each route once, and for each role each permission that it lacks.
    const tried = new Set<string>();
    for (const [role, person] of people()) {
      const visitor = new Visitor(pages, person);
      for (const {method, path, permission} of routes) {
        if (permission === 'session:use' || PERMISSIONS_OF[role].includes(permission as Permission)) continue;
        const [route, lack] = [`${method} ${path}`, `${role} ${permission}`];
        if (tried.has(route) && tried.has(lack)) continue;
        tried.add(route).add(lack);
        const {status} = method === 'GET' ? await visitor.get(path) : await visitor.post(path);
        if (status !== 403) wrong.push(`${role}: ${method} ${path} (${permission}) ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('and all others mark their place in the menu, for whoever may open them', () => {
    const shown = routesOf(pages.app.get(DiscoveryService, {strict: false})).filter(
      ({path}) => !isMachinePath(path) && !NO_PLACE.test(path),
    );
    const lost = shown.flatMap(({method, path, permission}) =>
      [null, ...ROLES]
        .filter((role) => permission === 'public' || (role && permissionsOf([role]).has(permission as Permission)))
        .filter((role) => !isMarked(role, path))
        .map((role) => `${role ?? 'signed out'}: ${method} ${path}`),
    );
    expect(shown.length).toBeGreaterThan(300);
    expect(lost).toEqual([]);
  });

  /** Which kind of record each address is about: the first of ours that it shows to somebody who may use it. */
  async function tablesOf(shown: readonly Route[], visitors: readonly Walker[]): Promise<Map<string, string>> {
    const tables = new Map<string, string>();
    for (const route of shown) {
      const address = recordOf(route.path);
      if (tables.has(address)) continue;
      const [first] = visitors.filter(({role}) => may(role, route));
      for (const [table, {own}] of first ? likeliestFirst(address) : []) {
        if ((await first?.visitor.get(pathOf(route.path, own)))?.status === 404) continue;
        tables.set(address, table);
        break;
      }
    }
    return tables;
  }

  /** Every kind of record; those that an address seems to speak of come first, as most walks end there. */
  function likeliestFirst(address: string) {
    const shared = ([table]: [string, unknown]) =>
      table.split('_').filter((word) => address.includes(word.slice(0, -1))).length;
    return [...ids].sort((a, b) => shared(b) - shared(a));
  }

  /** All routes of pages that name a record, and which kind of record that is. */
  async function named(): Promise<{routes: Route[]; tables: Map<string, string>; visitors: Walker[]}> {
    const routes = routesOf(pages.app.get(DiscoveryService, {strict: false})).filter(
      ({path, permission}) => !path.startsWith('/api/') && path.includes(':') && permission !== 'public',
    );
    expect(routes.length).toBeGreaterThan(30);
    const visitors = people().map(([role, person]) => ({role, visitor: new Visitor(pages, person)}));
    known ??= await tablesOf(
      routes.filter(({method}) => method === 'GET'),
      visitors,
    );
    expect(known.size).toBeGreaterThan(30);
    return {routes, tables: known, visitors};
  }
  let known: Map<string, string> | undefined;

  const ask = ({visitor}: Walker, method: string, path: string) =>
    method === 'GET' ? visitor.get(path) : visitor.post(path);

  it('are not found', async () => {
    const {routes, tables, visitors} = await named();
    const tried = new Set<string>();
    const wrong: string[] = [];
    for (const walker of visitors) {
      for (const route of routes.filter((each) => may(walker.role, each))) {
        const table = tables.get(recordOf(route.path));
        // Whoever comes first tries a person too, or every kind where none of ours is shown; what others may do is walked above.
        const first = table ? [table, 'person'] : NAMED;
        const some = tried.has(route.path) ? first.slice(0, 1) : first;
        tried.add(route.path);
        for (const each of some) {
          const id = ids.get(each)?.other ?? '';
          const path = pathOf(route.path, id);
          const {status, html, location} = await ask(walker, route.method, path);
          // Back to the step before, which is asked here too.
          if (route.method === 'GET' && status === 303 && location.includes(id)) continue;
          const leaks = [theirs.pa.person.name, theirs.holder.name].filter((name) => html.includes(name));
          if (status !== 404 || leaks.length) {
            wrong.push(`${walker.role}: ${route.method} ${path} ${status} ${leaks.join()}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 400_000);

  it('are not found either by somebody of our own council whom the record is not about', async () => {
    const {routes, tables} = await named();
    const {world, council} = scenario;
    // Who acts for somebody, and a carer, may use what a holder may.
    const others: [Role, TestPerson][] = [
      ['holder', await scenario.holder()],
      ['broker', await world.person(council, 'Nobodys Broker', ['broker'])],
      ['pa', (await scenario.pa()).person],
      ['provider', (await scenario.provider()).person],
    ];
    const wrong: string[] = [];
    let walked = 0;
    for (const [role, person] of others) {
      const walker = {role, visitor: new Visitor(pages, person)};
      for (const route of routes.filter((each) => may(role, each) && !FOR_ANYBODY.test(each.path))) {
        const table = tables.get(recordOf(route.path));
        const id = table && ids.get(table)?.own;
        if (!id) continue;
        walked += 1;
        const {status, html, location} = await ask(walker, route.method, pathOf(route.path, id));
        if (route.method === 'GET' && status === 303 && location.includes(id)) continue;
        const leaks = html.includes(ours.holder.name);
        if (status !== 404 || leaks) wrong.push(`${role}: ${route.method} ${route.path} (${table}) ${status} ${leaks}`);
      }
    }
    expect(walked).toBeGreaterThan(60);
    expect(wrong).toEqual([]);
  }, 200_000);

  it('are shown to who acts for the person as to the person, while they act, and to no other relation', async () => {
    const {routes, tables} = await named();
    const {world, council} = scenario;
    const helper = await world.person(council, 'Helping Person', []);
    await world.represents(council, helper, ours.holder, 'nominated');
    const [holder, acting] = [new Visitor(pages, ours.holder), new Visitor(pages, helper)];
    const shown: string[] = [];
    for (const route of routes.filter((each) => each.method === 'GET' && may('holder', each))) {
      const id = ids.get(tables.get(recordOf(route.path)) ?? '')?.own;
      if (!id || OWN_SESSION.test(route.path) || FOR_ANYBODY.test(route.path)) continue;
      const path = pathOf(route.path, id);
      if ((await holder.get(path)).status === 200) shown.push(path);
    }
    expect(shown.length).toBeGreaterThan(10);
    const statuses = async () => {
      const found = new Map<number, string[]>();
      for (const path of shown) {
        const {status} = await acting.get(path);
        found.set(status, [...(found.get(status) ?? []), path]);
      }
      return Object.fromEntries(found);
    };
    // Before they say for whom they act they have no part in any of it.
    expect(await statuses()).not.toHaveProperty('200');
    expect((await acting.post('/acting', {person: ours.holder.personId})).status).toBe(303);
    expect(await statuses()).toEqual({200: shown});
    await world.owner.query(`UPDATE representation SET ends_on = current_date - 1 WHERE representative_id = $1`, [
      helper.personId,
    ]);
    expect(await statuses()).not.toHaveProperty('200');
  }, 200_000);
});

/** Help beside the menu, the foot of each page, what somebody without an account was sent, files, what is passed through. */
const NO_PLACE = new RegExp(
  `^/(?:${[
    ...['help', 'privacy', 'accessibility', 'cookies', 'concern', 'complaint', 'safeguarding', 'easy-read'],
    ...['sign-in', 'sign-out', 'open-account', 'reference', 'language', 'words', 'work/offline', 'work/sw.js'],
    'council/lapses.csv',
  ].join('|')})(?:/|$)`,
);

function isMarked(role: Role | null, path: string): boolean {
  const viewer = {roles: role ? [role] : [], permissions: permissionsOf(role ? [role] : []), actingFor: null};
  const own = role ? navigationOf(viewer as unknown as Principal).flatMap(({places}) => places) : [];
  return placeOf([...own, ...EVERYBODY, ...CORNER], path) !== undefined;
}

interface Walker {
  role: Role;
  visitor: Visitor;
}

const may = (role: Role, {permission}: Route) =>
  permission === 'session:use' || PERMISSIONS_OF[role].includes(permission as Permission);

/** The part of an address that names the record: what stands beyond it is done to the same one. */
const recordOf = (path: string) => /^.*?:\w+/.exec(path)?.[0] ?? path;

const pathOf = (path: string, id: string) => path.replace(':requirement', 'insurance').replace(/:\w+/g, id);

/** What everybody who may look at it at all sees alike: listings, adverts to answer, and what begins with a listing. */
const FOR_ANYBODY = /^\/(?:listings|work\/adverts)\/:/;
/** One's own account and messages, and who acts for oneself, which nobody sees to for somebody else. */
const OWN_SESSION = /^\/(?:security|messages|acting|who-acts-for-me)\b/;
