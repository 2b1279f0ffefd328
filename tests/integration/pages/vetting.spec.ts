import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {APPROVE, approved, ready, TODAY} from '../../support/accreditation.js';
import {boxes} from '../../support/day-boxes.js';
import {DeskWorld, LIST} from '../../support/desk-world.js';
import type {TestPerson} from '../../support/people.js';
import {Visitor} from '../../support/visitor.js';

let world: DeskWorld;
/** Decides, and had no part. */
let second: Visitor;
let duty: Visitor;
let team: Visitor;

beforeAll(async () => {
  world = await DeskWorld.open();
  const {scenario, desk} = world;
  second = new Visitor(world.pages, await scenario.world.person(desk.councilId, 'Sue Second', ['approver']));
  duty = new Visitor(world.pages, await scenario.world.person(desk.councilId, 'Di Duty', ['duty']));
  team = new Visitor(world.pages, await scenario.world.person(desk.councilId, 'Sam Safe', ['safeguarding']));
}, 60_000);
afterAll(() => world?.close());

async function listed(): Promise<{person: TestPerson; id: string; memberId: string; pa: Visitor}> {
  const person = await world.newPa();
  return {person, pa: new Visitor(world.pages, person), ...(await approved(world.scenario.api, world.desk, person))};
}

describe('handling an application', () => {
  it('assigns, asks and notes, and says what is wrong with nothing', async () => {
    const id = await world.handedIn();
    const at = `${LIST}/${id}/handling`;
    expect((await world.officer.post(`${at}/ask`, {ask: ''})).linkedErrors).toEqual(['Enter what you ask for (#ask)']);
    expect((await world.officer.post(`${at}/note`, {note: ''})).linkedErrors).toEqual(['Enter the note (#note)']);
    expect((await world.officer.post(`${at}/assign`, {handler: 'x'})).status).toBe(400);
    expect((await world.officer.post(`${at}/assign`, {handler: world.desk.officer.personId})).status).toBe(303);
    expect((await world.officer.post(`${at}/ask`, {ask: 'The other page.'})).status).toBe(303);
    expect((await world.officer.post(`${at}/note`, {note: 'Rang twice.'})).status).toBe(303);
    const {text} = await world.approver.get(`${at}?done=noted`);
    expect(text).toContain('Your note is kept.');
    expect(text).toContain('The other page. Asked by Olu Officer');
    expect(text).toContain('Rang twice. Olu Officer');
    expect((await world.officer.get(`${LIST}?assigned=me`)).text).toContain('Waiting for 1 answer');
  });
});

describe('a decision', () => {
  it('later is asked for with its day, and told in plain words', async () => {
    const id = await world.ready();
    const path = `${LIST}/${id}/decide`;
    const later = {outcome: 'deferred', reasons: 'Waits.', explanation: 'We wait for the insurer.'};
    expect((await world.approver.post(path, {...later, step: 'send'})).linkedErrors).toEqual([
      'Enter the day to decide (#until-day)',
    ]);
    const day = boxes('until', addDays(TODAY, 9));
    expect((await world.approver.post(path, {...later, ...day, step: 'send'})).status).toBe(303);
    const {text} = await world.officer.get(`/applications/${id}/decision/letter`);
    expect(text).toMatch(/We will decide later .*Dear Worker .* We need more time\..* We wait for the insurer\./);
    const paper = await world.officer.get(`/applications/${id}/decision/letter.pdf`);
    expect(paper.html).toMatch(/^%PDF-1\.7[^]*\/StructTreeRoot/);
    expect(
      (await new Visitor(world.pages, await world.newPa()).get(`/applications/${id}/decision/letter.pdf`)).status,
    ).toBe(404);
    expect((await world.officer.post(`${LIST}/${id}/handling/take-up`)).status).toBe(303);
  });
});

describe('a condition', () => {
  it('stands on the public profile when the council made it public, as long as it binds, and else never', async () => {
    const {scenario, desk} = world;
    const person = await world.newPa();
    const id = await ready(scenario.api, desk, person);
    const conditions = [
      {text: 'Public first aid.', due_on: addDays(TODAY, 9), publicly_visible: true},
      {text: 'Public and met.', due_on: addDays(TODAY, 9), publicly_visible: true},
      {text: 'Private supervision.', due_on: addDays(TODAY, 9)},
    ];
    const body = {...APPROVE, outcome: 'approved_with_conditions', conditions};
    const decided = await scenario.call(desk.approver, 'post', `/applications/${id}/decision`, body).expect(200);
    const told = decided.body as {member: {id: string}; decision: {conditions: {id: string; text: string}[]}};
    const met = told.decision.conditions.find((each) => each.text === 'Public and met.');
    await scenario.call(desk.officer, 'post', `/conditions/${met?.id}/met`, {}).expect(204);
    const listing = await scenario.world.add('listing', {
      council_id: desk.councilId,
      member_id: told.member.id,
      kind: 'pa',
      person_id: person.personId,
      name: 'Worker W.',
      summary: 'Here to help',
      outcode: 'NG1',
      latitude: 52.95,
      longitude: -1.15,
    });
    await scenario.world.owner.query(`UPDATE listing SET state = 'live' WHERE id = $1`, [listing]);
    const answer = (await scenario.call(null, 'get', `/listings/${listing}`).expect(200)).body as {
      standing: {conditions: object[]};
    };
    expect(answer.standing.conditions).toEqual([{text: 'Public first aid.', due_on: addDays(TODAY, 9)}]);
    const {text} = await new Visitor(world.pages, null).get(`/listings/${listing}`);
    expect(text).toContain('What the council still asks of Worker W. Public first aid. To be done by');
    expect(text).not.toMatch(/Public and met|Private supervision/);
  });
});

