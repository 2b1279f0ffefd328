import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import type {TestPerson} from '../../support/people.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import {eitherWay} from '../../support/queue.js';
import {at, booking, Scenario, type TestListing} from '../../support/scenario.js';
import {SharedWorld} from '../../support/shared-world.js';
import {until} from '../../support/until.js';
import {Visitor} from '../../support/visitor.js';
import {startWorker} from '../../support/worker.js';

/** Whoever blocked somebody does not find them at their door. */
describe('who is blocked and works for an enterprise', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let worker: Awaited<ReturnType<typeof startWorker>>;
  let firm: TestListing;
  let holder: TestPerson;
  let line: string;
  let week = 1;
  let people = 0;
  const NOT_WANTED = /WORKER_NOT_WANTED/;

  beforeAll(async () => {
    scenario = await Scenario.open({variables: {RATE_LIMIT: '1000000'}});
    pages = await startPages(scenario.database, scenario.api.clock);
    worker = await startWorker(scenario.database, scenario.api.clock);
    firm = await scenario.provider(8);
    holder = await scenario.holder();
    line = await scenario.line(holder, 500_000);
  }, 60_000);
  afterAll(async () => {
    await worker.close();
    await pages.close();
    await scenario.close();
  });

  const call = (...args: Parameters<Scenario['call']>) => scenario.call(...args);
  const rows = <Row extends object>(sql: string, values: unknown[] = []) =>
    scenario.world.owner.query<Row[]>(sql, values);
  async function joins(person: TestPerson, listing: TestListing, role = 'worker'): Promise<void> {
    const [organisation] = await rows<{id: string}>(`SELECT organisation_id AS id FROM listing WHERE id = $1`, [
      listing.id,
    ]);
    const member = {council_id: scenario.council, organisation_id: organisation?.id, person_id: person.personId, role};
    await scenario.world.add('organisation_member', member, 'person_id');
  }
  /** Somebody of the enterprise. */
  async function somebody(listing = firm): Promise<TestPerson> {
    const person = await scenario.world.person(scenario.council, `Wim ${'W'.repeat(++people)}`, ['provider']);
    await joins(person, listing);
    return person;
  }
  /** A PA who works for the enterprise too. */
  async function paOfFirm(): Promise<TestListing> {
    const pa = await scenario.pa();
    await joins(pa.person, firm);
    return pa;
  }
  async function written(listing: TestListing, who = holder): Promise<string> {
    const answer = await call(who, 'post', '/conversations', {listing_id: listing.id, text: 'Hello'}).expect(201);
    return (answer.body as {id: string}).id;
  }
  const block = (conversation: string, who = holder) => call(who, 'post', `/conversations/${conversation}/block`);
  async function answers(person: TestPerson, conversation: string): Promise<void> {
    await call(person, 'post', `/conversations/${conversation}/messages`, {text: 'No.'}).expect(201);
  }
  async function visits(count = 1, listing = firm, who = holder, from = line): Promise<string[]> {
    const recurrence = {rrule: `FREQ=WEEKLY;COUNT=${count}`};
    const asked = booking(listing, from, at(week, 2, '09:00'), at(week, 2, '10:00'), {recurrence});
    week += count;
    const made = await call(who, 'post', '/bookings', asked).expect(201);
    return (made.body as {visits: {id: string}[]}).visits.map(({id}) => id);
  }
  const name = (visit = '', person: TestPerson, listing = firm) =>
    call(listing.person, 'put', `/visits/${visit}/worker`, {person_id: person.personId});
  async function named(visit = ''): Promise<string | null> {
    const [row] = await rows<{id: string | null}>(`SELECT named_worker_id AS id FROM visit WHERE id = $1`, [visit]);
    return row?.id ?? null;
  }
  const force = (visit: string, person: TestPerson) =>
    rows(`UPDATE visit SET named_worker_id = $2 WHERE id = $1`, [visit, person.personId]);
  async function told(person: TestPerson): Promise<{subject: string; body: string}[]> {
    await until(async () => (await rows(`SELECT FROM outbox_event WHERE due_at <= now()`)).length === 0);
    return rows(`SELECT subject, body FROM notice WHERE template = 'visits_open' AND person_id = $1`, [
      person.personId,
    ]);
  }

  it('is named for no visit of who blocked their own listing, until they are unblocked', async () => {
    const pa = await paOfFirm();
    const [visit = ''] = await visits();
    const talk = await written(pa);
    await block(talk).expect(200);
    const refused = await name(visit, pa.person).expect(422, NOT_WANTED);
    expect((refused.body as {errors: object[]}).errors).toEqual([
      {field: 'person_id', message: 'They cannot go to this visit. Choose somebody else.'},
    ]);
    await expect(force(visit, pa.person)).rejects.toMatchObject({driverError: {constraint: 'visit_worker_wanted'}});
    const page = await new Visitor(pages, firm.person).post(`/visits/${visit}/worker`, {person: pa.person.personId});
    expect([page.status, page.errors.join()]).toEqual([422, 'They cannot go to this visit. Choose somebody else.']);
    expect(page.html).toContain(`<option value="${pa.person.personId}" selected>`);
    await name(visit, await somebody()).expect(204);
    await call(holder, 'post', `/conversations/${talk}/unblock`).expect(200);
    await name(visit, pa.person).expect(204);
  });

  it('nor when whoever acts for them blocked it, and for nobody else’s visits is it so', async () => {
    const pa = await paOfFirm();
    const nominated = await scenario.world.person(scenario.council, 'Nora Nominated', ['holder']);
    await scenario.world.represents(scenario.council, nominated, holder, 'nominated');
    const [visit = ''] = await visits();
    await block(await written(pa), nominated)
      .set('Acting-For', holder.personId)
      .expect(200);
    await name(visit, pa.person).expect(422, NOT_WANTED);
    const neighbour = await scenario.holder();
    const [other = ''] = await visits(1, firm, neighbour, await scenario.line(neighbour, 5_000));
    await name(other, pa.person).expect(204);
  });

  it('nor of who blocked another enterprise of theirs, also when they wrote there and have left it', async () => {
    const other = await scenario.provider();
    const [stays, left] = [await somebody(), await somebody()];
    for (const person of [stays, left]) await joins(person, other);
    const talk = await written(other);
    await answers(left, talk);
    await rows(
      `DELETE FROM organisation_member WHERE person_id = $1 AND organisation_id = (SELECT organisation_id FROM listing WHERE id = $2)`,
      [left.personId, other.id],
    );
    await block(talk).expect(200);
    const [visit = ''] = await visits();
    await name(visit, stays).expect(422, NOT_WANTED);
    await name(visit, left).expect(422, NOT_WANTED);
  });

  it('loses the visits to come, which stay; those who plan are told once, and not why', async () => {
    const pa = await paOfFirm();
    const bookkeeper = await scenario.world.person(scenario.council, 'Bea Books', ['provider']);
    await joins(bookkeeper, firm, 'bookkeeper');
    const all = await visits(3);
    for (const visit of all) await name(visit, pa.person).expect(204);
    const others = await visits();
    const colleague = await somebody();
    await name(others[0], colleague).expect(204);
    const before = (await told(firm.person)).length;
    await block(await written(pa)).expect(200);
    expect(await Promise.all(all.map(named))).toEqual([null, null, null]);
    expect(await named(others[0])).toBe(colleague.personId);
    const diary = await call(holder, 'get', `/visits?from=${at(0, 1, '00:00')}&to=${at(week, 1, '00:00')}`).expect(200);
    const {items} = diary.body as {items: {id: string; status: string}[]};
    expect(items.filter(({id}) => all.includes(id)).map(({status}) => status)).toEqual(Array(3).fill('requested'));
    const [news, ...more] = (await told(firm.person)).slice(before);
    expect(more).toEqual([]);
    expect(news?.subject).toMatch(/^Choose who comes: Holder/);
    expect(news?.body).toMatch(
      /^Worker \w+ cannot go to 3 visits, the first on [^.]+\.\n\nThe visits stay as booked\. Choose somebody else to go\.$/,
    );
    expect([await told(bookkeeper), await told(pa.person)]).toEqual([[], []]);
  });

  it('is taken off what is paused too, and moves with no visit', async () => {
    const pa = await paOfFirm();
    const [visit = ''] = await visits();
    await name(visit, pa.person).expect(204);
    const {booking_id: id} =
      (await rows<{booking_id: string}>(`SELECT booking_id FROM visit WHERE id = $1`, [visit]))[0] ?? {};
    await call(firm.person, 'post', `/bookings/${id}/accept`).expect(200);
    const days = {kind: 'hospital', from_day: at(week - 1, 1, '12:00').slice(0, 10), until_day: null};
    const pause = (await call(holder, 'post', '/pauses', days).expect(201)).body as {id: string};
    const talk = await written(pa);
    await block(talk).expect(200);
    expect(await named(visit)).toBeNull();
    await call(holder, 'post', `/pauses/${pause.id}/resume`, {from_day: days.from_day}).expect(200);
    expect(await named(visit)).toBeNull();
    await call(holder, 'post', `/conversations/${talk}/unblock`).expect(200);
    await name(visit, pa.person).expect(204);
    const times = {reach: 'one', starts_at: at(week - 1, 4, '14:00'), ends_at: at(week - 1, 4, '15:00')};
    const change = await call(firm.person, 'post', `/visits/${visit}/changes`, times).expect(201);
    // Named as it was before anybody could be blocked for it.
    await rows(`ALTER TABLE conversation_block DISABLE TRIGGER opens_visits`);
    await block(talk).expect(200);
    await rows(`ALTER TABLE conversation_block ENABLE TRIGGER opens_visits`);
    expect(await named(visit)).toBe(pa.person.personId);
    await call(holder, 'post', `/visit-changes/${(change.body as {id: string}).id}/accept`).expect(200);
    expect(await named(visit)).toBeNull();
  });

  it('is, of the enterprise that comes itself, who wrote in its name and nobody else', async () => {
    const own = await scenario.provider(3);
    const [writer, colleague] = [await somebody(own), await somebody(own)];
    const [one = '', two = ''] = await visits(2, own);
    await name(one, writer, own).expect(204);
    await name(two, colleague, own).expect(204);
    const talk = await written(own);
    await answers(writer, talk);
    await block(talk).expect(200);
    expect([await named(one), await named(two)]).toEqual([null, colleague.personId]);
    await name(one, writer, own).expect(422, NOT_WANTED);
    await name(one, colleague, own).expect(204);
  });

  it('is not who works alone under the name that was blocked: what was agreed goes on', async () => {
    const own = await scenario.provider();
    const [visit = ''] = await visits(1, own);
    await name(visit, own.person, own).expect(204);
    const talk = await written(own);
    await answers(own.person, talk);
    await block(talk).expect(200);
    expect(await named(visit)).toBe(own.person.personId);
  });

  it('comes to nothing that who blocked them shares, from the moment that they do', async () => {
    const shared = new SharedWorld(scenario, pages, firm);
    const [anna, ben, cleo] = [await shared.somebody(), await shared.somebody(), await shared.somebody()];
    const pa = await paOfFirm();
    await block(await written(pa, cleo.person), cleo.person).expect(200);
    const id = await shared.shared([anna, ben]);
    expect((await anna.visitor.post(`/shared/${id}/book`)).status).toBe(303);
    const {visit} = await shared.bookingOf(id);
    await name(visit, pa.person).expect(204);
    await scenario.world.add('shared_member', {
      ...{council_id: scenario.council, shared_id: id, person_id: cleo.person.personId, line_id: cleo.line},
      ...{weight: 1, state: 'asked', asked_by: cleo.person.personId},
    });
    await shared.sayYes(anna, id);
    expect(await named(visit)).toBe(pa.person.personId);
    await shared.sayYes(ben, id);
    expect(await named(visit)).toBeNull();
    await name(visit, pa.person).expect(422, NOT_WANTED);
    // Nor when somebody who shares blocks them later.
    const other = await paOfFirm();
    await name(visit, other.person).expect(204);
    await block(await written(other, ben.person), ben.person).expect(200);
    expect(await named(visit)).toBeNull();
  });

  it('is not asked for cover, and does not come who was asked before', async () => {
    const [asked, next] = [await scenario.pa(), await scenario.pa()];
    const contacts = [asked, next].map(({id}) => ({kind: 'pa', listing_id: id, name: 'Help', phone: '01632 960001'}));
    await call(holder, 'put', '/backup', {contacts, shared: true}).expect(200);
    const [visit = ''] = await visits();
    const {booking_id: id} =
      (await rows<{booking_id: string}>(`SELECT booking_id FROM visit WHERE id = $1`, [visit]))[0] ?? {};
    await call(firm.person, 'post', `/bookings/${id}/accept`).expect(200);
    const cover = (await call(firm.person, 'post', `/visits/${visit}/cover`).expect(201)).body as {
      id: string;
      asks: {id: string}[];
    };
    await block(await written(asked)).expect(200);
    await call(asked.person, 'post', `/cover-asks/${cover.asks[0]?.id}/accept`).expect(409, /COVER_TAKEN/);
    const asks = await rows<{state: string}>(`SELECT state FROM cover_ask WHERE request_id = $1 ORDER BY position`, [
      cover.id,
    ]);
    expect(asks.map(({state}) => state)).toEqual(['skipped', 'asked']);
    await expect(
      rows(
        `INSERT INTO booking (council_id, reference, holder_id, listing_id, requested_by, covers_visit_id)
         VALUES ($1, 'WALK3333', $2, $3, $2, $4)`,
        [scenario.council, holder.personId, asked.id, visit],
      ),
    ).rejects.toMatchObject({driverError: {constraint: 'booking_cover_wanted'}});
    await call(next.person, 'post', `/cover-asks/${cover.asks[1]?.id}/accept`).expect(200);
  });

  it('is not named at the moment at which they are blocked, whichever comes first', async () => {
    await eitherWay(
      scenario.world.owner,
      async () => {
        const pa = await paOfFirm();
        const [visit = ''] = await visits();
        return {pa, visit, talk: await written(pa)};
      },
      () => [`SELECT pg_advisory_xact_lock(hashtextextended('who comes to ' || $1, 0))`, holder.personId],
      ({pa, visit, talk}) => [() => name(visit, pa.person), () => block(talk)],
      async ([asked, blocked], turned, {visit}) => {
        expect([asked.status, blocked.status]).toEqual([turned ? 422 : 204, 200]);
        expect(await named(visit)).toBeNull();
      },
    );
  });
});
