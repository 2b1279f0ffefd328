import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {loadReferenceData} from '@app/geography';
import {formatPounds, SystemClock} from '@app/kernel';
import {Projector} from '@app/search';
import type {DataSource} from 'typeorm';
import type {SearchFit, SearchResponse} from '../../../apps/api/src/search/search.dto.js';
import {connectAs} from '../../support/catalogue.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';

const BEESTON = {outcode: 'NG9', latitude: 52.9265, longitude: -1.2145};
const BRIGHTON = {latitude: 50.82, longitude: -0.14};
const TWICE = 'weekday=tue&weekday=thu&from=9am&to=11am';

let scenario: Scenario;
let pages: PagesApp;
let app: DataSource;
let anybody: Visitor;
let holder: TestPerson;

beforeAll(async () => {
  scenario = await Scenario.open({pages: true});
  pages = await startPages(scenario.database, scenario.api.clock);
  await loadReferenceData(scenario.database.ownerUrl);
  app = await connectAs('app', scenario.database);
  const clea = {name: 'Clea N.', ...BEESTON, ways_of_paying: ['direct_payment', 'managed', 'own_money']};
  await scenario.pa(scenario.council, {services: ['cleaning'], columns: clea});
  const own = {name: 'Own Money Only', ...BEESTON, ways_of_paying: ['own_money']};
  await scenario.provider(2, scenario.council, {services: ['gardening'], columns: own});
  for (const name of ['Screen S.', 'Screen T.']) {
    await scenario.pa(scenario.council, {services: ['bsl'], columns: {name, ...BRIGHTON, online: true}});
  }
  holder = await scenario.holder();
  await new Projector(app, new SystemClock()).everything();
  anybody = new Visitor(pages, null);
}, 60_000);
afterAll(async () => {
  await app.destroy();
  await pages.close();
  await scenario.close();
});

const LEFT_OUT: Record<string, string> = {
  kind: 'Leave out what you chose under “Kind of help”',
  where: 'Leave out what you chose under “Where they help”',
};

const missed = async () =>
  (await scenario.world.owner.query<{outcode: string; service: string; count: number}[]>(
    `SELECT outcode, service, count FROM search_missed ORDER BY outcode, service`,
  )) ?? [];
const entities = (text: string) => text.replaceAll('&amp;', '&');
const linkTo = (html: string, text: RegExp) =>
  [...html.matchAll(/<a class="govuk-link" href="([^"]*)"[^>]*>(.*?)<\/a>/gs)]
    .filter(([, , words = '']) => text.test(words))
    .map(([, href = '']) => entities(href))[0] ?? '';

describe('a question on the page', () => {
  it.each([
    ['max=%C2%A315', []],
    ['max=%C2%A31,500.50', []],
    ['max=lots', ['Enter an amount in pounds an hour, like 15 or 14.50. (#max)']],
    ['max=0', ['Enter an amount in pounds an hour, like 15 or 14.50. (#max)']],
    ['own=%C2%A31,200', []],
    ['own=lots', ['Enter an amount in pounds a week, like 120 or 120.50. (#own)']],
    ['own=-5', ['Enter an amount in pounds a week, like 120 or 120.50. (#own)']],
    ['own=90&hours=0', ['Enter hours a week from 0.25 to 168. (#hours)']],
    ['within=far', ['Choose one of the distances. (#within)']],
    ['within=5000', ['Choose one of the distances. (#within)']],
    ['sort=stars', ['Choose what to show first. (#sort)']],
    [`${TWICE}&free=mostly`, ['Choose how many of your visits they must be free for. (#free)']],
    [`${TWICE}&weeks=60`, ['Enter weeks from 1 to 12. (#weeks)']],
    ['weekday=tue', ['Enter when the visits begin and end, like 9:30am and 11am. (#from)']],
    ['mon_from=10pm&mon_to=10am&tue_from=9am&tue_to=11am', ['Two of these visits are at the same time. (#from)']],
    ['max=lots&own=lots', [expect.stringContaining('#max'), expect.stringContaining('#own')]],
  ])('is answered, or refused in its own terms beside its box: %s', async (query, errors) => {
    const answer = await anybody.get(`/find?${query}`);
    expect({status: answer.status, errors: answer.linkedErrors}).toEqual({status: errors.length ? 400 : 200, errors});
  });
});

