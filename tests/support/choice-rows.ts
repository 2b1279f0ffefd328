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
  await world.addUnchecked('shortlist_share', {
    ...{...own, supporter_id: helper.personId, shared_by: holder.personId},
  });
}

/** What the power to look for support opens beside conversations and adverts. */
export function choiceAttempts({scenario, holder, listing}: AttemptsOf & {listing: () => TestListing}): Attempt[] {
  let [entry, share, friend] = [randomUUID(), randomUUID(), randomUUID()] as string[];
  const kept = async () => {
    const made = await scenario().call(holder(), 'post', '/shortlist', {listing_id: listing().id}).expect(201);
    entry = (made.body as {id: string}).id;
  };
  const helped = async () => {
    const {world, council} = scenario();
    const person = await world.person(council, 'A Friend', ['carer']);
    await world.represents(council, person, holder(), 'carer');
    friend = person.personId;
  };
  const shared = async () => {
    await helped();
    const answer = await scenario().call(holder(), 'post', '/shortlist/supporters', {person_id: friend}).expect(200);
    const {items} = answer.body as {items: {person_id: string; share_id: string}[]};
    share = items.find(({person_id}) => person_id === friend)?.share_id;
  };
  return [
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
