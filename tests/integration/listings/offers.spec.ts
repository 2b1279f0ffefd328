import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, londonDay, londonInstant, SystemClock} from '@app/kernel';
import {Projector} from '@app/search';
import type {DataSource} from 'typeorm';
import {connectAs} from '../../support/catalogue.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {at, booking, Scenario, type TestListing} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';

const today = londonDay(new Date());

let scenario: Scenario;
let pages: PagesApp;
let app: DataSource;
let pa: TestListing;
let holder: TestPerson;
let line: string;

beforeAll(async () => {
  scenario = await Scenario.open({variables: {RATE_LIMIT: '1000000'}});
  pages = await startPages(scenario.database, scenario.api.clock);
  app = await connectAs('app', scenario.database);
  pa = await scenario.pa();
  holder = await scenario.holder();
  line = await scenario.line(holder, 50_000);
}, 60_000);
afterAll(async () => {
  await app.destroy();
  await pages.close();
  await scenario.close();
});

interface Shown {
  offers: {
    id: string;
    kind: string;
    title: string;
    prices: {price_pence: number}[];
    sessions: {id: string; starts_at: string}[];
  }[];
  wages: {rate_pence: number}[];
  mileage: {mile_pence: number; ends_on: string | null}[];
}

const shown = async () => (await scenario.call(null, 'get', `/listings/${pa.id}`).expect(200)).body as Shown;
const mine = (method: 'get' | 'post' | 'put', path: string, body?: object) =>
  scenario.call(pa.person, method, `/listings/mine${path}`, body);

describe('what somebody offers', () => {
  it('is of four kinds, each with a dated price of its own, and shows at once', async () => {
    await mine('post', '/offers', {kind: 'hour', title: 'Cooking together'}).expect(201);
    await mine('post', '/offers', {kind: 'visit', title: 'Foot care', minutes: 45, price_pence: 3_200}).expect(201);
    await mine('post', '/offers', {kind: 'fixed', title: 'Garden clear-up', price_pence: 12_000}).expect(201);
    await mine('post', '/offers', {kind: 'group', title: 'Lunch club', capacity: 12, price_pence: 800}).expect(201);
    const {offers} = await shown();
    expect(offers.map(({kind, title, prices}) => [kind, title, prices[0]?.price_pence ?? null])).toEqual([
      ['hour', 'Cooking together', null],
      ['visit', 'Foot care', 3_200],
      ['fixed', 'Garden clear-up', 12_000],
      ['group', 'Lunch club', 800],
    ]);
    const {text} = await new Visitor(pages, null).get(`/listings/${pa.id}`);
    expect(text).toContain('Foot care £32.00 a visit By the visit or session, 45 minutes');
    expect(text).toContain('Cooking together At the rates by time of the week');
  });

  it('is refused with all that is wrong with it', async () => {
    const wrong: [object, string][] = [
      [{kind: 'visit', title: 'x', price_pence: 1}, 'minutes'],
      [{kind: 'group', title: 'x', price_pence: 1}, 'capacity'],
      [{kind: 'fixed', title: 'x'}, 'price_pence'],
      [{kind: 'fixed', title: '', price_pence: 1}, 'title'],
      [{kind: 'hour', title: 'x', capacity: 3}, 'capacity'],
      [{kind: 'fixed', title: 'x', price_pence: 1, price_from: addDays(today, -1)}, 'price_from'],
      [{kind: 'other', title: 'x'}, 'kind'],
      [{kind: 'fixed', title: 'Ring 07700 900123', price_pence: 1}, 'title'],
    ];
    for (const [body, field] of wrong) {
      const refused = await mine('post', '/offers', body).expect(400);
      expect([body, (refused.body as {errors: {field: string}[]}).errors.map((each) => each.field)]).toEqual([
        body,
        [field],
      ]);
    }
    const [offer] = (await shown()).offers;
    const sessions = {first_on: addDays(today, 7), from: '10:00', to: '11:00', place: 'Hall'};
    const refused = await mine('post', `/offers/${offer?.id}/sessions`, sessions).expect(422);
    expect(refused.body).toMatchObject({code: 'NOT_A_GROUP'});
  });

  it('meets on days of its own, which take the time of who holds them until they are called off', async () => {
    const group = (await shown()).offers.find(({kind}) => kind === 'group');
    const firstOn = londonDay(new Date(at(3, 3, '12:00')));
    const sessions = {first_on: firstOn, from: '12:00', to: '14:00', place: 'The hall', times: 3};
    await mine('post', `/offers/${group?.id}/sessions`, sessions).expect(201);
    expect(
      (await mine('post', `/offers/${group?.id}/sessions`, {...sessions, times: 1}).expect(409)).body,
    ).toMatchObject({
      code: 'SESSION_EXISTS',
    });
    const meets = (await shown()).offers.find(({kind}) => kind === 'group')?.sessions ?? [];
    expect(meets.map(({starts_at: startsAt}) => startsAt)).toEqual([3, 4, 5].map((week) => at(week, 3, '12:00')));
    const free = async () => {
      const answer = await scenario.call(
        null,
        'get',
        `/listings/${pa.id}/times?from=${firstOn}&to=${addDays(firstOn, 1)}`,
      );
      return (answer.body as {items: {starts_at: string; ends_at: string}[]}).items.map((each) => [
        each.starts_at,
        each.ends_at,
      ]);
    };
    const [open, noon, two, close] = ['08:00', '12:00', '14:00', '18:00'].map((time) => at(3, 3, time));
    expect(await free()).toEqual([
      [open, noon],
      [two, close],
    ]);
    await mine('post', `/offers/${group?.id}/sessions/${meets[0]?.id}/cancel`).expect(200);
    expect(await free()).toEqual([[open, close]]);
    await mine('post', `/offers/${group?.id}/end`).expect(200);
    expect((await shown()).offers.map(({kind}) => kind)).not.toContain('group');
    await mine('post', `/offers/${group?.id}/end`).expect(404);
  });

  it('keeps wages and mileage apart from what is charged, and offers the terms of its day', async () => {
    const rates = [{band: 'weekday', unit: 'hour', rate_pence: 1_600}];
    const wages = [{band: 'weekday', unit: 'hour', rate_pence: 1_300}];
    await mine('put', '/rates', {starts_on: today, rates, wages, mile_pence: 45}).expect(200);
    await mine('put', '/rates', {starts_on: today, rates}).expect(200);
    expect(await shown()).toMatchObject({wages: [{rate_pence: 1_300}], mileage: [{mile_pence: 45, ends_on: null}]});
    const bad = {starts_on: today, rates, wages: [{band: 'weekday', unit: 'visit', rate_pence: 1}], mile_pence: 0};
    expect((await mine('put', '/rates', bad).expect(400)).body).toMatchObject({
      errors: [{field: 'wages.0.unit'}, {field: 'mile_pence'}],
    });
    await scenario.world.owner.query(
      `UPDATE listing SET notice_hours = 48, late_cancellation_bp = 5000 WHERE id = $1`,
      [pa.id],
    );
    const engagement = await scenario.engage(holder, pa);
    await scenario.world.owner.query(
      `UPDATE listing SET notice_hours = 168, late_cancellation_bp = 10000 WHERE id = $1`,
      [pa.id],
    );
    const [row] = await scenario.world.owner.query<object[]>(
      `SELECT notice_hours, late_cancellation_bp, mileage_pence FROM engagement WHERE id = $1`,
      [engagement],
    );
    expect(row).toEqual({notice_hours: 48, late_cancellation_bp: 5_000, mileage_pence: 45});
  });
});

