import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {randomUUID} from 'node:crypto';
import {londonDay, type StateMachine} from '@app/kernel';
import {bookingMachine} from '../../../libs/bookings/src/booking/booking.state.js';
import {coverAskMachine} from '../../../libs/bookings/src/cover/cover-ask.state.js';
import {coverRequestMachine} from '../../../libs/bookings/src/cover/cover-request.state.js';
import {visitChangeMachine} from '../../../libs/bookings/src/changes/visit-change.state.js';
import {engagementMachine} from '../../../libs/bookings/src/engagement/engagement.state.js';
import {engagementVersionMachine} from '../../../libs/bookings/src/engagement/engagement-version.state.js';
import {supportPauseMachine} from '../../../libs/bookings/src/pauses/pause-steps.js';
import {visitMachine} from '../../../libs/bookings/src/visit/visit.state.js';
import type {TestPerson} from '../../support/people.js';
import {at, Scenario, type TestListing, STATUS_CHECK} from '../../support/scenario.js';

type Side = 'holder' | 'worker' | 'backup';

/** One way to take a step: by which route, by whose hand, and what has to be so beside the state. */
interface Step {
  action: string;
  who: readonly Side[];
  path: (id: string) => string;
  body?: object;
  /** Visits: over, or still to come. */
  past?: boolean;
  /** What it answers where the step is no longer open, beside 403, 404 and 422. */
  done?: number;
}

interface Machine {
  name: string;
  machine: StateMachine<string, string>;
  /** Puts a record into a state, past every rule, and says which. */
  put: (state: string, past: boolean, side: Side) => Promise<string>;
  steps: readonly Step[];
}

let scenario: Scenario;
let holder: TestPerson;
let pa: TestListing;
let backup: TestListing;
let engagement: string;
let line: string;
let period: string;
let actors: [string, TestPerson, Side | null][];
let minute = 0;

beforeAll(async () => {
  scenario = await Scenario.open();
  const {world, council} = scenario;
  holder = await scenario.holder();
  pa = await scenario.pa();
  backup = await scenario.provider(50);
  line = await scenario.line(holder, 50_000);
  engagement = await scenario.engage(holder, pa);
  const rows = await world.owner.query<{id: string}[]>(`SELECT id FROM budget_period WHERE line_id = $1 LIMIT 1`, [
    line,
  ]);
  period = rows[0]?.id ?? '';
  const person = (name: string, role: 'officer' | 'duty' | 'finance') => world.person(council, name, [role]);
  actors = [
    ['the holder', holder, 'holder'],
    ['the PA', pa.person, 'worker'],
    ['who is asked to come instead', backup.person, 'backup'],
    ['another holder', await scenario.holder(), null],
    ['another PA', (await scenario.pa()).person, null],
    ['an officer', await person('Officer Person', 'officer'), null],
    ['the duty officer', await person('Duty Person', 'duty'), null],
    ['finance', await person('Finance Person', 'finance'), null],
  ];
}, 60_000);
afterAll(() => scenario.close());

/** A visit that costs nothing, so that no figure has to be right for it: what is tried here is who may do what. */
async function visitIn(state: string, bookingState: string, past: boolean): Promise<{booking: string; visit: string}> {
  const {world, council} = scenario;
  minute += 10;
  const start = new Date(
    (past ? Date.now() - 9 * 86_400_000 : new Date(at(20, 1, '08:00')).getTime()) + minute * 60_000,
  );
  const booking = await world.addUnchecked('booking', {
    ...{council_id: council, reference: randomUUID(), holder_id: holder.personId, listing_id: pa.id},
    ...{engagement_id: engagement, requested_by: holder.personId, state: bookingState},
  });
  await world.owner.query(
    `INSERT INTO booking_split (booking_id, line_id, council_id, share_bp) VALUES ($1, $2, $3, 10000)`,
    [booking, line, council],
  );
  const done = state === 'recorded' || state === 'approved';
  const visit = await world.addUnchecked('visit', {
    ...{council_id: council, booking_id: booking, worker_id: pa.person.personId, state, price_pence: 0},
    ...{starts_at: start, ends_at: new Date(start.getTime() + 9 * 60_000)},
    ...(done && {started_at: start, ended_at: new Date(start.getTime() + 9 * 60_000), actual_pence: 0}),
    ...(done && {recorded_by: pa.person.personId}),
    ...(state === 'missed' && {no_show: 'worker'}),
    ...(state === 'paused' && {pause_id: await pause()}),
  });
  await world.owner.query(
    `INSERT INTO visit_split (visit_id, period_id, council_id, amount_pence) VALUES ($1, $2, $3, 0)`,
    [visit, period, council],
  );
  return {booking, visit};
}

