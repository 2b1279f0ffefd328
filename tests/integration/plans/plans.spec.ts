import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, londonDay} from '@app/kernel';
import type {Method} from '../../support/app.js';
import type {TestPerson} from '../../support/people.js';
import {at, Scenario, terms, type TestListing} from '../../support/scenario.js';

let scenario: Scenario;
let holder: TestPerson;
let broker: TestPerson;
let officer: TestPerson;
let approver: TestPerson;
let provider: TestListing;
let line: string;
const today = londonDay(new Date());

beforeAll(async () => {
  scenario = await Scenario.open();
  const {world, council} = scenario;
  holder = await scenario.holder();
  broker = await world.person(council, 'Ruth Broker', ['broker']);
  officer = await world.person(council, 'Olive Officer', ['officer']);
  approver = await world.person(council, 'Anne Approver', ['approver']);
  line = await scenario.line(holder, 25_000);
  provider = await scenario.provider(3);
  await world.represents(council, broker, holder, 'broker', undefined, {
    powers: ['see_budget', 'see_plan', 'write_plan', 'propose'],
  });
});
afterAll(() => scenario.close());

const forHolder = (method: Method, path: string, body?: object) =>
  scenario.call(broker, method, path, body).set('Acting-For', holder.personId);

const TIME = {weekdays: [2, 4], from: '09:00', to: '11:30', service: 'gardening', rate_pence: 1_533};
const written = (more: object = {}) => ({
  outcomes: [{text: 'To see my friends at the allotment again.'}],
  help: [{kind: 'unpaid', text: 'My neighbour drives me on Sundays.'}],
  risks: [{text: 'I might fall.', note: 'I carry a phone.', agreed_with: 'My daughter'}],
  times: [TIME],
  ...more,
});

interface Plan {
  id: string;
  number: number;
  status: string;
  revision: number;
  weekly_pence: number;
  figure_pence: number | null;
  outcomes: {text: string}[];
}

async function agreed(more: object = {}): Promise<Plan> {
  const started = (await scenario.call(holder, 'post', '/plans').expect(201)).body as Plan;
  const body = {revision: started.revision, ...written(more)};
  await scenario.call(holder, 'put', `/plans/${started.id}`, body).expect(200);
  return (await scenario.call(holder, 'post', `/plans/${started.id}/agree`).expect(200)).body as Plan;
}

const decide = (who: TestPerson, {id}: Plan, body: object) =>
  scenario.call(who, 'post', `/council/plans/${id}/decision`, body);

