import {Injectable} from '@nestjs/common';
import {Clock, invalid, londonDay, minutes, notFound, type Pence} from '@app/kernel';
import {Bookable} from '@app/listings';
import type {Tx} from '@app/platform';
import type {Booking} from '../booking/booking.entity.js';
import {employedOn, termsOf} from '../engagement/engagement-in-force.js';
import {lastsTooLong} from '../visit/longest.js';
import type {Visit} from '../visit/visit.entity.js';
import {HoursRules} from './hours-rules.js';
import {payFor, type Pay} from './pay.js';
import {WorkerAges} from './worker-ages.js';

export interface Hours {
  startedAt: Date;
  endedAt: Date;
  /** Driven for the person, to a tenth of a mile; null when none. */
  miles: number | null;
  /** Of a sleep-in, for how long they were up to help. */
  awakeMinutes?: number | null;
}

const MOST_MILES = 500;
/** How far from the agreed times the recorded ones may lie before they must be another visit. */
const FURTHEST_OFF_MS = 12 * 3_600_000;

/** What hours of a visit come to, by its agreement and what was laid out, for whoever records or corrects them. */
@Injectable()
export class HoursCost {
  constructor(
    private readonly bookable: Bookable,
    private readonly rules: HoursRules,
    private readonly ages: WorkerAges,
    private readonly clock: Clock,
  ) {}

  /** @throws VALIDATION_FAILED for hours that cannot be, RATE_MISSING */
  async of(tx: Tx, booking: Booking, visit: Visit, hours: Hours): Promise<Pay> {
    requirePlausible(hours, visit, this.clock.now());
    const listing = await this.bookable.read(tx, booking.listingId);
    if (!listing) throw notFound('visit');
    const terms = booking.engagementId ? await termsOf(tx, booking.engagementId) : null;
    if (booking.sessionId) return placePay(visit, hours, await laidOut(tx, visit.id));
    const {startedAt: startsAt, endedAt: endsAt, miles, awakeMinutes} = hours;
    const employed = terms && (await employedOn(tx, terms.id, londonDay(visit.startsAt)));
    const age = employed ? await this.ages.on(tx, terms.id, startsAt) : null;
    const minimumPence = employed ? ((await this.rules.minimumWage(tx, startsAt, age))?.hourPence ?? null) : null;
    const {shift} = booking;
    const rates = terms?.rates ?? listing.rates;
    const agreed = {shift, rates, bands: listing.bands, mileagePence: terms?.mileagePence ?? null, minimumPence};
    return payFor({startsAt, endsAt, miles, awakeMinutes: awakeMinutes ?? null}, agreed, await laidOut(tx, visit.id));
  }
}

/** A place in a group costs what it was booked for, however long it took. */
function placePay({pricePence}: Visit, {startedAt, endedAt}: Hours, expensePence: Pence): Pay {
  const lasts = minutes({startsAt: startedAt, endsAt: endedAt});
  const part = {
    band: 'weekday' as const,
    unit: 'visit' as const,
    ratePence: pricePence,
    minutes: lasts,
    pence: pricePence,
  };
  return {parts: [part], workPence: pricePence, mileagePence: 0, expensePence, totalPence: pricePence + expensePence};
}

/** What was laid out on a visit, together. */
async function laidOut(tx: Tx, visitId: string): Promise<Pence> {
  const [row] = await tx.query<[{pence: Pence}]>(
    `SELECT coalesce(sum(pence), 0)::bigint AS pence FROM visit_expense WHERE visit_id = $1 AND removed_at IS NULL`,
    [visitId],
  );
  return row.pence;
}

function requirePlausible({startedAt, endedAt, miles, awakeMinutes}: Hours, visit: Visit, now: Date): void {
  const refuse = (field: string, message: string) => invalid({field, message});
  if (endedAt <= startedAt) throw refuse('ended_at', 'The end must be after the start.');
  if (lastsTooLong({startsAt: startedAt, endsAt: endedAt})) {
    throw refuse('ended_at', 'A visit can last 24 hours at most.');
  }
  if (endedAt > now) throw refuse('ended_at', 'Record hours after the visit, not before it.');
  if (Math.abs(startedAt.getTime() - visit.startsAt.getTime()) > FURTHEST_OFF_MS) {
    throw refuse('started_at', 'This is more than 12 hours away from the booked time. Check the date.');
  }
  if (startedAt.getTime() % 60_000 || endedAt.getTime() % 60_000)
    throw refuse('started_at', 'Give times in whole minutes.');
  const up = awakeMinutes ?? 0;
  if (!Number.isInteger(up) || up < 0 || up > minutes({startsAt: startedAt, endsAt: endedAt})) {
    throw invalid({field: 'awake_minutes', message: 'The time awake cannot be longer than the night.'});
  }
  if (miles !== null && (!Number.isFinite(miles) || miles < 0 || miles > MOST_MILES)) {
    throw refuse('mileage', `Enter miles from 0 to ${MOST_MILES}.`);
  }
}
