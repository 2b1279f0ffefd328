import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {CommunityNightly} from '@app/directory';
import type {Method} from '../../support/app.js';
import {valid, type Json} from '../../support/open-referral.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import {PASSWORD, type TestPerson} from '../../support/people.js';
import {SearchWorld} from '../../support/search-world.js';
import {until} from '../../support/until.js';
import {Visitor} from '../../support/visitor.js';
import {seedPostcode} from '../listings/profile.js';

const CLUB = {
  ...{sort: 'club', name: 'Sneinton Lunch Club', summary: 'A hot lunch and company', about: '', cost: '£3'},
  ...{services: 'companionship', needs: 'dementia', times: 'Every Friday, noon to 2pm', place: 'Sneinton Hall'},
  ...{postcode: 'NG1 5DT', reach_km: '10', how_to_join: 'Just come along', phone: '01632 960111'},
  ...{
    email: '',
    website: '',
    contact_public: 'yes',
    sent_by_name: 'Private Priya',
    sent_by_email: 'priya@club.example',
  },
};

/** Not everything is for sale: groups and clubs beside paid help. */
describe('a lunch club', () => {
  let world: SearchWorld;
  let pages: PagesApp;
  let officer: TestPerson;
  let anybody: Visitor;
  let id: string;

  beforeAll(async () => {
    world = await SearchWorld.open();
    const {scenario} = world;
    await seedPostcode(scenario.world);
    officer = await scenario.world.person(scenario.council, 'Olive Officer', ['officer']);
    await scenario.pa(scenario.council, {
      services: ['companionship'],
      columns: {needs: ['dementia'], name: 'Nearer N.'},
    });
    pages = await startPages(scenario.database, scenario.api.clock);
    anybody = new Visitor(pages, null);
  }, 60_000);
  afterAll(async () => {
    await pages.close();
    await world.close();
  });

  const owner = () => world.scenario.world.owner;
  const found = async (q: string) => (await world.find(`near=NG1%205DT&q=${encodeURIComponent(q)}`)).answer;
  const link = async (what: string) => {
    let path = '';
    await until(async () => {
      const [row] = await owner().query<{body: string}[]>(
        `SELECT body FROM notice WHERE template = 'community_link' AND data ->> 'what' = $1 ORDER BY created_at DESC LIMIT 1`,
        [what],
      );
      path = /\/groups\/manage\/[\w-]+/.exec(row?.body ?? '')?.[0] ?? '';
      return path !== '';
    });
    return path;
  };

  it('is put forward by anybody, keeps what was typed, and shows only when the council has looked', async () => {
    await anybody.get('/groups/new');
    const without = await anybody.post('/groups/new', {...CLUB, contact_public: '', postcode: 'ZZ99 9ZZ'});
    expect(without.status).toBe(400);
    expect(without.value('name')).toBe(CLUB.name);
    expect(without.errors.join()).toContain('may be shown to everybody');
    expect((await anybody.post('/groups/new', {...CLUB, postcode: 'ZZ99 9ZZ'})).status).toBe(422);
    expect((await anybody.post('/groups/new', CLUB)).location).toBe('/groups/sent');
    const waiting = await world.scenario.call(officer, 'get', '/council/community').expect(200);
    const [line] = (waiting.body as {items: {id: string}[]}).items;
    id = line?.id ?? '';
    expect((await anybody.get(`/groups/${id}`)).status).toBe(404);
    await world.scenario.call(null, 'get', `/community/${id}`).expect(404);
    const olive = new Visitor(pages, officer);
    const page = await olive.get(`/council/groups/${id}`);
    expect(page.text).toContain('Private Priya');
    expect((await olive.post(`/council/groups/${id}/act`, {action: 'refuse'})).status).toBe(400);
    expect((await olive.post(`/council/groups/${id}/act`, {action: 'show'})).status).toBe(303);
  });

  it('stands first where it answers the need, says what it is and that nobody vetted it, and never who sent it', async () => {
    await until(async () => (await found('company dementia')).items[0]?.id === id);
    await until(async () => (await found('lonely')).total === 2);
    const {items} = await found('lonely');
    expect(items.map(({name}) => name)).toEqual([CLUB.name, 'Nearer N.']);
    expect(items[0]).toMatchObject({
      kind: 'community',
      rate_pence: null,
      community: {sort: 'club', times: CLUB.times, checked_what: null},
    });
    // Where its words answer nothing that was asked for it waits its turn, and narrowing by kind leaves it out.
    expect((await world.find('near=NG1%205DT&kind=pa')).answer.items.map(({name}) => name)).toEqual(['Nearer N.']);
    const profile = await world.scenario.call(null, 'get', `/community/${id}`).expect(200);
    expect(profile.body).toMatchObject({phone: '01632 960111', checked_on: null, how_to_join: 'Just come along'});
    expect(JSON.stringify(profile.body)).not.toMatch(/Priya|priya/);
    const page = await anybody.get(`/groups/${id}`);
    expect(page.text).toContain('Not vetted');
    expect(page.html).not.toMatch(/priya/i);
    expect(page.html).toContain(`/concern?group=${id}`);
    const checked = {what: 'Insurance and a safeguarding policy', on: '2026-01-05'};
    await world.scenario.call(officer, 'put', `/council/community/${id}/checked`, checked).expect(200);
    expect((await anybody.get(`/groups/${id}`)).text).toContain('Insurance and a safeguarding policy');
  });

  it('a concern raised from its page says which it was, to the safeguarding team alone', async () => {
    const concern = {
      about: 'Mr G',
      text: 'A worry.',
      told: 'no',
      contact_safe: 'unknown',
      link: 'neighbour',
      group: id,
    };
    expect(
      (await anybody.post('/concern/tell', {...concern, reporter: 'Ray', reporter_contact: 'ray@p.example'})).status,
    ).toBe(303);
    const [row] = await owner().query<{cause: string}[]>(`SELECT cause FROM concern`);
    expect(row?.cause).toBe(CLUB.name);
  });

  it('goes out as Open Referral UK 3, with what is public and nothing else; no PA is in it', async () => {
    const feed = async (path: string) => {
      const answer = await fetch(`${pages.baseUrl}/open-referral${path}`);
      expect([path, answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([path, 200, '*']);
      const text = await answer.text();
      expect(text).not.toMatch(/priya|Nearer N/i);
      return JSON.parse(text) as Json & {contents: Json[]};
    };
    expect(await feed('')).toMatchObject({version: 'HSDS-UK-3.0', openapi_url: expect.stringContaining('https://')});
    const all = await feed('/services?per_page=1');
    expect(all).toMatchObject({
      total_items: 1,
      total_pages: 1,
      page_number: 1,
      size: 1,
      first_page: true,
      last_page: true,
      empty: false,
    });
    expect(all.contents[0]).toMatchObject({id, status: 'active', organization: {name: CLUB.name}});
    const one = await feed(`/services/${id}`);
    expect(one).toMatchObject({accreditations: expect.stringContaining('Insurance'), phones: [{number: CLUB.phone}]});
    const places = await feed('/service_at_locations?postcode=NG1%205DT&proximity=2000&perPage=5');
    const place = await feed(`/service_at_locations/${String(places.contents[0]?.id)}`);
    expect(place).toMatchObject({name: CLUB.name, location: {location_type: 'physical', addresses: [{country: 'GB'}]}});
    const terms = await feed('/taxonomy_terms');
    const taxonomy = await feed('/taxonomies');
    for (const each of [
      all,
      one,
      places,
      place,
      terms,
      taxonomy,
      await feed(`/taxonomies/${String(taxonomy.contents[0]?.id)}`),
    ])
      valid(each);
    valid(await feed(`/taxonomy_terms/${String(terms.contents[0]?.id)}`));
    const companions = terms.contents.find(({term}) => term === 'companionship');
    const gardens = terms.contents.find(({term}) => term === 'gardening');
    expect((await feed(`/services?taxonomy_term_id=${String(companions?.id)}`)).contents).toHaveLength(1);
    expect(await feed(`/services?taxonomy_term_id=${String(gardens?.id)}&page=2`)).toMatchObject({
      empty: true,
      contents: [],
    });
    // Where a type of the Local Government Association means the same, it stands beside our own word; elsewhere none does.
    await owner().query(`UPDATE service SET esd_id = 12345, esd_label = 'Company' WHERE code = 'companionship'`);
    const wide = await feed('/taxonomy_terms?per_page=100');
    valid(wide);
    const types = wide.contents.filter(({term_uri}) => term_uri).map(({term_uri, name}) => [term_uri, name]);
    expect(types).toContainEqual(['http://id.esd.org.uk/service/242', 'Care at home']);
    expect(types).toHaveLength(5);
    const typed = await feed(`/services/${id}`);
    valid(typed);
    const attributes = typed.attributes as {taxonomy_term: {term: string; taxonomy_id: string}}[];
    const type = attributes.find(({taxonomy_term}) => taxonomy_term.term === 'esdServiceType:12345');
    expect(attributes.map(({taxonomy_term}) => taxonomy_term.term)).toContain('companionship');
    const lga = `taxonomy_id=${String(type?.taxonomy_term.taxonomy_id)}`;
    expect((await feed(`/services?${lga}`)).contents).toHaveLength(1);
    const same = wide.contents.find(({term}) => term === 'esdServiceType:12345');
    expect((await feed(`/services?taxonomy_term_id=${String(same?.id)}`)).contents).toHaveLength(1);
    valid(await feed(`/taxonomies/${String(type?.taxonomy_term.taxonomy_id)}`));
    await owner().query(`UPDATE service SET esd_id = NULL, esd_label = NULL WHERE code = 'companionship'`);
    expect((await fetch(`${pages.baseUrl}/open-referral/services?page=0`)).status).toBe(400);
    expect((await fetch(`${pages.baseUrl}/open-referral/services/${officer.personId}`)).status).toBe(404);
  });

  it('changes by its link: the council looks at new words while the old ones stand', async () => {
    const path = await link('shown');
    const page = await anybody.get(path);
    expect(page.value('name')).toBe(CLUB.name);
    const changed = await anybody.post(path, {...CLUB, times: 'Every Thursday'});
    expect(changed.location).toBe(`${path}?sent`);
    expect((await anybody.get(`/groups/${id}`)).text).toContain('Every Friday');
    await world.scenario.call(officer, 'post', `/council/community/${id}/act`, {action: 'show'}).expect(200);
    expect((await anybody.get(`/groups/${id}`)).text).toContain('Every Thursday');
    expect((await anybody.post(`${path}/down`)).status).toBe(303);
    expect((await anybody.get(`/groups/${id}`)).status).toBe(404);
    expect((await found('lonely')).items.map(({name}) => name)).toEqual(['Nearer N.']);
    expect((await anybody.post(`${path}/right`)).status).toBe(303);
    await until(async () => (await found('lonely')).total === 2);
    expect((await anybody.get('/groups/manage/never-made')).status).toBe(410);
  });

  it('is claimed and asked for by programs too: the council says who speaks for it, and whoever has the link changes it', async () => {
    const {scenario} = world;
    const council = (method: Method, path: string, body?: object, by = officer) =>
      scenario.call(by, method, `/council/community/${id}${path}`, body);
    const contact = {name: ' Lou Lead ', email: 'lou@club.example'};
    await council('put', '/claim', {how: 'rumour', ...contact}).expect(400, /"field":"how"/);
    await council('put', '/claim', {how: 'phone', name: ' ', email: 'lou'}).expect(
      400,
      /"field":"name".*"field":"email"/,
    );
    const stranger = await scenario.pa();
    await council('put', '/claim', {how: 'phone', ...contact}, stranger.person).expect(403);
    await council('post', '/invite', {}, stranger.person).expect(403);
    const claimed = await council('put', '/claim', {how: 'phone', ...contact}).expect(200);
    expect(claimed.body).toMatchObject({claimed_how: 'phone', claimed_at: expect.any(String)});
    await council('post', '/invite').expect(200);
    const token = (await link('invited')).split('/').at(-1) ?? '';
    const byLink = (path: string, body: object = {}) =>
      scenario.call(null, 'post', `/community-links${path}`, {token, ...body});
    expect((await byLink('').expect(200)).body).toMatchObject({id, status: 'live', claimed: true, proposes: false});
    const text = (claimed.body as {text: object}).text;
    await byLink('/change', {...text, name: ''}).expect(400, /"field":"name"/);
    expect((await byLink('/change', {...text, times: 'Every Monday'}).expect(200)).body).toMatchObject({
      proposes: true,
    });
    expect((await anybody.get(`/groups/${id}`)).text).toContain('Every Thursday');
    await council('post', '/act', {action: 'refuse', reason: 'Say at what time.'}).expect(200);
    expect((await byLink('/take-down').expect(200)).body).toMatchObject({
      status: 'resting',
      reason: 'Say at what time.',
    });
    expect((await byLink('/confirm').expect(200)).body).toMatchObject({status: 'live'});
    await scenario.call(null, 'post', '/community-links', {token: 'never-made'}).expect(410);
  });

  it('is asked whether it is still right, rests without an answer, and comes back by the link', async () => {
    const {app, clock} = world.scenario.api;
    clock.travelDays(181);
    await app.get(CommunityNightly).run();
    await app.get(CommunityNightly).run();
    const path = await link('asked');
    clock.travelDays(210);
    await app.get(CommunityNightly).run();
    expect((await anybody.get(`/groups/${id}`)).status).toBe(404);
    expect((await anybody.post(`${path}/right`)).status).toBe(303);
    expect((await anybody.get(`/groups/${id}`)).status).toBe(200);
    const olive = {...officer, token: await world.scenario.api.signIn(officer.email, PASSWORD)};
    await world.scenario.call(olive, 'post', `/council/community/${id}/act`, {action: 'archive'}).expect(200);
    expect((await anybody.get(path)).status).toBe(410);
    const [row] = await owner().query<{email: string | null}[]>(`SELECT sent_by_email AS email FROM community_listing`);
    expect(row?.email).toBeNull();
  });
});