describe('a support plan', () => {
  it('is written by a broker, agreed by the person, accepted by the council, and followed by a version', async () => {
    const started = (await forHolder('post', '/plans').expect(201)).body as Plan;
    await scenario.call(holder, 'post', '/plans').expect(409, /PLAN_OPEN/);
    await forHolder('post', `/plans/${started.id}/offer`).expect(422, /PLAN_EMPTY/);
    const put = (body: object) => forHolder('put', `/plans/${started.id}`, body);
    const saved = (await put({revision: 0, ...written()}).expect(200)).body as Plan;
    // 2.5 hours at £15.33, twice, each visit rounded by itself.
    expect(saved).toMatchObject({weekly_pence: 7_666, figure_pence: 25_000, revision: 1});
    // Somebody who had read what stood before writes over nothing.
    await put({revision: 0, ...written()}).expect(409, /PLAN_CHANGED/);
    await put({revision: 1, ...written({times: [{...TIME, to: '09:00'}]})}).expect(400, /times\.0\.to/);
    await forHolder('post', `/plans/${started.id}/agree`).expect(403);
    await scenario.call(approver, 'get', `/council/plans/${started.id}`).expect(404);
    await forHolder('post', `/plans/${started.id}/offer`).expect(200);
    await put({revision: 1, ...written()}).expect(422, /PLAN_NOT_DRAFT/);
    await expect(scenario.world.owner.query(`DELETE FROM plan_item WHERE plan_id = $1`, [started.id])).rejects.toThrow(
      'only a draft',
    );

    await scenario.call(holder, 'post', `/plans/${started.id}/agree`).expect(200);
    await forHolder('post', `/plans/${started.id}/change`, {}).expect(403);
    await decide(officer, started, {outcome: 'returned'}).expect(400, /reasons/);
    const accepted = (await decide(officer, started, {outcome: 'accepted'}).expect(200)).body as Plan;
    expect(accepted.status).toBe('accepted');

    const next = await agreed();
    expect(next).toMatchObject({number: 2, status: 'agreed'});
    await decide(officer, next, {outcome: 'accepted'}).expect(200);
    const versions = (await scenario.call(holder, 'get', '/plans').expect(200)).body as {items: Plan[]};
    expect(versions.items.map(({number, status}) => [number, status])).toEqual([
      [2, 'accepted'],
      [1, 'replaced'],
    ]);
    const read = await scenario.world.owner.query<unknown[]>(
      `SELECT FROM audit_entry WHERE action = 'support_plan.read' AND actor_id = $1`,
      [officer.personId],
    );
    expect(read).not.toHaveLength(0);
  });

  it('is accepted within a limit, over the figure only with reasons, and never by who had a part in it', async () => {
    // £306.60 a week: more than an officer may accept, and more than the budget.
    const dear = await agreed({times: [{...TIME, weekdays: [1, 2, 3, 4, 5, 6, 7], to: '11:00', rate_pence: 2_190}]});
    await decide(officer, dear, {outcome: 'accepted', reasons: 'Needed.'}).expect(422, /PLAN_OVER_LIMIT/);
    await decide(approver, dear, {outcome: 'accepted'}).expect(400, /reasons/);
    await scenario.world.represents(scenario.council, approver, holder, 'carer');
    await decide(approver, dear, {outcome: 'accepted', reasons: 'Needed.'}).expect(403);
    await scenario.world.owner.query(`DELETE FROM representation WHERE representative_id = $1`, [approver.personId]);
    const over = (await decide(approver, dear, {outcome: 'accepted', reasons: 'Needed.'}).expect(200)).body as Plan;
    expect(over.status).toBe('accepted');
    // The database has none of it either.
    await expect(
      scenario.world.owner.query(`UPDATE support_plan SET state = 'replaced', limit_pence = 1 WHERE id = $1`, [
        over.id,
      ]),
    ).rejects.toThrow('support_plan_limit_check');
  });
});

