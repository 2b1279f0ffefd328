import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import type {INestApplicationContext} from '@nestjs/common';
import {visitRow} from '../../support/choice-rows.js';
import type {TestPerson} from '../../support/people.js';
import {Scenario, type TestListing} from '../../support/scenario.js';
import {until} from '../../support/until.js';
import {startWorker} from '../../support/worker.js';

/** What people say after real use, what is answered, and who looks at both before they show. */
describe('feedback', () => {
  let scenario: Scenario;
  let worker: INestApplicationContext;
  let holder: TestPerson;
  let officer: TestPerson;
  let pa: TestListing;
  let id: string;

  beforeAll(async () => {
    scenario = await Scenario.open();
    worker = (await startWorker(scenario.database, scenario.api.clock)) as INestApplicationContext;
    holder = await scenario.holder();
    officer = await scenario.world.person(scenario.council, 'Olive Officer', ['officer']);
    pa = await scenario.pa();
  });
  afterAll(async () => {
    await worker.close();
    await scenario.close();
  });

  const call = (person: TestPerson | null, method: 'get' | 'put' | 'post' | 'delete', path: string, body?: object) =>
    scenario.call(person, method, path, body);
  const say = (text: string | null, person = holder, listing = pa.id) =>
    call(person, 'put', `/feedback/mine/${listing}`, {went_well: ['kind', 'on_time'], again: 'yes', text});
  const shown = async () =>
    (await call(null, 'get', `/listings/${pa.id}/feedback`).expect(200)).body as {items: object[]; again: object};
  const told = async (template: string, person: TestPerson) => {
    await until(async () => (await rows(`SELECT FROM outbox_event WHERE due_at <= now()`)).length === 0);
    return rows(`SELECT subject FROM notice WHERE template = $1 AND person_id = $2`, [template, person.personId]);
  };
  const rows = (sql: string, values: unknown[] = []) => scenario.world.owner.query<object[]>(sql, values);

  it('is for who had a visit, and for nobody before it', async () => {
    await say('Very kind.').expect(404);
    const columns = [scenario.council, holder.personId, pa.id];
    await expect(
      rows(
        `INSERT INTO feedback (council_id, holder_id, listing_id, again, written_by) VALUES ($1, $2, $3, 'yes', $2)`,
        columns,
      ),
    ).rejects.toThrow('they have not been there yet');
    await visitRow(scenario.world, scenario.council, holder, pa.id, 'VISITED1');
    await say('Ring me on 01632 960003').expect(400);
    await say('x'.repeat(1_001)).expect(400);
    await call(holder, 'put', `/feedback/mine/${pa.id}`, {went_well: ['handsome'], again: 'yes'}).expect(400);
    expect((await say('Very kind.').expect(200)).body).toMatchObject({given: {status: 'waiting', text: 'Very kind.'}});
    expect(await shown()).toEqual({items: [], again: {yes: 0, maybe: 0, no: 0}});
    expect(await told('feedback_waiting', officer)).toHaveLength(1);
  });

  it('shows once somebody of the council has looked who neither wrote it nor is written about, without whose it is', async () => {
    const {items} = (await call(officer, 'get', '/council/feedback').expect(200)).body as {items: {id: string}[]};
    id = items[0]?.id ?? '';
    await call(holder, 'get', `/council/feedback/${id}`).expect(403);
    const both = await scenario.world.person(scenario.council, 'Both Ways', ['officer', 'holder']);
    await rows(`UPDATE feedback SET written_by = $2 WHERE id = $1`, [id, both.personId]);
    expect((await call(both, 'post', `/council/feedback/${id}/approve`).expect(403)).body).toMatchObject({
      code: 'OWN_FEEDBACK',
    });
    await expect(rows(`UPDATE feedback SET state = 'shown' WHERE id = $1`, [id])).rejects.toThrow();
    await expect(
      rows(`UPDATE feedback SET state = 'shown', moderated_by = $2 WHERE id = $1`, [id, pa.person.personId]),
    ).rejects.toThrow('somebody else looks at what is about them');
    await call(officer, 'post', `/council/feedback/${id}/refuse`, {reason: ''}).expect(400);
    await call(officer, 'post', `/council/feedback/${id}/approve`).expect(200);
    const {items: all, again} = await shown();
    expect(again).toEqual({yes: 1, maybe: 0, no: 0});
    expect(all).toEqual([
      {
        id,
        went_well: ['kind', 'on_time'],
        again: 'yes',
        text: 'Very kind.',
        month: expect.stringMatching(/-01$/),
        reply: null,
      },
    ]);
    expect(JSON.stringify(await shown())).not.toContain(holder.name);
    expect(await told('feedback_received', pa.person)).toHaveLength(1);
    expect(await told('feedback_decided', holder)).toHaveLength(1);
  });

  it('is answered by whoever it is about and nobody else, and the answer is looked at too', async () => {
    const other = await scenario.pa();
    await call(other.person, 'put', `/feedback/${id}/reply`, {reply: 'Thank you.'}).expect(404);
    await call(pa.person, 'put', `/feedback/${id}/reply`, {reply: 'Write to me@home.example'}).expect(400);
    await call(pa.person, 'put', `/feedback/${id}/reply`, {reply: 'Thank you.'}).expect(200);
    expect((await shown()).items).toEqual([expect.objectContaining({reply: null})]);
    await call(officer, 'post', `/council/feedback/${id}/refuse`, {reason: 'A little longer?'}).expect(200);
    const {items} = (await call(pa.person, 'get', '/feedback/received').expect(200)).body as {items: object[]};
    expect(items).toEqual([expect.objectContaining({reply_status: 'refused', reply_reason: 'A little longer?'})]);
    await call(pa.person, 'put', `/feedback/${id}/reply`, {reply: 'Thank you, it was a joy.'}).expect(200);
    await call(officer, 'post', `/council/feedback/${id}/approve`).expect(200);
    await call(officer, 'post', `/council/feedback/${id}/approve`).expect(422);
    expect((await shown()).items).toEqual([expect.objectContaining({reply: 'Thank you, it was a joy.'})]);
    expect(await told('feedback_received', pa.person)).toHaveLength(3);
  });

  it('that is changed waits again, that is taken back shows no more, and is erased with its answer on request', async () => {
    await say('Kind, and always late.').expect(200);
    expect((await shown()).items).toEqual([]);
    await call(officer, 'post', `/council/feedback/${id}/approve`).expect(200);
    expect((await shown()).items).toHaveLength(1);
    await rows(`UPDATE listing SET state = 'resting' WHERE id = $1`, [pa.id]);
    await call(null, 'get', `/listings/${pa.id}/feedback`).expect(404);
    await rows(`UPDATE listing SET state = 'live' WHERE id = $1`, [pa.id]);
    await call(holder, 'delete', `/feedback/mine/${pa.id}`).expect(204);
    await call(holder, 'delete', `/feedback/mine/${pa.id}`).expect(422);
    expect((await shown()).items).toEqual([]);
    const other = await scenario.holder();
    await call(other, 'delete', `/feedback/mine/${pa.id}`).expect(404);
    await say(null).expect(200);
    const [asked] = (await rows(
      `INSERT INTO data_request (council_id, person_id, kind, channel, asked_by, due_on) VALUES ($1, $2, 'erasure', 'online', $2, current_date + 30)
       RETURNING id`,
      [scenario.council, holder.personId],
    )) as {id: string}[];
    await scenario.world.owner.transaction(async (tx) => {
      await tx.query(`SELECT set_config('app.council_id', $1, true)`, [scenario.council]);
      await tx.query(`SELECT erase_on_request($1, 'feedback'), erase_on_request($1, 'choosing')`, [asked?.id]);
    });
    expect(await rows(`SELECT FROM feedback WHERE holder_id = $1`, [holder.personId])).toEqual([]);
  });
});
