import {randomUUID} from 'node:crypto';
import type {TestPerson, World} from './people.js';
import type {Attempt, AttemptsOf} from './planned.js';
import type {TestListing} from './scenario.js';

/** What a person keeps while they choose, written past its rules. */
export async function choiceRows(
  world: World,
  council: string,
  {holder, helper, listing}: {holder: TestPerson; helper: TestPerson; listing: string},
): Promise<void> {
  const own = {council_id: council, holder_id: holder.personId};
  await world.addUnchecked('shortlist_entry', {
    ...{...own, listing_id: listing, note: 'For a test', added_by: holder.personId},
  });
  const search = await world.add('saved_search', {
    ...{...own, name: 'For a test', asked: {near: 'NG1 5DT'}, saved_by: holder.personId},
  });
  const seen = {council_id: council, search_id: search, listing_id: listing};
  await world.add('saved_search_seen', seen, 'search_id');
  await world.addUnchecked('feedback', {
    ...{...own, listing_id: listing, again: 'yes', text: 'For a test', written_by: holder.personId},
  });
  await world.addUnchecked('shortlist_share', {
    ...{...own, supporter_id: helper.personId, shared_by: holder.personId},
  });
}

/** A visit that has happened between these two. */
export async function visitRow(
  world: World,
  council: string,
  holder: Pick<TestPerson, 'personId'>,
  listing: string,
  reference: string,
): Promise<void> {
  const booking = await world.addUnchecked('booking', {
    ...{council_id: council, holder_id: holder.personId, listing_id: listing, reference},
    ...{requested_by: holder.personId, state: 'accepted'},
  });
  const [from, to] = ['2026-01-05T09:00:00Z', '2026-01-05T11:00:00Z'];
  await world.addUnchecked('visit', {
    ...{council_id: council, booking_id: booking, worker_id: listing, state: 'approved', price_pence: 1},
    ...{starts_at: from, ends_at: to, started_at: from, ended_at: to, actual_pence: 1, recorded_by: holder.personId},
  });
}

/** What the power to look for support opens beside conversations and adverts. */
export function choiceAttempts({scenario, holder, listing}: AttemptsOf & {listing: () => TestListing}): Attempt[] {
  let [entry, share, friend, search] = Array.from({length: 4}, () => randomUUID() as string);
  const kept = async () => {
    const made = await scenario().call(holder(), 'post', '/shortlist', {listing_id: listing().id}).expect(201);
    entry = (made.body as {id: string}).id;
  };
  const helped = async () => {
    const {world, council} = scenario();
    friend = await world.add('person', {council_id: council, name: 'A Friend'});
    await world.add('representation', {
      ...{council_id: council, holder_id: holder().personId, representative_id: friend, kind: 'carer'},
      starts_on: '2020-01-01',
    });
  };
  const visited = async () => {
    const {world, council} = scenario();
    const [known] = await world.owner.query<unknown[]>(`SELECT FROM booking WHERE reference = 'FEEDBACK1'`);
    if (!known) await visitRow(world, council, holder(), listing().id, 'FEEDBACK1');
  };
  const said = async () => {
    await visited();
    const {world, council} = scenario();
    await world.owner.query(`DELETE FROM feedback`);
    const columns = {council_id: council, holder_id: holder().personId, listing_id: listing().id};
    await world.add('feedback', {...columns, again: 'yes', written_by: holder().personId});
  };
  const forgotten = () => scenario().world.owner.query<void>(`DELETE FROM saved_search_seen; DELETE FROM saved_search`);
  const saved = async () => {
    await forgotten();
    const {world, council} = scenario();
    const own = {council_id: council, holder_id: holder().personId, saved_by: holder().personId};
    search = await world.add('saved_search', {...own, name: 'A search', asked: {}});
  };
  const shared = async () => {
    await helped();
    const answer = await scenario().call(holder(), 'post', '/shortlist/supporters', {person_id: friend}).expect(200);
    const {items} = answer.body as {items: {person_id: string; share_id: string}[]};
    share = items.find(({person_id}) => person_id === friend)?.share_id;
  };
  return [
    ['GET /feedback/mine', () => '/feedback/mine'],
    [
      'PUT /feedback/mine/:id',
      () => `/feedback/mine/${listing().id}`,
      () => ({went_well: ['kind'], again: 'yes'}),
      visited,
    ],
    ['DELETE /feedback/mine/:id', () => `/feedback/mine/${listing().id}`, undefined, said],
    ['GET /saved-searches', () => '/saved-searches'],
    ['POST /saved-searches', () => '/saved-searches', () => ({name: 'A search', asked: {}}), forgotten],
    ['GET /saved-searches/:id', () => `/saved-searches/${search}`, undefined, saved],
    ['PUT /saved-searches/:id/name', () => `/saved-searches/${search}/name`, () => ({name: 'Other'}), saved],
    ['PUT /saved-searches/:id/paused', () => `/saved-searches/${search}/paused`, () => ({paused: true}), saved],
    ['DELETE /saved-searches/:id', () => `/saved-searches/${search}`, undefined, saved],
    ['GET /shortlist', () => '/shortlist'],
    ['POST /shortlist', () => '/shortlist', () => ({listing_id: listing().id})],
    ['GET /shortlist/compare', () => '/shortlist/compare'],
    ['PUT /shortlist/:id/note', () => `/shortlist/${entry}/note`, () => ({note: 'Kind.'}), kept],
    ['DELETE /shortlist/:id', () => `/shortlist/${entry}`, undefined, kept],
    ['GET /shortlist/supporters', () => '/shortlist/supporters'],
    ['POST /shortlist/supporters', () => '/shortlist/supporters', () => ({person_id: friend}), helped],
    ['DELETE /shortlist/shares/:id', () => `/shortlist/shares/${share}`, undefined, shared],
  ];
}
