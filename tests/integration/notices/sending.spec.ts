import {afterAll, beforeAll, beforeEach, describe, expect, it} from '@jest/globals';
import {Notices, SendDeliveries} from '@app/notifications';
import {UnitOfWork} from '@app/platform';
import {startNotify, type TestNotify} from '../../support/notify.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {ProductProcess} from '../../support/process.js';
import {Scenario} from '../../support/scenario.js';
import {until} from '../../support/until.js';
import {Visitor} from '../../support/visitor.js';

let scenario: Scenario;
let notify: TestNotify;
let pages: PagesApp;
let holder: TestPerson;
let admin: TestPerson;
let officer: TestPerson;
let told = 0;

beforeAll(async () => {
  [scenario, notify] = await Promise.all([Scenario.open(), startNotify()]);
  pages = await startPages(scenario.database, scenario.api.clock, notify.variables);
  const {world, council} = scenario;
  holder = await world.person(council, 'Edith Hall', ['holder']);
  admin = await world.person(council, 'Ada Admin', ['admin']);
  officer = await world.person(council, 'Olive Officer', ['officer']);
  await notify.setUp(world, council, admin);
}, 60_000);
afterAll(async () => {
  await pages?.close();
  await notify?.loopback.stop();
  await scenario?.close();
});
beforeEach(async () => {
  scenario.api.clock.back();
  notify.loopback.taken.length = 0;
  notify.loopback.answer = () => 201;
  await scenario.world.owner.query(`DELETE FROM delivery`);
});

const tell = (subject = 'Your review', people = [holder]) =>
  pages.app.get(UnitOfWork).run(scenario.council, async (tx) => {
    for (const {personId} of people) {
      const data = {subject, text: 'Ring us.', writer: 'Olive Officer'};
      const key = `told:${(told += 1)}`;
      await pages.app
        .get(Notices)
        .tell(tx, {councilId: scenario.council, to: {personId}, template: 'from_council', data, key});
    }
  });
const send = () => pages.app.get(SendDeliveries).run(scenario.council);
const deliveries = () =>
  scenario.world.owner.query<{id: string; state: string; failure: string | null; attempts: number}[]>(
    `SELECT id, state, failure, attempts FROM delivery ORDER BY created_at, id`,
  );
const later = (minutes: number) => scenario.api.clock.travelTo(new Date(Date.now() + minutes * 60_000));

describe('sending through GOV.UK Notify', () => {
  it('hands each message over once under its reference, in one plain subject line, however often it runs and for two at once', async () => {
    await tell('Your review\r\nBcc: all@example.org');
    await Promise.all([send(), send(), send()]);
    await send();
    const [delivery] = await deliveries();
    expect(notify.loopback.taken).toMatchObject([
      {
        reference: delivery?.id,
        channel: 'email',
        to: holder.email,
        personalisation: {
          subject: 'Your review Bcc: all@example.org',
          body: expect.stringContaining('Dear Edith Hall\n\nRing us.'),
        },
      },
    ]);
    expect(delivery).toMatchObject({state: 'sent', attempts: 1});
  });

  it('tries again, later each time, what was too much or met a fault, and asks first where it may have been taken', async () => {
    await tell();
    notify.loopback.answer = () => 429;
    await send();
    notify.loopback.answer = () => 201;
    await send();
    expect(notify.loopback.taken).toHaveLength(0);
    later(2);
    notify.loopback.answer = () => 500;
    await send();
    // The fault came after it was taken: a second try would be a double.
    const [{id = ''} = {}] = await deliveries();
    notify.loopback.taken.push({
      id: '55555555-5555-4555-8555-555555555555',
      reference: id,
      channel: 'email',
      to: '',
      personalisation: {},
    });
    later(10);
    notify.loopback.answer = () => 201;
    await send();
    expect(notify.loopback.taken).toHaveLength(1);
    expect(await deliveries()).toMatchObject([{state: 'sent', attempts: 3}]);
  });

  it('leaves to staff what is refused, and stops for good reason only: a key that is', async () => {
    await tell('Refused');
    notify.loopback.answer = () => 400;
    await send();
    expect(await deliveries()).toMatchObject([{state: 'failed', failure: 'refused'}]);
    notify.loopback.answer = () => 403;
    await tell('Kept');
    await send();
    const visitor = new Visitor(pages, admin);
    expect((await visitor.get('/council/outbox')).text).toMatch(
      /Sending has stopped: GOV\.UK Notify refused the key .* Kept/,
    );
    notify.loopback.answer = () => 201;
    later(2);
    await send();
    expect(notify.loopback.taken).toHaveLength(0);
    const settings = {...(await visitor.get('/council/outbox/sending')).fields, letters: 'print'};
    expect((await visitor.post('/council/outbox/sending', settings)).status).toBe(303);
    await send();
    expect(notify.loopback.taken.map(({personalisation}) => personalisation['subject'])).toEqual(['Kept']);
  });

  it('believes receipts with the right token only, and gives staff what came back, with what to do next', async () => {
    await tell('Come back');
    await send();
    const [{id = ''} = {}] = await deliveries();
    const receipt = {
      reference: id,
      id: '66666666-6666-4666-8666-666666666666',
      status: 'permanent-failure',
      to: holder.email,
    };
    for (const [council, token] of [
      ['nottinghamshire', 'wrong'],
      ['nottinghamshire', ''],
      ['nowhere', notify.token],
    ] as const) {
      const refused = await notify.receipt(pages.baseUrl, council, receipt, token);
      expect([refused.status, ((await refused.json()) as {code: string}).code]).toEqual([401, 'SIGN_IN_NEEDED']);
    }
    expect(await deliveries()).toMatchObject([{state: 'sent'}]);
    expect((await notify.receipt(pages.baseUrl, 'nottinghamshire', {status: 'delivered'})).status).toBe(400);
    for (let twice = 0; twice < 2; twice += 1) {
      expect((await notify.receipt(pages.baseUrl, 'nottinghamshire', receipt)).status).toBe(204);
    }
    expect(await deliveries()).toMatchObject([{state: 'failed', failure: 'undeliverable'}]);
    expect((await new Visitor(pages, holder).get('/contact')).text).toMatch(
      /Nothing reaches .*What did not arrive .*Come back/,
    );
    // The next one is not sent into the void, and not lost either.
    await tell('Known not to arrive');
    const staff = new Visitor(pages, officer);
    const list = await staff.get('/council/messages');
    expect(list.text).toMatch(
      /2 messages found .*It came back: nothing arrives there .*Something came back from there before/,
    );
    expect((await staff.post(`/council/messages/${id}`, {way: 'letter'})).errors).toEqual([
      'Add an address that works under “How we contact them” first, or choose another way.',
    ]);
    const address = '12 Made-up Street\nNottingham\nng15dt';
    const wishes = {channels: 'letter', address, format: 'standard', language: 'en', email: ''};
    expect((await staff.post(`/council/messages/people/${holder.personId}`, wishes)).errors).toEqual([]);
    expect((await staff.post(`/council/messages/${id}`, {way: 'letter'})).location).toBe('/council/messages?done=sent');
    expect((await staff.get('/council/letters')).text).toContain('Edith Hall Come back');
  });
});

