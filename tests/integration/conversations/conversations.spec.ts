import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {ConversationFacts} from '@app/conversations';
import {UnitOfWork} from '@app/platform';
import type {Method} from '../../support/app.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario, type TestListing} from '../../support/scenario.js';

let scenario: Scenario;
let holder: TestPerson;
let pa: TestListing;
let officer: TestPerson;

beforeAll(async () => {
  scenario = await Scenario.open();
  holder = await scenario.world.person(scenario.council, 'Edith Hall', ['holder']);
  pa = await scenario.pa();
  officer = await scenario.world.person(scenario.council, 'Olive Officer', ['officer']);
});
afterAll(() => scenario.close());

interface Talk {
  id: string;
  with: string;
  messages: {side: string; author: string; for_name: string | null; text: string}[];
  contact: {own: string | null; other_ready: boolean; other: string | null};
  blocked: boolean;
  paused: string | null;
}

const owner = <T extends object>(sql: string, values: unknown[] = []) => scenario.world.owner.query<T[]>(sql, values);

async function call(who: TestPerson, method: Method, path: string, body?: object, expected = 200): Promise<Talk> {
  const answer = await scenario.call(who, method, path, body);
  expect({path, status: answer.status, text: answer.status === expected ? '' : answer.text}).toMatchObject({
    status: expected,
  });
  return answer.body as Talk;
}
const start = (who: TestPerson, listing: TestListing, text: string, expected = 201) =>
  call(who, 'post', '/conversations', {listing_id: listing.id, text}, expected);
const write = (who: TestPerson, id: string, text: string, expected = 201) =>
  call(who, 'post', `/conversations/${id}/messages`, {text}, expected);
const read = (who: TestPerson, id: string) => call(who, 'get', `/conversations/${id}`);
const code = async (who: TestPerson, id: string, text: string) =>
  ((await write(who, id, text, 422)) as unknown as {code: string}).code;

