import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {Notices} from '@app/notifications';
import {UnitOfWork} from '@app/platform';
import {columnsOpenTo} from '../../support/catalogue.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {at, booking, Scenario, terms, type TestListing} from '../../support/scenario.js';
import {Visitor} from '../../support/visitor.js';
import {startWorker} from '../../support/worker.js';
import {until} from '../../support/until.js';

interface Listed {
  items: {id: string; subject: string; body: string; path: string | null; read_at: string | null}[];
  total: number;
  unread: number;
}

let scenario: Scenario;
let pages: PagesApp;
let worker: Awaited<ReturnType<typeof startWorker>>;
let holder: TestPerson;
let nominated: TestPerson;
let admin: TestPerson;
let pa: TestListing;
let line: string;

beforeAll(async () => {
  scenario = await Scenario.open({pages: true});
  pages = await startPages(scenario.database, scenario.api.clock);
  worker = await startWorker(scenario.database, scenario.api.clock);
  const {world, council} = scenario;
  holder = await world.person(council, 'Edith Hall', ['holder']);
  nominated = await world.person(council, 'Nina Nominated', ['nominated']);
  await world.represents(council, nominated, holder, 'nominated');
  await world.represents(
    council,
    await world.person(council, 'Former Friend', ['carer']),
    holder,
    'attorney',
    '2020-02-02',
  );
  admin = await world.person(council, 'Ada Admin', ['admin']);
  pa = await scenario.pa();
  line = await scenario.line(holder, 50_000);
});
afterAll(async () => {
  await worker.close();
  await pages.close();
  await scenario.close();
});

const listed = async (person: TestPerson): Promise<Listed> =>
  (await scenario.call(person, 'get', '/notices').expect(200)).body as Listed;
const subjects = async (person: TestPerson) => (await listed(person)).items.map((each) => each.subject);
const relayed = () =>
  until(async () => {
    const [row] = await scenario.world.owner.query<{n: number}[]>(`SELECT count(*)::int AS n FROM outbox_event`);
    return row?.n === 0;
  });
const inCouncil = <T>(work: Parameters<UnitOfWork['run']>[1]) =>
  pages.app.get(UnitOfWork).run(scenario.council, work) as Promise<T>;