describe('the box of words', () => {
  it('offers words without a script, as a plain form', async () => {
    const {html} = await anybody.get('/find');
    expect(html).toMatch(/<label[^>]*for="q"[^>]*>\s*What would help\?/);
    expect(html).toMatch(/<input[^>]*id="q"[^>]*list="help-words"/);
    const list = /<datalist id="help-words">(.*?)<\/datalist>/s.exec(html)?.[1] ?? '';
    expect(list).toContain('<option value="Cleaning and laundry">');
    expect(list).toContain('<option value="Dementia">');
    expect(html).toMatch(/<form class="app-find" action="\/find" method="get"/);
  });

  it('is told of by more while somebody types, and by nothing of a question that is none', async () => {
    const offered = async (q: string) => JSON.parse((await anybody.get(`/find/suggestions?q=${q}`)).html) as unknown;
    expect(await offered('hoov')).toEqual({items: ['hoover', 'hoovering']});
    expect(await offered('cle')).toMatchObject({items: expect.arrayContaining(['Clea N.']) as unknown});
    for (const none of ['', 'c', '%25%25', '__']) expect(await offered(none)).toEqual({items: []});
    const refused = await scenario.call(null, 'get', '/search/suggestions').expect(400);
    expect(refused.body).toMatchObject({errors: [{field: 'q', message: 'Give once what has been typed.'}]});
  });
});

describe('a place', () => {
  it('that has namesakes offers them', async () => {
    const {text, html} = await anybody.get('/find?q=cleaner&near=Kirkby');
    expect(text).toContain('Other places of this name:');
    expect(linkTo(html, /^Kirkby in Ashfield/)).toMatch(/^\/find\?.*near=Kirkby\+in\+Ashfield/);
    const there = await anybody.get(linkTo(html, /^Kirkby in Ashfield/));
    expect(there.text).toContain('Support near Kirkby in Ashfield, Nottinghamshire');
    expect((await anybody.get('/find?near=NG9')).text).not.toContain('Other places of this name:');
    const told = await scenario.call(null, 'get', '/search?near=Kirkby').expect(200);
    expect((told.body as SearchResponse).origin?.alternatives).toContain('Kirkby in Ashfield, Nottinghamshire');
  });

  it.each([
    ['near=NG1+5DT&q=cleaner', 'near=NG1'],
    ['near=12+High+Street,+NG1+5DT&q=cleaner&own=90&hours=3', 'near=NG1'],
    ['near=Beeston,+12+Acacia+Avenue&q=cleaner', 'near=Beeston%2C+Nottinghamshire'],
    ['q=cleaner+near+NG1+5DT', 'near=NG1'],
    ['q=cleaner+ng1--5dt', 'near=NG1'],
    ['q=n+g+1+5+d+t+cleaner', 'near=NG1'],
    ['q=cleaner+near+Beeston+city+centre', null],
    ['q=cleaner+Beeston', null],
  ])('is shared no closer than its outward code, and finds the same: %s', async (query, near) => {
    const found = await anybody.get(`/find?${query}`);
    expect(found.text).toContain('1 listing');
    const share = linkTo(found.html, /^Link to share/);
    expect(share).toMatch(/^\/find\?/);
    expect(share).not.toMatch(/5.{0,3}d.{0,3}t|acacia|high|own|hours/i);
    if (near) expect(share.split(/[?&]/)).toContain(near);
    expect((await anybody.get(share)).text).toContain('1 listing');
  });
});