describe('a conversation', () => {
  it('is begun by the holder, one for each two, and read by its two sides alone', async () => {
    const {id} = await start(holder, pa, 'Could you come on Tuesdays at 9:30?');
    expect((await start(holder, pa, 'From 02/03/2027, 08:00 to 10:00.')).id).toBe(id);
    const seen = await read(pa.person, id);
    expect(seen).toMatchObject({with: 'Edith H.', paused: null});
    expect(seen.messages.map(({author}) => author)).toEqual(['Edith H.', 'Edith H.']);
    await write(pa.person, id, 'With pleasure.');
    expect((await read(holder, id)).messages.at(-1)).toMatchObject({side: 'worker', author: 'Worker A.'});
    // Somebody who works writes to nobody first; nobody writes to themselves.
    await start(pa.person, await scenario.pa(), 'Let me help you', 403);
    const stranger = await scenario.holder();
    for (const other of [stranger, (await scenario.pa()).person]) {
      await call(other, 'get', `/conversations/${id}`, undefined, 404);
      await write(other, id, 'Hello', 404);
      await call(other, 'post', `/conversations/${id}/block`, undefined, 404);
    }
    await call(officer, 'get', `/conversations/${id}`, undefined, 403);
  });

  it('counts what is new to each, and tells once until it is read', async () => {
    const other = await scenario.pa();
    const {id} = await start(holder, other, 'One');
    await write(holder, id, 'Two');
    const unread = async (who: TestPerson) => {
      const answer = await scenario.call(who, 'get', '/conversations');
      return (answer.body as {items: {id: string; unread: number}[]}).items.find((each) => each.id === id)?.unread;
    };
    expect([await unread(other.person), await unread(holder)]).toEqual([2, 0]);
    const rows = await owner<{id: string}>(
      `SELECT id FROM conversation_message WHERE conversation_id = $1 ORDER BY id`,
      [id],
    );
    const {app} = scenario.api;
    const told = (message: string) =>
      app.get(UnitOfWork).run(scenario.council, (tx) => app.get(ConversationFacts).message(tx, message));
    const facts = await Promise.all(rows.map((row) => told(row.id)));
    const readers = [{personId: other.person.personId, forName: '', firstUnread: rows[0]?.id}];
    expect(facts).toMatchObject([{from: 'Edith H.', readers}, {readers}]);
    await call(other.person, 'post', `/conversations/${id}/read`, undefined, 204);
    expect(await unread(other.person)).toBe(0);
    expect(await told(rows[1]?.id ?? '')).toBeNull();
  });

  it('shows who wrote for whom', async () => {
    const helper = await scenario.world.person(scenario.council, 'Grace Hall', []);
    await scenario.world.represents(scenario.council, helper, holder, 'nominated');
    const listing = await scenario.pa();
    const body = {listing_id: listing.id, text: 'My mother asks.'};
    const made = await scenario.call(helper, 'post', '/conversations', body).set('Acting-For', holder.personId);
    const {messages} = await read(listing.person, (made.body as Talk).id);
    expect(messages).toMatchObject([{author: 'Grace H.', for_name: 'Edith H.'}]);
    const silent = await scenario.world.person(scenario.council, 'Carla Carer', []);
    await scenario.world.represents(scenario.council, silent, holder, 'carer');
    await scenario.call(silent, 'post', '/conversations', body).set('Acting-For', holder.personId).expect(403);
  });

  it('holds contact details back until both agree', async () => {
    const {id} = await start(holder, pa, 'Shall we talk?');
    for (const text of [
      'ring 07700 900123',
      'ed.hall@mail.example',
      'I live at NG1 5DT',
      'see www.hall.example',
      '+44 7700 900123',
      '0 7 7 0 0 9 0 0 1 2 3',
      '07700.900.123',
      'O77OO 9OO 123',
      'oh seven seven double oh, nine double oh, one two three'.replaceAll(',', ''),
      '０７７００９００１２３',
      'ed (at) mail (dot) example',
      'ed at mail dot com',
      'ed @ mail . com',
      'look at edhall.co.uk',
      'N G 1 5 D T',
    ]) {
      expect([text, await code(holder, id, text)]).toEqual([text, 'CONTACT_NOT_SHARED']);
    }
    await start(holder, await scenario.pa(), 'Ring me on 01632 960001', 422);
    // What only looks like it passes: hours, days, sums, and people who are called Dot.
    for (const text of [
      'Mornings 09.00-12.00 or 0900-1200, and 13.00-17.00 on 02/03/2027 and 04/03/2027.',
      'We meet at church. Dot comes at 10.30am, or @ noon. Thanks',
      'One to two hours, three or four times, at £15.50 to £18.00 an hour, 3.5 days.',
    ]) {
      await write(holder, id, text);
    }
    const given = await call(holder, 'put', `/conversations/${id}/contact`, {details: '01632 960001'});
    expect(given.contact).toEqual({own: '01632 960001', other_ready: false, other: null});
    const waiting = await read(pa.person, id);
    expect(waiting.contact).toEqual({own: null, other_ready: true, other: null});
    expect(JSON.stringify(waiting)).not.toContain('960001');
    expect(await code(pa.person, id, 'ring 07700 900123')).toBe('CONTACT_NOT_SHARED');
    const both = await call(pa.person, 'put', `/conversations/${id}/contact`, {details: 'amy@work.example'});
    expect(both).toMatchObject({with: 'Edith Hall', contact: {own: 'amy@work.example', other: '01632 960001'}});
    expect((await read(holder, id)).contact.other).toBe('amy@work.example');
    await write(holder, id, 'I live at NG1 5DT.');
    await call(holder, 'delete', `/conversations/${id}/contact`);
    expect((await read(pa.person, id)).contact).toMatchObject({other: null, other_ready: false});
    // The database holds it where the use case forgot.
    const past = `INSERT INTO conversation_message (council_id, conversation_id, side, written_by, text)
      VALUES ($1, $2, 'holder', $3, 'ring 07700 900123')`;
    await expect(owner(past, [scenario.council, id, holder.personId])).rejects.toThrow('contact details wait');
  });
});