describe('whom a listing shows to', () => {
  it('is held on its page, its times, in search and in conversations; each audience can be looked through', async () => {
    const hidden = await scenario.pa(scenario.council, {
      columns: {audience: 'budget', name: 'Hidden H.', summary: 'Hidden'},
    });
    const [nobody, other] = [null, await scenario.holder()];
    const looks = async (who: TestPerson | null) => {
      await new Projector(app, new SystemClock()).everything();
      const found = await scenario.call(who, 'get', '/search?q=hidden').expect(200);
      const page = await new Visitor(pages, who).get(`/listings/${hidden.id}`);
      const one = await scenario.call(who, 'get', `/listings/${hidden.id}`);
      const times = await scenario.call(
        who,
        'get',
        `/listings/${hidden.id}/times?from=${today}&to=${addDays(today, 1)}`,
      );
      const {total, facets} = found.body as {total: number; facets: {kind: unknown[]}};
      return {total, counted: facets.kind.length, statuses: [page.status, one.status, times.status]};
    };
    const sees = {total: 1, counted: 1, statuses: [200, 200, 200]};
    const sealed = {total: 0, counted: 0, statuses: [404, 404, 404]};
    expect([await looks(nobody), await looks(other), await looks(holder)]).toEqual([sealed, sealed, sees]);
    const hello = {listing_id: hidden.id, text: 'Hello'};
    expect((await scenario.call(other, 'post', '/conversations', hello)).body).toMatchObject({code: 'NOT_FOUND'});

    const visitor = new Visitor(pages, hidden.person);
    const preview = (as: string) => visitor.get(`/listing/${hidden.id}/preview?as=${as}`);
    expect((await preview('public')).text).toContain('They do not see your listing');
    expect((await preview('budget')).text).toContain('Hidden H.');
    await visitor.post(`/listing/${hidden.id}/audience`, {audience: 'advert'});
    expect((await preview('budget')).text).toContain('They do not see your listing');
    expect([await looks(holder), await looks(other)]).toEqual([sealed, sealed]);

    await scenario.world.addUnchecked('advert', {
      ...{
        council_id: scenario.council,
        holder_id: other.personId,
        title: 'Help',
        text: 'Help',
        services: ['gardening'],
      },
      ...{outcode: 'NG1', closes_on: addDays(today, 7), written_by: other.personId, state: 'open'},
      moderated_by: hidden.person.personId,
    });
    expect([await looks(holder), await looks(other)]).toEqual([sealed, sees]);
    await scenario.call(other, 'post', '/conversations', {listing_id: hidden.id, text: 'Hello'}).expect(201);
    await scenario.world.owner.query(`DELETE FROM advert WHERE holder_id = $1`, [other.personId]);
    expect((await scenario.call(other, 'get', `/listings/${hidden.id}`)).status).toBe(200); // they know each other now
    const elsewhere = await scenario.holder(await scenario.world.council('derbyshire'));
    expect((await scenario.call(elsewhere, 'get', `/listings/${hidden.id}`)).status).toBe(404);
  });
});