describe('a message that lets whoever has it in', () => {
  it('goes where the person signs in and nowhere else, and is gone once it was sent', async () => {
    const link = 'https://alongside.example/sign-in/secret';
    const data = {words: 'sign_in', name: 'Edith Hall', council: 'C', link, minutes: 15, start: link} as const;
    const own = new Visitor(pages, holder);
    const wishes = {channels: ['email', 'sms'], email: 'else@people.example', phone: '07700 900123'};
    expect((await own.post('/contact', {...wishes, format: 'standard', language: 'en'})).status).toBe(303);
    const telling = {
      councilId: scenario.council,
      to: {personId: holder.personId},
      template: 'sign_in_link',
      data,
    } as const;
    await pages.app
      .get(UnitOfWork)
      .run(scenario.council, (tx) => pages.app.get(Notices).tell(tx, {...telling, key: 'link:1'}));
    await send();
    expect(notify.loopback.taken.map(({to, channel}) => [to, channel])).toEqual([[holder.email, 'email']]);
    expect(notify.loopback.taken[0]?.personalisation['body']).toContain(link);
    const kept = await scenario.world.owner.query<{kept: string}[]>(
      `SELECT n::text || d::text AS kept FROM notice n JOIN delivery d ON d.notice_id = n.id WHERE n.key = 'link:1'`,
    );
    expect(kept).toHaveLength(1);
    expect(kept[0]?.kept).not.toContain('secret');
    expect((await own.get('/messages')).text).not.toContain('Your link to sign in');
  });
});

describe('a worker that is killed between a call and its commit', () => {
  it('leaves no message sent twice and none unsent', async () => {
    const {loopback, variables} = notify;
    const people = [holder, admin, officer];
    await scenario.world.owner.query(`DELETE FROM contact_preference`);
    await scenario.world.owner.query(`DELETE FROM contact_point`);
    for (let round = 0; round < 10; round += 1) await tell('Killed', people);
    const start = () => ProductProcess.start('worker', {DATABASE_URL: scenario.database.appUrl, ...variables});
    loopback.silent = true;
    const first = await start();
    await until(() => Promise.resolve(loopback.taken.length >= 8));
    await first.kill();
    loopback.silent = false;
    const before = loopback.taken.length;
    expect(before).toBeLessThan(30);
    const second = await start();
    await until(async () => (await deliveries()).every(({state}) => state === 'sent'));
    await second.stop();
    expect({taken: loopback.taken.length, doubles: loopback.doubles}).toEqual({taken: 30, doubles: 0});
    expect(loopback.lookups).toBeGreaterThanOrEqual(before);
  }, 60_000);
});
