import {afterAll, beforeAll, beforeEach, describe, expect, it} from '@jest/globals';
import {
  grantOf,
  mostOf,
  PERMISSIONS_OF_POWER,
  POWERS,
  REPRESENTATION_KINDS,
  usualOf,
  type Permission,
  type Power,
  type RepresentationKind,
} from '@app/identity';
import {addDays, londonDay} from '@app/kernel';
import {agreementAttempts} from '../../support/agreement-attempts.js';
import {changeAttempts, ChangeRows} from '../../support/change-attempts.js';
import type {Method} from '../../support/app.js';
import {choiceAttempts} from '../../support/choice-rows.js';
import type {TestPerson} from '../../support/people.js';
import {moneyAttempts} from '../../support/money-attempts.js';
import {PayAttempts} from '../../support/pay-attempts.js';
import {planAttempts, PlanRows, purchaseAttempts, wantedHelp, WITH_FILES, type Attempt} from '../../support/planned.js';
import {sharedAttempts, SharedRows} from '../../support/shared-attempts.js';
import {at, booking, Scenario, terms, type TestListing} from '../../support/scenario.js';
import {acceptedAndRecorded} from '../../support/recorded.js';

let scenario: Scenario;
let holder: TestPerson;
let helper: TestPerson;
let officer: TestPerson;
let provider: TestListing;
let [line, otherLine, engagement, conversation, advert] = ['', '', '', '', ''];
let booked: {id: string; visits: {id: string}[]};
let rows: PlanRows;
let hour = 0;
const today = londonDay(new Date());

beforeAll(async () => {
  scenario = await Scenario.open();
  const {world, council} = scenario;
  holder = await scenario.holder();
  // Without any role: all that they can do comes from whom they act for.
  helper = await world.person(council, 'Helping Person', []);
  officer = await world.person(council, 'Olive Officer', ['officer']);
  line = await scenario.line(holder, 500_000);
  otherLine = await scenario.line(holder, 500_000);
  provider = await scenario.provider(50);
  rows = new PlanRows(scenario, holder, provider);
  const made = await scenario.call(holder, 'post', '/engagements', terms(provider)).expect(201);
  engagement = (made.body as {id: string}).id;
  await world.owner.query(
    `INSERT INTO postcode (code, latitude, longitude, district_code) VALUES ('NG15DT', 52.955, -1.147, 'E06000018')`,
  );
  await freshAdvert();
  const written = {listing_id: provider.id, text: 'Good morning.'};
  conversation = ((await scenario.call(holder, 'post', '/conversations', written).expect(201)).body as {id: string}).id;
});
afterAll(() => scenario.close());

type Given = Partial<Record<'areas' | 'lines', readonly string[]>> & {powers?: readonly Power[]};

async function represents(kind: RepresentationKind, {powers = mostOf(kind), areas, lines = []}: Given = {}) {
  const id = await scenario.world.represents(scenario.council, helper, holder, kind, undefined, {
    powers,
    ...(areas && {areas}),
  });
  for (const lineId of lines) {
    const columns = {council_id: scenario.council, representation_id: id, line_id: lineId};
    await scenario.world.add('representation_line', columns, 'line_id');
  }
  return id;
}

const nobody = () =>
  scenario.world.owner.query(`DELETE FROM representation_line; DELETE FROM behalf_contact; DELETE FROM capacity_record;
    DELETE FROM representation; UPDATE session SET acting_for_id = NULL`);

const call = (method: Method, path: string, body?: object) =>
  scenario.call(helper, method, path, body).set('Acting-For', holder.personId);

/** What the holder has booked anew, so that there is something to cancel and to approve. */
async function fresh(): Promise<void> {
  hour += 1;
  const from = at(3 + Math.floor(hour / 8), 2, `${String(8 + (hour % 8)).padStart(2, '0')}:00`);
  const to = new Date(new Date(from).getTime() + 3_600_000).toISOString();
  booked = (await scenario.call(holder, 'post', '/bookings', booking(provider, line, from, to)).expect(201))
    .body as typeof booked;
}

