import {DiscoveryService} from '@nestjs/core';
import {PERMISSIONS_OF, type Permission, type Role} from '@app/identity';
import {routesOf, type Route} from '../../apps/standalone/src/commands/routes.js';
import {isMachinePath} from '../../apps/web/src/paths.js';
import {formsOf, lost, type FilledForm} from './forms.js';
import type {PagesApp} from './pages-app.js';
import type {TestPerson} from './people.js';
import {Visitor} from './visitor.js';

/** Somebody who goes through the pages; nobody is who has not signed in. */
export type Walker = readonly [Role | null, TestPerson | null];

export interface WalkedForms {
  /** The routes to which they were sent. */
  forms: Set<string>;
  /** Those that took what cannot be, did not say so on top, or lost what was typed. */
  wrong: string[];
}

/**
 * Each person goes from page to page, by every link, and sends each form once, filled in without care.
 * @param next pages looked at each for itself, by everybody until somebody is let in: what no page that is open to them
 * leads to as it stands, and steps of which each asks something else
 */
export async function walkForms(
  pages: PagesApp,
  people: readonly Walker[],
  next: readonly string[],
): Promise<WalkedForms> {
  const routes = routesOf(pages.app.get(DiscoveryService, {strict: false})).filter(({path}) => !isMachinePath(path));
  const [seen, sentTo] = [new Set<string>(), new Set<string>()];
  const wrong: string[] = [];
  for (const [role, person] of people) {
    const visitor = new Visitor(pages, person);
    const waiting = routes.filter((route) => route.method === 'GET' && may(role, route) && !route.path.includes(':'));
    const paths = [...next, ...waiting.map(({path}) => path)];
    for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
      const route = routeOf(routes, 'GET', path);
      const place = next.includes(path) ? path : route?.path;
      if (!route || !place || seen.has(place) || !may(role, route) || path.includes('csv')) continue;
      const page = await visitor.get(path);
      if (page.location.startsWith('/')) paths.push(page.location);
      if (page.status !== 200) continue;
      seen.add(place).add(route.path);
      for (const [, href = ''] of page.html.matchAll(/ href="(\/[^"#]*)/g)) paths.push(href.replaceAll('&amp;', '&'));
      for (const form of formsOf(page.html, path)) {
        const sent = routeOf(routes, 'POST', form.action);
        const known = sentTo.has(next.includes(path) ? form.action : (sent?.path ?? ''));
        if (!sent || known || Object.keys(form.typed).length === 0) continue;
        sentTo.add(form.action).add(sent.path);
        const answer = await send(visitor, form);
        const left = lost(answer.html, form);
        const astray = leadNowhere(answer.html);
        const said = `${answer.status}, lost ${left.join(' ')}, ${answer.errors.length} errors, ${astray.join(' ')}`;
        const kept = left.length === 0 && answer.errors.length > 0 && astray.length === 0;
        if (answer.status >= 500 || (answer.status >= 400 && !kept)) {
          wrong.push(`${role}: ${path} -> ${sent.path}: ${said}`);
        }
      }
    }
  }
  return {forms: new Set(routes.map(({path}) => path).filter((path) => sentTo.has(path))), wrong};
}

/** Links of the error summary to a box that is not on the page. */
function leadNowhere(html: string): string[] {
  const list = /govuk-error-summary__list">(.*?)<\/ul>/s.exec(html)?.[1] ?? '';
  const links = [...list.matchAll(/ href="#([^"]*)"/g)].map(([, box = '']) => box);
  return links.filter((box) => !html.includes(` id="${box}"`));
}

async function send(visitor: Visitor, {action, fields, multipart}: FilledForm) {
  if (!multipart) return visitor.post(action, fields);
  return visitor.postFile(action, fields, {name: 'empty.pdf', content: Buffer.alloc(0)});
}

const patternOf = (path: string) => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`);

const routeOf = (routes: readonly Route[], method: string, path: string) => {
  const [only = ''] = path.split('?');
  const all = routes.filter((route) => route.method === method && patternOf(route.path).test(only));
  return all.find((route) => route.path === only) ?? all[0];
};

const may = (role: Role | null, {permission}: Route) =>
  permission === 'public' ||
  (role !== null && (permission === 'session:use' || PERMISSIONS_OF[role].includes(permission as Permission)));
