import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {loadReferenceData} from '@app/geography';
import {addDays, londonDay, SystemClock, weekday, type Day} from '@app/kernel';
import {LookAgain, Projector, readSearch} from '@app/search';
import type {DataSource} from 'typeorm';
import type {SearchResponse} from '../../../apps/api/src/search/search.dto.js';
import {connectAs} from '../../support/catalogue.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';

const today = londonDay(new Date());
const BEESTON = {outcode: 'NG9', latitude: 52.9265, longitude: -1.2145};
const BRIGHTON = {latitude: 50.82, longitude: -0.14};

let scenario: Scenario;
let app: DataSource;
let holder: TestPerson;
let line: string;

beforeAll(async () => {
  scenario = await Scenario.open();
  await loadReferenceData(scenario.database.ownerUrl);
  app = await connectAs('app', scenario.database);
  await scenario.world.add('rate_band_rule', {
    council_id: scenario.council,
    band: 'weekend',
    weekdays: [6, 7],
    from_time: '00:00',
    to_time: '24:00',
    source: 'A test',
    starts_on: '2020-01-01',
  });
  const rates = [
    {band: 'weekday', unit: 'hour', ratePence: 1_500},
    {band: 'weekend', unit: 'hour', ratePence: 2_000},
  ] as const;
  await scenario.pa(scenario.council, {services: ['cleaning'], columns: {name: 'Clea N.', ...BEESTON}, rates});
  await scenario.pa(scenario.council, {
    services: ['bsl'],
    columns: {name: 'Screen S.', ...BRIGHTON, online: true},
    rates,
  });
  holder = await scenario.holder();
  line = await scenario.line(holder, 10_000, {weeks: 12});
  await new Projector(app, new SystemClock()).everything();
});
afterAll(async () => {
  await app.destroy();
  await scenario.close();
});

async function find(query: Record<string, string>, as: TestPerson | null = null): Promise<SearchResponse> {
  const answer = await scenario.call(as, 'get', `/search?${new URLSearchParams(query)}`);
  expect({query, status: answer.status}).toEqual({query, status: 200});
  return answer.body as SearchResponse;
}
const names = ({items}: SearchResponse) => items.map(({name}) => name);
async function refused(query: Record<string, string>) {
  const answer = await scenario.call(null, 'get', `/search?${new URLSearchParams(query)}`).expect(400);
  return (answer.body as {errors: {field: string; message: string}[]}).errors;
}

describe('a place among words', () => {
  it.each([
    ['cleaning NG1  5DT', 'NG1 5DT'],
    ['cleaning near NG1-5DT please', 'NG1 5DT'],
    ['n g 1 5 d t cleaning', 'NG1 5DT'],
    ['cleaning within 5 miles of NG9', 'NG9'],
    ['cleaning up to ten miles from Beeston', 'Beeston, Nottinghamshire'],
    ['cleaner in Beeston for my mum', 'Beeston, Nottinghamshire'],
    ['cleaner near Beeston city centre', 'Beeston, Nottinghamshire'],
    ['someone to do cleaning in Beeston area', 'Beeston, Nottinghamshire'],
    ['cleaner Beeston', 'Beeston, Nottinghamshire'],
    ['cleaner, Beeston, Nottingham', 'Beeston, Nottinghamshire'],
    ['West Bridgford cleaner', 'West Bridgford, Nottinghamshire'],
  ])('of “%s” is known', async (q, place) => {
    const found = await find({q});
    expect({names: names(found), label: found.origin?.label}).toEqual({
      names: ['Clea N.'],
      label: expect.stringContaining(place) as unknown,
    });
  });

  it('is known to a search that is kept, too', async () => {
    const look = scenario.api.app.get(LookAgain, {strict: false});
    const again = (q: string) => look.run(scenario.council, readSearch({q}, today), ['public']);
    expect(await again('cleaner Beeston')).toHaveLength(1);
    expect(await again('cleaner Mansfield')).toEqual([]);
  });

  it.each(['cleaner in bed', 'help with reading', 'cleaner in 2026', 'cleaner by bus'])(
    'is not taken from “%s”',
    async (q) => {
      expect((await find({q})).origin).toBeNull();
    },
  );
});

