import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {verifyBookings, WaitForPlace} from '@app/bookings';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {at, Scenario, type TestListing} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';

let scenario: Scenario;
let pages: PagesApp;
let provider: TestListing;
let session: string;

beforeAll(async () => {
  scenario = await Scenario.open({pages: true});
  pages = await startPages(scenario.database, scenario.api.clock);
  provider = await scenario.provider(1);
  const {world, council} = scenario;
  const offer = await world.add('offer', {
    ...{council_id: council, listing_id: provider.id, kind: 'group', title: 'Pottery', capacity: 3},
  });
  await world.add('offer_price', {council_id: council, offer_id: offer, price_pence: 1_200, starts_on: '2020-01-01'});
  session = await world.add('offer_session', {
    ...{council_id: council, offer_id: offer, place: 'The hall', capacity: 3},
    ...{starts_at: at(2, 3, '10:00'), ends_at: at(2, 3, '12:00')},
  });
}, 60_000);
afterEach(() => scenario.api.clock.back());
afterAll(async () => {
  await pages?.close();
  await scenario?.close();
});

interface Person {
  person: TestPerson;
  line: string;
  visitor: Visitor;
}

async function somebody(): Promise<Person> {
  const person = await scenario.holder();
  const visitor = new Visitor(pages, person);
  // One cookie and one token, before several forms are sent at once.
  await visitor.get('/help');
  return {person, line: await scenario.line(person, 10_000), visitor};
}
const path = (what: string) => `/listings/${provider.id}/places/${session}/${what}`;
const book = ({visitor, line}: Person, key = 'a-key-of-this-form') => visitor.post(path('book'), {line, key});

describe('places in a group', () => {
  it('are never oversold in a race; who finds none waits in order, and the first has what is free for a day', async () => {
    const people = await Promise.all(Array.from({length: 8}, somebody));
    const listing = await people[0]?.visitor.get(`/listings/${provider.id}`);
    expect(listing?.html).toContain(`/listings/${provider.id}/places`);
    const answers = await Promise.all(people.flatMap((each) => [book(each), book(each)]));
    const places = await scenario.world.owner.query<{lane: number}[]>(
      `SELECT lane FROM visit WHERE worker_id = $1 AND state = 'accepted' ORDER BY lane`,
      [session],
    );
    expect(places.map(({lane}) => lane)).toEqual([1, 2, 3]);
    expect(new Set(answers.map(({status}) => status))).toEqual(new Set([303, 409]));
    const sql = `SELECT holder_id FROM booking WHERE session_id = $1`;
    const rows = await scenario.world.owner.query<{holder_id: string}[]>(sql, [session]);
    const inside = new Set(rows.map((row) => row.holder_id));
    const [first, second, third] = people.filter(({person}) => !inside.has(person.personId)) as [
      Person,
      Person,
      Person,
    ];
    const member = people.find(({person}) => inside.has(person.personId)) as Person;
    expect((await book(member, 'another-key')).status).toBe(409);

    for (const each of [first, second]) expect((await each.visitor.post(path('wait'))).status).toBe(303);
    expect((await first.visitor.get(`/listings/${provider.id}/places`)).text).toContain('You wait for a place.');
    const booking = await scenario.world.owner.query<{id: string}[]>(
      `SELECT id FROM booking WHERE session_id = $1 AND holder_id = $2`,
      [session, member.person.personId],
    );
    await scenario.call(member.person, 'post', `/bookings/${booking[0]?.id ?? ''}/cancel`).expect(200);
    await scenario.api.app.get(WaitForPlace).offer();
    const told = await scenario.world.owner.query<{holder_id: string}[]>(
      `SELECT holder_id FROM group_waiting WHERE offered_at IS NOT NULL`,
    );
    expect(told.map((row) => row.holder_id)).toEqual([first.person.personId]);
    const listed = await scenario.call(second.person, 'get', `/listings/${provider.id}/sessions`).expect(200);
    expect(listed.body).toMatchObject({items: [{id: session, left: 0, waiting: 2, waits: true, price_pence: 1_200}]});
    // It is theirs: nobody who waits less long, or not at all, takes it from them.
    expect((await book(second)).status).toBe(409);
    expect((await book(third)).status).toBe(409);
    expect((await book(first, 'the-key-of-the-second-form')).status).toBe(303);
    expect((await verifyBookings(scenario.world.owner)).faults).toEqual([]);
    const fourth = `INSERT INTO booking (council_id, reference, holder_id, listing_id, session_id, requested_by)
      SELECT council_id, 'WRONG-1', holder_id, listing_id, session_id, requested_by FROM booking WHERE session_id = $1 LIMIT 1 RETURNING id`;
    await expect(
      scenario.world.owner.transaction(async (tx) => {
        const [row] = await tx.query<{id: string}[]>(fourth, [session]);
        await tx.query(
          `INSERT INTO visit (council_id, booking_id, worker_id, lane, starts_at, ends_at, price_pence)
           SELECT council_id, $2, worker_id, 4, starts_at, ends_at, 0 FROM visit WHERE worker_id = $1 LIMIT 1`,
          [session, row?.id],
        );
      }),
    ).rejects.toMatchObject({constraint: 'place_of_session'});
  });
});
