import {londonDay} from '@app/kernel';
import type {TestPerson} from './people.js';
import type {Attempt} from './planned.js';
import type {Scenario, TestListing} from './scenario.js';

interface About {
  scenario: Scenario;
  holder: TestPerson;
  provider: TestListing;
  line: string;
  booking: string;
  visit: string;
}

const DAY = 86_400_000;

/** What the powers about hours that were recorded, and invoices for them, open. */
export class PayAttempts {
  private invoice = '';
  private past = new Date(Date.now() - 2 * DAY);

  constructor(private readonly about: () => About) {}

  /** What is only read. */
  readonly reading: Attempt[] = [
    ['GET /visits/:id/hours', () => `/visits/${this.about().visit}/hours`],
    ['GET /invoices', () => '/invoices'],
    ['GET /invoices/:id', () => `/invoices/${this.invoice}`, undefined, () => this.invoiced('issued')],
  ];

  readonly approving: Attempt[] = [
    ['POST /visits/:id/correct', () => `/visits/${this.about().visit}/correct`, () => this.right(), () => this.over()],
    ['POST /invoices/:id/approve', () => `/invoices/${this.invoice}/approve`, undefined, () => this.invoiced('issued')],
    [
      'POST /invoices/:id/query',
      () => `/invoices/${this.invoice}/query`,
      () => ({reason: 'What was Tuesday?'}),
      () => this.invoiced('issued'),
    ],
    [
      'POST /invoices/:id/payments',
      () => `/invoices/${this.invoice}/payments`,
      () => ({budget_line_id: this.about().line, method: 'cash', pence: 100, paid_on: londonDay(new Date())}),
      () => this.invoiced('approved'),
    ],
  ];

  /** The visit is over, each time on another day, and its hours are recorded. */
  private async over(): Promise<void> {
    const {scenario, provider, booking} = this.about();
    await scenario.call(provider.person, 'post', `/bookings/${booking}/accept`).expect(200);
    this.past = new Date(Math.floor((this.past.getTime() - DAY) / 60_000) * 60_000);
    const {owner} = scenario.world;
    await owner.query(
      `UPDATE visit SET starts_at = $2, ends_at = $2::timestamptz + interval '1 hour' WHERE booking_id = $1`,
      [...[booking, this.past]],
    );
    await owner.query(
      `UPDATE visit SET state = 'recorded', started_at = starts_at, ended_at = ends_at, actual_pence = price_pence,
         recorded_by = $2 WHERE booking_id = $1`,
      [booking, provider.person.personId],
    );
  }

  private right(): object {
    const ended = new Date(this.past.getTime() + 1_800_000).toISOString();
    return {started_at: this.past.toISOString(), ended_at: ended, reason: 'You left at half past.'};
  }

  private async invoiced(state: string): Promise<void> {
    const {scenario, provider, holder} = this.about();
    const [row] = await scenario.world.owner.query<[{id: string}]>(
      `INSERT INTO invoice (council_id, listing_id, holder_id, number, kind, state, total_pence, issued_by, issued_at)
       SELECT $1, $2, $3, 1 + coalesce(max(number), 0), 'invoice', $4, 1000, $5, now() FROM invoice WHERE listing_id = $2
       RETURNING id`,
      [scenario.council, provider.id, holder.personId, state, provider.person.personId],
    );
    this.invoice = row.id;
  }
}
