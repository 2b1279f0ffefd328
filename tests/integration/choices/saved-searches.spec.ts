import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import type {INestApplicationContext} from '@nestjs/common';
import {LookAgainDaily} from '@app/choices';
import {addDays, londonDay} from '@app/kernel';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {at, booking, Scenario, type TestListing} from '../../support/scenario.js';
import {until} from '../../support/until.js';
import {Visitor} from '../../support/visitor.js';
import {startWorker} from '../../support/worker.js';

const today = addDays(londonDay(new Date()), 7);

interface Saved {
  id: string;
  name: string;
  fresh: {name: string}[];
}

/** Searches that somebody keeps: asked again each day, told of each listing once. */
describe('a saved search', () => {
  let scenario: Scenario;
  let worker: INestApplicationContext;
  let pages: PagesApp;
  let holder: TestPerson;
  let search: Saved;

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    worker = (await startWorker(scenario.database, scenario.api.clock)) as INestApplicationContext;
    pages = await startPages(scenario.database, scenario.api.clock);
    await scenario.world.owner.query(
      `INSERT INTO postcode (code, latitude, longitude, district_code) VALUES ('NG15DT', 52.955, -1.147, 'E06000018')`,
    );
    holder = await scenario.holder();
    await listed('Known K.');
  });
  afterAll(async () => {
    await pages.close();
    await worker.close();
    await scenario.close();
  });

  const rows = <Row>(sql: string, values: unknown[] = []) => scenario.world.owner.query<Row[]>(sql, values);
  async function listed(name: string): Promise<TestListing> {
    const listing = await scenario.pa(scenario.council, {columns: {name, languages: ['pl']}});
    await found(listing);
    return listing;
  }
  async function found({id}: TestListing): Promise<void> {
    await rows(`INSERT INTO outbox_event (council_id, topic, subject_id) VALUES ($1, 'listing.changed', $2)`, [
      ...[scenario.council, id],
    ]);
    await until(async () => (await rows(`SELECT FROM search_document WHERE id = $1 AND listed`, [id])).length > 0);
  }
  /** Looks again, twice as a job may, and waits until all of it is told. */
  async function day(): Promise<string[]> {
    const look = worker.get(LookAgainDaily, {strict: false});
    await look.run();
    await look.run();
    await until(async () => (await rows(`SELECT FROM outbox_event WHERE due_at <= now()`)).length === 0);
    return (
      await rows<{body: string}>(
        `SELECT body FROM notice WHERE template = 'search_found' AND person_id = $1 ORDER BY created_at`,
        [holder.personId],
      )
    ).map(({body}) => body.split('\n\n')[0] ?? '');
  }
  const asked = {near: 'NG1 5DT', language: 'pl', budget_line_id: 'mine', page: '3'};
  const one = async () =>
    (await scenario.call(holder, 'get', `/saved-searches/${search.id}`).expect(200)).body as Saved;

  it('is kept without anybody’s money or page, under a name, and tells nothing of who was there', async () => {
    const save = (body: object) => scenario.call(holder, 'post', '/saved-searches', body);
    search = (await save({name: 'Polish speakers', asked}).expect(201)).body as Saved;
    expect(search).toMatchObject({asked: {near: 'NG1 5DT', language: 'pl'}, paused: false, fresh: []});
    expect(JSON.stringify(search)).not.toMatch(/mine|page/);
    expect((await save({name: 'x', asked: {language: 'nonsense'}}).expect(400)).body).toMatchObject({
      errors: [{field: 'language'}],
    });
    await save({name: ' ', asked}).expect(400);
    await save({name: 'x', asked: {near: {}}}).expect(400);
    const other = await scenario.holder();
    await scenario.call(other, 'get', `/saved-searches/${search.id}`).expect(404);
    expect(await day()).toEqual([]);
  });

  it('tells of each listing once, of nobody who rests or was taken down, and of nobody while it is paused', async () => {
    const chosen = {
      channels: ['sms'],
      phone: '07700 900123',
      format: 'standard',
      language: 'en',
      email: '',
      address: '',
    };
    expect((await new Visitor(pages, holder).post('/contact', chosen)).location).toBe('/contact?done=saved');
    await listed('New N.');
    const gone = await listed('Gone G.');
    await rows(`UPDATE listing SET state = 'resting' WHERE id = $1`, [gone.id]);
    expect(await day()).toEqual(['New N.']);
    expect(await day()).toEqual(['New N.']);
    // By the way that they chose, and by that alone.
    const sent = `SELECT d.channel, d.body FROM delivery d JOIN notice n ON n.id = d.notice_id WHERE n.template = 'search_found'`;
    expect(await rows(sent)).toEqual([{channel: 'sms', body: expect.stringContaining('New N.') as unknown}]);
    expect((await one()).fresh.map(({name}) => name)).toEqual(['New N.']);
    await scenario.call(holder, 'put', `/saved-searches/${search.id}/paused`, {paused: true}).expect(200);
    await listed('Later L.');
    expect(await day()).toHaveLength(1);
    await scenario.call(holder, 'put', `/saved-searches/${search.id}/paused`, {paused: false}).expect(200);
    expect(await day()).toEqual(['New N.', 'Later L.']);
    // Back from a rest, which nobody was told of, it is new.
    await rows(`UPDATE listing SET state = 'live' WHERE id = $1`, [gone.id]);
    await found(gone);
    expect(await day()).toEqual(['New N.', 'Later L.', 'Gone G.']);
  });

  it('of somebody taken down between looking and telling says nothing', async () => {
    const caught = await listed('Caught C.');
    await rows(`CREATE FUNCTION take_down() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN UPDATE listing SET state = 'resting' WHERE id = '${caught.id}'; RETURN NEW; END $$`);
    await rows(`CREATE TRIGGER take_down AFTER INSERT ON saved_search_seen FOR EACH ROW EXECUTE FUNCTION take_down()`);
    expect(await day()).toHaveLength(3);
    await rows(`DROP TRIGGER take_down ON saved_search_seen`);
  });

  it('finds nobody who is suspended: listing, adverts and alerts rest at once, what is booked stays before both sides', async () => {
    const held = await listed('Held H.');
    const line = await scenario.line(holder, 20_000);
    const engagement_id = await scenario.engage(holder, held);
    const visit = booking(held, line, at(2, 2, '09:00'), at(2, 2, '11:00'), {engagement_id});
    const {id} = (await scenario.call(holder, 'post', '/bookings', visit).expect(201)).body as {id: string};
    await scenario.call(held.person, 'post', `/bookings/${id}/accept`).expect(200);
    await scenario.call(holder, 'post', '/shortlist', {listing_id: held.id}).expect(201);
    const officer = await scenario.world.person(scenario.council, 'Olive Officer', ['officer']);
    const advert = await scenario.world.add('advert', {
      ...{council_id: scenario.council, holder_id: holder.personId, title: 'Tea', text: 'And talk', outcode: 'NG1'},
      ...{services: ['companionship'], closes_on: today, written_by: holder.personId},
    });
    await scenario.call(officer, 'post', `/council/adverts/${advert}/approve`).expect(200);
    await scenario.call(held.person, 'get', `/adverts/${advert}`).expect(200);
    const before = await day();
    const kept = await rows(`SELECT FROM saved_search_seen WHERE listing_id = $1`, [held.id]);
    expect([before.at(-1), kept.length]).toEqual(['Held H.', 1]);
    // As if nobody had been told of them yet.
    await rows(`DELETE FROM saved_search_seen WHERE listing_id = $1`, [held.id]);
    await scenario.call(officer, 'post', `/members/${held.memberId}/suspension`).expect(204);
    await scenario.call(null, 'get', `/listings/${held.id}`).expect(404);
    await scenario.call(held.person, 'get', `/adverts/${advert}`).expect(404);
    expect((await scenario.call(held.person, 'get', '/adverts').expect(200)).body).toMatchObject({items: []});
    expect((await scenario.call(null, 'get', '/search?near=NG1%205DT&per_page=100').expect(200)).text).not.toContain(
      'Held H.',
    );
    expect((await new Visitor(pages, holder).get('/shortlist')).text).toContain('Held H.');
    expect(await day()).toEqual(before);
    for (const who of [holder, held.person]) {
      const seen = await scenario.call(who, 'get', `/bookings/${id}`).expect(200);
      expect(seen.body).toMatchObject({status: 'accepted', visits: [{}]});
      expect(seen.text).not.toMatch(/suspen/i);
    }
    await scenario.call(officer, 'get', `/bookings/${id}`).expect(({status}) => expect([403, 404]).toContain(status));
    // And once it is lifted, all four at once again: the search tells of them as of somebody new.
    await scenario.call(officer, 'delete', `/members/${held.memberId}/suspension`).expect(204);
    await scenario.call(null, 'get', `/listings/${held.id}`).expect(200);
    await scenario.call(held.person, 'get', `/adverts/${advert}`).expect(200);
    await found(held);
    expect((await scenario.call(null, 'get', '/search?near=NG1%205DT&per_page=100').expect(200)).text).toContain(
      'Held H.',
    );
    expect(await day()).toEqual([...before, 'Held H.']);
    await scenario.call(held.person, 'get', `/bookings/${id}`).expect(200);
  });

  it('tells nobody of whom they have blocked, and of them as of somebody new once they have not', async () => {
    const before = await day();
    const blocked = await listed('Blocked B.');
    const talk = await scenario.call(holder, 'post', '/conversations', {listing_id: blocked.id, text: 'Hello'});
    const conversation = `/conversations/${(talk.body as {id: string}).id}`;
    await scenario.call(holder, 'post', `${conversation}/block`).expect(200);
    expect(await day()).toEqual(before);
    await scenario.call(holder, 'post', `${conversation}/unblock`).expect(200);
    expect(await day()).toEqual([...before, 'Blocked B.']);
  });

  it('is saved from results and from none, found again, renamed and deleted on pages, with nothing of it in an address', async () => {
    const visitor = new Visitor(pages, holder);
    const none = await visitor.get('/find?near=NG1+5DT&q=zither&line=nobody');
    expect(none.text).toContain('Save this search');
    const query = /name="asked" value="([^"]*)"/.exec(none.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const saved = await visitor.post('/searches', {asked: query});
    expect(saved.location).toMatch(/^\/searches\/[0-9a-f-]{36}\?saved$/);
    const page = await visitor.get(saved.location);
    expect(page.text).toContain('zither near NG1');
    expect(page.html).toMatch(/href="\/find\?near=NG1\+5DT&amp;q=zither&amp;/);
    const path = saved.location.replace('?saved', '');
    expect((await visitor.post(`${path}/name`, {name: ''})).linkedErrors).toEqual([
      'Enter the name of the search (#name)',
    ]);
    expect((await visitor.post(`${path}/name`, {name: 'Music'})).location).toBe(`${path}?renamed`);
    expect((await visitor.get('/searches')).text).toContain('Music');
    expect((await visitor.post(`${path}/pause`)).location).toBe(`${path}?paused`);
    expect((await visitor.get(path)).text).toContain('Let it go on');
    expect((await visitor.post(`${path}/delete`)).location).toBe('/searches?deleted');
    expect((await visitor.get(path)).status).toBe(404);
    expect((await visitor.post('/searches', {asked: 'near=ZZ99+9ZZ'})).status).toBe(422);
  });

  it('is kept as long as it is used, and 20 at most', async () => {
    await rows(`UPDATE saved_search SET used_at = now() - interval '13 months' WHERE id = $1`, [search.id]);
    const due = await scenario.world.owner.transaction(async (tx) => {
      await tx.query(`SELECT set_config('app.council_id', $1, true)`, [scenario.council]);
      return tx.query<{category: string}[]>(`SELECT * FROM retention_due(current_date)`);
    });
    expect(due).toContainEqual(expect.objectContaining({category: 'saved_search'}));
    await rows(
      `INSERT INTO saved_search (council_id, holder_id, name, asked, saved_by)
       SELECT $1, $2, 'Another', '{}', $2 FROM generate_series(1, 19)`,
      [scenario.council, holder.personId],
    );
    const full = await scenario.call(holder, 'post', '/saved-searches', {name: 'One more', asked}).expect(422);
    expect(full.body).toMatchObject({code: 'SEARCHES_FULL'});
  });
});
