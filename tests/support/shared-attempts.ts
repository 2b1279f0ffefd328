import {randomUUID} from 'node:crypto';
import {tokenHash, type Power} from '@app/identity';
import type {TestPerson} from './people.js';
import type {Attempt} from './planned.js';
import {at, type Scenario, type TestListing} from './scenario.js';

interface About {
  scenario: Scenario;
  holder: TestPerson;
  provider: TestListing;
  line: string;
  /** Nothing before the first is made. */
  booked: {id: string; visits: {id: string}[]} | undefined;
}

const CODE = 'ABCD-EFGH-JKMN';

/** Shared support, places in groups and pay: as far as a route needs them to be there. */
export class SharedRows {
  shared: string = randomUUID();
  member: string = randomUUID();
  session: string = randomUUID();
  agreement: string = randomUUID();
  private other: {person: TestPerson; line: string} | null = null;
  private count = 0;

  constructor(private readonly about: () => About) {}

  /** Something that two share: begun by the holder, or by the other. */
  async between(organiser: 'holder' | 'other', second: 'agreed' | 'asked' | null): Promise<void> {
    const {scenario, holder, provider, line} = this.about();
    const {world, council} = scenario;
    if (!this.other) {
      const person = await scenario.holder();
      this.other = {person, line: await scenario.line(person, 50_000)};
    }
    await world.owner.query(`UPDATE shared_support SET code_hash = decode(replace(id::text, '-', ''), 'hex')`);
    const [first, last] =
      organiser === 'holder' ? [{person: holder, line}, this.other] : [this.other, {person: holder, line}];
    this.count += 1;
    const week = 20 + (this.count % 25);
    this.shared = await world.add('shared_support', {
      ...{council_id: council, listing_id: provider.id, organiser_id: first.person.personId, title: 'Lake'},
      ...{share_by: 'equal', absence: 'absent_pays', starts_at: at(week, 1, '09:00'), ends_at: at(week, 1, '10:00')},
      code_hash: tokenHash(CODE),
    });
    const place = (who: typeof first, state: string) =>
      world.add('shared_member', {
        ...{council_id: council, shared_id: this.shared, person_id: who.person.personId, line_id: who.line, weight: 1},
        ...{state, asked_by: who.person.personId},
      });
    await place(first, 'agreed');
    if (second) this.member = await place(last, second);
  }

  /** The holder's own booking, as one that somebody else shares. */
  async visitOfTwo(): Promise<void> {
    await this.between('holder', 'agreed');
    const {scenario, provider, booked: {id: booking} = {id: ''}} = this.about();
    await scenario.call(provider.person, 'post', `/bookings/${booking}/accept`).expect(200);
    await scenario.world.owner.query(`UPDATE booking SET shared_id = $2 WHERE id = $1`, [booking, this.shared]);
  }

  async offered(capacity = 9): Promise<void> {
    const {scenario, provider} = this.about();
    const {world, council} = scenario;
    this.count += 1;
    const offer = await world.addUnchecked('offer', {
      ...{council_id: council, listing_id: provider.id, kind: 'group', title: `Pottery ${this.count}`, capacity},
    });
    await world.addUnchecked('offer_price', {
      ...{council_id: council, offer_id: offer, price_pence: 800, starts_on: '2020-01-01'},
    });
    this.session = await world.addUnchecked('offer_session', {
      ...{council_id: council, offer_id: offer, capacity, place: 'The hall'},
      ...{starts_at: at(1 + (this.count % 30), 5, '15:00'), ends_at: at(1 + (this.count % 30), 5, '16:00')},
    });
  }

  async employed(paid: boolean): Promise<void> {
    const {scenario, holder, provider} = this.about();
    const {world, council} = scenario;
    this.agreement = await world.addUnchecked('engagement', {
      ...{council_id: council, holder_id: holder.personId, listing_id: provider.id, status: 'employed'},
      ...{state: 'ended', starts_on: '2020-01-01', ends_on: '2020-12-31', proposed_by: holder.personId},
    });
    if (!paid) return;
    await world.addUnchecked('pay_arrangement', {
      ...{council_id: council, engagement_id: this.agreement, hours_kind: 'irregular', cycle: 'monthly'},
      ...{starts_on: '2020-01-01', recorded_by: holder.personId},
    });
  }

  get lineId(): string {
    return this.about().line;
  }

  get visitId(): string {
    return this.about().booked?.visits[0]?.id ?? randomUUID();
  }

  get listingId(): string {
    return this.about().provider.id;
  }
}

/** What the powers open of shared support, places in groups and pay. */
export function sharedAttempts(rows: SharedRows): Partial<Record<Power, Attempt[]>> {
  const one = (step = '') => `/shared-support/${rows.shared}${step}`;
  const session = (step: string) => `/listings/${rows.listingId}/sessions/${rows.session}/${step}`;
  const pay = {hours_kind: 'irregular', cycle: 'monthly', rolled_up: false, starts_on: '2020-01-01'};
  return {
    see_support: [
      ['GET /shared-support', () => '/shared-support'],
      ['GET /shared-support/:id', () => one(), undefined, () => rows.between('holder', 'agreed')],
      ['GET /engagements/:id/pay', () => `/engagements/${rows.agreement}/pay`, undefined, () => rows.employed(true)],
      [
        'GET /engagements/:id/timesheet',
        () => `/engagements/${rows.agreement}/timesheet?on=2020-01-05`,
        undefined,
        () => rows.employed(true),
      ],
    ],
    agree_terms: [
      ['POST /engagements/:id/pay', () => `/engagements/${rows.agreement}/pay`, () => pay, () => rows.employed(false)],
    ],
    book: [
      [
        'POST /shared-support',
        () => '/shared-support',
        () => ({
          ...{listing_id: rows.listingId, title: 'Lake', share_by: 'equal', absence: 'absent_pays'},
          ...{starts_at: at(4, 1, '09:00'), ends_at: at(4, 1, '10:00'), budget_line_id: rows.lineId},
        }),
      ],
      [
        'POST /shared-support/invitations',
        () => '/shared-support/invitations',
        () => ({code: CODE}),
        () => rows.between('other', null),
      ],
      [
        'POST /shared-support/join',
        () => '/shared-support/join',
        () => ({code: CODE, budget_line_id: rows.lineId}),
        () => rows.between('other', null),
      ],
      [
        'POST /shared-support/:id/members/:member/answer',
        () => one(`/members/${rows.member}/answer`),
        () => ({answer: 'yes'}),
        () => rows.between('holder', 'asked'),
      ],
      ['POST /shared-support/:id/leave', () => one('/leave'), undefined, () => rows.between('other', 'agreed')],
      ['POST /shared-support/:id/book', () => one('/book'), undefined, () => rows.between('holder', 'agreed')],
      ['GET /listings/:id/sessions', () => `/listings/${rows.listingId}/sessions`],
      [
        'POST /listings/:id/sessions/:session/book',
        () => session('book'),
        () => ({budget_line_id: rows.lineId}),
        () => rows.offered(),
      ],
      [
        'PUT /listings/:id/sessions/:session/waiting',
        () => session('waiting'),
        () => ({waits: false}),
        () => rows.offered(),
      ],
    ],
    approve_hours: [
      [
        'POST /visits/:id/absences',
        () => `/visits/${rows.visitId}/absences`,
        () => ({member_id: rows.member}),
        () => rows.visitOfTwo(),
      ],
      [
        'POST /engagements/:id/timesheet/close',
        () => `/engagements/${rows.agreement}/timesheet/close`,
        () => ({on: '2020-01-05'}),
        () => rows.employed(true),
      ],
    ],
  };
}
