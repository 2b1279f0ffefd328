import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import type {INestApplicationContext} from '@nestjs/common';
import {addDays, londonDay} from '@app/kernel';
import {TellDigest} from '../../../apps/worker/src/notices/tell-digest.js';
import type {TestPerson} from '../../support/people.js';
import {at, booking, Scenario, terms, type TestListing} from '../../support/scenario.js';
import {until} from '../../support/until.js';
import {startWorker} from '../../support/worker.js';

/** Every way in which somebody may come before who wants nothing more of them. */
describe('who is blocked', () => {
  let scenario: Scenario;
  let worker: INestApplicationContext;
  const today = londonDay(new Date());
  const CLOSED = /CANNOT_WRITE/;
  const REFUSED = /CANNOT_ASK/;

  beforeAll(async () => {
    scenario = await Scenario.open();
    worker = (await startWorker(scenario.database, scenario.api.clock)) as INestApplicationContext;
  });
  afterAll(async () => {
    scenario.api.clock.back();
    await worker.close();
    await scenario.close();
  });

  const rows = <Row extends object>(sql: string, values: unknown[] = []) =>
    scenario.world.owner.query<Row[]>(sql, values);
  const write = (who: TestPerson, listing: TestListing, text = 'Hello') =>
    scenario.call(who, 'post', '/conversations', {listing_id: listing.id, text});
  const idOf = (answer: {body: unknown}) => (answer.body as {id: string}).id;
  async function blocks(who: TestPerson, conversation: string): Promise<void> {
    await scenario.call(who, 'post', `/conversations/${conversation}/block`).expect(200);
  }
  /** A PA who has blocked a holder, who wrote to them once. */
  async function wantsNothing(holder: TestPerson): Promise<TestListing> {
    const pa = await scenario.pa();
    await blocks(pa.person, idOf(await write(holder, pa).expect(201)));
    return pa;
  }
  async function belongsTo(firm: TestListing, person: TestPerson): Promise<void> {
    const [listing] = await rows<{id: string}>(`SELECT organisation_id AS id FROM listing WHERE id = $1`, [firm.id]);
    const member = {organisation_id: listing?.id, person_id: person.personId, role: 'worker'};
    await scenario.world.add('organisation_member', {council_id: scenario.council, ...member}, 'person_id');
  }
  async function told(person: TestPerson): Promise<string[]> {
    await until(async () => (await rows(`SELECT FROM outbox_event WHERE due_at <= now()`)).length === 0);
    const all = await rows<{template: string}>(`SELECT template FROM notice WHERE person_id = $1`, [person.personId]);
    return all.map(({template}) => template);
  }
  const unread = async (person: TestPerson) =>
    ((await scenario.call(person, 'get', '/conversations').expect(200)).body as {items: {unread: number}[]}).items
      .map((each) => each.unread)
      .reduce((sum, each) => sum + each, 0);

  /** A PA who looks for support too. */
  async function both(): Promise<TestListing> {
    const pa = await scenario.pa();
    await rows(
      `INSERT INTO role_grant (council_id, person_id, role, starts_on) VALUES ($1, $2, 'holder', '2020-01-01')`,
      [...[scenario.council, pa.person.personId]],
    );
    return pa;
  }

  it('reaches nobody of an enterprise who blocked them elsewhere, and the enterprise only while somebody else is there', async () => {
    const holder = await scenario.holder();
    const pa = await wantsNothing(holder);
    const firm = await scenario.provider();
    await belongsTo(firm, pa.person);
    const before = await told(pa.person);
    await write(holder, firm).expect(201);
    expect(await told(firm.person)).toContain('message_waiting');
    expect(await told(pa.person)).toEqual(before);
    expect([await unread(firm.person), await unread(pa.person)]).toEqual([1, 0]);
    await rows(`UPDATE organisation_member SET role = 'lead' WHERE person_id = $1`, [pa.person.personId]);
    await rows(`UPDATE organisation_member SET role = 'bookkeeper' WHERE person_id = $1`, [firm.person.personId]);
    await write(holder, firm).expect(422, CLOSED);
  });

  it('does not come back as somebody who looks for support, nor for somebody else', async () => {
    const [she, he] = [await both(), await both()];
    await blocks(she.person, idOf(await write(she.person, he).expect(201)));
    await write(he.person, she).expect(422, CLOSED);
    const neighbour = await scenario.holder();
    await scenario.world.represents(scenario.council, he.person, neighbour, 'nominated');
    await write(he.person, she).set('Acting-For', neighbour.personId).expect(422, CLOSED);
    await write(neighbour, she).expect(201);
    // Nor does a broker write for whom they have blocked.
    const [holder, broker] = [
      await scenario.holder(),
      await scenario.world.person(scenario.council, 'Ruth B', ['broker']),
    ];
    const powers = {powers: ['reach_out']};
    await scenario.world.represents(scenario.council, broker, holder, 'broker', addDays(today, 90), powers);
    const pa = await wantsNothing(holder);
    await write(broker, pa).set('Acting-For', holder.personId).expect(422, CLOSED);
  });

  it('says nothing in what passes as contact details', async () => {
    const [holder, pa] = [await scenario.holder(), await scenario.pa()];
    const id = idOf(await write(holder, pa).expect(201));
    const give = (who: TestPerson, details: string) =>
      scenario.call(who, 'put', `/conversations/${id}/contact`, {details});
    await give(holder, 'By the bell').expect(200);
    await blocks(holder, id);
    await give(pa.person, 'You cannot ignore me').expect(422, CLOSED);
    const insert = `INSERT INTO conversation_contact (conversation_id, side, council_id, details, agreed_by)
      VALUES ($1, 'worker', $2, 'x', $3)`;
    await expect(rows(insert, [id, scenario.council, pa.person.personId])).rejects.toThrow('wants no messages');
    await scenario.call(holder, 'delete', `/conversations/${id}/contact`).expect(200);
  });

  it('asks for no support: neither terms, nor a booking, nor a place, nor cover', async () => {
    const holder = await scenario.holder();
    const line = await scenario.line(holder, 50_000);
    const pa = await wantsNothing(holder);
    await scenario.call(holder, 'post', '/engagements', terms(pa)).expect(422, REFUSED);
    const neighbour = await scenario.holder();
    await scenario.world.represents(scenario.council, holder, neighbour, 'nominated');
    const forNeighbour = scenario.call(holder, 'post', '/engagements', terms(pa));
    await forNeighbour.set('Acting-For', neighbour.personId).expect(422, REFUSED);
    const firm = await scenario.provider();
    await blocks(firm.person, idOf(await write(holder, firm).expect(201)));
    const asked = booking(firm, line, at(2, 2, '09:00'), at(2, 2, '10:00'));
    await scenario.call(holder, 'post', '/bookings', asked).set('Idempotency-Key', randomUUID()).expect(422, REFUSED);
    const {council, world} = scenario;
    const group = {council_id: council, listing_id: firm.id, kind: 'group', title: 'Pottery', capacity: 3};
    const offer = await world.add('offer', group);
    await world.add('offer_price', {council_id: council, offer_id: offer, price_pence: 900, starts_on: '2020-01-01'});
    const times = {starts_at: at(2, 3, '10:00'), ends_at: at(2, 3, '12:00')};
    const session = await world.add('offer_session', {
      ...{council_id: council, offer_id: offer, place: 'The hall', capacity: 3},
      ...times,
    });
    const place = `/listings/${firm.id}/sessions/${session}/book`;
    await scenario.call(holder, 'post', place, {budget_line_id: line}).expect(422, REFUSED);
    await expect(
      rows(
        `INSERT INTO booking (council_id, reference, holder_id, listing_id, requested_by) VALUES ($1, 'WALK2222', $2, $3, $2)`,
        [...[council, holder.personId, firm.id]],
      ),
    ).rejects.toThrow('wants nothing of');
    // Whoever was named for cover before is passed over.
    const coming = await scenario.pa();
    await scenario.engage(holder, coming);
    const contacts = [
      {kind: 'provider', listing_id: firm.id, name: 'Help at hand', phone: '01632 960001'},
      {kind: 'friend', name: 'Fay Friend', phone: '01632 960003'},
    ];
    await scenario.call(holder, 'put', '/backup', {contacts, shared: true}).expect(200);
    const made = await scenario
      .call(holder, 'post', '/bookings', booking(coming, line, at(1, 3, '09:00'), at(1, 3, '11:00')))
      .expect(201);
    const {id, visits} = made.body as {id: string; visits: {id: string}[]};
    await scenario.call(coming.person, 'post', `/bookings/${id}/accept`).expect(200);
    const cover = await scenario.call(coming.person, 'post', `/visits/${visits[0]?.id}/cover`).expect(201);
    expect((cover.body as {asks: {status: string}[]}).asks.map(({status}) => status)).toEqual(['skipped', 'asked']);
  });

  it('goes on with what was agreed before', async () => {
    const holder = await scenario.holder();
    const line = await scenario.line(holder, 50_000);
    const pa = await scenario.pa();
    await scenario.engage(holder, pa);
    await blocks(pa.person, idOf(await write(holder, pa).expect(201)));
    const asked = booking(pa, line, at(2, 2, '09:00'), at(2, 2, '10:00'));
    await scenario.call(holder, 'post', '/bookings', asked).expect(201);
    // Who blocked may still ask: it is theirs to say.
    const other = await scenario.pa();
    await blocks(holder, idOf(await write(holder, other).expect(201)));
    await scenario.call(holder, 'post', '/engagements', terms(other)).expect(201);
  });

  it('places no advert before them, and shares no shortlist with them', async () => {
    const [holder, helper] = [await scenario.holder(), await both()];
    const officer = await scenario.world.person(scenario.council, 'Olive Officer', ['officer']);
    await blocks(helper.person, idOf(await write(holder, helper).expect(201)));
    const firm = await scenario.provider();
    await belongsTo(firm, helper.person);
    const advert = await scenario.world.add('advert', {
      ...{council_id: scenario.council, holder_id: holder.personId, title: 'Tea', text: 'And talk', outcode: 'NG1'},
      ...{services: ['companionship'], closes_on: addDays(today, 7), written_by: holder.personId},
    });
    await scenario.call(officer, 'post', `/council/adverts/${advert}/approve`).expect(200);
    await scenario.call(firm.person, 'get', `/adverts/${advert}`).expect(200);
    await scenario.call(helper.person, 'get', `/adverts/${advert}`).expect(404);
    await scenario.world.represents(scenario.council, helper.person, holder, 'carer');
    await scenario.call(holder, 'post', '/shortlist', {listing_id: firm.id, note: 'Read this'}).expect(201);
    await scenario.call(holder, 'post', '/shortlist/supporters', {person_id: helper.person.personId}).expect(200);
    expect(await told(helper.person)).not.toContain('shortlist_shared');
    await scenario.call(helper.person, 'get', `/shared-shortlists/${holder.personId}`).expect(404);
    const list = await scenario.call(helper.person, 'get', '/shared-shortlists').expect(200);
    expect(list.body).toMatchObject({items: []});
  });

  it('is told of in no digest, nor in what is told late', async () => {
    const [holder, pa] = [await scenario.holder(), await scenario.pa()];
    const id = idOf(await write(holder, pa).expect(201));
    expect(await told(pa.person)).toEqual(['message_waiting']);
    await blocks(pa.person, id);
    expect(await unread(pa.person)).toBe(0);
    // Told again, as it is when what follows a commit comes late.
    const [message] = await rows<{id: string}>(`SELECT id FROM conversation_message WHERE conversation_id = $1`, [id]);
    await rows(`UPDATE notice SET key = 'told before' WHERE person_id = $1`, [pa.person.personId]);
    await rows(
      `INSERT INTO outbox_event (council_id, topic, subject_id) VALUES ($1, 'conversation.message_sent', $2)`,
      [...[scenario.council, message?.id]],
    );
    expect(await told(pa.person)).toEqual(['message_waiting']);
    scenario.api.clock.travelTo(new Date(Date.now() + 25 * 3_600_000));
    await worker.get(TellDigest).run();
    expect(await told(pa.person)).toEqual(['message_waiting']);
  });
});
