import {Injectable} from '@nestjs/common';
import {
  addDays,
  Clock,
  daysBetween,
  inLondon,
  invalid,
  londonDay,
  londonInstant,
  minutes,
  notFound,
  type Pence,
  type TimeRange,
} from '@app/kernel';
import {Bookable, type BookableListing} from '@app/listings';
import type {Tx} from '@app/platform';
import type {Booking} from '../booking/booking.entity.js';
import {clashingVisits} from '../booking/lanes.js';
import {daysOf, PrepareBooking} from '../booking/prepare-booking.js';
import {engagementRequired, illegalTransition, requireLongEnough, slotTaken} from '../bookings.errors.js';
import {termsOf} from '../engagement/engagement-in-force.js';
import {priceShift} from '../hours/shift.js';
import {lastsTooLong} from '../visit/longest.js';
import type {Visit} from '../visit/visit.entity.js';
import {visitsInReach, type Which} from './reach.js';

/** What one side would like: other times for a visit, and for those after it the same step. */
export interface WantedChange extends Which, TimeRange {
  reason: string | null;
}

export interface MovedVisit extends TimeRange {
  visit: Visit;
  pricePence: Pence;
}

const FURTHEST_AHEAD_MS = 2 * 366 * 86_400_000;

/** Where visits would go and what they would cost there: the same for a preview, a proposal and its acceptance. */
@Injectable()
export class PlanChange {
  constructor(
    private readonly bookable: Bookable,
    private readonly prepare: PrepareBooking,
    private readonly clock: Clock,
  ) {}

  /** @throws VALIDATION_FAILED, NOT_FOUND, ILLEGAL_TRANSITION, SLOT_TAKEN, and what `priced` throws */
  async moves(tx: Tx, booking: Booking, wanted: WantedChange): Promise<MovedVisit[]> {
    const now = this.clock.now();
    requireSensible(wanted, now);
    if (booking.state !== 'accepted') throw illegalTransition('booking', booking.state, 'change');
    const visits = await visitsInReach(tx, booking.id, wanted, ['accepted'], now);
    const asked = visits.find(({id}) => id === wanted.visitId);
    if (!asked) throw illegalTransition('visit', 'over or called off', 'change');
    const times = shifted(visits, asked, wanted);
    if (times.every(({visit, startsAt, endsAt}) => sameTime(visit, {startsAt, endsAt}))) {
      throw invalid({field: 'starts_at', message: 'Choose another day or another time.'});
    }
    if (times.some(({startsAt}) => startsAt <= now)) {
      throw invalid({field: 'starts_at', message: 'Choose a time that is still to come.'});
    }
    const moved = await this.priced(tx, booking, times);
    const {clashes, bufferMinutes} = await this.clashes(tx, booking, moved);
    if (clashes.length) throw slotTaken(clashes, bufferMinutes);
    return moved;
  }

  /** At these times, by the rates of their days. @throws VISIT_TOO_SHORT, NOT_LISTED, ENGAGEMENT_REQUIRED, RATE_MISSING */
  async priced(tx: Tx, booking: Booking, times: readonly ({visit: Visit} & TimeRange)[]): Promise<MovedVisit[]> {
    const listing = await this.bookable.read(tx, booking.listingId);
    if (!listing) throw notFound('booking');
    const shorter = times.filter((each) => minutes(each) < minutes(each.visit));
    requireLongEnough(listing, shorter);
    const terms = booking.engagementId ? await termsOf(tx, booking.engagementId) : null;
    const days = daysOf(times);
    const [first = '', last = first] = [days[0], days.at(-1)];
    if (terms && (first < terms.startsOn || (terms.endsOn && last > terms.endsOn))) {
      throw engagementRequired(listing.name);
    }
    await this.prepare.requireStanding(tx, listing, days);
    const rates = terms?.rates ?? listing.rates;
    return times.map((each) => ({...each, pricePence: priceShift(booking.shift, each, rates, listing.bands).pence}));
  }

  /** Which of the new times somebody else has, or leaves no time for the way. */
  async clashes(tx: Tx, booking: Booking, times: readonly ({visit: Visit} & TimeRange)[]) {
    const listing = await this.bookable.read(tx, booking.listingId);
    if (!listing) throw notFound('booking');
    const ids = times.map(({visit}) => visit.id);
    return {
      clashes: await clashingVisits(tx, listing, times, booking.id, ids),
      bufferMinutes: listing.bufferMinutes,
    };
  }

  /** The listing, locked: the first of all locks. */
  async lockListing(tx: Tx, listingId: string): Promise<BookableListing> {
    const listing = await this.bookable.lock(tx, listingId);
    if (!listing) throw notFound('booking');
    return listing;
  }
}

function sameTime(a: TimeRange, b: TimeRange): boolean {
  return a.startsAt.getTime() === b.startsAt.getTime() && a.endsAt.getTime() === b.endsAt.getTime();
}

/** The visit asked about takes the new times; each other goes as many days on, to the same time on London's clock. */
function shifted(visits: readonly Visit[], asked: Visit, wanted: TimeRange): ({visit: Visit} & TimeRange)[] {
  const days = daysBetween(londonDay(asked.startsAt), londonDay(wanted.startsAt));
  const nights = daysBetween(londonDay(wanted.startsAt), londonDay(wanted.endsAt));
  const [from, to] = [clockTime(wanted.startsAt), clockTime(wanted.endsAt)];
  return visits.map((visit) => {
    if (visit.id === asked.id) return {visit, startsAt: wanted.startsAt, endsAt: wanted.endsAt};
    const day = addDays(londonDay(visit.startsAt), days);
    return {visit, startsAt: londonInstant(day, from), endsAt: londonInstant(addDays(day, nights), to)};
  });
}

const clockTime = (instant: Date) => inLondon(instant).toPlainTime().toString({smallestUnit: 'minute'});

function requireSensible({startsAt, endsAt, reason}: WantedChange, now: Date): void {
  const refuse = (field: string, message: string) => invalid({field, message});
  if (startsAt.getTime() % 60_000 || endsAt.getTime() % 60_000) {
    throw refuse('starts_at', 'Give times in whole minutes.');
  }
  if (endsAt <= startsAt) throw refuse('ends_at', 'The visit must end after it starts.');
  if (lastsTooLong({startsAt, endsAt})) throw refuse('ends_at', 'A visit can last 24 hours at most.');
  if (startsAt <= now) throw refuse('starts_at', 'Choose a time that is still to come.');
  if (startsAt.getTime() > now.getTime() + FURTHEST_AHEAD_MS) {
    throw refuse('starts_at', 'Choose a time within the next two years.');
  }
  if (reason && reason.length > 500) throw refuse('reason', 'Use 500 characters or fewer.');
}