describe('help over a screen', () => {
  const label = (html: string, value: string) =>
    new RegExp(`value="${value}".*?<label[^>]*>\\s*(.*?)\\s*</label>`, 's').exec(html)?.[1];

  it('is counted for what choosing it finds, or not counted', async () => {
    const near = (await anybody.get('/find?near=NG9')).html;
    expect(label(near, 'online')).toBe('Online or by telephone, however far');
    expect(label(near, 'at_home')).toBe('They come to you (2)');
    const online = await anybody.get('/find?near=NG9&where=online');
    expect(online.text).toContain('2 listings');
    expect(label(online.html, 'online')).toBe('Online or by telephone (2)');
    expect(label(online.html, 'at_home')).toBe('They come to you (2)');
    const both = await anybody.get('/find?near=NG9&where=online&where=at_home');
    expect(both.text).toContain('2 listings');
    expect(label(both.html, 'at_home')).toBe('They come to you (2)');
    expect(label((await anybody.get('/find')).html, 'online')).toBe('Online or by telephone (2)');
  });
});

describe('where nobody is found', () => {
  it('somebody signed in misses what they asked for, once, and nothing else', async () => {
    const visitor = new Visitor(pages, holder);
    const far = await visitor.get('/find?near=Inverness&service=cleaning');
    expect(far.text).toContain('No listings found');
    await visitor.get('/find/print?near=Inverness&service=cleaning');
    await scenario.call(holder, 'get', '/search?near=Inverness&service=cleaning').expect(200);
    expect(await missed()).toEqual([{outcode: '', service: 'cleaning', count: 1}]);
  });

  it('other help is of the same place, wherever the place was said', async () => {
    for (const query of ['q=helicopter+in+Beeston', 'q=helicopter&near=Beeston', 'q=helicopter+NG9']) {
      const {text, html} = await anybody.get(`/find?${query}`);
      expect(text).toMatch(/Other help near (Beeston, Nottinghamshire|NG9):/);
      expect(linkTo(html, /^Sign language/)).toBe('');
      expect((await anybody.get(linkTo(html, /^Cleaning/))).text).toContain('1 listing');
    }
  });

  it.each([
    ['near=NG9&within=2&q=cleaner&kind=provider', ['Leave out what you chose under “Who”', 'Leave out “cleaner”']],
    ['near=NG9&q=cleaner&weekday=sat&from=9am&to=11am', ['Look also at who is not free then']],
    ['near=NG9&q=cleaner&max=14&weekday=sat&from=9am&to=11am', []],
    [`near=NG9&q=cleaner&max=14&${TWICE}`, ['Look at any rate']],
    ['near=Mansfield&within=5&q=cleaner', ['Look up to 40 miles away']],
    [
      'near=NG9&within=20&q=cleaner&gender=male&reached=true',
      ['Leave out what you chose under “Gender of the worker”'],
    ],
    [
      'q=cleaner+with+helicopter+in+Beeston',
      ['Leave out “cleaner with helicopter in Beeston”', 'Leave out “helicopter”'],
    ],
    ['q=helicopter+in+Beeston&within=5', ['Leave out “helicopter in Beeston”']],
    ['near=Mansfield&within=20&q=cleaner&reached=true', ['Look also at who does not travel as far']],
    ['near=NG9&where=online&service=cleaning', ['kind', 'where'].map((each) => LEFT_OUT[each])],
  ])('each way on from %s finds as many as it says', async (query, expected) => {
    const {html} = await anybody.get(`/find?${query}`);
    const list = /You could:(.*?)Sign in to save/s.exec(html)?.[1] ?? '';
    const ways = [...list.matchAll(/href="([^"]*)">(.*?) \((\d+)\)<\/a>/g)].map(([, href = '', text, count]) => ({
      href: entities(href),
      text,
      count,
    }));
    expect(ways.map(({text}) => text)).toEqual(expected);
    for (const {href, count} of ways) {
      expect((await anybody.get(href)).text).toMatch(new RegExp(`(?:^|\\D)${count} listings?`));
    }
  });
});

