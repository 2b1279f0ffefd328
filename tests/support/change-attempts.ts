import type {Power} from '@app/identity';
import {addDays, londonDay} from '@app/kernel';
import type {TestPerson} from './people.js';
import type {Attempt} from './planned.js';
import {at, booking, type Scenario, type TestListing, STATUS_CHECK} from './scenario.js';

const today = londonDay(new Date());
const TERMS = {
  ...STATUS_CHECK,
  ...{status: 'self_employed', employer: 'self', notice_hours: 24, late_cancellation_bp: 10_000, pause_bp: 0},
  ...{pause_days: 0, sleep_ins: 'none', holiday: 'none', trial_notice_days: 7, end_notice_days: 28},
};

interface Behind {
  scenario: Scenario;
  holder: TestPerson;
  line: string;
}

/** A visit that was promised, terms that stand, a pause: as far as a route needs them to be there. */
export class ChangeRows {
  visit = '';
  booking = '';
  change = '';
  engagement = '';
  version = '';
  pause = '';
  cover = '';
  ask = '';
  private provider: TestListing | null = null;
  private hour = 0;

  constructor(private readonly behind: () => Behind) {}

  async promised(): Promise<void> {
    const {scenario, holder, line} = this.behind();
    this.provider ??= await scenario.provider(99);
    await scenario.world.owner.query(`UPDATE engagement SET ends_on = NULL`);
    this.hour += 1;
    const from = at(20 + Math.floor(this.hour / 8), 4, `${String(8 + (this.hour % 8)).padStart(2, '0')}:00`);
    const to = new Date(new Date(from).getTime() + 3_600_000).toISOString();
    const made = await scenario.call(holder, 'post', '/bookings', booking(this.provider, line, from, to)).expect(201);
    const {id, visits} = made.body as {id: string; visits: {id: string}[]};
    await scenario.call(this.provider.person, 'post', `/bookings/${id}/accept`).expect(200);
    this.booking = id;
    this.visit = visits[0]?.id ?? '';
  }

  wanted(): object {
    return {reach: 'one', starts_at: at(40, 5, '09:00'), ends_at: at(40, 5, '10:00')};
  }

  async proposed(side: 'holder' | 'worker' = 'worker'): Promise<void> {
    await this.promised();
    const {scenario, holder} = this.behind();
    const who = side === 'holder' ? holder : (this.provider as TestListing).person;
    const made = await scenario.call(who, 'post', `/visits/${this.visit}/changes`, this.wanted()).expect(201);
    this.change = (made.body as {id: string}).id;
  }

  async named(): Promise<void> {
    await this.promised();
    const {scenario, holder} = this.behind();
    await scenario.world.owner.query(`DELETE FROM backup_contact WHERE person_id = $1`, [holder.personId]);
    await scenario.world.add('backup_contact', {
      ...{council_id: scenario.council, person_id: holder.personId, recorded_by: holder.personId, position: 1},
      ...{kind: 'friend', name: 'Fay Friend', phone: '01632 960123'},
    });
  }

  async asked(): Promise<void> {
    await this.promised();
    const {scenario, holder} = this.behind();
    const council_id = scenario.council;
    this.cover = await scenario.world.add('cover_request', {
      ...{council_id, visit_id: this.visit, side: 'worker', asked_by: holder.personId, answer_minutes: 20},
    });
    this.ask = await scenario.world.add('cover_ask', {
      ...{council_id, request_id: this.cover, position: 1, kind: 'friend', name: 'Fay Friend', phone: '01632 960123'},
      ...{state: 'asked', asked_at: new Date(), answer_by: new Date(Date.now() + 3_600_000)},
    });
  }

  async begun(): Promise<void> {
    await this.promised();
    await this.behind().scenario.world.owner.query(
      `UPDATE visit SET starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour', lane = $2 WHERE id = $1`,
      [this.visit, 100 + this.hour],
    );
  }

  async agreed(): Promise<void> {
    const {scenario, holder} = this.behind();
    const {world, council} = scenario;
    this.provider ??= await scenario.provider(99);
    if (this.engagement) {
      await world.owner.query(`DELETE FROM engagement_version_rate`);
      await world.owner.query(`DELETE FROM engagement_version`);
      await world.owner.query(`UPDATE engagement SET ends_on = NULL WHERE id = $1`, [this.engagement]);
      return;
    }
    this.engagement = await world.add('engagement', {
      ...{council_id: council, holder_id: holder.personId, listing_id: this.provider.id, status: 'self_employed'},
      ...{state: 'accepted', starts_on: today, proposed_by: holder.personId},
    });
    await world.add('engagement_rate', {
      ...{council_id: council, engagement_id: this.engagement, band: 'weekday', unit: 'hour', rate_pence: 1_450},
      starts_on: today,
    });
  }

  terms(): object {
    return {...TERMS, starts_on: addDays(today, 7), rates: [{band: 'weekday', unit: 'hour', rate_pence: 1_500}]};
  }

