import {randomUUID} from 'node:crypto';
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {crc32} from 'node:zlib';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {londonDay} from '@app/kernel';
import sharp from 'sharp';
import {listingFacts} from '../../../libs/search/src/facts/listing-facts.js';
import {cardOf} from '../../../libs/search/src/projection/document-of.js';
import {png} from '../../support/files.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario, type TestListing} from '../../support/scenario.js';

let scenario: Scenario;
let pa: TestListing;
let other: TestListing;
let photo: Buffer;
const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
const GPS = {GPSLatitudeRef: 'N', GPSLatitude: '52/1 57/1 13/1', GPSLongitudeRef: 'W', GPSLongitude: '1/1 9/1 2/1'};

beforeAll(async () => {
  scenario = await Scenario.open({variables: {FILES_KEY: 'a key for the pictures of this test', FILES_DIR: folder}});
  [pa, other] = await Promise.all([scenario.pa(), scenario.provider()]);
  // On its side, as telephones take them, with where it was taken and by what.
  photo = await sharp({create: {width: 900, height: 700, channels: 3, background: '#2a6f6b'}})
    .withExif({IFD0: {Make: 'Telephone of Amina', Orientation: '6'}, IFD3: GPS})
    .jpeg()
    .toBuffer();
});
afterAll(async () => {
  await scenario.close();
  rmSync(folder, {recursive: true});
});

interface Shown {
  picture: {small_url: string; large_url: string; alternative: string} | null;
}

const send = (content: Buffer, alternative: string | null = 'Amina smiling', by: TestPerson = pa.person) => {
  const request = scenario.call(by, 'post', '/listings/mine/picture');
  return (alternative === null ? request : request.field('alternative', alternative)).attach('file', content, 'me.jpg');
};
const get = (url: string, by: TestPerson | null = null) => scenario.call(by, 'get', url.replace('/api/v1', ''));
const shown = async () => ((await get(`/listings/${pa.id}`).expect(200)).body as Shown).picture;
const stored = () =>
  readdirSync(folder, {recursive: true}).filter((each) => /[0-9a-f-]{36}\/[0-9a-f-]{36}$/.test(String(each)));

/** A few hundred bytes that say that they are a picture of 30,000 by 30,000. */
function bomb(): Buffer {
  const picture = png();
  picture.writeUInt32BE(30_000, 16);
  picture.writeUInt32BE(30_000, 20);
  picture.writeUInt32BE(crc32(picture.subarray(12, 29)), 29);
  return picture;
}