describe('suspension, appeal and the ladder', () => {
  it('are walked on pages: neutral to the member, answered by somebody who had no part', async () => {
    const {id, memberId, pa} = await listed();
    expect((await world.officer.post(`${LIST}/${id}/suspension`)).status).toBe(303);
    const page = await pa.get(`/applications/${id}/decision`);
    expect(page.text).toContain('You are not currently listed.');
    expect(page.text).not.toMatch(/suspen/i);
    const appeal = `/applications/${id}/decision/appeal/suspension/${memberId}`;
    expect((await pa.post(appeal, {grounds: ''})).linkedErrors).toEqual(['Enter why you do not agree (#grounds)']);
    expect((await pa.post(appeal, {grounds: 'It was not me.'})).status).toBe(303);
    expect((await pa.get(`/applications/${id}/decision`)).text).toContain('We answer by');
    const [, appealId] = /\/council\/appeals\/([0-9a-f-]{36})/.exec((await second.get('/council/appeals')).html) ?? [];
    const at = `/council/appeals/${appealId}`;
    expect((await world.approver.post(`${at}/take`)).status).toBe(422);
    expect((await second.post(`${at}/take`)).status).toBe(303);
    expect((await second.post(at, {outcome: 'upheld', reasons: ''})).linkedErrors).toEqual([
      'Enter the reasons (#reasons)',
    ]);
    expect((await second.post(at, {outcome: 'upheld', reasons: 'It was somebody else.'})).status).toBe(303);
    expect((await pa.get(`/applications/${id}/decision`)).text).toContain('We agreed with you');
    const ladder = `${LIST}/${id}/ladder`;
    expect((await world.officer.post(ladder, {kind: 'warning', reason: 'Late.'})).status).toBe(400);
    expect((await world.officer.post(ladder, {kind: 'termination', reason: 'Did not come.'})).status).toBe(303);
    expect((await world.approver.post(`${ladder}/termination/confirm`)).status).toBe(303);
    const shown = await world.officer.get(ladder);
    expect(shown.text).toContain('Membership ended');
    expect(shown.text).not.toContain('Did not come.');
    const [, reason] = /ladder\/reason\/([0-9a-f-]{36})/.exec(shown.html) ?? [];
    expect((await world.officer.post(`${ladder}/reason/${reason}`)).text).toContain('Did not come.');
    expect((await pa.get(`/applications/${id}/decision`)).text).toContain('Your place on the register has ended.');
    expect((await pa.get(ladder)).status).toBe(403);
  });
});

describe('a safeguarding concern', () => {
  it('is read by few, never by whom it is about, and shows the duty officer what to look at', async () => {
    const {id, memberId, pa, person} = await listed();
    const text = 'Money was missing after a visit.';
    const concern = `${LIST}/${id}/concern`;
    expect((await world.officer.post(concern, {text})).linkedErrors).toHaveLength(1);
    expect((await world.officer.post(concern, {text, suspend: 'yes'})).status).toBe(303);
    const list = await team.get('/council/concerns');
    const [, concernId] = /\/council\/concerns\/([0-9a-f-]{36})/.exec(list.html) ?? [];
    const at = `/council/concerns/${concernId}`;
    expect((await team.get(at)).text).toContain(text);
    const reads = await world.scenario.world.owner.query<unknown[]>(
      `SELECT FROM audit_entry WHERE action = 'concern.read' AND subject_id = $1`,
      [concernId],
    );
    expect(reads).toHaveLength(1);
    for (const visitor of [pa, world.officer, world.approver, duty]) expect((await visitor.get(at)).status).toBe(403);
    // A PA who is also of the safeguarding team does not come upon their own.
    await world.scenario.world.add('role_grant', {
      council_id: world.desk.councilId,
      person_id: person.personId,
      role: 'safeguarding',
      starts_on: '2020-01-01',
    });
    expect((await pa.get(at)).status).toBe(404);
    expect((await pa.get('/council/concerns')).text).toContain('No concern is open.');
    for (const path of [LIST, `${LIST}/${id}`, `${LIST}/${id}/ladder`, `${LIST}/${id}/handling`]) {
      expect((await world.other.get(path)).html).not.toContain(text);
    }
    const trail = await world.scenario.world.owner.query<unknown[]>(
      `SELECT FROM audit_entry WHERE subject_id = $1 AND action LIKE 'concern%'`,
      [memberId],
    );
    expect(trail).toEqual([]);
    for (const each of [world.desk.officer, world.desk.approver]) {
      expect((await world.scenario.call(each, 'delete', `/members/${memberId}/suspension`)).status).toBe(403);
    }
    expect((await duty.get('/duty/visits')).text).toContain('Bookings to look at');
    expect((await world.officer.get('/duty/visits')).status).toBe(403);
    expect((await team.post(at, {note: 'Looked into: a mistake.'})).status).toBe(303);
    expect((await team.get('/council/concerns')).text).toContain('No concern is open.');
  });
});

