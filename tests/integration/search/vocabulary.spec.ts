import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {SystemClock} from '@app/kernel';
import {Projector} from '@app/search';
import type {DataSource} from 'typeorm';
import type {SearchResponse} from '../../../apps/api/src/search/search.dto.js';
import {connectAs} from '../../support/catalogue.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';

/** What means one thing, whichever of it somebody types and whichever a listing says, or offers. */
const SAME: Record<string, string[]> = {
  cleaning: ['hoover', 'hoovering', 'vacuum', 'vacuuming', 'cleaner', 'cleaners', 'housework'],
  waking_nights: ['night sitter', 'waking night', 'waking nights', 'night sitting'],
  day_opportunities: ['day centre', 'day center', 'day opportunities', 'day opportunity'],
  short_breaks: ['respite', 'short break', 'short breaks', 'respite care'],
  shopping: ['shopping', 'groceries', 'food shopping', 'errands'],
  bsl: ['sign language', 'BSL', 'british sign language', 'sign langauge'],
};
const LD = ['LD', 'learning disability', 'learning disabilities', 'learning difficulties', 'lerning disabilty'];
const PEOPLE = ['PA', 'PAs', 'pa’s', 'P.A.', 'personal assistant', 'personal assistants', 'carer', 'support worker'];

let scenario: Scenario;
let app: DataSource;
let holder: TestPerson;

beforeAll(async () => {
  scenario = await Scenario.open();
  app = await connectAs('app', scenario.database);
  for (const [service, [word = '']] of Object.entries(SAME)) {
    await scenario.pa(scenario.council, {services: [service], columns: {name: nameOf(service)}});
    await scenario.provider(1, scenario.council, {columns: {name: `Says ${service}`, summary: `We do ${word} too`}});
  }
  await scenario.pa(scenario.council, {columns: {name: 'Zoë O.', needs: ['learning_disability']}});
  await scenario.pa(scenario.council, {services: ['live_in'], columns: {name: 'Livein L.'}});
  holder = await scenario.holder();
  await new Projector(app, new SystemClock()).everything();
});
afterAll(async () => {
  await app.destroy();
  await scenario.close();
});

const nameOf = (service: string) => `${service.slice(0, 1).toUpperCase()}${service.slice(1).replace('_', '')} S.`;
async function names(query: Record<string, string>, as: TestPerson | null = null): Promise<string[]> {
  const asked = new URLSearchParams({per_page: '100', ...query});
  const answer = await scenario.call(as, 'get', `/search?${asked}`).expect(200);
  return (answer.body as SearchResponse).items.map(({name}) => name);
}

describe('words for one thing', () => {
  it.each(Object.entries(SAME))('find who offers %s first, then who says any of them', async (service, all) => {
    for (const q of all) expect({q, names: await names({q})}).toEqual({q, names: [nameOf(service), `Says ${service}`]});
  });

  it('find who has the experience, and people by whatever they are called', async () => {
    for (const q of LD) expect({q, names: await names({q})}).toEqual({q, names: ['Zoë O.']});
    const pas = await names({kind: 'pa'});
    expect(pas).toHaveLength(Object.keys(SAME).length + 2);
    for (const q of PEOPLE) {
      const first = (await names({q})).slice(0, pas.length); // who only says the word comes after who is one
      expect({q, names: first.sort()}).toEqual({q, names: [...pas].sort()});
    }
    for (const q of ['24/7 live in care', '24hr', 'live in carer', 'livein']) {
      expect({q, first: (await names({q}))[0]}).toEqual({q, first: 'Livein L.'});
    }
  });

  it('stand among what says nothing, are not finished, or are a name', async () => {
    const cleaners = [nameOf('cleaning'), 'Says cleaning'];
    for (const q of ['looking for a cleaner near me please', 'I need someone to help with cleaning', 'clean', 'hoov'])
      expect({q, names: await names({q})}).toEqual({q, names: cleaners});
    for (const q of ['zoe', 'ZOË', 'Zoë O']) expect({q, names: await names({q})}).toEqual({q, names: ['Zoë O.']});
  });
});

describe('the order', () => {
  it('is the same for everybody, whenever they ask and whatever they can pay', async () => {
    const line = await scenario.line(holder, 100);
    const other = await scenario.holder();
    for (const query of [{}, {q: 'help'}, {q: 'cleaner'}, {sort: 'price'}] as Record<string, string>[]) {
      const order = await names(query);
      expect(order.length).toBeGreaterThan(1);
      expect(await names(query)).toEqual(order);
      expect(await names(query, other)).toEqual(order);
      expect(await names({...query, budget_line_id: line, hours_per_week: '9'}, holder)).toEqual(order);
      expect(await names({...query, own_weekly_pence: '1', hours_per_week: '9'})).toEqual(order);
      const pages = [
        await names({...query, per_page: '1', page: '1'}),
        await names({...query, per_page: '1', page: '2'}),
      ];
      expect(pages.flat()).toEqual(order.slice(0, 2));
    }
  });
});
