import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {londonDay} from '@app/kernel';
import {databaseError, UnitOfWork} from '@app/platform';
import {APPROVE, openDesk, ready, type Desk} from '../../support/accreditation.js';
import {startPages, type PagesApp} from '../../support/pages-app.js';
import type {TestPerson} from '../../support/people.js';
import {accreditMember} from '../../support/register.js';
import {Scenario, type TestListing} from '../../support/scenario.js';
import {until} from '../../support/until.js';
import {seedPostcode} from './profile.js';
import {Visitor} from '../../support/visitor.js';
import {startWorker} from '../../support/worker.js';

const PROFILE = {
  name: 'Mina K.',
  summary: 'Help in the mornings.',
  about: '',
  travel_km: 10,
  languages: ['en'],
  needs: [],
  taking_on: 'yes',
  drives: false,
  ways_of_paying: [],
};

describe('changes of a listing that touch what was checked', () => {
  let scenario: Scenario;
  let pages: PagesApp;
  let worker: Awaited<ReturnType<typeof startWorker>>;
  let officer: TestPerson;
  let pa: TestListing;

  beforeAll(async () => {
    scenario = await Scenario.open({pages: true});
    pages = await startPages(scenario.database, scenario.api.clock);
    worker = await startWorker(scenario.database, scenario.api.clock);
    const {world, council} = scenario;
    officer = await world.person(council, 'Olu Officer', ['officer']);
    pa = await scenario.pa(council, {
      person: 'Amina Khan',
      columns: {name: 'Amina K.'},
      services: ['companionship'],
      checkedOn: '2026-03-03',
    });
  });
  afterAll(async () => {
    await worker.close();
    await pages.close();
    await scenario.close();
  });

  const profile = (more: object = {}) =>
    scenario.call(pa.person, 'put', '/listings/mine/profile', {...PROFILE, ...more}).expect(200);
  const services = (codes: string[]) => scenario.call(pa.person, 'put', '/listings/mine/services', {services: codes});
  const shown = async () => {
    const sent = await scenario.api.call('get', `/listings/${pa.id}`).expect(200);
    const {name, summary, services: offered} = sent.body as {name: string; summary: string; services: {code: string}[]};
    return {name, summary, services: offered.map((each) => each.code).sort()};
  };
  const waiting = async () => {
    const sent = await scenario.call(officer, 'get', '/listing-changes').expect(200);
    return (sent.body as {items: {id: string; name: string | null; services: string[]}[]}).items;
  };
  const decide = async (how: string, by = officer, body: object = {}) =>
    scenario.call(by, 'post', `/listing-changes/${(await waiting())[0]?.id}/${how}`, body);
  const told = async (person: TestPerson, about: RegExp) => {
    await until(async () => {
      const [row] = await scenario.world.owner.query<{n: number}[]>(`SELECT count(*)::int AS n FROM outbox_event`);
      return row?.n === 0;
    });
    const sent = await scenario.call(person, 'get', '/notices').expect(200);
    return (sent.body as {items: {subject: string; body: string}[]}).items.filter((each) => about.test(each.subject));
  };

  it('wait, while others go on seeing the live version; what was not checked shows at once', async () => {
    await profile();
    expect(await shown()).toEqual({name: 'Amina K.', summary: 'Help in the mornings.', services: ['companionship']});
    expect(await waiting()).toMatchObject([{name: 'Mina K.', services: []}]);
    await profile({summary: 'Help in the evenings.'});
    expect(await waiting()).toHaveLength(1);
    expect((await shown()).summary).toBe('Help in the evenings.');
    expect(await told(officer, /A change to check: Amina K\./)).toHaveLength(1);
    const own = await new Visitor(pages, pa.person).get(`/listing/${pa.id}`);
    expect(own.text).toContain('The council checks a change before others see it. New name: Mina K.');
  });

  it('show once an officer has accepted them, and never by their owner', async () => {
    expect((await decide('accept', pa.person)).status).toBe(403);
    const both = await scenario.world.person(scenario.council, 'Bo Both', ['officer']);
    await scenario.world.owner.query(
      `INSERT INTO role_grant (council_id, person_id, role, starts_on) VALUES ($1, $2, 'officer', '2020-01-01')`,
      [scenario.council, pa.person.personId],
    );
    expect((await decide('accept', pa.person)).body).toMatchObject({status: 422, code: 'FOUR_EYES'});
    await scenario.world.owner.query(`DELETE FROM role_grant WHERE person_id = $1 AND role = 'officer'`, [
      pa.person.personId,
    ]);
    expect((await decide('accept', both)).status).toBe(204);
    expect((await shown()).name).toBe('Mina K.');
    expect(await waiting()).toEqual([]);
    expect(await told(pa.person, /Your listing has changed/)).toHaveLength(1);
  });

  it('of services wait for what is regulated, and for the DBS level that it needs', async () => {
    await services(['companionship', 'gardening', 'personal_care']).expect(200);
    expect((await shown()).services).toEqual(['companionship', 'gardening']);
    const [change] = await waiting();
    expect(change?.services).toEqual(['Personal care']);
    const page = await new Visitor(pages, officer).get(`/council/changes/${change?.id}`);
    expect(page.text).toMatch(
      /DBS level needed Enhanced with barred list check DBS level checked None that counts today/,
    );
    expect((await decide('accept')).body).toMatchObject({status: 422, code: 'DBS_LEVEL_MISSING'});
    expect((await decide('refuse', officer, {reason: ''})).body).toMatchObject({
      status: 400,
      errors: [{field: 'reason'}],
    });
    const refused = await new Visitor(pages, officer).post(`/council/changes/${change?.id}/refuse`, {reason: ' '});
    expect([refused.status, ...refused.linkedErrors]).toEqual([400, 'Enter why (#reason)']);
    expect((await decide('refuse', officer, {reason: 'Show us the certificate first.'})).status).toBe(204);
    expect((await shown()).services).toEqual(['companionship', 'gardening']);
    const [message] = await told(pa.person, /was not accepted/);
    expect(message?.body).toContain('Show us the certificate first.');
    expect((await services(['personal_care'])).body).toMatchObject({status: 422, errors: [{field: 'services'}]});
  });

  it('can be taken back, and every version that was shown is kept with its dates', async () => {
    await profile({name: 'Khan K.'});
    const owner = new Visitor(pages, pa.person);
    expect((await owner.post(`/listing/${pa.id}/change/withdraw`)).status).toBe(303);
    expect(await waiting()).toEqual([]);
    const page = await owner.get(`/listing/${pa.id}/versions`);
    expect(page.text).toMatch(
      /What others saw, and when .* now Shown Mina K\..* Amina K\. .*Helps with: Companionship/,
    );
    expect(page.text).not.toContain('Khan K.');
    expect((await new Visitor(pages, officer).get(`/council/listings/${pa.id}/versions`)).text).toContain('Amina K.');
    const stranger = await scenario.pa();
    expect((await new Visitor(pages, stranger.person).get(`/listing/${pa.id}/versions`)).status).toBe(404);
    await scenario.call(stranger.person, 'get', `/listings/${pa.id}/versions`).expect(404);
  });

  it('cannot go round the check by a fault of the program', async () => {
    const names = () =>
      pages.app
        .get(UnitOfWork)
        .run(scenario.council, (tx) => tx.query(`UPDATE listing SET name = 'Nobody N.' WHERE id = $1`, [pa.id]));
    await expect(
      names().catch((error: unknown) => Promise.reject(new Error(databaseError(error)?.constraint))),
    ).rejects.toThrow('listing_name_checked');
    const own = () =>
      pages.app.get(UnitOfWork).run(scenario.council, async (tx) => {
        const [row] = await tx.query<{id: string}[]>(
          `INSERT INTO listing_change (council_id, listing_id, name, asked_by) VALUES ($1, $2, 'Nobody N.', $3) RETURNING id`,
          [scenario.council, pa.id, pa.person.personId],
        );
        await tx.query(`UPDATE listing_change SET outcome = 'accepted', decided_by = $2 WHERE id = $1`, [
          row?.id,
          pa.person.personId,
        ]);
      });
    await expect(
      own().catch((error: unknown) => Promise.reject(new Error(databaseError(error)?.constraint))),
    ).rejects.toThrow('listing_change_four_eyes');
  });

  const constraintOf = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: unknown) => databaseError(error)?.constraint,
    );
  const asProgram = (sql: string, values: unknown[]) =>
    constraintOf(pages.app.get(UnitOfWork).run(scenario.council, (tx) => tx.query(sql, values)));
  const OFFER = `INSERT INTO listing_service (council_id, listing_id, service_id)
                 SELECT $1, $2, id FROM service WHERE code = $3`;

  it('are held from a draft too, when others first see it', async () => {
    await seedPostcode(scenario.world);
    const person = await scenario.world.person(scenario.council, 'Nora Newman', ['pa']);
    const member = await scenario.world.member(scenario.council, person);
    await accreditMember(scenario.world, scenario.council, member, '2026-03-03');
    const mine = (how: 'post' | 'put', what: string, body?: object) =>
      scenario.call(person, how, `/listings${what}`, body);
    const created = await mine('post', '', {member_id: member}).expect(201);
    const {id} = created.body as {id: string};
    await mine('put', '/mine/profile', {...PROFILE, name: 'Nurse N.', postcode: 'NG1 5DT'}).expect(200);
    const rates = [{band: 'weekday', unit: 'hour', rate_pence: 1450}];
    await mine('put', '/mine/rates', {starts_on: londonDay(new Date()), rates}).expect(200);
    await mine('put', '/mine/services', {services: ['personal_care']}).expect(200);
    const live = (name: string) =>
      [`UPDATE listing SET name = $2, state = 'live' WHERE id = $1`, [id, name]] as [string, string[]];
    expect(await asProgram(...live('Nora N.'))).toBe('listing_service_checked');
    expect((await mine('post', '/mine/publish')).body).toMatchObject({status: 422, errors: [{field: 'services'}]});
    await mine('put', '/mine/services', {services: ['gardening', 'personal_care']}).expect(200);
    expect(await asProgram(...live('Nurse N.'))).toMatch(/^listing_(name|service)_checked$/);
    await mine('post', '/mine/publish').expect(200);
    const sent = await scenario.api.call('get', `/listings/${id}`).expect(200);
    expect(sent.body).toMatchObject({name: 'Nora N.', services: [{code: 'gardening'}]});
    expect(await waiting()).toMatchObject([{name: 'Nurse N.', services: ['Personal care']}]);
    expect((await decide('refuse', officer, {reason: 'This is not your name.'})).status).toBe(204);

    // Whatever the program does: what is regulated waits for its level, or for an officer.
    expect(await asProgram(OFFER, [scenario.council, id, 'personal_care'])).toBe('listing_service_checked');
    expect(await asProgram(OFFER, [scenario.council, id, 'companionship'])).toBeNull();
    await scenario.world.add('listing_change', {
      ...{council_id: scenario.council, listing_id: id, services: '{medication}', asked_by: person.personId},
      ...{outcome: 'accepted', decided_by: officer.personId, decided_at: new Date()},
    });
    expect(await asProgram(OFFER, [scenario.council, id, 'medication'])).toBeNull();
    await scenario.world.owner.transaction(async (tx) => {
      await tx.query(`SET LOCAL session_replication_role = replica`);
      await tx.query(`UPDATE evidence SET kind = 'dbs', facts = '{"level": "enhanced_barred"}' WHERE member_id = $1`, [
        member,
      ]);
    });
    expect(await asProgram(OFFER, [scenario.council, id, 'personal_care'])).toBeNull();
  });

  describe('are looked at once more when an approval shows a listing that its owner let be shown before', () => {
    let desk: Desk;
    const rates = [{band: 'weekday', unit: 'hour', rate_pence: 1450}];
    const others = async (id: string) => (await scenario.api.call('get', `/listings/${id}`)).body as object;

    beforeAll(async () => {
      desk = await openDesk(scenario.world, 'southshire');
    });

    /** Ready for a decision, with a listing that is live for as long as nobody may see it. */
    const waitingToBeSeen = async (fullName: string, name: string, codes: string[]) => {
      const person = await scenario.world.person(desk.councilId, fullName, ['pa']);
      const application = await ready(scenario.api, desk, person);
      const mine = (how: 'post' | 'put', what: string, body?: object) =>
        scenario.call(person, how, `/listings${what}`, body);
      const seen = await scenario.call(desk.officer, 'get', `/applications/${application}`).expect(200);
      const {id: member} = (seen.body as {member: {id: string}}).member;
      const {id} = (await mine('post', '', {member_id: member}).expect(201)).body as {id: string};
      await mine('put', '/mine/profile', {...PROFILE, name, postcode: 'NG1 5DT'}).expect(200);
      await mine('put', '/mine/rates', {starts_on: londonDay(new Date()), rates}).expect(200);
      await mine('put', '/mine/services', {services: codes}).expect(200);
      await mine('post', '/mine/publish').expect(200);
      expect(await others(id)).toMatchObject({status: 404});
      return {id, person, application, member};
    };
    const approve = (application: string) =>
      scenario.call(desk.approver, 'post', `/applications/${application}/decision`, APPROVE).expect(200);

    it('holds what was not checked, and an approval that would show it is refused by the database', async () => {
      const early = await waitingToBeSeen('Nell Early', 'Nurse N.', ['gardening', 'personal_care']);
      const behind = pages.app.get(UnitOfWork).run(desk.councilId, (tx) =>
        tx.query(
          `INSERT INTO decision (council_id, member_id, application_id, outcome, reasons, decided_by, effective_on)
           VALUES ($1, $2, $3, 'approved', 'Behind the program', $4, $5)`,
          [desk.councilId, early.member, early.application, desk.approver.personId, londonDay(new Date())],
        ),
      );
      expect(await constraintOf(behind)).toBe('decision_listing_checked');
      await approve(early.application);
      expect(await others(early.id)).toMatchObject({name: 'Nell E.', services: [{code: 'gardening'}]});
      const sent = await scenario.call(desk.officer, 'get', '/listing-changes').expect(200);
      expect(sent.body).toMatchObject({items: [{name: 'Nurse N.', services: ['Personal care']}]});
      expect((await new Visitor(pages, early.person).get(`/listing/${early.id}`)).text).toContain('New name: Nurse N.');
    });

    it('lets a listing rest that offers nothing else, and shows as it is what was checked', async () => {
      const rests = await waitingToBeSeen('Rosa Rests', 'Rosa R.', ['personal_care']);
      await approve(rests.application);
      expect(await others(rests.id)).toMatchObject({status: 404});
      expect((await scenario.call(rests.person, 'get', '/listings/mine').expect(200)).body).toMatchObject({
        state: 'resting',
      });
      const plain = await waitingToBeSeen('Petra Plain', 'Petra P.', ['gardening']);
      await approve(plain.application);
      expect(await others(plain.id)).toMatchObject({name: 'Petra P.', services: [{code: 'gardening'}]});
    });
  });

  it('are none where nothing is checked, or nothing was shown yet', async () => {
    const plain = await scenario.pa(scenario.council, {columns: {name: 'Pat P.'}});
    await scenario.call(plain.person, 'put', '/listings/mine/profile', {...PROFILE, name: 'Patsy P.'}).expect(200);
    expect((await scenario.api.call('get', `/listings/${plain.id}`).expect(200)).body).toMatchObject({
      name: 'Patsy P.',
    });
  });
});