describe('a pattern that meets a clock', () => {
  const spring = lastSunday(3);

  it('costs what there is of it where the clocks skip it, and is refused where they skip all of it', async () => {
    const skipped = {pattern: 'sun 01:00-02:00', pattern_from: spring, pattern_free: 'any'};
    const asked: Record<string, string>[] = [{}, {own_weekly_pence: '5000'}, {sort: 'price', max_rate_pence: '3000'}];
    for (const more of asked) {
      const {items} = await find({...skipped, pattern_weeks: '3', ...more});
      expect(items[0]).toMatchObject({pattern: {visits: 2, weekly_cost_pence: 2_000, cost_pence: 4_000}});
    }
    expect((await find({...skipped, pattern_weeks: '2'})).items[0]?.pattern?.weekly_cost_pence).toBe(2_000);
    expect(await refused({...skipped, pattern_weeks: '1'})).toMatchObject([{field: 'pattern'}]);
  });

  it('is as long as the night is when clocks change in it', async () => {
    const cost = async (from: Day) => {
      const {items} = await find({
        pattern: 'sat 23:00-03:00',
        pattern_from: from,
        pattern_weeks: '1',
        pattern_free: 'any',
      });
      return items[0]?.pattern?.cost_pence;
    };
    expect(await cost(addDays(spring, -1))).toBe(3 * 2_000);
    expect(await cost(addDays(spring, 6))).toBe(4 * 2_000);
    expect(await cost(addDays(lastSunday(10), -1))).toBe(5 * 2_000);
  });

  it.each(['mon 09:00-11:00,mon 10:00-12:00', 'mon 22:00-10:00,tue 09:00-11:00', 'sun 22:00-07:00,mon 06:00-08:00'])(
    'is refused where nobody can be at two visits at once: %s',
    async (pattern) => {
      expect(await refused({pattern})).toEqual([
        {field: 'pattern', message: 'Two of these visits are at the same time.'},
      ]);
      await find({pattern: pattern.replace(/,.*/, ''), pattern_free: 'any'});
    },
  );
});

describe('where nobody is found', () => {
  it('letting go of where they help looks no farther than was asked', async () => {
    const none = {near: 'NG1', where: 'online', service: 'cleaning'};
    const {wider, nearest} = await find({...none, within_km: '2'});
    expect(wider).toMatchObject([{without: 'service', total: 1}]);
    expect(nearest).toMatchObject([{without: 'service', item: {name: 'Screen S.'}}]);
    expect((await find({...none, within_km: '20'})).wider).toMatchObject([
      {without: 'service', total: 1},
      {without: 'where', total: 1},
    ]);
  });

  it('words that nobody could mean by what they offer are let go of by themselves', async () => {
    const {wider, nearest} = await find({q: 'cleaning for mum, she is 82 and likes chess, in Beeston'});
    expect(wider[0]).toEqual({
      without: 'other_words',
      total: 1,
      words: expect.stringMatching(/^cleaning for mum,(?!.*82)(?!.*chess)/) as unknown,
    });
    expect(nearest).toMatchObject([{without: 'other_words', item: {name: 'Clea N.'}}]);
    expect((await find({q: wider[0]?.words ?? '', near: 'Beeston'})).total).toBe(1);
    const nothing = await find({q: 'chess helicopter', service: 'cleaning'});
    expect(nothing.wider.map(({without}) => without)).toEqual(['words']);
    const allKnown = await find({q: 'cleaning bsl'});
    expect(allKnown.wider.map(({without}) => without)).toEqual(['words']);
  });

  it('who comes nearest costs what the visits cost, not nothing', async () => {
    const night = {pattern: 'sat 03:00-05:00', pattern_free: 'whole', service: 'cleaning'};
    const own = await find({...night, own_weekly_pence: '5000'});
    expect(own.wider).toMatchObject([{without: 'pattern', total: 1}]);
    expect(own.nearest).toMatchObject([
      {
        without: 'pattern',
        item: {pattern: {free_visits: 0}, fit: {weekly_cost_pence: 4_000, weekly_left_pence: 1_000}},
      },
    ]);
    const paid = await find({...night, budget_line_id: line}, holder);
    expect(paid.nearest[0]?.item.fit).toMatchObject({weekly_cost_pence: 4_000, payable: 'yes'});
    const dear = await find({...night, max_rate_pence: '1900'});
    expect(dear.wider).toEqual([]); // it takes both: at the weekend they ask more
  });
});

/** The next last Sunday of March or October: the clocks change in its night. */
function lastSunday(month: 3 | 10): Day {
  const year = Number(today.slice(0, 4));
  const days = [year, year + 1].map((each) => `${each}-${String(month).padStart(2, '0')}-31`);
  const sundays = days.map((day) => addDays(day, -(weekday(day) % 7))).filter((day) => day > addDays(today, 1));
  return sundays[0] as Day;
}
