import {Injectable} from '@nestjs/common';
import {Funds, PayableLines, type LockedPeriod, type Payee} from '@app/allocations';
import {Clock, londonDay, notFound, type Day, type DomainError, type TimeRange} from '@app/kernel';
import {Bookable, type BookableListing} from '@app/listings';
import {together, type Tx} from '@app/platform';
import {Standings} from '@app/register';
import {priceShift} from '../hours/shift.js';
import {engagementRequired, notListed, requireLongEnough, slotTaken} from '../bookings.errors.js';
import {engagementInForce, type Terms} from '../engagement/engagement-in-force.js';
import {requirePlannable, unfunded, type PricedVisit} from './allot.js';
import {clashingVisits} from './lanes.js';
import {visitsAskedFor, type BookingRequest} from './booking-request.js';

/** A request that passed every rule but the money and the slot. */
export interface PreparedBooking {
  listing: BookableListing;
  terms: Terms | null;
  visits: PricedVisit[];
  /** The open periods of the lines that pay, on these days, and what they have: not locked. */
  periods: LockedPeriod[];
}

/** The part that asking for a price and booking share, so that what was quoted is what is booked. */
@Injectable()
export class PrepareBooking {
  constructor(
    private readonly bookable: Bookable,
    private readonly standings: Standings,
    private readonly lines: PayableLines,
    private readonly funds: Funds,
    private readonly clock: Clock,
  ) {}

  /**
   * @param lock whether the listing is locked, first of all locks: provider, then booking, then line
   * @param payerOpen whether it may still be open who pays, as in a proposal
   * @throws VALIDATION_FAILED, NOT_FOUND, VISIT_TOO_SHORT, NOT_LISTED, ENGAGEMENT_REQUIRED, LINE_NOT_ALLOWED,
   *   RATE_MISSING
   */
  async run(
    tx: Tx,
    holderId: string,
    request: BookingRequest,
    lock: boolean,
    payerOpen = false,
  ): Promise<PreparedBooking> {
    const asked = visitsAskedFor(request, this.clock.now(), payerOpen);
    const days = daysOf(asked);
    const firstDay = days[0] ?? londonDay(this.clock.now());
    const {listingId, engagementId} = request;
    const [listing, terms] = await together(
      lock ? this.bookable.lock(tx, listingId) : this.bookable.read(tx, listingId),
      engagementInForce(tx, holderId, listingId, engagementId, firstDay),
    );
    // Whoever books is asked the same by the database.
    if (!listing || !(lock || terms || (await showsTo(tx, listingId, holderId)))) throw notFound('listing');
    requireLongEnough(listing, asked);
    requireTerms(listing, terms, days, engagementId);
    const paying = {listingId, payee: payee(terms), day: firstDay};
    const [periods] = await together(
      // Without a lock: who holds their money takes it, as the last thing before the commit, and looks again.
      this.funds.read(tx, lineIdsOf(request), {startsOn: firstDay, endsOn: days.at(-1) ?? firstDay}),
      this.requireStanding(tx, listing, days),
      ...[...linesByPayer(request, holderId)].map(([payer, lineIds]) => this.lines.require(tx, payer, lineIds, paying)),
    );
    const rates = terms?.rates ?? listing.rates;
    const priceOf = (range: TimeRange) => priceShift(request.shift ?? 'hours', range, rates, listing.bands).pence;
    const visits = asked.map((range) => ({...range, pricePence: priceOf(range)}));
    return {listing, terms, visits, periods};
  }

  /** Visits beyond the periods that are known are planned, and nothing is held for them until one is opened. By their place. */
  async planned(tx: Tx, request: BookingRequest, {visits, periods}: PreparedBooking): Promise<Set<number>> {
    const missing = unfunded(visits, request.splits, periods);
    if (missing.length === 0) return new Set();
    return requirePlannable(missing, await this.funds.ends(tx, lineIdsOf(request)));
  }

  /** When, among the times asked for, the worker is taken or has no time for the way. */
  async clashes(tx: Tx, request: BookingRequest): Promise<Date[]> {
    const listing = await this.bookable.read(tx, request.listingId);
    return listing ? clashingVisits(tx, listing, visitsAskedFor(request, this.clock.now())) : [];
  }

  /** The same, to be told. */
  async taken(tx: Tx, request: BookingRequest): Promise<DomainError> {
    const listing = await this.bookable.read(tx, request.listingId);
    return slotTaken(await this.clashes(tx, request), listing?.bufferMinutes);
  }

  /** Listed on the day of every visit, by the evidence as it is now. */
  async requireStanding(tx: Tx, listing: BookableListing, days: readonly Day[]): Promise<void> {
    if (listing.state !== 'live') throw notListed(listing.name, days[0] ?? '');
    const standings = await this.standings.on(tx, listing.memberId, days);
    const refused = days.find((day) => !standings.get(day)?.listed);
    if (refused) throw notListed(listing.name, refused);
  }
}

/** Whether a listing shows to somebody: to its audience, and to who knows it already. */
async function showsTo(tx: Tx, listingId: string, holderId: string): Promise<boolean> {
  const [row] = await tx.query<{shows: boolean}[]>(
    `SELECT audience = ANY (audiences_of($2)) OR knows_listing($2, id) AS shows FROM listing WHERE id = $1`,
    [listingId, holderId],
  );
  return row?.shows ?? false;
}

/** The London days of these visits' starts, each once, in order. */
export function daysOf(visits: readonly TimeRange[]): Day[] {
  return [...new Set(visits.map((visit) => londonDay(visit.startsAt)))].sort();
}

/** A PA is booked under terms both sides accepted; a provider may be booked at its listed rates. */
function requireTerms(
  listing: BookableListing,
  terms: Terms | null,
  days: readonly Day[],
  wanted: string | null,
): void {
  if (!terms) {
    if (listing.kind === 'pa' || wanted) throw engagementRequired(listing.name);
    return;
  }
  const [first = '', last = first] = [days[0], days.at(-1)];
  if (first < terms.startsOn || (terms.endsOn && last > terms.endsOn)) throw engagementRequired(listing.name);
}

function payee(terms: Terms | null): Payee {
  if (!terms) return 'provider';
  return terms.status === 'employed' ? 'employed_pa' : 'self_employed_pa';
}

function lineIdsOf({splits}: Pick<BookingRequest, 'splits'>): string[] {
  return splits.map(({lineId}) => lineId);
}

/** Where several share, each pays from lines of their own. */
export function linesByPayer({splits}: Pick<BookingRequest, 'splits'>, holderId: string): Map<string, string[]> {
  const lines = new Map<string, string[]>();
  for (const {lineId, holderId: payer = holderId} of splits) lines.set(payer, [...(lines.get(payer) ?? []), lineId]);
  return lines;
}
