import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, londonDay} from '@app/kernel';
import {databaseError} from '@app/platform';
import type {TestPerson} from '../../support/people.js';
import {Scenario} from '../../support/scenario.js';

interface Agreement {
  text: {id: string; number: number};
  signed: boolean;
  stands: boolean;
  signatures: {way: string; version_number: number}[];
}

let scenario: Scenario;
let holder: TestPerson;
let finance: TestPerson;
let helper: TestPerson;
const today = londonDay(new Date());

beforeAll(async () => {
  scenario = await Scenario.open();
  holder = await scenario.holder();
  finance = await scenario.world.person(scenario.council, 'Finance', ['finance']);
  helper = await scenario.world.person(scenario.council, 'Attorney', []);
  await scenario.line(holder, 10_000, {weeks: 8});
});
afterAll(() => scenario.close());

const own = async () => (await scenario.call(holder, 'get', '/direct-payment-agreement').expect(200)).body as Agreement;
const sign = (person: TestPerson, version_id: string) =>
  scenario.call(person, 'post', '/direct-payment-agreement/sign', {version_id});
const text = {purpose: 'Care.', asked: 'Receipts.', surplus: 'We talk.', easy: 'It is for care.', source: 'Cabinet'};

/** Each is of a day of its own. */
let payments = 0;

/** What the database says to a payment that nobody asked the use case about. */
async function payByHand(): Promise<string | undefined> {
  const {owner} = scenario.world;
  const [exported] = await owner.query<{id: string}[]>(
    `INSERT INTO finance_export (council_id, kind, from_day, to_day, reference, through_entry, rows, total_pence, digest, made_by)
     VALUES ($1, 'payments', $2, $2, gen_random_uuid()::text, 0, 0, 0, 'x', $3) RETURNING id`,
    [scenario.council, addDays('2020-01-01', (payments += 1)), finance.personId],
  );
  const paid = owner.query(
    `INSERT INTO payment (council_id, export_id, period_id, state, pence)
     SELECT council_id, $1, id, 'paid', 1 FROM budget_period LIMIT 1`,
    [exported?.id],
  );
  return paid.then(
    () => undefined,
    (error: unknown) => databaseError(error)?.constraint,
  );
}

describe('the direct payment agreement', () => {
  it('is read before it is signed, is signed once, and nothing is paid before', async () => {
    const before = await own();
    expect(before).toMatchObject({signed: false, stands: false, signatures: [], text: {number: 1}});
    expect(await payByHand()).toBe('payment_needs_agreement');
    await sign(holder, holder.personId).expect(409);
    await sign(finance, before.text.id).expect(403);
    await sign(holder, before.text.id).expect(204);
    await sign(holder, before.text.id).expect(409);
    expect(await own()).toMatchObject({signed: true, stands: true, signatures: [{way: 'screen', version_number: 1}]});
    expect(await payByHand()).toBeUndefined();
  });

  it('is signed again when its text changes: payments go on until the day that was given, and no longer', async () => {
    const path = '/council/direct-payment-agreements';
    await scenario.call(holder, 'post', path, {...text, starts_on: today}).expect(403);
    await scenario.call(finance, 'post', path, {...text, starts_on: addDays(today, -1)}).expect(400);
    await scenario.call(finance, 'post', path, {...text, starts_on: today, sign_by: addDays(today, -1)}).expect(400);
    await scenario.call(finance, 'post', path, {...text, starts_on: today, sign_by: addDays(today, 30)}).expect(201);
    await scenario.call(finance, 'post', path, {...text, starts_on: today}).expect(409);
    expect(await own()).toMatchObject({signed: false, stands: true, text: {number: 2}});
    scenario.api.clock.travelDays(31);
    expect(await own()).toMatchObject({signed: false, stands: false});
    scenario.api.clock.travelTo(new Date());
  });

  it('is recorded from paper, with who signed it: the person, or who stands in for them by law', async () => {
    const path = `/council/people/${holder.personId}/direct-payment-agreement`;
    const paper = {version_id: (await own()).text.id, signed_by: helper.personId, signed_on: today};
    await scenario.call(finance, 'post', path, {...paper, signed_on: addDays(today, 2)}).expect(400);
    const refused = await scenario.call(finance, 'post', path, paper).expect(422);
    expect(refused.body).toMatchObject({code: 'MAY_NOT_SIGN', errors: [{field: 'signed_by'}]});
    await scenario.world.represents(scenario.council, helper, holder, 'nominated');
    await scenario.call(finance, 'post', path, paper).expect(422);
    await scenario.world.represents(scenario.council, helper, holder, 'attorney');
    await scenario.call(finance, 'post', path, paper).expect(204);
    expect(await own()).toMatchObject({
      signed: true,
      stands: true,
      signatures: [{way: 'paper', version_number: 2}, {}],
    });
    const seen = await scenario.call(finance, 'get', path).expect(200);
    expect(seen.body).toMatchObject({stands: true});
  });
});
