import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {DiscoveryModule, DiscoveryService} from '@nestjs/core';
import {PERMISSIONS_OF, type Permission, type Role} from '@app/identity';
import {routesOf, type Route} from '../../../apps/standalone/src/commands/routes.js';
import {furnish, type FullCouncil} from '../../support/everything.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';

const MARKED = 'Bruises-seen-7F3A';

describe('a concern about safety', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let ours: FullCouncil;
  let duty: TestPerson;
  let commissioner: TestPerson;
  let ids: Record<string, string>;
  let routes: Route[];

  beforeAll(async () => {
    scenario = await Scenario.open();
    ours = await furnish(scenario, scenario.council);
    duty = await scenario.world.person(ours.id, 'Duty Person', ['duty']);
    commissioner = await scenario.world.person(ours.id, 'Commissioner Person', ['commissioner']);
    pages = await startPages(scenario.database, scenario.api.clock, {}, [DiscoveryModule]);
    await scenario.call(ours.pa.person, 'post', `/bookings/${ours.booking}/accept`).expect(200);
    const told = {text: MARKED, suspend: true};
    await scenario.call(ours.officer, 'post', `/members/${ours.pa.memberId}/concerns`, told).expect(204);
    const [row] = await scenario.world.owner.query<Record<string, string>[]>(
      `SELECT c.id AS concern, a.id AS application FROM concern c JOIN application a USING (member_id) WHERE c.text = $1`,
      [MARKED],
    );
    const named = {member: ours.pa.memberId, listing: ours.pa.id, person: ours.pa.person.personId};
    ids = {...row, ...named, booking: ours.booking, visit: ours.visit};
    routes = routesOf(pages.app.get(DiscoveryService, {strict: false})).filter(({method}) => method === 'GET');
  }, 60_000);
  afterAll(async () => {
    await pages.close();
    await scenario.close();
  });

  /** What somebody gets of every page and answer that they may ask for, by every id that leads towards it. */
  async function everythingFor(role: Role, person: TestPerson): Promise<string[]> {
    const visitor = new Visitor(pages, person);
    const may = ({permission}: Route) =>
      permission === 'public' ||
      permission === 'session:use' ||
      PERMISSIONS_OF[role].includes(permission as Permission);
    const found: string[] = [];
    for (const {path} of routes.filter(may)) {
      const paths = path.includes(':') ? Object.values(ids).map((id) => path.replace(/:\w+/g, id)) : [path];
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

  it('is found nowhere by whom it is about, by their client, nor by staff who need not know', async () => {
    const others: [Role, TestPerson][] = [
      ['pa', ours.pa.person],
      ['holder', ours.holder],
      ['officer', ours.officer],
      ['commissioner', commissioner],
      ['admin', ours.admin],
      ['duty', duty],
    ];
    for (const [role, person] of others) expect(await everythingFor(role, person)).toEqual([]);
    // The walk finds it where it may be found.
    expect(await everythingFor('approver', ours.approver)).not.toEqual([]);
  }, 180_000);

  it('tells the duty officer whose coming visits to look at, not why, and keeps that they looked', async () => {
    const page = await new Visitor(pages, duty).get('/duty/visits');
    expect(page.status).toBe(200);
    expect(page.text).toContain(ours.holder.name);
    const [looked] = await scenario.world.owner.query<{n: number}[]>(
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
  });
});
