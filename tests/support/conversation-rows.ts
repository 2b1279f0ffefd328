import {randomBytes} from 'node:crypto';
import {addDays, londonDay} from '@app/kernel';
import type {TestPerson, World} from './people.js';

/** A conversation with all that hangs on it, written past its rules. */
export async function conversationRows(
  world: World,
  council: string,
  {holder, listing, worker}: {holder: TestPerson; listing: string; worker: TestPerson},
): Promise<void> {
  const conversation = await world.add('conversation', {
    council_id: council,
    holder_id: holder.personId,
    listing_id: listing,
  });
  const own = {council_id: council, conversation_id: conversation};
  await world.add('conversation_message', {...own, side: 'holder', written_by: holder.personId, text: 'For a test'});
  await world.add('conversation_reading', {...own, person_id: worker.personId}, 'person_id');
  const contact = {...own, side: 'holder', details: '01632 960003', agreed_by: holder.personId};
  await world.add('conversation_contact', contact, 'side');
  await world.add('conversation_report', {...own, side: 'holder', reported_by: holder.personId, text: 'For a test'});
  await world.add('advert', {
    council_id: council,
    holder_id: holder.personId,
    title: 'For a test',
    text: 'For a test',
    services: ['gardening'],
    outcode: 'NG1',
    closes_on: addDays(londonDay(new Date()), 7),
    written_by: holder.personId,
  });
  const entry = await world.add('community_listing', {
    ...{council_id: council, sort: 'club', name: 'For a test', source: 'council', recorded_by: holder.personId},
  });
  await world.add(
    'community_key',
    {council_id: council, community_listing_id: entry, token_hash: randomBytes(32), expires_at: new Date(8.64e14)},
    'community_listing_id',
  );
  const care = {
    council_id: council,
    listing_id: listing,
    workers: 1,
    incorporated: false,
    recorded_by: holder.personId,
  };
  await world.add('care_registration', care, 'listing_id');
  const written = {council_id: council, title: 'For a test', written_by: holder.personId};
  const resource = await world.add('member_resource', {...written, kind: 'guide'});
  const day = londonDay(new Date());
  await world.add('area_price', {
    ...{council_id: council, member_resource_id: resource, price_pence: 500, starts_on: day},
    recorded_by: holder.personId,
  });
  await world.add('area_charge', {council_id: council, person_id: worker.personId, member_resource_id: resource});
  await world.add('resource_file', {
    ...{council_id: council, member_resource_id: resource, name: 'For a test', media_type: 'application/pdf', bytes: 1},
    uploaded_by: holder.personId,
  });
  const hours = {starts_at: '2100-03-01T10:00:00Z', ends_at: '2100-03-01T12:00:00Z'};
  const course = await world.add('member_course', {...written, ...hours, place: 'Here', places: 1});
  await world.add('course_place', {council_id: council, member_course_id: course, person_id: worker.personId});
  await world.add('course_waiting', {council_id: council, member_course_id: course, person_id: holder.personId});
  const feed = await world.add('directory_feed', {council_id: council, name: 'For a test'});
  const totals = {created: 0, changed: 0, unchanged: 1, kept: 0, duplicate: 0, withdrawn: 0, rejected: 0};
  const read = {council_id: council, feed_id: feed, format: 'csv', partial: false, totals};
  const reading = await world.add('directory_import', read);
  const row = {council_id: council, import_id: reading, row_number: 1, outcome: 'unchanged'};
  await world.add('directory_import_row', row, 'import_id');
  const from = {council_id: council, community_listing_id: entry, feed_id: feed, ref: '1', hash: 'x'};
  await world.add('community_source', from, 'ref');
  await world.addUnchecked('conversation_block', {
    council_id: council,
    holder_id: holder.personId,
    listing_id: listing,
    side: 'holder',
    blocked_by: holder.personId,
  });
}