describe('time limits', () => {
  it('stand with their source, and are followed by another from a day, never changed', async () => {
    const {scenario, desk} = world;
    const admin = new Visitor(world.pages, await scenario.world.person(desk.councilId, 'Ada Admin', ['admin']));
    const at = '/council/limits';
    expect((await admin.get(at)).text).toMatch(/Until the checks begin Source: What the product starts with.* 5 days/);
    const own = {days: '3', source: 'Service standard 4', ...boxes('starts', TODAY)};
    expect((await admin.post(`${at}/submitted`, {...own, days: '0', source: ''})).linkedErrors).toEqual([
      'How many days must be a number from 1 to 365 (#days)',
      'Enter the source (#source)',
    ]);
    const past = await admin.post(`${at}/submitted`, {...own, ...boxes('starts', addDays(TODAY, -1))});
    expect(past.linkedErrors).toEqual([expect.stringContaining('Let it begin today or later')]);
    expect((await admin.post(`${at}/submitted`, own)).status).toBe(303);
    const again = await admin.post(`${at}/submitted`, own);
    expect([again.status, ...again.linkedErrors]).toEqual([
      409,
      'One begins on this day already. Choose another day. (#starts-day)',
    ]);
    const later = {...own, ...boxes('starts', addDays(TODAY, 30))};
    expect((await admin.post(`${at}/appeal`, {...later, appeal: '42', answer: '20'})).status).toBe(303);
    const early = await admin.post(`${at}/renewal`, {...later, opens: '60', remind: '90, 30'});
    expect(early.linkedErrors).toEqual([expect.stringMatching(/from 1 to 60.*\(#remind\)/)]);
    expect((await admin.post(`${at}/renewal`, {...later, opens: '60', remind: '14 and 45'})).status).toBe(303);
    const {text} = await admin.get(at);
    expect(text).toMatch(/Until the checks begin Source: Service standard 4 3 days/);
    expect(text).toMatch(
      /Appeals Source: [^]*28 days to appeal.*Appeals To come Source: Service standard 4 42 days to appeal, 20/,
    );
    expect(text).toMatch(/Renewals open 60 days before; reminders 45, 14 days before/);
    expect((await admin.get(`${at}/another`)).status).toBe(404);
    expect((await world.officer.get(at)).status).toBe(403);
    const trail = await scenario.world.owner.query<{after: object}[]>(
      `SELECT after FROM audit_entry WHERE council_id = $1 AND action = 'time_limit.added' ORDER BY id`,
      [desk.councilId],
    );
    expect(trail.map((each) => each.after)).toMatchObject([{days: 3}, {daysToAppeal: 42}, {remindDays: [45, 14]}]);
    const behind = world.pages.app.get(UnitOfWork).run(desk.councilId, (tx) =>
      tx.query(
        `INSERT INTO appeal_period (council_id, days_to_appeal, days_to_answer, starts_on, source)
         VALUES ($1, 7, 7, $2, 'Behind the program')`,
        [desk.councilId, addDays(TODAY, -1)],
      ),
    );
    await expect(behind).rejects.toThrow('row-level security');
  });
});

describe('a council without a register', () => {
  it('is led to begin with a draft for each kind of member, of which nothing is made before it is saved', async () => {
    const {scenario} = world;
    const fresh = await scenario.world.council('newshire');
    const admin = new Visitor(world.pages, await scenario.world.person(fresh, 'Nia New', ['admin']));
    const {html, text} = await admin.get('/council/schemes');
    expect(text).toContain('There is no register yet. Nobody can apply before there is one.');
    expect(text).toMatch(/Personal assistant One that accredits would ask for: Proof of identity /);
    expect(html.match(/<form method="post" action="\/council\/schemes\/new"/g)).toHaveLength(8);
    const draft = {name: 'Accredited register', kind: 'accredited', memberKind: 'broker'};
    expect((await admin.post('/council/schemes/new', draft)).text).toContain('References from two people');
    expect((await admin.get('/council/schemes')).text).toContain('There is no register yet');
  });
});