describe('who is blocked', () => {
  it('reaches nobody: not here, not from another listing, not acting for somebody else', async () => {
    const listing = await scenario.pa();
    const {id} = await start(holder, listing, 'Hello');
    await call(holder, 'post', `/conversations/${id}/block`);
    expect(await code(listing.person, id, 'Please')).toBe('CANNOT_WRITE');
    expect((await read(listing.person, id)).paused).toBe('cannot');
    expect((await read(holder, id)).paused).toBe('blocked');
    expect(await code(holder, id, 'One more thing')).toBe('CANNOT_WRITE');

    // The same person also runs an enterprise, to which the holder wrote before.
    const enterprise = await scenario.provider();
    const second = await start(holder, enterprise, 'Hello');
    const [firm] = await owner<{id: string}>(`SELECT organisation_id AS id FROM listing WHERE id = $1`, [
      enterprise.id,
    ]);
    await scenario.world.add(
      'organisation_member',
      {council_id: scenario.council, organisation_id: firm?.id, person_id: listing.person.personId},
      'person_id',
    );
    expect(await code(listing.person, second.id, 'It is me')).toBe('CANNOT_WRITE');
    await write(enterprise.person, second.id, 'Good morning');

    // The other way round: whom a PA has blocked does not come back as somebody's representative.
    const quiet = await scenario.pa();
    const third = await start(holder, quiet, 'Hello');
    await call(quiet.person, 'post', `/conversations/${third.id}/block`);
    const neighbour = await scenario.holder();
    await scenario.world.represents(scenario.council, holder, neighbour, 'nominated');
    const again = {listing_id: quiet.id, text: 'Now for my neighbour'};
    await scenario.call(holder, 'post', '/conversations', again).set('Acting-For', neighbour.personId).expect(422);
    await start(neighbour, quiet, 'Hello myself');

    await call(holder, 'post', `/conversations/${id}/unblock`);
    await write(listing.person, id, 'Thank you');
  });

  it('in the same moment: a message is through before, or refused', async () => {
    const {id} = await start(holder, await scenario.pa(), 'Hello');
    const worker = (
      await owner<{by: string}>(
        `SELECT l.person_id AS by FROM conversation c JOIN listing l ON l.id = c.listing_id WHERE c.id = $1`,
        [id],
      )
    )[0]?.by;
    const insert = `INSERT INTO conversation_message (council_id, conversation_id, side, written_by, text) VALUES ($1, $2, 'worker', $3, 'x')`;
    const tries = Array.from({length: 8}, () =>
      owner(insert, [scenario.council, id, worker]).then(
        () => 'sent',
        () => 'refused',
      ),
    );
    const [, ...outcomes] = await Promise.all([scenario.call(holder, 'post', `/conversations/${id}/block`), ...tries]);
    expect(outcomes.every((each) => each === 'sent' || each === 'refused')).toBe(true);
    // Whatever comes once the block is there is refused.
    await expect(owner(insert, [scenario.council, id, worker])).rejects.toThrow('wants no messages');
  });

  it('and who is suspended writes nothing, is written nothing, and can read what there was', async () => {
    const listing = await scenario.pa();
    const {id} = await start(holder, listing, 'Hello');
    await scenario
      .call(officer, 'post', `/members/${listing.memberId}/suspension`)
      .expect(({status}) => expect(status).toBeLessThan(300));
    expect(await code(listing.person, id, 'Why?')).toBe('NOT_LISTED');
    expect(await code(holder, id, 'Hello?')).toBe('NOT_LISTED');
    await start(holder, listing, 'Hello again', 404);
    const seen = await read(listing.person, id);
    expect(seen).toMatchObject({paused: 'not_listed'});
    expect(JSON.stringify(seen)).not.toMatch(/suspen/i);
  });
});

