import {afterAll, beforeAll, expect, it} from '@jest/globals';
import type {INestApplicationContext} from '@nestjs/common';
import {TellDigest} from '../../../apps/worker/src/notices/tell-digest.js';
import {startPages} from '../../support/pages-app.js';
import {PASSWORD} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';
import {startWorker} from '../../support/worker.js';

const HOUR_MS = 3_600_000;

let scenario: Scenario;
let worker: Awaited<ReturnType<typeof startWorker>>;

beforeAll(async () => {
  scenario = await Scenario.open({pages: true});
  worker = await startWorker(scenario.database, scenario.api.clock);
});
afterAll(async () => {
  await worker.close();
  await scenario.close();
});

it('an advert begins with what the accepted plan says somebody wants', async () => {
  const holder = await scenario.holder();
  const pages = await startPages(scenario.database, scenario.api.clock);
  const visitor = new Visitor(pages, {...holder, token: await scenario.api.signIn(holder.email, PASSWORD)});
  const first = await visitor.get('/adverts/new');
  expect([first.status, first.location, first.value('text')]).toEqual([200, '', '']);
  const officer = await scenario.world.person(scenario.council, 'Olive Officer', ['officer']);
  const now = new Date();
  const plan = await scenario.world.addUnchecked('support_plan', {
    ...{council_id: scenario.council, person_id: holder.personId, number: 1, state: 'accepted'},
    ...{started_by: holder.personId, agreed_by: holder.personId, agreed_at: now, weekly_pence: 0},
    ...{decided_by: officer.personId, decided_at: now},
  });
  const wanted = {kind: 'outcome', text: 'To see the allotment every week'};
  await scenario.world.addUnchecked('plan_item', {council_id: scenario.council, plan_id: plan, position: 0, ...wanted});
  expect((await visitor.get('/adverts/new')).value('text')).toContain('To see the allotment every week');
  await pages.close();
});

it('words of abuse or safeguarding are judged by people alone: they pass as they are, and the page offers the right route', async () => {
  const [holder, listing] = [await scenario.holder(), await scenario.pa()];
  const text = 'He hits me and takes my money. I am afraid.';
  const begun = await scenario.call(holder, 'post', '/conversations', {listing_id: listing.id, text}).expect(201);
  const {id} = begun.body as {id: string};
  const words = [text, 'You stupid cow, I will kill you.', 'My carer abuses me: rape, neglect, suicide.'];
  for (const each of words.slice(1)) {
    await scenario.call(holder, 'post', `/conversations/${id}/messages`, {text: each}).expect(201);
  }
  const read = await scenario.call(listing.person, 'get', `/conversations/${id}`).expect(200);
  const seen = read.body as {messages: {text: string}[]; blocked: boolean; paused: string | null};
  expect(seen.messages.map((each) => each.text)).toEqual(words);
  expect(seen).toMatchObject({blocked: false, paused: null});
  const made = await scenario.world.owner.query<object[]>(
    `SELECT 'report' FROM conversation_report WHERE conversation_id = $1
     UNION ALL SELECT 'read' FROM audit_entry WHERE subject_id = $1 AND action = 'conversation.read'
     UNION ALL SELECT 'concern' FROM concern`,
    [id],
  );
  expect(made).toEqual([]);
  const pages = await startPages(scenario.database, scenario.api.clock);
  for (const who of [holder, listing.person]) {
    const page = await new Visitor(pages, who).get(`/conversations/${id}`);
    expect(page.html).toContain(`href="/concern?listing=${listing.id}"`);
    expect(page.text).toContain('Tell the safeguarding team');
  }
  const concern = await new Visitor(pages, null).get(`/concern?listing=${listing.id}`);
  expect([concern.status, concern.html.includes('tel:999')]).toEqual([200, true]);
  await pages.close();
  await scenario.call(listing.person, 'post', `/conversations/${id}/read`).expect(204);
});

it('tells of what has waited since yesterday once a day, whoever has not read it, and of nothing else', async () => {
  const [holder, pa, other] = [await scenario.holder(), await scenario.pa(), await scenario.pa()];
  for (const {id} of [pa, other]) {
    const body = {listing_id: id, text: 'Could you come on Tuesdays?'};
    await scenario.call(holder, 'post', '/conversations', body).expect(201);
  }
  const {clock} = scenario.api;
  const digest = async (hours: number) => {
    clock.travelTo(new Date(Date.now() + hours * HOUR_MS));
    const job = (worker as INestApplicationContext).get(TellDigest);
    await job.run();
    await job.run();
    const rows = await scenario.world.owner.query<{id: string}[]>(
      `SELECT person_id AS id FROM notice WHERE template = 'message_digest' ORDER BY created_at`,
    );
    return rows.map(({id}) => id);
  };
  expect(await digest(10)).toEqual([]);
  expect((await digest(25)).sort()).toEqual([pa.person.personId, other.person.personId].sort());
  const again = {...other.person, token: await scenario.api.signIn(other.person.email, PASSWORD)};
  const listed = await scenario.call(again, 'get', '/conversations').expect(200);
  const [line] = (listed.body as {items: {id: string}[]}).items;
  await scenario.call(again, 'get', `/conversations/${line?.id}`).expect(200);
  await scenario.world.owner.query(
    `INSERT INTO conversation_reading (conversation_id, person_id, council_id) VALUES ($1, $2, $3)
     ON CONFLICT (conversation_id, person_id) DO UPDATE SET read_at = now()`,
    [line?.id, other.person.personId, scenario.council],
  );
  expect((await digest(49)).filter((id) => id === other.person.personId)).toHaveLength(1);
  expect((await digest(49)).filter((id) => id === pa.person.personId)).toHaveLength(2);
  expect(await digest(15 * 24)).toHaveLength(3);
});