const recorded = () => acceptedAndRecorded(scenario, provider, booked.id);
const wanted = () => booking(provider, line, at(12, 3, '09:00'), at(12, 3, '10:00'));
async function freshAdvert(): Promise<void> {
  const placed = await scenario.call(holder, 'post', '/adverts/mine', wantedHelp()).expect(201);
  advert = (placed.body as {id: string}).id;
}
const visit = () => booked.visits[0]?.id ?? '';
const of = {scenario: () => scenario, holder: () => holder, line: () => line, listing: () => provider};
const [choices, purchases] = [choiceAttempts(of), purchaseAttempts(of)];
const pay = new PayAttempts(() => ({scenario, holder, provider, line, booking: booked.id, visit: visit()}));
/** Every route that a power opens. What the table lets somebody do works; all else is refused. */
const ROUTES: Partial<Record<Power, Attempt[]>> = {
  see_budget: [
    ['GET /budgets', () => '/budgets'],
    ['GET /purchases', () => '/purchases'],
    ['GET /direct-payment-agreement', () => '/direct-payment-agreement'],
    ['GET /budgets/lines/:id/entries', () => `/budgets/lines/${line}/entries`],
  ],
  see_support: [
    ['GET /engagements', () => '/engagements'],
    ['GET /relationships', () => '/relationships'],
    ['GET /engagements/:id', () => `/engagements/${engagement}`],
    ['GET /visits', () => `/visits?from=${today}&to=2099-01-01`],
    ['GET /bookings/:id', () => `/bookings/${booked.id}`],
    ...pay.reading,
    ['GET /proposals', () => '/proposals'],
    ['GET /proposals/:id', () => `/proposals/${rows.proposal}`, undefined, () => rows.proposed(provider.person)],
  ],
  sign_agreement: agreementAttempts(() => scenario),
  agree_terms: [
    ['PUT /relationships/:id', () => `/relationships/${provider.id}`, () => ({relation: 'none'})],
    ['POST /engagements', () => '/engagements', () => terms(provider), () => rows.noTerms()],
    [
      'POST /proposals/:id/answer',
      () => `/proposals/${rows.proposal}/answer`,
      () => ({answer: 'yes'}),
      () => rows.proposed(provider.person),
    ],
  ],
  ...planAttempts(
    () => rows,
    () => helper,
  ),
  book: [
    ['POST /bookings', () => '/bookings', wanted],
    ['POST /bookings/quote', () => '/bookings/quote', wanted],
  ],
  cancel: [['POST /bookings/:id/cancel', () => `/bookings/${booked.id}/cancel`]],
  approve_hours: [
    ['POST /visits/:id/query', () => `/visits/${visit()}/query`, () => ({reason: 'Too long'}), recorded],
    ['POST /visits/:id/approve', () => `/visits/${visit()}/approve`, undefined, recorded],
    ...pay.approving,
  ],
  write_purchases: purchases,
  reach_out: [
    ['GET /adverts/mine', () => '/adverts/mine'],
    ['GET /adverts/mine/:id', () => `/adverts/mine/${advert}`],
    ['POST /adverts/mine', () => '/adverts/mine', wantedHelp],
    ['PUT /adverts/mine/:id', () => `/adverts/mine/${advert}`, wantedHelp, freshAdvert],
    ['POST /adverts/mine/:id/close', () => `/adverts/mine/${advert}/close`, undefined, freshAdvert],
    ...choices,
    ['GET /conversations', () => '/conversations'],
    ['GET /conversations/:id', () => `/conversations/${conversation}`],
    ['POST /conversations', () => '/conversations', () => ({listing_id: provider.id, text: 'Good day.'})],
    ['POST /conversations/:id/messages', () => `/conversations/${conversation}/messages`, () => ({text: 'Hello.'})],
    ['POST /conversations/:id/read', () => `/conversations/${conversation}/read`],
    [
      'PUT /conversations/:id/contact',
      () => `/conversations/${conversation}/contact`,
      () => ({details: '01632 960001'}),
    ],
    ['DELETE /conversations/:id/contact', () => `/conversations/${conversation}/contact`],
    ['POST /conversations/:id/report', () => `/conversations/${conversation}/report`, () => ({text: 'Rude.'})],
    ['POST /conversations/:id/block', () => `/conversations/${conversation}/block`],
    ['POST /conversations/:id/unblock', () => `/conversations/${conversation}/unblock`],
  ],
};
const changed = changeAttempts(new ChangeRows(() => ({scenario, holder, line})), () => line);
const shared = sharedAttempts(new SharedRows(() => ({scenario, holder, provider, line, booked})));
const money = moneyAttempts(of);
for (const power of POWERS) {
  ROUTES[power]?.push(...(changed[power] ?? []), ...(shared[power] ?? []), ...(money[power] ?? []));
}
const CHANGES = Object.values(changed).flatMap((attempts) => attempts.map(([route]) => route));

/** What needs no booking to be there. */
const OWN_ROWS =
  /shortlist|searches|feedback|plans|proposals|backup|adverts|conversations|purchases|review|monitoring|surplus|fund|pool/;
const allowed = (status: number) => status >= 200 && status < 300;

