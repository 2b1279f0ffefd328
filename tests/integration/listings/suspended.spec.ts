import {randomUUID} from 'node:crypto';
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

const today = londonDay(new Date());
const NAME = 'Quillfeather Care';
const VISIT = {from: at(6, 2, '09:00'), to: at(6, 2, '10:00')};

/** Somebody of the register, at every door through which others come upon them. */
describe('a member who is suspended', () => {
  let scenario: Scenario;
  let worker: INestApplicationContext;
  let pages: PagesApp;
  let holder: TestPerson;
  let keeper: TestPerson;
  let officer: TestPerson;
  let theirs: TestListing;
  let line: string;
  let session: string;
  let advert: string;
  let search: string;
  let talk: string;
  let made: {id: string; visits: {id: string}[]};

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true, variables: {RATE_LIMIT: '1000000'}});
    worker = (await startWorker(scenario.database, scenario.api.clock)) as INestApplicationContext;
    pages = await startPages(scenario.database, scenario.api.clock);
    const {world, council} = scenario;
    officer = await world.person(council, 'Olive Officer', ['officer']);
    [holder, keeper] = [await scenario.holder(), await scenario.holder()];
    line = await scenario.line(holder, 50_000);
    search = await idOf(keeper, '/saved-searches', {name: 'Quills', asked: {q: 'quillfeather'}});
    const columns = {name: NAME, summary: 'Quillfeather helps'};
    theirs = await scenario.provider(3, council, {columns, services: ['gardening']});
    const offer = await world.add('offer', {
      ...{council_id: council, listing_id: theirs.id, kind: 'group', title: 'Quill club', capacity: 3},
    });
    await world.add('offer_price', {council_id: council, offer_id: offer, price_pence: 900, starts_on: '2020-01-01'});
    session = await world.add('offer_session', {
      ...{council_id: council, offer_id: offer, place: 'The hall', capacity: 3},
      ...{starts_at: at(2, 3, '10:00'), ends_at: at(2, 3, '12:00')},
    });
    advert = await world.addUnchecked('advert', {
      ...{council_id: council, holder_id: keeper.personId, title: 'Help', text: 'Help', services: ['gardening']},
      ...{outcode: 'NG1', closes_on: addDays(today, 7), written_by: keeper.personId, state: 'open'},
      moderated_by: officer.personId,
    });
    await owner(`INSERT INTO outbox_event (council_id, topic, subject_id) VALUES ($1, 'listing.changed', $2)`, [
      ...[council, theirs.id],
    ]);
    await until(
      async () => (await owner(`SELECT FROM search_document WHERE id = $1 AND listed`, [theirs.id])).length > 0,
    );
    await call(keeper, 'post', '/shortlist', {listing_id: theirs.id, note: ''}).expect(201);
    talk = await idOf(holder, '/conversations', {listing_id: theirs.id, text: 'Hello'});
    const body = booking(theirs, line, VISIT.from, VISIT.to);
    const answer = await call(holder, 'post', '/bookings', body).set('Idempotency-Key', randomUUID()).expect(201);
    made = answer.body as typeof made;
    await call(theirs.person, 'post', `/bookings/${made.id}/accept`).expect(200);
    await look();
  }, 60_000);
  afterAll(async () => {
    await pages.close();
    await worker.close();
    await scenario.close();
  });

  const owner = <T>(sql: string, values: unknown[] = []) => scenario.world.owner.query<T[]>(sql, values);
  const call = (...args: Parameters<Scenario['call']>) => scenario.call(...args);
  const idOf = async (who: TestPerson, path: string, body: object) =>
    ((await call(who, 'post', path, body).expect(201)).body as {id: string}).id;
  const suspension = (method: 'post' | 'delete') => call(officer, method, `/members/${theirs.memberId}/suspension`);
  /** The alerts of saved searches, and that all that they tell is told. */
  async function look(): Promise<void> {
    await worker.get(LookAgainDaily, {strict: false}).run();
    await until(async () => (await owner(`SELECT FROM outbox_event WHERE due_at <= now()`)).length === 0);
  }

  const says = async (who: TestPerson | null, path: string, words = NAME) => {
    const {status, text} = await call(who, 'get', path);
    return status === 200 && text.includes(words);
  };
  const pageSays = async (who: TestPerson | null, path: string, words = NAME) => {
    const {status, html} = await new Visitor(pages, who).get(path);
    return status === 200 && html.includes(words);
  };
  const feed = async (path: string) => {
    const answer = await fetch(`${pages.baseUrl}/open-referral${path}`);
    return answer.status === 200 && (await answer.text()).includes(NAME);
  };
  /** Whether it would be done; nothing of it stays where it would. */
  const may = async (who: TestPerson, path: string, body: object, method: 'post' | 'put' = 'post') =>
    (await call(who, method, path, body).set('Idempotency-Key', randomUUID())).status < 300;

  const day = `from=${today}&to=${addDays(today, 14)}`;
  /** Each says whether it is open. What is written is written once more each time that it is. */
  const doors = (): Record<string, () => Promise<boolean>> => ({
    profile: () => says(null, `/listings/${theirs.id}`),
    'profile, to who has booked them': () => says(holder, `/listings/${theirs.id}`),
    'its page': () => pageSays(null, `/listings/${theirs.id}`),
    times: () => says(null, `/listings/${theirs.id}/times?${day}`, 'starts_at'),
    feedback: () => says(null, `/listings/${theirs.id}/feedback`, 'items'),
    sessions: () => says(holder, `/listings/${theirs.id}/sessions`, session),
    'places in a group': () => pageSays(keeper, `/listings/${theirs.id}/places`, 'Quill club'),
    'the form of a booking': () => pageSays(holder, `/listings/${theirs.id}/book`),
    'the form of a message': () => pageSays(keeper, `/listings/${theirs.id}/message`),
    search: () => says(null, '/search?q=quillfeather'),
    'search by service': () => says(keeper, '/search?service=gardening'),
    suggestions: () => says(null, '/search/suggestions?q=quillf', 'uillfeather'),
    'the page of results': () => pageSays(null, '/find?q=quillfeather'),
    'results for printing': () => pageSays(null, '/find/print?q=quillfeather'),
    'the feed': () => feed('/services'),
    'the feed, by itself': () => feed(`/services/${theirs.id}`),
    'its places in the feed': () => feed('/service_at_locations'),
    'a shortlist': () => says(keeper, '/shortlist', '"listed":true'),
    'side by side': () => says(keeper, `/shortlist/compare?listing=${theirs.id}`, '1450'),
    'side by side on a page': () => pageSays(keeper, `/shortlist/compare?with=${theirs.id}`, '£14.50'),
    'what a saved search has found': () => says(keeper, `/saved-searches/${search}`),
    'a saved search on its page': () => pageSays(keeper, `/searches/${search}`),
    adverts: () => says(theirs.person, '/adverts', advert),
    'an advert by itself': () => says(theirs.person, `/adverts/${advert}`, 'Help'),
    'adverts on a page': () => pageSays(theirs.person, '/work/adverts', advert),
    quote: () => may(holder, '/bookings/quote', booking(theirs, line, at(7, 2, '09:00'), at(7, 2, '10:00'))),
    message: () => may(holder, `/conversations/${talk}/messages`, {text: 'Tea?'}),
    answer: () => may(theirs.person, `/conversations/${talk}/messages`, {text: 'Yes'}),
  });
  const open = async () => {
    const found: Record<string, boolean> = {};
    for (const [name, door] of Object.entries(doors())) found[name] = await door();
    return found;
  };
  const all = (value: boolean) => Object.fromEntries(Object.keys(doors()).map((name) => [name, value]));

  it('was to be found at each of these doors', async () => {
    expect(await open()).toEqual(all(true));
  });

  it('is at none of them from that moment, and nothing new begins with them', async () => {
    await suspension('post').expect(204);
    expect(await open()).toEqual(all(false));
    const visit = booking(theirs, line, at(7, 2, '09:00'), at(7, 2, '10:00'));
    const body = {listing_id: theirs.id, text: 'Hello'};
    const begun = {
      booking: await may(holder, '/bookings', visit),
      conversation: await may(keeper, '/conversations', body),
      'place in a group': await may(holder, `/listings/${theirs.id}/sessions/${session}/book`, {budget_line_id: line}),
      shortlist: await may(holder, '/shortlist', {listing_id: theirs.id, note: ''}),
      answer: await may(theirs.person, `/adverts/${advert}/answer`, {listing_id: theirs.id, text: 'I can.'}),
    };
    expect(begun).toEqual(Object.fromEntries(Object.keys(begun).map((name) => [name, false])));
    for (const path of ['book', 'message', 'agree', 'share', 'places']) {
      expect([path, (await new Visitor(pages, keeper).get(`/listings/${theirs.id}/${path}`)).status]).toEqual([
        path,
        404,
      ]);
    }
  });

  it('says so to themselves, and does not say of them that nobody checked', async () => {
    const own = new Visitor(pages, theirs.person);
    const page = await own.get(`/listing/${theirs.id}`);
    expect(page.text).toContain('Others cannot see your listing: the council has suspended you.');
    expect(page.html).toContain(`href="/listing/${theirs.id}/preview"`);
    const preview = await own.get(`/listing/${theirs.id}/preview`);
    expect(preview.text).toContain('Nobody sees it: the council does not list you at the moment.');
    expect(preview.text).toContain('What the council has checked shows here when it lists you.');
    expect(preview.text).not.toMatch(/listed for information/i);
  });

  it('is told of by no alert, and their name is in no notice from then on', async () => {
    const notices = () =>
      owner(`SELECT FROM notice WHERE template = 'search_found' AND person_id = $1`, [keeper.personId]);
    const before = await notices();
    expect(before).toHaveLength(1);
    await idOf(keeper, '/saved-searches', {name: 'Again', asked: {service: 'gardening'}});
    await look();
    expect(await notices()).toHaveLength(1);
  });

  it('stays with what is booked and written, on both sides', async () => {
    for (const person of [holder, theirs.person]) {
      const kept = (await call(person, 'get', `/bookings/${made.id}`).expect(200)).body as typeof made;
      expect(kept.visits).toHaveLength(1);
      expect(await says(person, `/visits?from=${today}&to=${addDays(today, 60)}`, made.visits[0]?.id)).toBe(true);
      const visit = await new Visitor(pages, person).get(`/visits/${made.visits[0]?.id}`);
      expect([person.name, visit.status]).toEqual([person.name, 200]);
      expect(await says(person, `/conversations/${talk}`, 'Hello')).toBe(true);
    }
    expect((await new Visitor(pages, holder).get(`/bookings/${made.id}`)).status).toBe(200);
  });

  it('is back at all of them when it is lifted', async () => {
    await suspension('delete').expect(204);
    await until(
      async () => (await owner(`SELECT FROM search_document WHERE id = $1 AND listed`, [theirs.id])).length > 0,
    );
    expect(await open()).toEqual(all(true));
  });
});