describe('what happens between a holder and a PA', () => {
  it('is told to the other side, to who acts for the holder too, once however often the event comes', async () => {
    const {id: engagement} = (await scenario.call(holder, 'post', '/engagements', terms(pa)).expect(201)).body as {
      id: string;
    };
    await relayed();
    expect(await listed(pa.person)).toMatchObject({
      items: [{subject: 'Edith Hall offers you terms', path: `/work/engagements/${engagement}`, read_at: null}],
      unread: 1,
    });
    await scenario.call(pa.person, 'post', `/engagements/${engagement}/accept`).expect(200);
    const asked = booking(pa, line, at(3, 2, '09:00'), at(3, 2, '11:00'), {engagement_id: engagement});
    const {id} = (await scenario.call(holder, 'post', '/bookings', asked).expect(201)).body as {id: string};
    await scenario.call(pa.person, 'post', `/bookings/${id}/accept`).expect(200);
    await scenario.call(holder, 'post', `/bookings/${id}/cancel`).expect(200);
    await relayed();
    expect((await subjects(holder)).sort()).toEqual([
      'Visits called off: Worker A.',
      'Worker A. has accepted the terms',
      'Worker A. has said yes to 1 visit',
    ]);
    expect((await subjects(pa.person)).sort()).toEqual([
      'Edith Hall asks for 1 visit',
      'Edith Hall offers you terms',
      'Visits called off: Edith Hall',
    ]);
    const others = await listed(nominated);
    expect(others.items).toHaveLength(3);
    for (const {body} of others.items) expect(body).toContain('This is about the support of Edith Hall.');
    await scenario.world.owner.query(
      `INSERT INTO outbox_event (council_id, topic, subject_id, due_at) VALUES ($1, 'booking.accepted', $2, now()), ($1, 'booking.cancelled', $2, now())`,
      [scenario.council, id],
    );
    await relayed();
    expect(await subjects(holder)).toHaveLength(3);
    expect(await subjects(pa.person)).toHaveLength(3);
  });

  it('is nobody else’s to read, and read once for good', async () => {
    const [message] = (await listed(holder)).items;
    const id = message?.id ?? '';
    for (const other of [pa.person, nominated, admin]) {
      await scenario.call(other, 'post', `/notices/${id}/read`).expect(404);
      expect((await new Visitor(pages, other).get(`/messages/${id}`)).status).toBe(404);
    }
    expect((await listed(holder)).unread).toBe(3);
    await scenario.call(holder, 'post', `/notices/${id}/read`).expect(204);
    const at = (await listed(holder)).items[0]?.read_at;
    expect(at).not.toBeNull();
    await scenario.call(holder, 'post', `/notices/${id}/read`).expect(204);
    expect((await listed(holder)).items[0]?.read_at).toBe(at);
  });

  it('stands on pages, with the number of what is new', async () => {
    const visitor = new Visitor(pages, holder);
    const page = await visitor.get('/messages');
    expect(page.text).toContain('Messages 3 messages found');
    // What was told in the same moment stands in any order; one of the three was read above.
    for (const subject of await subjects(holder)) expect(page.text).toContain(subject);
    expect(page.text.match(/ New /g)).toHaveLength(2);
    expect(page.html).toMatch(/Messages <span class="app-count"><span aria-hidden="true">2</);
    const second = (await listed(holder)).items.find((each) => each.read_at === null)?.id ?? '';
    const opened = await visitor.get(`/messages/${second}`);
    expect(opened.status).toBe(200);
    expect(opened.html).toMatch(/class="app-count"><span aria-hidden="true">2</); // counted before it was opened
    expect((await listed(holder)).unread).toBe(1);
    expect((await visitor.get('/messages?page=x')).status).toBe(400);
    expect((await new Visitor(pages, null).get('/messages')).status).toBe(401);
  });
});

describe('an e-mail to somebody without an account', () => {
  const referee = {email: 'rita@example.org', name: 'Rita Referee'};
  const wanted = (key: string) =>
    inCouncil<boolean>((tx) =>
      pages.app.get(Notices).tell(tx, {
        councilId: scenario.council,
        to: referee,
        template: 'reference_wanted',
        data: {
          applicant: 'Amy Able',
          referee: referee.name,
          council: 'Nottinghamshire',
          link: 'https://alongside.example/references/secret',
          answerBy: '2027-03-01',
          reminder: false,
        },
        key,
      }),
    );

  it('waits where the administrator sees it, who is told that nothing is sent, and is written down for looking', async () => {
    expect(await wanted('reference:1')).toBe(true);
    expect(await wanted('reference:1')).toBe(false);
    const visitor = new Visitor(pages, admin);
    const page = await visitor.get('/council/outbox');
    expect(page.text).toMatch(
      /Nothing is sent yet\..* 10 messages found .*A reference for Amy Able .*rita@example\.org/,
    );
    const path = /\/council\/outbox\/[0-9a-f-]+/.exec(page.html)?.[0] ?? '';
    expect((await visitor.get(path)).text).toContain('https://alongside.example/references/secret');
    const looks = await scenario.world.owner.query<{action: string}[]>(
      `SELECT action FROM audit_entry WHERE actor_id = $1 ORDER BY id`,
      [admin.personId],
    );
    expect(looks.map((each) => each.action)).toEqual(['session.started', 'outbox.listed', 'outbox.read']);
    for (const other of [holder, pa.person]) expect((await new Visitor(pages, other).get(path)).status).toBe(403);
    const elsewhere = await scenario.world.council('derbyshire');
    const theirs = new Visitor(pages, await scenario.world.person(elsewhere, 'Other Admin', ['admin']));
    expect((await theirs.get(path)).status).toBe(404);
    expect((await theirs.get('/council/outbox')).text).toContain('Nothing is waiting.');
  });

  it('is emptied when it is no longer to be sent, for good', async () => {
    await wanted('reference:2');
    await inCouncil((tx) => pages.app.get(Notices).end(tx, scenario.council, 'reference:2'));
    const {owner} = scenario.world;
    expect(await owner.query(`SELECT state, email, name, body, data FROM notice WHERE key = 'reference:2'`)).toEqual([
      {state: 'ended', email: null, name: null, body: '', data: {}},
    ]);
    const outside = `SELECT d.state, to_name, to_value, d.body FROM delivery d JOIN notice n ON n.id = notice_id WHERE key = 'reference:2'`;
    expect(await owner.query(outside)).toEqual([{state: 'ended', to_name: '', to_value: null, body: ''}]);
    await expect(owner.query(`UPDATE notice SET state = 'waiting' WHERE key = 'reference:2'`)).rejects.toThrow();
    expect(await wanted('reference:2')).toBe(false);
    expect(await columnsOpenTo(owner, 'notice', 'UPDATE')).toEqual(['state', 'read_at']);
  });
});