describe('the table of powers', () => {
  beforeEach(nobody);

  it('has a route for each power that opens one, and no route is left out', () => {
    const opened = new Set<Permission>(Object.values(PERMISSIONS_OF_POWER).flat());
    const routes = scenario.api.routes().filter(({permission}) => opened.has(permission as Permission));
    const walked = [...WITH_FILES, ...Object.values(ROUTES).flatMap((attempts) => attempts.map(([route]) => route))];
    expect(routes.map(({method, path}) => `${method} ${path}`).filter((route) => !walked.includes(route))).toEqual([]);
    const opening = POWERS.filter((power) => PERMISSIONS_OF_POWER[power].length > 0);
    expect(opening.filter((power) => !ROUTES[power])).toEqual([]);
  });

  for (const kind of [...REPRESENTATION_KINDS, 'staff'] as const) {
    it(`is what the routes do for: ${kind}`, async () => {
      if (kind === 'staff') await phoned();
      else await represents(kind, {lines: kind === 'fund_holder' ? [line] : []});
      for (const power of POWERS) {
        for (const [route, path, body, before] of ROUTES[power] ?? []) {
          if (!OWN_ROWS.test(route) && !CHANGES.includes(route)) await fresh();
          await before?.();
          const method = route.split(' ')[0]?.toLowerCase() as Method;
          const who = kind === 'staff' ? officer : helper;
          const answer = await scenario.call(who, method, path(), body?.()).set('Acting-For', holder.personId);
          const may = grantOf(kind, power) !== 'no';
          const {status, text} = answer;
          const right = may ? allowed(status) : status === 403 || status === 404;
          expect({kind, route, may, status, right, text: right ? '' : text}).toMatchObject({right: true});
        }
      }
    });
  }

  it('gives nothing that was not recorded, one power at a time', async () => {
    for (const power of usualOf('nominated').filter((each) => ROUTES[each])) {
      await nobody();
      await represents('nominated', {powers: [power]});
      const open = new Set(PERMISSIONS_OF_POWER[power]);
      for (const other of POWERS) {
        for (const [route, path, body] of ROUTES[other] ?? []) {
          if (other === power || route === 'POST /bookings/quote' || other === 'see_support') continue;
          const {status} = await call(route.split(' ')[0]?.toLowerCase() as Method, path(), body?.());
          expect({power, route, open: [...open], status}).toMatchObject({status: 403});
        }
      }
    }
  });

  async function phoned(): Promise<void> {
    const said = {identity_check: 'Knew the first line of the address', said: 'Wants to see how things stand'};
    const contact = {person_id: holder.personId, how: 'phone', ...said};
    await scenario.call(officer, 'post', '/council/contacts', contact).expect(201);
  }
});

describe('how far somebody may act', () => {
  beforeEach(nobody);

  it('an attorney for money neither books nor sees the support; one for welfare neither spends nor sees the money', async () => {
    await represents('attorney', {areas: ['money']});
    await call('get', '/budgets').expect(200);
    await call('post', '/bookings', wanted()).expect(403);
    await call('get', '/engagements').expect(403);
    await nobody();
    await represents('attorney', {areas: ['welfare']});
    await call('get', '/engagements').expect(200);
    await call('get', '/budgets').expect(403);
    await call('post', '/bookings', wanted()).expect(403);
    await represents('deputy', {areas: ['money']});
    await call('post', '/bookings', wanted()).expect(201);
  });

  it('a broker reads what the consent names, and no more', async () => {
    await represents('broker', {powers: ['see_support']});
    await call('get', '/engagements').expect(200);
    await call('get', '/budgets').expect(403);
    await call('get', `/budgets/lines/${line}/entries`).expect(403);
  });

  it('a fund holder sees the lines of the fund, and others are not there', async () => {
    await represents('fund_holder', {lines: [otherLine]});
    const {text} = await call('get', '/budgets').expect(200);
    expect(text).toContain(otherLine);
    expect(text).not.toContain(line);
    await call('get', `/budgets/lines/${otherLine}/entries`).expect(200);
    await call('get', `/budgets/lines/${line}/entries`).expect(404);
    await call('get', `/search?budget_line_id=${line}&hours_per_week=2`).expect(404);
  });

  it('capacity that returned ends what stood in for it, at once and for that decision alone', async () => {
    await represents('authorised');
    await call('get', '/budgets').expect(200);
    const assess = (area: string, outcome: string, assessed_on = today) =>
      scenario
        .call(officer, 'post', `/council/people/${holder.personId}/capacity-records`, {
          ...{area, decision: 'How to use the direct payment', assessed_on, assessed_by: 'A social worker', outcome},
          review_on: outcome === 'lacks' ? addDays(today, 90) : null,
        })
        .expect(201);
    await assess('money', 'has');
    await call('get', '/budgets').expect(403);
    await call('post', '/bookings', wanted()).expect(403);
    await call('get', '/engagements').expect(200);
    // An older assessment that comes in late changes nothing.
    await assess('money', 'lacks', addDays(today, -30));
    await call('get', '/budgets').expect(403);
    await assess('welfare', 'has');
    await call('get', '/engagements').expect(403, /REPRESENTATION_ENDED/);
    await assess('money', 'lacks');
    await call('get', '/budgets').expect(200);
  });

  it('is never passed on: who acts for somebody does not act for those whom they act for', async () => {
    const third = await scenario.holder();
    await represents('nominated');
    await scenario.world.represents(scenario.council, holder, third, 'nominated');
    await scenario.call(helper, 'get', '/budgets').set('Acting-For', third.personId).expect(404);
    // Both ways round, or for oneself, the database has none of it.
    await expect(scenario.world.represents(scenario.council, holder, helper, 'attorney')).rejects.toThrow('each other');
    await expect(scenario.world.represents(scenario.council, holder, holder, 'nominated')).rejects.toThrow('holder_id');
  });
});