let paused = '';
async function pause(): Promise<string> {
  paused ||= await scenario.world.add('support_pause', {
    ...{council_id: scenario.council, holder_id: holder.personId, kind: 'other', started_by: holder.personId},
    ...{from_day: '2020-01-01', until_day: '2020-01-02'},
  });
  return paused;
}

/** A request for cover of a promised visit, with one who was asked. */
async function coverIn(state: string, asked: string): Promise<{request: string; ask: string}> {
  const {world, council} = scenario;
  const {visit} = await visitIn('accepted', 'accepted', false);
  const over = state === 'covered' || state === 'withdrawn';
  const request = await world.addUnchecked('cover_request', {
    ...{council_id: council, visit_id: visit, state, side: 'holder', asked_by: holder.personId, answer_minutes: 20},
    ...(over && {ended_at: new Date()}),
  });
  const times = asked !== 'waiting' && asked !== 'skipped' && {asked_at: new Date(), answer_by: new Date()};
  const ask = await world.addUnchecked('cover_ask', {
    ...{
      council_id: council,
      request_id: request,
      position: 1,
      kind: 'provider',
      listing_id: backup.id,
      name: 'Back-up',
    },
    ...{state: asked, ...times},
  });
  return {request, ask};
}

/** One at a time, as two at once are refused. */
async function pauseIn(state: string): Promise<string> {
  const {world, council} = scenario;
  const today = londonDay(new Date());
  await world.owner.query(`DELETE FROM support_pause WHERE from_day >= '2021-01-01'`);
  const [from, until] = state === 'over' ? ['2021-01-01', '2021-01-02'] : [today, state === 'open' ? null : today];
  return world.addUnchecked('support_pause', {
    ...{council_id: council, holder_id: holder.personId, kind: 'other', started_by: holder.personId},
    ...{from_day: from, until_day: until},
    ...(state === 'ended' && {ended_at: new Date(), ended_by: holder.personId}),
  });
}

const STANDS: Record<string, string> = {requested: 'requested', declined: 'declined', expired: 'expired'};

