import {randomBytes} from 'node:crypto';
import {afterAll, beforeAll, expect, it} from '@jest/globals';
import {DiscoveryModule, DiscoveryService} from '@nestjs/core';
import {CommunityFacts} from '@app/directory';
import {PERMISSIONS_OF, type Permission, type Role} from '@app/identity';
import {UnitOfWork} from '@app/platform';
import {routesOf, type Route} from '../../../apps/standalone/src/commands/routes.js';
import {isMachinePath} from '../../../apps/web/src/paths.js';
import {furnish, type FullCouncil} from '../../support/everything.js';
import {formsOf, lost, type FilledForm} from '../../support/forms.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';

let scenario: Scenario;
let pages: PagesApp;
let ours: FullCouncil;

beforeAll(async () => {
  const variables = {FILES_KEY: randomBytes(24).toString('base64')};
  scenario = await Scenario.open({variables});
  ours = await furnish(scenario, scenario.council);
  pages = await startPages(scenario.database, scenario.api.clock, variables, [DiscoveryModule]);
}, 60_000);
afterAll(async () => {
  await pages.close();
  await scenario.close();
});

const patternOf = (path: string) => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`);

it('every form of the marketplace that can be reached refuses what cannot be, says so on top, and keeps all that was typed and chosen', async () => {
  const routes = routesOf(pages.app.get(DiscoveryService, {strict: false})).filter(({path}) => !isMachinePath(path));
  const reached = {pages: new Set<string>(), forms: new Set<string>()};
  const wrong: string[] = [];
  const more = await nextTo(ours);
  for (const [role, person] of peopleOf(ours)) {
    const visitor = new Visitor(pages, person);
    const waiting = routes.filter((route) => route.method === 'GET' && may(role, route) && !route.path.includes(':'));
    const paths = [...waiting.map(({path}) => path), ...more];
    for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
      const route = routeOf(routes, 'GET', path);
      if (!route || reached.pages.has(route.path) || !may(role, route) || path.includes('csv')) continue;
      const page = await visitor.get(path);
      if (page.location.startsWith('/')) paths.push(page.location);
      if (page.status !== 200) continue;
      reached.pages.add(route.path);
      for (const [, href = ''] of page.html.matchAll(/ href="(\/[^"#]*)/g)) paths.push(href.replaceAll('&amp;', '&'));
      for (const form of formsOf(page.html, path)) {
        const sent = routeOf(routes, 'POST', form.action);
        if (!sent || reached.forms.has(sent.path) || Object.keys(form.typed).length === 0) continue;
        reached.forms.add(sent.path);
        const answer = await send(visitor, form);
        const left = lost(answer.html, form);
        if (answer.status >= 500 || (answer.status >= 400 && (left.length > 0 || answer.errors.length === 0))) {
          wrong.push(
            `${role}: ${path} -> ${sent.path}: ${answer.status}, lost ${left.join(' ')}, ${answer.errors.length} errors`,
          );
        }
      }
    }
  }
  const missed = MUST_REACH.filter((path) => !reached.forms.has(path));
  expect({missed, wrong}).toEqual({missed: [], wrong: []});
  expect(reached.forms.size).toBeGreaterThan(70);
}, 200_000);

/** What a page leads to only when something stands there: said by name, so that it is not passed over in silence. */
const MUST_REACH = [
  ...['/listing/:id/hours', '/listing/:id/extra', '/listing/:id/away', '/groups/manage/:token'],
  ...['/organisations/:id/meets-people', '/organisations/:id/people', '/organisations/:id/people/:person/role'],
];

/** What no page that is open to them leads to as it stands: a conversation that goes on, an advert that shows, a draft. */
async function nextTo({officer, pa, provider, id}: FullCouncil): Promise<string[]> {
  const {owner} = scenario.world;
  const first = async (table: string) =>
    (await owner.query<{id: string}[]>(`SELECT id FROM ${table} WHERE council_id = $1 LIMIT 1`, [id]))[0]?.id ?? '';
  await owner.query(`UPDATE conversation_block SET lifted_at = now(), lifted_by = blocked_by`);
  await scenario.call(officer, 'post', `/council/adverts/${await first('advert')}/approve`).expect(200);
  const [entry, application] = [await first('community_listing'), await first('application')];
  const {app} = scenario.api;
  const link = await app.get(UnitOfWork).run(id, (tx) => app.get(CommunityFacts).link(tx, id, entry));
  const hours = ['hours', 'extra', 'away', 'offers', 'offers/new', 'area', 'rates', 'words', 'picture'];
  const steps = [
    '',
    '/check',
    '/withdraw',
    '/questions/phone',
    '/questions/born',
    '/referees/reference',
    '/referees/reference/1',
  ];
  const organisation = await first('organisation');
  return [
    ...[`/council/groups/${entry}`, `/groups/manage/${link}`, `/council/feedback/${await first('feedback')}`],
    ...[pa, provider].flatMap((listing) => hours.map((part) => `/listing/${listing.id}/${part}`)),
    ...[`/feedback/${pa.id}`, `/feedback/${provider.id}`, '/work/feedback'],
    ...steps.map((step) => `/apply/${application}${step}`),
    ...[`/organisations/${organisation}/people`, `/organisations/${organisation}/meets-people`],
    `/council/applications/${application}/people`,
  ];
}

async function send(visitor: Visitor, {action, fields, multipart}: FilledForm) {
  if (!multipart) return visitor.post(action, fields);
  return visitor.postFile(action, fields, {name: 'empty.pdf', content: Buffer.alloc(0)});
}

const routeOf = (routes: readonly Route[], method: string, path: string) => {
  const [only = ''] = path.split('?');
  const all = routes.filter((route) => route.method === method && patternOf(route.path).test(only));
  return all.find((route) => route.path === only) ?? all[0];
};

const may = (role: Role | null, {permission}: Route) =>
  permission === 'public' ||
  (role !== null && (permission === 'session:use' || PERMISSIONS_OF[role].includes(permission as Permission)));

/** Those who use the marketplace, and who looks after it. */
const peopleOf = (all: FullCouncil): [Role | null, TestPerson | null][] => [
  [null, null],
  ['holder', all.holder],
  ['pa', all.pa.person],
  ['provider', all.provider.person],
  ['officer', all.officer],
];
