import {randomBytes} from 'node:crypto';
import {randomUUID} from 'node:crypto';
import {AuditSealer, type Role} from '@app/identity';
import {londonDay} from '@app/kernel';
import {actingRows} from './acting-rows.js';
import {applyingRows} from './applying-rows.js';
import {bookingRows} from './booking-rows.js';
import {choiceRows} from './choice-rows.js';
import {contactRows} from './contact-rows.js';
import {conversationRows} from './conversation-rows.js';
import {deskRows} from './desk-rows.js';
import type {TestPerson} from './people.js';
import {offers} from './offer-rows.js';
import {payRows} from './pay-rows.js';
import {planRows} from './plan-rows.js';
import {moneyRows} from './money-rows.js';
import {reviewRows} from './review-rows.js';
import {schemeRows} from './scheme-rows.js';
import {signingIn} from './signing-in-rows.js';
import {signInRows} from './sign-in-rows.js';
import {at, booking, type Scenario, type TestListing} from './scenario.js';
import {proofRows} from './proof-rows.js';

/** One council’s people and ids, with a row of everything behind them. */
export interface FullCouncil {
  id: string;
  holder: TestPerson;
  nominated: TestPerson;
  pa: TestListing;
  provider: TestListing;
  officer: TestPerson;
  approver: TestPerson;
  admin: TestPerson;
  safeguarding: TestPerson;
  duty: TestPerson;
  privacy: TestPerson;
  finance: TestPerson;
  isf: TestPerson;
  line: string;
  engagement: string;
  booking: string;
  visit: string;
}

const LONG_AGO = '2020-01-01';
/** Gives a council at least one row of every table: what somebody from another council could come upon. */
export async function furnish(scenario: Scenario, council: string): Promise<FullCouncil> {
  const {world} = scenario;
  const person = (name: string, role: Role) => world.person(council, name, [role]);
  const holder = await scenario.holder(council);
  const nominated = await person('Nominated Person', 'nominated');
  const officer = await person('Officer Person', 'officer');
  const approver = await person('Approver Person', 'approver');
  const admin = await person('Admin Person', 'admin');
  const safeguarding = await person('Safeguarding Person', 'safeguarding');
  const duty = await person('Duty Person', 'duty');
  const privacy = await person('Privacy Person', 'privacy');
  const finance = await person('Finance Person', 'finance');
  const isf = await person('Fund Holder', 'isf');
  const pa = await scenario.pa(council);
  const provider = await scenario.provider(2, council);
  const line = await scenario.line(holder, 50_000, {council});
  const engagement = await scenario.engage(holder, pa);
  const made = await scenario
    .call(holder, 'post', '/bookings', booking(pa, line, at(3, 2, '09:00'), at(3, 2, '11:00')))
    .set('Idempotency-Key', randomUUID())
    .expect(201);
  const {id, visits} = made.body as {id: string; visits: {id: string}[]};
  await world.add('representation', {
    council_id: council,
    holder_id: holder.personId,
    representative_id: nominated.personId,
    kind: 'nominated',
    starts_on: LONG_AGO,
  });
  await bookingRows(world, council, {booking: id, visit: visits[0]?.id ?? '', holder, engagement, line});
  await moneyRows(world, council, {line, listing: pa.id, holder, finance});
  await reviewRows(world, council, {line, holder, finance});
  await actingRows(scenario, council, {holder, nominated, officer, line});
  await world.add('notice', {
    council_id: council,
    person_id: holder.personId,
    channel: 'inside',
    template: 'visits_cancelled',
    data: {},
    subject: 'For a test',
    body: 'For a test',
    key: 'for a test',
    state: 'told',
  });
  await planRows(scenario, council, {holder, nominated, pa});
  await signingIn(scenario, council, holder, admin);
  await contactRows(world, {council, person: holder, other: nominated, staff: officer});
  await world.add('calendar_feed', {council_id: council, person_id: holder.personId, token_hash: randomBytes(32)});
  await choiceRows(world, council, {holder, helper: nominated, listing: provider.id});
  await conversationRows(world, council, {holder, listing: provider.id, worker: provider.person});
  await world.add('booking_beyond', {council_id: council, booking_id: id, from_day: LONG_AGO});
  await world.add('listing_change', {
    council_id: council,
    listing_id: pa.id,
    name: 'Waiting W.',
    asked_by: pa.person.personId,
  });
  await world.add('listing_version', {council_id: council, listing_id: pa.id, profile: {name: 'Worker A.'}});
  const still = {ask_days: 180, rest_days: 28, source: 'For a test', starts_on: LONG_AGO};
  await world.add('still_right_rule', {council_id: council, ...still});
  const cancelling = {notice_hours: 24, late_cancellation_bp: 10_000, source: 'For a test', starts_on: LONG_AGO};
  await world.add('cancellation_rule', {council_id: council, ...cancelling});
  await world.add('listing_confirmation', {council_id: council, listing_id: pa.id}, 'listing_id');
  await world.add(
    'listing_picture',
    {
      ...{council_id: council, listing_id: pa.id, small_id: randomUUID(), large_id: randomUUID()},
      ...{alternative: 'For a test', added_by: pa.person.personId, added_at: new Date()},
    },
    'listing_id',
  );
  await world.addUnchecked('listing_picture_removal', {
    ...{council_id: council, listing_id: pa.id, reason: 'For a test', removed_by: officer.personId},
    removed_at: new Date(),
  });
  const [firm] = await world.owner.query<{id: string}[]>(`SELECT organisation_id AS id FROM listing WHERE id = $1`, [
    provider.id,
  ]);
  await world.add('organisation_invitation', {
    ...{council_id: council, organisation_id: firm?.id, email: 'asked@p.example', role: 'worker'},
    ...{invited_by: provider.person.personId, invited_at: new Date()},
  });
  await renewals(scenario, council, pa.memberId, officer);
  await signInRows(world, council, officer);
  await register(scenario, council, pa.memberId, officer);
  await proofRows(scenario, council, pa.memberId, officer);
  await offers(scenario, council, provider.id);
  await payRows(world, council, {
    ...{visit: visits[0]?.id ?? '', engagement, listing: pa.id, holder, line, worker: pa.person},
  });
  await scenario.api.app.get(AuditSealer).sealAll();
  return {
    id: council,
    holder,
    nominated,
    pa,
    provider,
    officer,
    approver,
    admin,
    safeguarding,
    duty,
    privacy,
    finance,
    isf,
    line,
    engagement,
    booking: id,
    visit: visits[0]?.id ?? '',
  };
}