describe('a proposal', () => {
  const visits = (more: object = {}) => ({
    listing_id: provider.id,
    note: 'They know the allotment.',
    visits: {starts_at: at(3, 2, '09:00'), ends_at: at(3, 2, '11:00'), ...more},
  });
  const propose = async (body: object) =>
    ((await forHolder('post', '/proposals', body).expect(201)).body as {id: string}).id;
  const answer = (id: string, body: object) => scenario.call(holder, 'post', `/proposals/${id}/answer`, body);

  it('makes the visits on a yes, in the same transaction, and nothing before or otherwise', async () => {
    await scenario.call(broker, 'post', '/proposals', visits()).expect(403);
    const id = await propose(visits({recurrence: {rrule: `FREQ=WEEKLY;BYDAY=TU;COUNT=3`}}));
    await forHolder('post', '/proposals', visits()).expect(409, /PROPOSAL_WAITING/);
    await forHolder('post', `/proposals/${id}/answer`, {answer: 'yes'}).expect(403);
    await scenario.call(officer, 'get', `/proposals/${id}`).expect(403);
    // Left open who pays: a yes has to say it, and leaves nothing behind when it does not.
    await answer(id, {answer: 'yes'}).expect(400, /splits/);
    await answer(id, {answer: 'change'}).expect(400, /note/);
    const said = (await answer(id, {answer: 'yes', budget_line_id: line}).expect(200)).body as {booking_id: string};
    const booked = await scenario.call(holder, 'get', `/bookings/${said.booking_id}`).expect(200);
    expect((booked.body as {visits: object[]}).visits).toHaveLength(3);
    await answer(id, {answer: 'yes', budget_line_id: line}).expect(422, /ILLEGAL_TRANSITION/);
    await expect(scenario.world.owner.query(`UPDATE proposal SET answer = 'no' WHERE id = $1`, [id])).rejects.toThrow(
      'answered',
    );
  });

  it('is said no to, sent back for a change, taken back, and refused where it could not be', async () => {
    const offer = {listing_id: provider.id, terms: {...terms(provider), listing_id: undefined}};
    const no = await propose(offer);
    await answer(no, {answer: 'no'}).expect(200);
    const change = await propose(offer);
    const changed = await answer(change, {answer: 'change', note: 'Not on Tuesdays.'}).expect(200);
    expect(changed.body).toMatchObject({status: 'change_wanted', answer: 'Not on Tuesdays.', engagement_id: null});
    const back = await propose(offer);
    await scenario.call(holder, 'post', `/proposals/${back}/withdraw`).expect(403);
    await forHolder('post', `/proposals/${back}/withdraw`).expect(204);
    await answer(back, {answer: 'yes'}).expect(422, /ILLEGAL_TRANSITION/);
    await forHolder('post', '/proposals', visits({starts_at: at(-3, 2, '09:00'), ends_at: at(-3, 2, '10:00')})).expect(
      400,
      /starts_at/,
    );
    const yesterday = {...offer, terms: {...offer.terms, starts_on: addDays(today, -1)}};
    await forHolder('post', '/proposals', yesterday).expect(400, /starts_on/);
    const yes = await propose(offer);
    // Somebody agreed with them in the meantime: the yes says so, and the proposal waits on.
    await scenario.call(holder, 'post', '/engagements', terms(provider)).expect(201);
    await answer(yes, {answer: 'yes'}).expect(409, /ENGAGEMENT_EXISTS/);
    await scenario.world.owner.query(`UPDATE engagement SET state = 'declined'`);
    const made = (await answer(yes, {answer: 'yes'}).expect(200)).body as {engagement_id: string};
    const agreement = await scenario.call(holder, 'get', `/engagements/${made.engagement_id}`).expect(200);
    expect(agreement.body).toMatchObject({status: 'proposed'});
  });
});

describe('back-up contacts', () => {
  it('are read by the duty officer only where the person said so, and each reading is on record', async () => {
    const {world, council} = scenario;
    const duty = await world.person(council, 'Karen Duty', ['duty']);
    const carer = await world.person(council, 'Carl Carer', ['carer']);
    await world.represents(council, carer, holder, 'carer', undefined, {powers: ['see_backup', 'write_backup']});
    const contact = {kind: 'friend', name: 'Fay Friend', phone: '01632 960123', note: 'Has a key.'};
    const put = (who: TestPerson, body: object) => scenario.call(who, 'put', '/backup', body);
    await put(holder, {contacts: [contact, contact, contact, contact]}).expect(400, /contacts/);
    await put(holder, {contacts: [{...contact, phone: 'Ring me'}]}).expect(400, /contacts\.0\.phone/);
    await put(holder, {contacts: [{...contact, listing_id: provider.id}]}).expect(400, /contacts\.0\.listing_id/);
    await put(holder, {contacts: [contact]}).expect(200);

    const read = () => scenario.call(duty, 'get', `/duty/backup/${holder.personId}`);
    const found = async () => {
      const {body} = (await scenario.call(duty, 'post', '/duty/backup/search', {name: holder.name}).expect(200)) as {
        body: {total: number};
      };
      return body.total;
    };
    await read().expect(404);
    expect(await found()).toBe(0);
    // Whoever cares for somebody writes contacts down, and does not say who may read them.
    const carers = put(carer, {contacts: [contact], shared: true}).set('Acting-For', holder.personId);
    await carers.expect(403);
    await put(holder, {contacts: [contact], shared: true}).expect(200);
    expect(await found()).toBe(1);
    await read().expect(200, /01632 960123/);
    await scenario.call(officer, 'get', `/duty/backup/${holder.personId}`).expect(403);
    const entries = await world.owner.query<unknown[]>(
      `SELECT FROM audit_entry WHERE action = 'backup.read' AND actor_id = $1 AND subject_id = $2`,
      [duty.personId, holder.personId],
    );
    expect(entries).toHaveLength(1);
    await put(holder, {contacts: [contact], shared: false}).expect(200);
    await read().expect(404);
  });
});
