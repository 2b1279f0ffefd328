import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {References} from '@app/register';
import {UnitOfWork} from '@app/platform';
import {APPROVE, GOOD_EVIDENCE, record, handedInByClerk} from '../../support/accreditation.js';
import {ApplyingWorld, REFEREE, REFERENCE} from '../../support/applying-world.js';
import {refusalOf} from '../../support/problem.js';
import {until} from '../../support/until.js';
import {Visitor} from '../../support/visitor.js';

describe('references', () => {
  let world: ApplyingWorld;
  let people = 0;

  beforeAll(async () => {
    world = await ApplyingWorld.open();
    await world.startWorker();
  }, 60_000);
  afterEach(() => world.api.clock.back());
  afterAll(() => world.close());

  /** An application that is handed in, whose first referee has been written to. */
  async function asked() {
    const {id, pa} = await world.draft();
    people += 1;
    const email = `referee${people}@people.example`;
    await world.nameReferee(id, pa, {email}).expect(201);
    await handedInByClerk(world.api, pa, id);
    return {id, pa, email, path: await world.linkTo(email)};
  }
  const nothingWaitsFor = async (email: string) => {
    const sql = `SELECT count(*)::int AS n FROM notice WHERE email = $1`;
    return (await world.world.owner.query<{n: number}[]>(sql, [email]))[0]?.n === 0;
  };
  const stranger = () => new Visitor(world.pages, null);
  /** A referee who has opened their link. */
  async function opened(path: string): Promise<Visitor> {
    const visitor = stranger();
    await visitor.get(path);
    return visitor;
  }
  const refereesOf = async (id: string) => (await world.tasks(id, world.desk.officer)).referees;
  const later = (days: number) => world.api.clock.travelDays(days);
  const memberOf = async (id: string) => {
    const sql = `SELECT member_id AS member FROM application WHERE id = $1`;
    return (await world.world.owner.query<{member: string}[]>(sql, [id]))[0]?.member;
  };
  const saidOf = async (id: string) => {
    const path = `/applications/${id}/references/reference`;
    return (await world.api.call('get', path, world.desk.officer.token).expect(200)).body as {
      items: {id: string; said: object | null}[];
    };
  };

  it('are asked for once the application is handed in, given once without an account, and accepted as evidence', async () => {
    const {id, pa, path, email} = await asked();
    const referee = stranger();
    const page = await referee.get(path);
    expect([page.status, page.text]).toEqual([200, expect.stringContaining(`Give a reference for ${pa.name}`)]);
    const incomplete = await referee.post(path, {...REFERENCE, would_trust: '', about: ''});
    expect([incomplete.status, incomplete.linkedErrors]).toEqual([
      400,
      ['Choose whether you would trust them (#would_trust)', 'Enter what you know of their work (#about)'],
    ]);
    expect(await referee.post(path, REFERENCE)).toMatchObject({status: 303, location: '/reference/done'});

    const used = await stranger().get(path);
    expect([used.status, used.text]).toEqual([410, expect.stringContaining('This link does not work any more')]);
    for (const word of [pa.name, REFEREE.name, email]) expect(used.html).not.toContain(word);
    expect((await referee.post(path, REFERENCE)).status).toBe(410);
    expect((await referee.post(`${path}/decline`)).status).toBe(410);

    const {items} = await saidOf(id);
    expect(items[0]).toMatchObject({said: {...REFERENCE, method: 'form'}});
    const {officer} = world.desk;
    await world.api.call('post', `/applications/${id}/referees/${items[0]?.id}/accept`, officer.token).expect(200);
    const {body} = (await world.api.call('get', `/applications/${id}`, officer.token).expect(200)) as {body: unknown};
    expect(body).toMatchObject({
      state: 'in_checks',
      evidence: [{requirement: 'reference', number: 1, facts: {referee_name: REFEREE.name, method: 'form'}}],
    });
    expect((await world.trail(id)).map(({action}) => action)).toEqual(
      expect.arrayContaining(['referee.asked', 'reference.received', 'reference.viewed', 'reference.accepted']),
    );
    // What was written to them held the link: it is not kept.
    await until(() => nothingWaitsFor(email));
  });

  it('of a relative are refused, who may decline instead; the applicant learns only that', async () => {
    const {id, pa, path} = await asked();
    const referee = await opened(path);
    const family = await referee.post(path, {...REFERENCE, relationship: 'family'});
    expect([family.status, family.linkedErrors]).toEqual([
      422,
      ['A reference from a relative cannot be used. You can say below that you cannot give one. (#relationship)'],
    ]);
    expect(family.value('about')).toBe(REFERENCE.about);
    expect((await refereesOf(id))[0]?.state).toBe('asked');
    expect(await referee.post(`${path}/decline`)).toMatchObject({status: 303, location: '/reference/declined'});
    expect((await stranger().get(path)).status).toBe(410);
    const list = await new Visitor(world.pages, pa).get(`/apply/${id}/referees/reference`);
    expect(list.text).toContain('They cannot give a reference. Name somebody else.');
  });

  it('are opened by no link that is too old, made up, or of an application that has ended; and then it stands nowhere', async () => {
    const old = await asked();
    later(29);
    expect((await stranger().get(old.path)).status).toBe(410);
    world.api.clock.back();
    const withdrawn = await asked();
    await world.api.call('post', `/applications/${withdrawn.id}/withdraw`, withdrawn.pa.token).expect(200);
    await until(() => nothingWaitsFor(withdrawn.email));
    const declined = await asked();
    const decline = {outcome: 'declined', reason_code: 'incomplete', reasons: 'No answer.'};
    const {officer, approver} = world.desk;
    await record(world.api, officer, declined.id, GOOD_EVIDENCE.slice(0, 1));
    await world.api.call('post', `/applications/${declined.id}/decision`, approver.token, decline).expect(200);
    await until(() => nothingWaitsFor(declined.email));
    const gone = await stranger().get(withdrawn.path);
    const madeUp = await stranger().get('/reference/never-was');
    expect([gone.status, madeUp.status]).toEqual([410, 410]);
    expect(gone.text).toBe(madeUp.text);
    const [stored] = await world.world.owner.query<{hash: string}[]>(
      `SELECT encode(token_hash, 'hex') AS hash FROM reference_link LIMIT 1`,
    );
    expect((await stranger().get(`/reference/${stored?.hash}`)).status).toBe(410);
  });

  it('are asked for again after a week, once; either link then works, and only one of them', async () => {
    const {path, email} = await asked();
    const references = world.api.app.get(References);
    await references.remind();
    later(8);
    await references.remind();
    const second = await world.linkTo(email, 2);
    await references.remind();
    expect(second).not.toBe(path);
    const referee = await opened(path);
    expect(await referee.post(path, REFERENCE)).toMatchObject({status: 303});
    expect((await referee.get(second)).status).toBe(410);
    const [links] = await world.world.owner.query<{n: number}[]>(
      `SELECT count(*)::int AS n FROM reference_link l JOIN referee r ON r.id = l.referee_id WHERE r.email = $1`,
      [email],
    );
    expect(links?.n).toBe(2);
  });

  it('can be given by telephone to an officer, and are for the eyes of staff alone', async () => {
    const {id, pa} = await world.draft();
    await world.nameReferee(id, pa, {email: undefined, phone: '01632 960004'}).expect(201);
    await handedInByClerk(world.api, pa, id);
    const [referee] = await refereesOf(id);
    const {officer} = world.desk;
    const path = `/applications/${id}/referees/${referee?.id}`;
    const family = refusalOf(
      await world.api.call('post', `${path}/phone`, officer.token, {...REFERENCE, relationship: 'family'}),
    );
    expect([family.status, family.code]).toEqual([422, 'REFEREE_RELATED']);
    await world.api.call('post', `${path}/phone`, officer.token, REFERENCE).expect(200);
    expect((await saidOf(id)).items[0]?.said).toMatchObject({method: 'phone'});
    await world.api.call('get', `/applications/${id}/references/reference`, pa.token).expect(403);
    expect(JSON.stringify(await world.tasks(id, pa))).not.toContain(REFERENCE.about);
    await world.api.call('post', `${path}/turn-down`, officer.token).expect(200);
    expect((await refereesOf(id))[0]?.state).toBe('unsuitable');
    await world.api.call('post', `${path}/replace`, pa.token).expect(200);
    expect(await refereesOf(id)).toEqual([]);
  });

  it('are removed, with who gave them, once retention says so', async () => {
    const {id, path} = await asked();
    await (await opened(path)).post(path, REFERENCE);
    const {officer, approver, councilId} = world.desk;
    await record(world.api, officer, id, GOOD_EVIDENCE);
    await world.api.call('post', `/applications/${id}/ready`, officer.token).expect(200);
    await world.api.call('post', `/applications/${id}/decision`, approver.token, APPROVE).expect(200);
    const references = world.api.app.get(References);
    const purge = () => world.api.app.get(UnitOfWork).run(councilId, (tx) => references.purge(tx, new Date()));
    // Nobody can ask for what is not due.
    expect(await purge()).toBe(0);
    await world.world.owner.query(`UPDATE application SET closed_at = now() - interval '7 months' WHERE id = $1`, [id]);
    const hold = await world.world.add('legal_hold', {
      council_id: councilId,
      member_id: (await memberOf(id)) ?? '',
      reason: 'A complaint',
      starts_on: '2020-01-01',
      placed_by: officer.personId,
    });
    expect(await purge()).toBe(0);
    await world.world.owner.query(`DELETE FROM legal_hold WHERE id = $1`, [hold]);
    expect(await purge()).toBe(1);
    const {items} = await saidOf(id);
    expect(items).toEqual([expect.objectContaining({name: 'Removed', said: null})]);
  });

  it('and enquiries cannot be sent by the thousand', async () => {
    const visitor = stranger();
    const enquiry = {name: 'Eni Enquirer', email: 'eni@people.example', wants: 'pa', source: 'leaflet'};
    await visitor.get('/apply/enquiry');
    expect(await visitor.post('/apply/enquiry', enquiry)).toMatchObject({status: 303, location: '/apply/enquiry/sent'});
    const statuses = new Set<number>();
    for (let n = 0; n < 25; n += 1)
      statuses.add((await visitor.post('/apply/enquiry', {...enquiry, email: ''})).status);
    expect(statuses).toEqual(new Set([400, 429]));
    const guesses = new Set<number>();
    for (let n = 0; n < 65; n += 1) guesses.add((await stranger().get(`/reference/guess-${n}`)).status);
    expect(guesses).toEqual(new Set([410, 429]));
  });
});
