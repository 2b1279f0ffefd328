import {afterAll, beforeAll, beforeEach, describe, expect, it} from '@jest/globals';
import type {DirectoryImportResponse} from '../../../apps/api/src/directory/directory.dto.js';
import {FeedServer} from '../../support/feed-server.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import {PASSWORD, type TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';
import {until} from '../../support/until.js';
import {Visitor} from '../../support/visitor.js';
import {seedPostcode} from '../listings/profile.js';

const HALL = {location: {name: 'The hall', addresses: [{address_1: '1 High Street', postal_code: 'NG1 5DT'}]}};
const service = (id: string, more: object = {}) => ({
  ...{id, name: `Group ${id}`, status: 'active', description: 'A lunch club.', service_at_locations: [HALL]},
  ...{schedules: [{byday: 'TU', opens_at: '12:00', closes_at: '14:00'}]},
  ...more,
});

/** Feeds as nobody should send them, and what happens between one reading and the next. */
describe('a feed that is not as it should be', () => {
  let scenario: Scenario;
  let officer: TestPerson;
  let feed: FeedServer;
  let pages: PagesApp;
  let olive: Visitor;
  let round = 0;

  beforeAll(async () => {
    feed = await FeedServer.open();
    scenario = await Scenario.open({variables: {FEED_HOSTS: feed.host}});
    await seedPostcode(scenario.world);
    officer = await scenario.world.person(scenario.council, 'Olive Officer', ['officer']);
    pages = await startPages(scenario.database, scenario.api.clock);
    olive = new Visitor(pages, officer);
  }, 60_000);
  afterAll(async () => {
    await pages.close();
    await scenario.close();
    feed.close();
  });
  beforeEach(async () => {
    round += 1;
    await owner(`TRUNCATE community_listing, community_source, directory_feed CASCADE`);
  });

  const owner = <T>(sql: string, values: unknown[] = []) => scenario.world.owner.query<T[]>(sql, values);
  const call = (...args: Parameters<Scenario['call']>) => scenario.call(...args);
  const prepare = async (body: object = {address: feed.address}, status = 201) => {
    const answer = await call(officer, 'post', '/council/directory/imports', {name: `County ${round}`, ...body});
    expect([answer.status, answer.text]).toEqual([status, answer.text]);
    return answer.body as DirectoryImportResponse & {code: string};
  };
  const take = ({id}: {id: string}) => call(officer, 'post', `/council/directory/imports/${id}/take`);
  const brought = async (services: readonly unknown[], name = `County ${round}`) => {
    feed.serve(services);
    const read = await prepare({name, address: feed.address});
    await take(read).expect(200);
    return counts(read);
  };
  const counts = ({totals}: DirectoryImportResponse) =>
    Object.fromEntries(Object.entries(totals).filter(([, count]) => count > 0));
  const entries = () =>
    owner<{id: string; name: string; state: string; times: string; about: string; summary: string}>(
      `SELECT id, name, state, times, summary, about FROM community_listing ORDER BY name, state`,
    );
  const claim = (id: string) =>
    call(officer, 'put', `/council/community/${id}/claim`, {how: 'met', name: 'Gill', email: 'gill@group.example'});

  it('holds letters that no database takes, in every field, and names the row where it cannot be read', async () => {
    const organization = {name: 'Friends', organization_identifiers: [{identifier: '12\u0000\ud800345'}]};
    const odd = 'Half a \ud83d letter\u0000';
    feed.serve([
      service('a', {name: odd, description: odd, organization, fees_description: odd, application_process: odd}),
      service('b', {name: `${'x'.repeat(299)}😀😀`}),
      service(`c${'\ud800'}`, {schedules: [{description: odd}]}),
      service('d', {name: '\u0958'.repeat(120)}),
    ]);
    const read = await prepare();
    expect(counts(read)).toEqual({created: 2, rejected: 2});
    expect(read.rows.filter(({outcome}) => outcome === 'rejected').map(({row}) => row)).toEqual([2, 4]);
    await take(read).expect(200);
    const csv = `Name,Postcode,Charity number\n${'é'.normalize('NFD').repeat(120)},NG1 5DT,1\n`;
    expect(counts(await prepare({name: 'Sheet', content: csv}))).toEqual({created: 1});
    await prepare({name: 'Coun\u0000ty'}, 400);
  });

  it('nests without end, or says nothing of how much there is', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    feed.answer = (_url, response) =>
      response.end(`{"contents": [${JSON.stringify(service('a')).slice(0, -1)}, "x": ${deep}}], "last_page": true}`);
    expect(counts(await prepare())).toEqual({created: 1});
  });

  it('holds markup within markup and script, and pages show neither', async () => {
    const script = '&lt;script&gt;alert(1)&lt;/script&gt;Wool &lt;b&gt;and&lt;/b&gt; talk<img src=x onerror=alert(1)>';
    await brought([service('a', {name: 'Knit &amp; natter', description: script})]);
    const [entry] = await entries();
    expect(entry).toMatchObject({name: 'Knit & natter', summary: 'alert(1)Wool and talk'});
    const page = await olive.get(`/council/groups/${entry?.id}`);
    expect(page.html).not.toMatch(/<script>alert|onerror/);
    await brought([service('a', {name: '"><svg onload=alert(1)>', description: '<svg/onload=alert(1)'})], 'Other');
    const shown = (await entries()).find(({name}) => name !== 'Knit & natter');
    expect((await olive.get(`/council/groups/${shown?.id}`)).html).not.toMatch(/<svg[ /]onload/);
  });

  it('says when it was, and that is not when it is', async () => {
    const past = {byday: 'MO', opens_at: '10:00', valid_to: '2020-01-01'};
    const now = {byday: 'FR', opens_at: '11:00', valid_to: 'never'};
    await brought([service('a', {schedules: [past, now]})]);
    expect(await entries()).toMatchObject([{times: 'Friday, 11:00'}]);
  });

  it('gives every service another id, and nothing comes twice', async () => {
    expect(await brought([service('a'), service('b'), service('c')])).toEqual({created: 3});
    const [, b] = await entries();
    await claim(b?.id ?? '').expect(200);
    const again = ['a', 'b', 'c'].map((id) => service(`new-${id}`, {name: `Group ${id}`}));
    expect(await brought(again)).toEqual({unchanged: 3});
    expect(await entries()).toHaveLength(3);
    expect(await owner(`SELECT ref FROM community_source ORDER BY ref`)).toEqual(
      ['new-a', 'new-b', 'new-c'].map((ref) => ({ref})),
    );
    const moved = ['a', 'b', 'c'].map((id) => service(`newer-${id}`, {name: `Group ${id}`, description: 'Other'}));
    expect(await brought(moved)).toEqual({changed: 2, kept: 1});
    expect((await entries()).map(({summary}) => summary)).toEqual(['Other', 'A lunch club.', 'Other']);
  });

  it('calls many by one name and says of none where it is: each is one', async () => {
    const nowhere = {name: 'Lunch club', service_at_locations: null};
    expect(await brought([service('a', nowhere), service('b', nowhere)])).toEqual({created: 2});
    expect(await brought([service('c', nowhere)], 'Other')).toEqual({created: 1});
  });

  it('holds nothing, or no ids, on one day: nothing is put away for that', async () => {
    await brought([service('a'), service('b')]);
    feed.serve([]);
    expect((await prepare(undefined, 422)).code).toBe('FEED_UNREADABLE');
    await prepare({content: 'Name,Postcode\n'}, 400);
    expect(await brought([service('a', {id: null}), service('b', {id: ''})])).toEqual({rejected: 2});
    expect((await entries()).map(({state}) => state)).toEqual(['draft', 'draft']);
  });

  it('says that something moved, and that is seen before it is taken in', async () => {
    await brought([service('a')]);
    feed.serve([service('a', {service_at_locations: [{location: {addresses: [{postal_code: 'NG7 2QY'}]}}]})]);
    const read = await prepare();
    expect(read.rows).toMatchObject([{outcome: 'changed', differs: ['place', 'postcode']}]);
    expect((await olive.get(`/council/groups/bring-in/${read.id}`)).text).toContain('where it is, its postcode');
    feed.serve([
      service('a', {service_at_locations: [{location: {name: 'The hall', addresses: [{postal_code: 'ng15dt'}]}}]}),
    ]);
    expect((await prepare()).rows).toMatchObject([{outcome: 'changed', differs: ['place']}]);
  });

  it('is read from another address and thrown away: what came before says where it came from', async () => {
    await brought([service('a')]);
    const [entry] = await entries();
    const from = async () => {
      const kept = await call(officer, 'get', `/council/community/${entry?.id}`).expect(200);
      return (kept.body as {brought_from: {address: string}}).brought_from.address;
    };
    const elsewhere = `${feed.address}/elsewhere`;
    const wrong = await prepare({address: elsewhere});
    expect(wrong.address).toBe(elsewhere);
    await call(officer, 'post', `/council/directory/imports/${wrong.id}/discard`).expect(200);
    expect(await from()).toBe(feed.address);
    await take(await prepare({address: elsewhere})).expect(200);
    expect(await from()).toBe(elsewhere);
  });

  it('does not write over what somebody of the council put right', async () => {
    await brought([service('a')]);
    const [entry] = await entries();
    const kept = await call(officer, 'get', `/council/community/${entry?.id}`).expect(200);
    const text = {...(kept.body as {text: object}).text, summary: 'Put right'};
    await call(officer, 'put', `/council/community/${entry?.id}`, text).expect(200);
    expect(await brought([service('a', {description: 'Other'})])).toEqual({kept: 1});
    expect(await entries()).toMatchObject([{summary: 'Put right', state: 'draft'}]);
  });

  it('does not write over what somebody claims at this moment, and the entry of another feed at once is one', async () => {
    await brought([service('a')]);
    feed.serve([service('a', {description: 'Other'})]);
    const read = await prepare();
    const [entry] = await entries();
    const waits = () =>
      until(
        async () =>
          (await owner(`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`))
            .length > 0,
      );
    const query = scenario.world.owner.createQueryRunner();
    await query.startTransaction();
    await query.query(`UPDATE community_listing SET claimed_at = now(), claimed_how = 'email' WHERE id = $1`, [
      entry?.id,
    ]);
    const taken = take(read).then(({status}) => status);
    await waits();
    await query.commitTransaction();
    await query.release();
    expect(await taken).toBe(409);
    expect(await entries()).toMatchObject([{summary: 'A lunch club.'}]);
    feed.serve([service('x'), service('y')]);
    const [one, two] = [
      await prepare({name: 'One', address: feed.address}),
      await prepare({name: 'Two', address: feed.address}),
    ];
    const both = await Promise.all([one, two].map((each) => take(each).then(({status}) => status)));
    expect(both.sort()).toEqual([200, 409]);
    expect(await entries()).toHaveLength(3);
  });

  it('is broken off while it is taken in: nothing of it is there, and once more takes it', async () => {
    await brought([service('a')]);
    feed.serve([service('a', {description: 'Other'}), service('b'), service('c')]);
    const read = await prepare();
    const query = scenario.world.owner.createQueryRunner();
    await query.startTransaction();
    await query.query(`SELECT FROM community_listing FOR UPDATE`);
    const taken = take(read).then(({status}) => status);
    const waiting = () =>
      owner<{pid: number}>(
        `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
      );
    await until(async () => (await waiting()).length > 0);
    const [{pid} = {pid: 0}] = await waiting();
    await owner(`SELECT pg_terminate_backend($1)`, [pid]);
    expect(await taken).toBeGreaterThanOrEqual(500);
    await query.commitTransaction();
    await query.release();
    expect(await entries()).toHaveLength(1);
    await take(read).expect(200);
    expect((await entries()).map(({summary}) => summary)).toEqual(['Other', 'A lunch club.', 'A lunch club.']);
  });

  it('is over, comes back, and is over again', async () => {
    await brought([service('a'), service('b')]);
    const [a] = await entries();
    await owner(`UPDATE community_listing SET state = 'live' WHERE id = $1`, [a?.id]);
    expect(await brought([service('b')])).toEqual({unchanged: 1, withdrawn: 1});
    expect(await brought([service('a'), service('b')])).toEqual({unchanged: 1, kept: 1});
    await call(officer, 'post', `/council/community/${a?.id}/act`, {action: 'show'}).expect(200);
    expect(await brought([service('b')])).toEqual({unchanged: 1, withdrawn: 1});
    expect(await entries()).toMatchObject([{state: 'resting'}, {state: 'draft'}]);
  });

  it('never ends: it is left when it is too much', async () => {
    let number = 0;
    feed.answer = (_url, response) => {
      number += 1;
      const contents = [service(`n${number}`, {alternate_name: 'x'.repeat(15_000_000)})];
      response.end(JSON.stringify({contents, last_page: false}));
    };
    expect((await prepare(undefined, 422)).code).toBe('FEED_UNREADABLE');
    expect(number).toBeLessThan(30);
  }, 60_000);

  it.each(['in its list', 'in what it says of each'])(
    'is so slow %s that a quarter of an hour goes by',
    async (where) => {
      const {clock} = scenario.api;
      const brief = (id: number) => ({id: `n${id}`, name: `Group ${id}`});
      let asked = 0;
      feed.answer = (url, response) => {
        asked += 1;
        const list = url.searchParams.has('page');
        if (list === (where === 'in its list')) clock.travelTo(new Date(clock.now().getTime() + 4 * 60_000));
        const contents =
          list && where !== 'in its list' ? Array.from({length: 40}, (_, at) => brief(at)) : [brief(asked)];
        response.end(JSON.stringify(list ? {contents, last_page: where !== 'in its list'} : contents[0]));
      };
      expect((await prepare(undefined, 422)).code).toBe('FEED_UNREACHABLE');
      expect(asked).toBeLessThan(20);
      officer.token = await scenario.api.signIn(officer.email, PASSWORD);
    },
  );
});