describe('somebody who is suspended', () => {
  it('rests at once, with listing, adverts and times; their bookings stay visible to those concerned', async () => {
    const resting = await scenario.pa(scenario.council, {columns: {summary: 'Resting'}});
    await scenario.engage(holder, resting);
    const visit = booking(resting, line, at(6, 2, '09:00'), at(6, 2, '10:00'));
    const made = await scenario
      .call(holder, 'post', '/bookings', visit)
      .set('Idempotency-Key', randomUUID())
      .expect(201);
    const {id} = made.body as {id: string};
    await scenario.call(resting.person, 'post', `/bookings/${id}/accept`).expect(200);
    const advert = await scenario.world.addUnchecked('advert', {
      ...{
        council_id: scenario.council,
        holder_id: holder.personId,
        title: 'Help',
        text: 'Help',
        services: ['gardening'],
      },
      ...{outcode: 'NG1', closes_on: addDays(today, 7), written_by: holder.personId, state: 'open'},
      moderated_by: resting.person.personId,
    });
    const adverts = async () => {
      const read = await scenario.call(resting.person, 'get', '/adverts');
      return ((read.body as {items?: {id: string}[]}).items ?? []).map((each) => each.id);
    };
    expect(await adverts()).toContain(advert);
    const officer = await scenario.world.person(scenario.council, 'Olive Officer', ['officer']);
    await scenario.call(officer, 'post', `/members/${resting.memberId}/suspension`).expect(204);

    expect((await new Visitor(pages, holder).get(`/listings/${resting.id}`)).status).toBe(404);
    await scenario
      .call(holder, 'get', `/listings/${resting.id}/times?from=${today}&to=${addDays(today, 1)}`)
      .expect(404);
    expect((await scenario.call(holder, 'get', '/search?q=resting').expect(200)).body).toMatchObject({total: 0});
    expect(await adverts()).toEqual([]);
    const answer = {listing_id: resting.id, text: 'I can help.'};
    expect(
      (await scenario.call(resting.person, 'post', `/adverts/${advert}/answer`, answer)).status,
    ).toBeGreaterThanOrEqual(400);
    for (const person of [holder, resting.person]) {
      const kept = await scenario.call(person, 'get', `/bookings/${id}`).expect(200);
      expect((kept.body as {visits: unknown[]}).visits).toHaveLength(1);
    }
    expect((await new Visitor(pages, holder).get(`/bookings/${id}`)).status).toBe(200);
  });
});

describe('a rate that is changed today', () => {
  it('never changes a booking made yesterday, nor what was charged until then', async () => {
    const provider = await scenario.provider();
    const visit = booking(provider, line, at(4, 2, '09:00'), at(4, 2, '11:00'));
    const made = await scenario
      .call(holder, 'post', '/bookings', visit)
      .set('Idempotency-Key', randomUUID())
      .expect(201);
    const {id} = made.body as {id: string};
    scenario.api.clock.travelTo(londonInstant(addDays(today, 1), '10:00'));
    const rates = [{band: 'weekday', unit: 'hour', rate_pence: 9_900}];
    await scenario
      .call(provider.person, 'put', '/listings/mine/rates', {starts_on: addDays(today, 1), rates})
      .expect(200);
    const kept = await scenario.call(holder, 'get', `/bookings/${id}`).expect(200);
    expect((kept.body as {visits: {price_pence: number}[]}).visits.map((each) => each.price_pence)).toEqual([2_900]);
    await scenario.call(provider.person, 'post', `/bookings/${id}/accept`).expect(200);
    const [{price, held}] = await scenario.world.owner.query<[{price: number; held: number}]>(
      `SELECT price_pence AS price, (SELECT sum(amount_pence)::integer FROM visit_split s WHERE s.visit_id = v.id) AS held
       FROM visit v WHERE booking_id = $1`,
      [id],
    );
    expect({price, held}).toEqual({price: 2_900, held: 2_900});
    const again = booking(provider, line, at(5, 2, '09:00'), at(5, 2, '11:00'));
    const quote = await scenario.call(holder, 'post', '/bookings/quote', again).expect(200);
    expect(JSON.stringify(quote.body)).toContain('19800');
  });
});