describe('the council', () => {
  it('reads a conversation on a report alone, each time on record, and nobody their own', async () => {
    const listing = await scenario.pa();
    const {id} = await start(holder, listing, 'Something private');
    await call(listing.person, 'post', `/conversations/${id}/report`, {text: 'They are rude.'}, 204);
    const list = await scenario.call(officer, 'get', '/conversation-reports').expect(200);
    expect(list.text).not.toContain('private');
    const [report] = (list.body as {items: {id: string}[]}).items;
    const path = `/conversation-reports/${report?.id ?? ''}`;
    const opened = await scenario.call(officer, 'get', path).expect(200);
    expect(opened.body).toMatchObject({text: 'They are rude.', messages: [{text: 'Something private'}]});
    const readings = `SELECT FROM audit_entry WHERE action = 'conversation.read' AND subject_id = $1 AND actor_id = $2`;
    expect(await owner(readings, [id, officer.personId])).toHaveLength(1);

    // An officer who is one of the two knows of no report.
    const both = await scenario.world.person(scenario.council, 'Both Sides', ['officer', 'holder']);
    const own = await start(both, listing, 'Hello');
    await call(listing.person, 'post', `/conversations/${own.id}/report`, {text: 'Them too.'}, 204);
    const [about] = await owner<{id: string}>(`SELECT id FROM conversation_report WHERE conversation_id = $1`, [
      own.id,
    ]);
    await scenario.call(both, 'get', `/conversation-reports/${about?.id ?? ''}`).expect(404);
    await scenario.call(officer, 'get', `/conversation-reports/${about?.id ?? ''}`).expect(200);

    const done = {outcome: 'conversation_closed', note: 'Spoke with both.'};
    await scenario.call(officer, 'post', `${path}/close`, done).expect(204);
    await scenario.call(officer, 'post', `${path}/close`, done).expect(409);
    expect((await scenario.call(officer, 'get', path).expect(200)).body).toMatchObject({messages: null});
    expect(await code(holder, id, 'Sorry')).toBe('CANNOT_WRITE');
    expect((await read(holder, id)).paused).toBe('closed');
  });

  it('keeps what is about safety for the safeguarding team, and removes conversations by the rule', async () => {
    const listing = await scenario.pa();
    const {id} = await start(holder, listing, 'Old words');
    await call(holder, 'post', `/conversations/${id}/report`, {text: 'I am afraid of them.'}, 204);
    const [report] = await owner<{id: string}>(`SELECT id FROM conversation_report WHERE conversation_id = $1`, [id]);
    const passed = {outcome: 'passed_on', note: 'With the team.'};
    await scenario.call(officer, 'post', `/conversation-reports/${report?.id ?? ''}/close`, passed).expect(204);
    expect(await owner(`SELECT FROM concern WHERE text LIKE '%I am afraid of them.'`)).toHaveLength(1);
    await owner(`UPDATE conversation SET last_message_at = now() - interval '3 years' WHERE id = $1`, [id]);
    await scenario.world.owner.transaction(async (tx) => {
      await tx.query(`SELECT set_config('app.council_id', $1, true)`, [scenario.council]);
      await tx.query(`SELECT retention_remove()`);
    });
    await call(holder, 'get', `/conversations/${id}`, undefined, 404);
    expect(await owner(`SELECT FROM conversation_message WHERE conversation_id = $1`, [id])).toEqual([]);
  });
});

describe('bad input', () => {
  it('is named by its field', async () => {
    const {id} = await start(holder, await scenario.pa(), 'Hello');
    for (const text of ['', '   ', 'x'.repeat(4_001), 'a\u0000b', 7, null]) {
      const answer = await scenario.call(holder, 'post', `/conversations/${id}/messages`, {text});
      const {status} = answer;
      expect({
        text,
        status,
        fields: (answer.body as {errors: {field: string}[]}).errors.map(({field}) => field),
      }).toEqual({
        ...{text, status: 400, fields: ['text']},
      });
    }
    await scenario.call(holder, 'post', '/conversations', {listing_id: 'x', text: 'y'}).expect(400);
    await scenario.call(holder, 'put', `/conversations/${id}/contact`, {details: ' '}).expect(400);
  });
});
