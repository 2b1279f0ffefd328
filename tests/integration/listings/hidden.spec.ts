import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {DiscoveryModule, DiscoveryService} from '@nestjs/core';
import {londonDay} from '@app/kernel';
import {routesOf, type Route} from '../../../apps/standalone/src/commands/routes.js';
import {projectListings} from '../../support/demonstration.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {at, booking, Scenario, terms, type TestListing} from '../../support/scenario.js';

/** One that shows to people with an open advert alone, and one that rests: to whom it does not show it is not there, by any door. */
describe('a listing that does not show', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let routes: Route[];
  let hidden: TestListing[];
  let stranger: TestPerson;
  let line: string;

  beforeAll(async () => {
    scenario = await Scenario.open();
    pages = await startPages(scenario.database, scenario.api.clock, {}, [DiscoveryModule]);
    routes = routesOf(pages.app.get(DiscoveryService, {strict: false})).filter(({method}) => method === 'GET');
    const look = (summary: string, columns: object) => ({columns: {name: 'Hidden H.', summary, ...columns}});
    const {council} = scenario;
    hidden = [
      await scenario.provider(2, council, look('For adverts', {audience: 'advert'})),
      await scenario.provider(2, council, look('Resting', {})),
    ];
    await scenario.world.owner.query(`UPDATE listing SET state = 'resting' WHERE id = $1`, [hidden[1]?.id]);
    await projectListings(scenario.database);
    // Who has a budget, and looks for nobody by an advert.
    stranger = await scenario.holder();
    line = await scenario.line(stranger, 50_000);
  }, 60_000);
  afterAll(async () => {
    await pages.close();
    await scenario.close();
  });

  it('is named on no page and in no answer, by its id, its name or as what something is about', async () => {
    const named: string[] = [];
    let asked = 0;
    for (const {path: pattern} of routes.filter(({path}) => !path.startsWith('/health'))) {
      for (const {id} of hidden) {
        const paths = pattern.includes(':')
          ? [pattern.replace(/:\w+/g, id)]
          : ['', '?q=hidden', `?listing=${id}`, `?with=${id}`].map((query) => pattern + query);
        for (const path of paths) {
          for (const who of [null, stranger]) {
            asked += 1;
            if (/Hidden H\.|For adverts|Resting/.test(await read(who, path))) named.push(`${who?.name}: ${path}`);
          }
        }
      }
    }
    expect(asked).toBeGreaterThan(1_000);
    expect(named).toEqual([]);
  }, 200_000);

  it('cannot be asked for anything', async () => {
    const [, resting] = hidden;
    for (const listing of hidden) {
      const today = londonDay(new Date());
      const doors: [path: string, body: object][] = [
        ['/conversations', {listing_id: listing.id, text: 'Hello'}],
        ['/engagements', terms(listing)],
        ['/bookings', booking(listing, line, at(2, 2, '09:00'), at(2, 2, '10:00'))],
        ['/bookings/quote', booking(listing, line, at(2, 2, '09:00'), at(2, 2, '10:00'))],
        ['/shortlist', {listing_id: listing.id, note: ''}],
        [`/listings/${listing.id}/sessions/${await session(listing)}/book`, {budget_line_id: line}],
        ['/concerns', {listing_id: listing.id, text: 'For a test', about: 'other', seen_on: today}],
      ];
      const came: string[] = [];
      for (const [path, body] of doors) {
        const answer = await scenario.call(stranger, 'post', path, body);
        const refused = listing === resting ? [400, 404, 422] : [400, 404];
        if ((listing !== resting && answer.text.includes('Hidden H.')) || !refused.includes(answer.status)) {
          came.push(`${path}: ${answer.status} ${answer.text.slice(0, 200)}`);
        }
      }
      expect(came).toEqual([]);
    }
  });

  async function session({id}: TestListing): Promise<string> {
    const {council, world} = scenario;
    const group = {council_id: council, listing_id: id, kind: 'group', title: 'Pottery', capacity: 3};
    const offer = await world.add('offer', group);
    await world.add('offer_price', {council_id: council, offer_id: offer, price_pence: 900, starts_on: '2020-01-01'});
    const times = {starts_at: at(2, 3, '10:00'), ends_at: at(2, 3, '12:00')};
    return world.add('offer_session', {council_id: council, offer_id: offer, place: 'The hall', capacity: 3, ...times});
  }

  async function read(who: TestPerson | null, path: string): Promise<string> {
    if (path.startsWith('/api/v1/')) return (await scenario.call(who, 'get', path.slice('/api/v1'.length))).text;
    const headers = who ? {cookie: `session=${who.token}`} : undefined;
    return (await fetch(pages.baseUrl + path, {headers, redirect: 'manual'})).text();
  }
});