  async versioned(side: 'holder' | 'worker' = 'worker'): Promise<void> {
    await this.agreed();
    const {scenario, holder} = this.behind();
    this.version = await scenario.world.add('engagement_version', {
      ...{council_id: scenario.council, engagement_id: this.engagement, number: 2, side, ...TERMS},
      ...{starts_on: addDays(today, 7), proposed_by: holder.personId},
    });
  }

  async paused(end: string | null = addDays(today, 300)): Promise<void> {
    const {scenario, holder} = this.behind();
    await scenario.world.owner.query(`UPDATE visit SET pause_id = NULL`);
    await scenario.world.owner.query(`DELETE FROM support_pause`);
    if (end === null) return;
    this.pause = await scenario.world.add('support_pause', {
      ...{council_id: scenario.council, holder_id: holder.personId, kind: 'holiday', started_by: holder.personId},
      ...{from_day: addDays(today, 290), until_day: end},
    });
  }
}

/** What the powers open of changes, terms and pauses. */
export function changeAttempts(rows: ChangeRows, line: () => string): Partial<Record<Power, Attempt[]>> {
  const visit = (step: string) => () => `/visits/${rows.visit}${step}`;
  const change =
    (step = '') =>
    () =>
      `/visit-changes/${rows.change}${step}`;
  const engagement = (step: string) => () => `/engagements/${rows.engagement}${step}`;
  const version =
    (step = '') =>
    () =>
      `/engagement-versions/${rows.version}${step}`;
  const pause = () => ({kind: 'holiday', from_day: addDays(today, 200), until_day: addDays(today, 201)});
  const payers = () => ({from_day: addDays(today, 200), splits: [{budget_line_id: line(), share_bp: 10_000}]});
  return {
    see_support: [
      ['GET /bookings/:id/changes', () => `/bookings/${rows.booking}/changes`, undefined, () => rows.proposed()],
      ['GET /visit-changes/:id', change(), undefined, () => rows.proposed()],
      ['GET /engagements/:id/versions', engagement('/versions'), undefined, () => rows.versioned()],
      ['GET /engagement-versions/:id', version(), undefined, () => rows.versioned()],
      ['GET /cover-requests/:id', () => `/cover-requests/${rows.cover}`, undefined, () => rows.asked()],
      ['GET /pauses', () => '/pauses'],
    ],
    agree_terms: [
      ['POST /engagements/:id/versions', engagement('/versions'), () => rows.terms(), () => rows.agreed()],
      ['POST /engagement-versions/:id/accept', version('/accept'), undefined, () => rows.versioned()],
      ['POST /engagement-versions/:id/decline', version('/decline'), () => ({}), () => rows.versioned()],
      ['POST /engagement-versions/:id/withdraw', version('/withdraw'), undefined, () => rows.versioned('holder')],
      ['GET /engagements/:id/ending', engagement('/ending'), undefined, () => rows.agreed()],
      ['POST /engagements/:id/end', engagement('/end'), () => ({last_day: addDays(today, 90)}), () => rows.agreed()],
    ],
    book: [
      ['POST /visits/:id/changes/quote', visit('/changes/quote'), () => rows.wanted(), () => rows.promised()],
      ['POST /visits/:id/changes', visit('/changes'), () => rows.wanted(), () => rows.promised()],
      ['POST /visit-changes/:id/accept', change('/accept'), () => ({}), () => rows.proposed()],
      ['POST /visit-changes/:id/decline', change('/decline'), () => ({}), () => rows.proposed()],
      ['POST /visit-changes/:id/withdraw', change('/withdraw'), undefined, () => rows.proposed('holder')],
      ['POST /visits/:id/cover', visit('/cover'), undefined, () => rows.named()],
      [
        'POST /cover-requests/:id/withdraw',
        () => `/cover-requests/${rows.cover}/withdraw`,
        undefined,
        () => rows.asked(),
      ],
      ['POST /cover-asks/:id/rung', () => `/cover-asks/${rows.ask}/rung`, () => ({comes: false}), () => rows.asked()],
      ['POST /engagements/:id/payers', engagement('/payers'), payers, () => rows.agreed()],
      [
        'POST /pauses/:id/resume',
        () => `/pauses/${rows.pause}/resume`,
        () => ({from_day: addDays(today, 295)}),
        () => rows.paused(),
      ],
    ],
    cancel: [
      ['GET /visits/:id/cancellation', visit('/cancellation'), undefined, () => rows.promised()],
      ['POST /visits/:id/cancel', visit('/cancel'), () => ({}), () => rows.promised()],
      ['POST /pauses/quote', () => '/pauses/quote', pause, () => rows.paused(null)],
      ['POST /pauses', () => '/pauses', pause, () => rows.paused(null)],
    ],
    approve_hours: [['POST /visits/:id/no-show', visit('/no-show'), undefined, () => rows.begun()]],
  };
}