/** What a council and a member have of renewals. */
async function renewals({world}: Scenario, council: string, member: string, officer: TestPerson): Promise<void> {
  const today = londonDay(new Date());
  const source = 'For a test';
  await world.add('renewal_rule', {
    council_id: council,
    starts_on: LONG_AGO,
    opens_days: 90,
    remind_days: [30],
    source,
  });
  await world.add('renewal_request', {
    council_id: council,
    member_id: member,
    requirement: 'insurance',
    how: 'post',
    ready_on: today,
    asked_by: officer.personId,
  });
  await world.add('lapse_reminder', {
    council_id: council,
    member_id: member,
    lapses_on: today,
    requirements: ['Insurance'],
    sent_on: today,
    sent_by: officer.personId,
  });
}

/** What the register keeps of a member, written past its own rules. */
async function register({world}: Scenario, council: string, member: string, officer: TestPerson): Promise<void> {
  const [application] = await world.owner.query<{id: string; version: string}[]>(
    `SELECT id, scheme_version_id AS version FROM application WHERE member_id = $1`,
    [member],
  );
  await world.addUnchecked('requirement', {
    council_id: council,
    scheme_version_id: application?.version,
    position: 0,
    code: 'insurance',
    kind: 'insurance',
    title: 'Insurance',
    needed: 1,
    counts_from: 'checked',
    on_lapse: 'warn',
    source: 'For a test',
  });
  const evidence = await world.addUnchecked('evidence', {
    council_id: council,
    member_id: member,
    application_id: application?.id,
    requirement: 'insurance',
    kind: 'insurance',
    number: 1,
    checked_on: LONG_AGO,
    facts: {},
    recorded_by: officer.personId,
  });
  await schemeRows(world, {council, member, application: application?.id ?? '', evidence, officer});
  await world.addUnchecked('evidence_void', {
    council_id: council,
    member_id: member,
    evidence_id: evidence,
    reason: 'recorded_in_error',
    voided_by: officer.personId,
  });
  await world.addUnchecked('sanction', {
    council_id: council,
    member_id: member,
    kind: 'advice',
    starts_on: LONG_AGO,
    reason: 'For a test',
    recorded_by: officer.personId,
  });
  const [decision] = await world.owner.query<{id: string}[]>(`SELECT id FROM decision WHERE member_id = $1`, [member]);
  await world.addUnchecked('approval_condition', {
    council_id: council,
    member_id: member,
    decision_id: decision?.id,
    text: 'For a test',
    recorded_by: officer.personId,
  });
  await world.addUnchecked('application_request', {
    council_id: council,
    application_id: application?.id,
    text: 'For a test',
    asked_by: officer.personId,
  });
  await deskRows(world, council, {application: application?.id, member, decision: decision?.id}, officer);
  await applyingRows(world, council, String(application?.id), officer);
  const other = await world.person(council, 'Suspended Person', ['pa']);
  await world.addUnchecked('suspension', {
    council_id: council,
    member_id: await world.member(council, other),
    starts_at: new Date(),
    recorded_by: officer.personId,
  });
}