describe('whoever is asked to belong to an organisation', () => {
  it('is told once: on the ways they chose, or where the address leads; what is taken back is no longer said', async () => {
    const {world} = scenario;
    const {person, id: listing} = await scenario.provider();
    const [{id}] = await world.owner.query<[{id: string}]>(`SELECT organisation_id AS id FROM listing WHERE id = $1`, [
      listing,
    ]);
    const path = `/organisations/${id}/invitations`;
    const invite = async (email: string) =>
      (await scenario.call(person, 'post', path, {email, role: 'worker'}).expect(200)).body as {
        invited: {id: string; email: string}[];
      };
    await invite(pa.person.email.toUpperCase());
    await invite(pa.person.email);
    const {invited} = await invite('newcomer@example.org');
    await relayed();
    const asked = (await listed(pa.person)).items.filter(({subject}) => subject.includes('asks you to belong to'));
    expect(asked).toMatchObject([{path: '/invitations', body: expect.stringContaining('You would work there')}]);
    const sent = () =>
      world.owner.query<{to_value: string | null; state: string; body: string}[]>(
        `SELECT d.to_value, n.state, d.body FROM delivery d JOIN notice n ON n.id = d.notice_id
         WHERE n.template = 'organisation_invited' ORDER BY n.person_id NULLS LAST`,
      );
    expect((await sent()).map((each) => each.to_value)).toEqual([pa.person.email, 'newcomer@example.org']);
    expect((await sent())[1]?.body).toMatch(/you can open one there: http.*\/sign-in\?next=%2Finvitations/);
    const newcomer = invited.find(({email}) => email === 'newcomer@example.org');
    await scenario.call(person, 'delete', `${path}/${newcomer?.id}`).expect(204);
    await relayed();
    expect((await sent()).map(({state}) => state)).toEqual(['told', 'ended']);
  });

  it('and to whom a listing belongs, when an officer takes its picture down', async () => {
    const {world, council} = scenario;
    const officer = await world.person(council, 'Olive Officer', ['officer']);
    const file = randomUUID();
    const own = {listing_id: pa.id, council_id: council, added_by: pa.person.personId, added_at: new Date()};
    await world.add(
      'listing_picture',
      {...own, small_id: file, large_id: randomUUID(), alternative: 'Two people'},
      'listing_id',
    );
    const body = {file, reason: 'A customer can be seen on it.'};
    await scenario.call(officer, 'post', `/listings/${pa.id}/picture/take-down`, body).expect(204);
    await relayed();
    const told = (await listed(pa.person)).items.find(({path}) => path === `/listing/${pa.id}/picture`);
    expect(told?.body).toContain('What the council says: A customer can be seen on it.');
  });
});