describe('what each leaves of a budget', () => {
  const pounds = (pence: number) => formatPounds(pence);
  async function both(line: string, query: string): Promise<{text: string; fits: Map<string, SearchFit>}> {
    const {text} = await new Visitor(pages, holder).get(`/find?near=NG9&line=${line}&${query}`);
    const pattern = query.includes('weekday') ? 'pattern=tue 09:00-11:00,thu 09:00-11:00' : 'hours_per_week=4';
    const told = await scenario.call(holder, 'get', `/search?near=NG9&budget_line_id=${line}&${pattern}`).expect(200);
    const {items} = told.body as SearchResponse;
    return {text, fits: new Map(items.map(({name, fit}) => [name, fit as SearchFit]))};
  }
  const sentences = ({weekly_cost_pence: cost, weekly_left_pence: left, period, ...fit}: SearchFit) => [
    fit.covers_weeks === fit.weeks
      ? `“Support at home” covers all ${fit.weeks} weeks that it is funded for.`
      : `“Support at home” covers ${fit.covers_weeks} of ${fit.weeks} weeks that it is funded for.`,
    ...(fit.own_weekly_pence > 0 ? [`You would need ${pounds(fit.own_weekly_pence)} a week of your own.`] : []),
    ...(period && period.left_pence >= 0
      ? [`it costs ${pounds(period.cost_pence)} and leaves ${pounds(period.left_pence)}.`]
      : []),
    ...(period && period.left_pence < 0
      ? [`it costs ${pounds(period.cost_pence)}: ${pounds(-period.left_pence)} more than there is.`]
      : []),
    left >= 0
      ? `${pounds(cost)} and leave`
      : `${pounds(cost)} : ${pounds(-left)} a week more than “Support at home” has left.`,
  ];

  it.each([
    ['all of it', 20_000, 'covers all', ''],
    ['some of it', 5_000, 'covers', 'You would need £'],
    ['none of it', 1_000, 'covers 0 of', 'more than there is'],
  ])('is said in words of a line that covers %s', async (_, weekly, first, also) => {
    const line = await scenario.line(holder, weekly, {weeks: 12});
    for (const query of [TWICE, 'hours=4']) {
      const {text, fits} = await both(line, query);
      const fit = fits.get('Clea N.') as SearchFit;
      const expected = sentences(fit);
      for (const sentence of expected) expect(text).toContain(sentence);
      if (query === TWICE) expect(expected.join(' ')).toContain(first);
      if (query === TWICE) expect(expected.join(' ')).toContain(also);
    }
  });

  it('and whom it may not pay is shown, with why', async () => {
    const direct = await scenario.line(holder, 20_000);
    const {text, fits} = await both(direct, TWICE);
    expect(fits.get('Own Money Only')).toMatchObject({payable: 'no'});
    expect(text).toContain(`This budget line cannot pay them. ${fits.get('Own Money Only')?.payable_reason}`);
    const managed = await scenario.line(holder, 20_000, {deployment: 'managed'});
    const other = await both(managed, TWICE);
    expect(other.fits.get('Clea N.')).toMatchObject({payable: 'if_self_employed'});
    expect(other.text).toContain(
      `This budget line can pay them only if they are self-employed. ${other.fits.get('Clea N.')?.payable_reason}`,
    );
  });

  it('of what somebody pays themselves is said without signing in', async () => {
    const enough = await anybody.get(`/find?near=NG9&q=cleaner&own=100&${TWICE}`);
    expect(enough.text).toContain('A week costs £58.00 and leaves £42.00 of what you can spend.');
    const short = await anybody.get('/find?near=NG9&q=cleaner&own=%C2%A350&hours=4');
    expect(short.text).toContain('A week costs £58.00 : £8.00 more than you can spend.');
  });
});