describe('the picture of a listing', () => {
  it('is shown in two sizes without where it was taken, for as long as whoever saw it likes', async () => {
    expect((await sharp(photo).metadata()).exif?.toString('latin1')).toContain('Telephone of Amina');
    await send(photo).expect(200);
    const picture = await shown();
    expect(picture?.alternative).toBe('Amina smiling');
    for (const [url, pixels] of [
      [picture?.small_url, 320],
      [picture?.large_url, 640],
    ] as const) {
      const answer = await get(url ?? '')
        .buffer(true)
        .expect(200);
      const content = answer.body as Buffer;
      const {exif, xmp, iptc, ...is} = await sharp(content).metadata();
      expect(is).toMatchObject({format: 'webp', width: pixels, height: pixels});
      expect([exif, xmp, iptc]).toEqual([undefined, undefined, undefined]);
      expect(content.includes('Telephone')).toBe(false);
      expect(answer.headers).toMatchObject({
        ...{'content-type': 'image/webp', 'x-content-type-options': 'nosniff'},
        'cache-control': 'public, s-maxage=300, max-age=31536000, immutable',
      });
    }
    // What was sent is gone: only what shows is kept, and sealed.
    expect(stored()).toHaveLength(2);
    const [facts] = await listingFacts(scenario.world.owner, [pa.id], londonDay(new Date()));
    expect(facts && cardOf(facts)).toMatchObject({inspected: null, picture: {alternative: 'Amina smiling'}});
  });

  it('is replaced under another address, and described anew under the same', async () => {
    const before = await shown();
    await scenario.call(pa.person, 'put', '/listings/mine/picture', {alternative: 'Amina with her dog'}).expect(200);
    expect(await shown()).toEqual({...before, alternative: 'Amina with her dog'});
    await send(photo, 'Amina again').expect(200);
    expect((await shown())?.small_url).not.toBe(before?.small_url);
    await get(before?.small_url ?? '').expect(404);
    expect(stored()).toHaveLength(2);
  });

  it.each([
    ['is no picture', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 422, 'FILE_TYPE'],
    ['would be far too large', () => bomb(), 422, 'PICTURE_TOO_LARGE'],
    ['is too small to see', async () => sharp(photo).resize(200).jpeg().toBuffer(), 422, 'PICTURE_TOO_SMALL'],
    [
      'is broken',
      () => Buffer.concat([photo.subarray(0, photo.length / 2), Buffer.from([0xff, 0xd9])]),
      422,
      'PICTURE_UNREADABLE',
    ],
    ['has too many bytes', () => Buffer.alloc(10_485_761, 7), 413, 'FILE_TOO_LARGE'],
  ])('that %s is refused, and nothing of it is kept', async (_, content, status, code) => {
    const before = await shown();
    const refused = await send(await content()).expect(status);
    expect(refused.body).toMatchObject({code, errors: [{field: 'file'}]});
    expect(await shown()).toEqual(before);
    expect(stored()).toHaveLength(2);
  });

  it('needs words for who cannot see it, and is somebody’s own', async () => {
    const silent = await send(photo, null).expect(400);
    expect(silent.body).toMatchObject({errors: [{field: 'alternative'}]});
    await send(photo, 'x'.repeat(201)).expect(400);
    await send(photo, 'Me. Ring 07700 900123').expect(400);
    await scenario
      .call(other.person, 'put', `/listings/mine/picture?listing_id=${pa.id}`, {alternative: 'Mine'})
      .expect(404);
    await scenario.call(other.person, 'delete', `/listings/mine/picture?listing_id=${pa.id}`).expect(404);
    await scenario.call(other.person, 'delete', '/listings/mine/picture').expect(404);
    expect(stored()).toHaveLength(2);
  });

  it('is taken down alone by an officer, whose reason its owner reads, and another may be put', async () => {
    const {world, council} = scenario;
    const officer = await world.person(council, 'Olive Officer', ['officer']);
    const stranger = await world.person(await world.council('southshire'), 'Sol Officer', ['officer']);
    const url = (await shown())?.large_url ?? '';
    const body = {file: url.split('/').at(-1), reason: 'A neighbour can be seen on it.'};
    const take = (by: TestPerson, some: object = {}) =>
      scenario.call(by, 'post', `/listings/${pa.id}/picture/take-down`, {...body, ...some});
    await take(pa.person).expect(403);
    await take(stranger).expect(404);
    await take(officer, {file: randomUUID()}).expect(404);
    for (const [field, value] of Object.entries({reason: ' ', file: 'small'})) {
      expect((await take(officer, {[field]: value}).expect(400)).body).toMatchObject({errors: [{field}]});
    }
    await take(officer).expect(204);
    expect(await shown()).toBeNull();
    await get(url).expect(404);
    await get(url, pa.person).expect(404);
    expect(stored()).toHaveLength(0);
    const [facts] = await listingFacts(world.owner, [pa.id], londonDay(new Date()));
    expect(facts).toMatchObject({picture: null});
    const own = async () => (await scenario.call(pa.person, 'get', '/listings/mine').expect(200)).body as object;
    expect(await own()).toMatchObject({state: 'live', picture_taken_down: {reason: body.reason}});
    const removals = await world.owner.query<{reason: string}[]>(
      `SELECT reason FROM audit_entry WHERE action = 'listing.picture_taken_down' AND actor_id = $1 AND subject_id = $2`,
      [officer.personId, pa.id],
    );
    expect(removals).toEqual([{reason: body.reason}]);
    // Nothing is written down as taken down that was not there, and what was is never changed.
    const again = `INSERT INTO listing_picture_removal (council_id, listing_id, reason, removed_by, removed_at)
      VALUES ($1, $2, 'Once more', $3, now())`;
    await expect(world.owner.query(again, [council, pa.id, officer.personId])).rejects.toThrow(
      'there is no picture to take down',
    );
    await send(photo, 'Amina alone').expect(200);
    expect(await own()).toMatchObject({picture: {alternative: 'Amina alone'}, picture_taken_down: null});
    // The address of the one before takes down no other.
    await take(officer).expect(404);
    expect(stored()).toHaveLength(2);
  });

  it('shows to whom the listing shows, and goes when it is closed for good', async () => {
    const url = (await shown())?.large_url ?? '';
    const [holder, stranger] = await Promise.all([scenario.holder(), scenario.holder()]);
    await scenario.line(holder, 10_000);
    await scenario.world.owner.query(`UPDATE listing SET audience = 'budget' WHERE id = $1`, [pa.id]);
    await get(url).expect(404);
    await get(url, stranger).expect(404);
    const seen = await get(url, holder).expect(200);
    expect(seen.headers['cache-control']).toBe('private, max-age=31536000, immutable');
    await scenario.call(pa.person, 'post', '/listings/mine/rest').expect(200);
    await get(url, holder).expect(404);
    await get(url, pa.person).expect(200);
    await scenario.call(pa.person, 'post', '/listings/mine/archive').expect(200);
    await get(url, pa.person).expect(404);
    expect(await scenario.world.owner.query(`SELECT FROM listing_picture WHERE listing_id = $1`, [pa.id])).toEqual([]);
  });

  it('stands beside whether an enterprise is inspected, on cards too', async () => {
    const card = async () => {
      const [facts] = await listingFacts(scenario.world.owner, [other.id], londonDay(new Date()));
      return facts && cardOf(facts).inspected;
    };
    expect(await card()).toBe(false);
    await scenario.world.owner.query(`UPDATE listing SET cqc_provider_id = '1-101234567' WHERE id = $1`, [other.id]);
    expect(await card()).toBe(false);
    await scenario.world.add(
      'care_registration',
      {
        ...{listing_id: other.id, council_id: scenario.council, workers: 3, incorporated: true},
        ...{provider_id: '1-101234567', checked_on: '2026-01-01', recorded_by: other.person.personId},
      },
      'listing_id',
    );
    expect(await card()).toBe(true);
  });
});