const MACHINES: readonly Machine[] = [
  {
    name: 'booking',
    machine: bookingMachine,
    put: async (state) => (await visitIn(state, state, false)).booking,
    steps: [
      {action: 'accept', who: ['worker'], path: (id) => `/bookings/${id}/accept`},
      {action: 'decline', who: ['worker'], path: (id) => `/bookings/${id}/decline`, body: {}},
      {action: 'cancel', who: ['holder', 'worker'], path: (id) => `/bookings/${id}/cancel`},
    ],
  },
  {
    name: 'visit',
    machine: visitMachine,
    put: async (state, past) => (await visitIn(state, STANDS[state] ?? 'accepted', past)).visit,
    steps: [
      {action: 'cancel', who: ['holder', 'worker'], path: (id) => `/visits/${id}/cancel`, body: {}},
      // The holder says that nobody came, the PA that nobody was in: from the same state.
      {action: 'miss', who: ['holder', 'worker'], path: (id) => `/visits/${id}/no-show`, past: true},
      {action: 'query', who: ['holder'], path: (id) => `/visits/${id}/query`, body: {reason: 'Too long.'}, past: true},
      {action: 'approve', who: ['holder'], path: (id) => `/visits/${id}/approve`, past: true},
    ],
  },
  {
    name: 'visit change',
    machine: visitChangeMachine,
    put: async (state, _past, side) => {
      const {booking, visit} = await visitIn('accepted', 'accepted', false);
      const id = await scenario.world.addUnchecked('visit_change', {
        ...{council_id: scenario.council, booking_id: booking, visit_id: visit, reach: 'one', side, state},
        ...{proposed_by: holder.personId, ...(state !== 'proposed' && {answered_at: new Date()})},
      });
      await scenario.world.owner.query(
        `INSERT INTO visit_change_time
         SELECT $1, id, council_id, starts_at, ends_at, 0, starts_at + interval '1 year', ends_at + interval '1 year', 0 FROM visit WHERE id = $2`,
        [id, visit],
      );
      return id;
    },
    steps: [
      {action: 'decline', who: ['worker'], path: (id) => `/visit-changes/${id}/decline`, body: {}},
      {action: 'withdraw', who: ['holder'], path: (id) => `/visit-changes/${id}/withdraw`},
    ],
  },
  {
    name: 'cover request',
    machine: coverRequestMachine,
    put: async (state) => (await coverIn(state, 'asked')).request,
    steps: [{action: 'withdraw', who: ['holder', 'worker'], path: (id) => `/cover-requests/${id}/withdraw`}],
  },
  {
    name: 'cover ask',
    machine: coverAskMachine,
    put: async (state) => (await coverIn(state === 'accepted' ? 'covered' : 'asking', state)).ask,
    steps: [
      {action: 'accept', who: ['backup'], path: (id) => `/cover-asks/${id}/accept`, done: 409},
      {action: 'decline', who: ['backup'], path: (id) => `/cover-asks/${id}/decline`},
    ],
  },
  {
    name: 'pause',
    machine: supportPauseMachine,
    put: pauseIn,
    steps: [
      {
        action: 'resume',
        who: ['holder'],
        path: (id) => `/pauses/${id}/resume`,
        body: {from_day: londonDay(new Date())},
      },
    ],
  },
  {
    name: 'engagement',
    machine: engagementMachine,
    put: async (state) => {
      const other = await scenario.world.addUnchecked('engagement', {
        ...{council_id: scenario.council, holder_id: holder.personId, listing_id: pa.id, status: 'self_employed'},
        ...{state: 'declined', starts_on: '2026-01-01', proposed_by: holder.personId},
      });
      await scenario.world.owner.query(`BEGIN; SET LOCAL session_replication_role = replica;
        UPDATE engagement SET state = 'declined', ends_on = NULL; COMMIT`);
      await scenario.world.owner.transaction(async (tx) => {
        await tx.query(`SET LOCAL session_replication_role = replica`);
        await tx.query(`UPDATE engagement SET state = $2 WHERE id = $1`, [other, state]);
      });
      return other;
    },
    steps: [
      {action: 'accept', who: ['worker'], path: (id) => `/engagements/${id}/accept`},
      {action: 'decline', who: ['worker'], path: (id) => `/engagements/${id}/decline`, body: {}},
    ],
  },
  {
    name: 'engagement version',
    machine: engagementVersionMachine,
    put: async (state, _past, side) => {
      await scenario.world.owner.transaction(async (tx) => {
        await tx.query(`SET LOCAL session_replication_role = replica`);
        await tx.query(`DELETE FROM engagement_version`);
        await tx.query(`UPDATE engagement SET state = CASE WHEN id = $1 THEN 'accepted' ELSE 'declined' END`, [
          engagement,
        ]);
      });
      return scenario.world.addUnchecked('engagement_version', {
        ...{council_id: scenario.council, engagement_id: engagement, number: 2, side, state, starts_on: '2099-01-01'},
        ...STATUS_CHECK,
        ...{status: 'self_employed', employer: 'self', notice_hours: 24, late_cancellation_bp: 0, pause_bp: 0},
        ...{pause_days: 0, sleep_ins: 'none', holiday: 'none', trial_notice_days: 7, end_notice_days: 28},
        ...{proposed_by: holder.personId, ...(state !== 'proposed' && {answered_at: new Date()})},
      });
    },
    steps: [
      {action: 'accept', who: ['worker'], path: (id) => `/engagement-versions/${id}/accept`},
      {action: 'decline', who: ['worker'], path: (id) => `/engagement-versions/${id}/decline`, body: {}},
      {action: 'withdraw', who: ['holder'], path: (id) => `/engagement-versions/${id}/withdraw`},
    ],
  },
];

/** Generated from the tables of states: each step from each state by everybody. */
describe('every transition by every actor', () => {
  it.each(MACHINES)(
    'of a $name',
    async ({name, machine, put, steps}) => {
      const wrong: string[] = [];
      let [worked, refused] = [0, 0];
      for (const {action, who, path, body, past = false, done} of steps) {
        for (const state of machine.states) {
          for (const [called, person, side] of actors) {
            const may = side !== null && who.includes(side) && machine.can(state, action);
            // What the holder proposed is the worker's to answer, and the other way round.
            const id = await put(state, past, 'holder');
            const {status} = await scenario.call(person, 'post', path(id), body);
            const right = may ? [200, 204].includes(status) : [403, 404, 422, done].includes(status);
            if (may) worked += 1;
            else refused += 1;
            if (!right) wrong.push(`${name} ${state}: ${action} by ${called} was ${status}`);
          }
        }
      }
      expect(wrong).toEqual([]);
      expect({worked: worked >= steps.length, refused: refused > worked}).toEqual({worked: true, refused: true});
    },
    60_000,
  );
});
