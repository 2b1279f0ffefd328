import {randomInt} from 'node:crypto';
import {Injectable} from '@nestjs/common';
import {Ledger} from '@app/allocations';
import {AuditTrail, by, holderFor, MayAct, type Principal} from '@app/identity';
import {databaseError, Idempotency, Outbox, together, UnitOfWork, type Tx} from '@app/platform';
import {priceChanged, refusedAsking} from '../bookings.errors.js';
import {allot, type Allotment} from './allot.js';
import type {BookingRequest} from './booking-request.js';
import {freeLanes} from './lanes.js';
import {PrepareBooking, type PreparedBooking} from './prepare-booking.js';
import {byPeriod} from './visit-money.js';

/** What the holder is told at once; plain JSON, because it is kept for repeated requests. */
export interface BookingReceipt {
  id: string;
  reference: string;
  status: 'requested';
  visits: {id: string; startsAt: string; endsAt: string; status: 'requested'; pricePence: number}[];
  holds: {lineId: string; pence: number}[];
}

const EXCLUSION_VIOLATION = '23P01';

/**
 * The booking and the money in one transaction: the visits take their slots and the line holds their price, all of
 * it or nothing. Locks are taken in one order everywhere: provider, booking, line.
 */
@Injectable()
export class RequestBooking {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly prepare: PrepareBooking,
    private readonly ledger: Ledger,
    private readonly idempotency: Idempotency,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /**
   * @param key the Idempotency-Key, or null
   * @throws PRICE_CHANGED, SLOT_TAKEN, ALLOCATION_INSUFFICIENT, IDEMPOTENCY_CONFLICT, CANNOT_ASK, and what `PrepareBooking` throws
   */
  async run(principal: Principal, request: BookingRequest, key: string | null): Promise<BookingReceipt> {
    const holderId = holderFor(principal, 'book');
    const {councilId, accountId} = principal;
    try {
      return await this.uow.run(councilId, async (tx) => {
        await this.mayAct.require(tx, principal, 'book');
        return this.idempotency.once(tx, {councilId, accountId, key, request: {holderId, ...request}}, () =>
          this.book(tx, principal, holderId, request),
        );
      });
    } catch (error) {
      throw await this.explain(error, councilId, request);
    }
  }

  /** The same inside a transaction that does more and is done once; what then fails is said by `explain`. */
  async within(tx: Tx, principal: Principal, request: BookingRequest): Promise<BookingReceipt> {
    const holderId = await this.mayAct.require(tx, principal, 'book');
    return this.book(tx, principal, holderId, request);
  }

  /** Outside the transaction that failed: when the worker is taken, or wants nothing of who asks. */
  async explain(error: unknown, councilId: string, request: BookingRequest): Promise<unknown> {
    if (databaseError(error)?.code !== EXCLUSION_VIOLATION) return refusedAsking(error);
    // Read in a transaction of its own: the one that met the clash is over.
    return this.uow.run(councilId, (tx) => this.prepare.taken(tx, request));
  }

  private async book(tx: Tx, principal: Principal, holderId: string, request: BookingRequest): Promise<BookingReceipt> {
    const prepared = await this.prepare.run(tx, holderId, request, true);
    const {listing, visits, periods} = prepared;
    requireSeen(request, visits);
    const planned = await this.prepare.planned(tx, request, prepared);
    const lanes = await freeLanes(tx, listing, visits);
    if (!lanes) throw await this.prepare.taken(tx, request);
    const allotments = allot(visits, request.splits, periods);
    const booking = await insertBooking(tx, principal, holderId, request, {...prepared, lanes, planned, allotments});

    const needed = byPeriod(allotments);
    await together(
      this.ledger.hold(tx, {...by(principal), kind: 'booking', id: booking.id}, needed),
      this.audit.record(tx, {
        ...by(principal),
        action: 'booking.requested',
        subject: {kind: 'booking', id: booking.id},
        after: {
          listing_id: listing.id,
          visits: visits.length,
          held_pence: needed.reduce((sum, each) => sum + each.pence, 0),
        },
      }),
      this.outbox.publish(tx, principal.councilId, 'booking.requested', booking.id),
    );
    return receipt(booking, prepared, allotments);
  }
}

/** Rates may have changed while somebody looked at the price. @throws PRICE_CHANGED */
function requireSeen({seenPence}: BookingRequest, visits: PreparedBooking['visits']): void {
  const pence = visits.reduce((sum, visit) => sum + visit.pricePence, 0);
  if (seenPence !== undefined && seenPence !== pence) throw priceChanged(pence);
}

interface InsertedBooking {
  id: string;
  reference: string;
  visitIds: string[];
}

/** What a booking is to be, down to who pays what of which visit. */
interface AllOfIt extends PreparedBooking {
  lanes: readonly number[];
  planned: ReadonlySet<number>;
  allotments: readonly Allotment[];
}

/** Booking, shares, visits and what each takes in one statement; a worker who is taken makes the whole of it fail. */
async function insertBooking(
  tx: Tx,
  principal: Principal,
  holderId: string,
  request: BookingRequest,
  {listing, terms, visits, lanes, planned, allotments}: AllOfIt,
): Promise<InsertedBooking> {
  const reference = newReference();
  const rows = await tx.query<{booking_id: string; id: string}[]>(INSERT_BOOKING, [
    principal.councilId,
    reference,
    holderId,
    listing.id,
    terms?.id ?? null,
    request.rrule,
    principal.personId,
    principal.actingFor?.contact?.how ?? null,
    request.splits.map((split) => split.lineId),
    request.splits.map((split) => split.shareBp),
    listing.workerId,
    lanes,
    visits.map((visit) => visit.startsAt),
    visits.map((visit) => visit.endsAt),
    visits.map((visit) => visit.pricePence),
    request.exceptDays ?? [],
    request.bankHolidays ?? 'keep',
    request.shift ?? 'hours',
    visits.map((_, index) => planned.has(index)),
    allotments.map((each) => visits[each.visit]?.startsAt),
    allotments.map((each) => each.periodId),
    allotments.map((each) => each.pence),
  ]);
  return {id: rows[0]?.booking_id ?? '', reference, visitIds: rows.map((row) => row.id)};
}

const INSERT_BOOKING = `
  WITH made AS (
    INSERT INTO booking (council_id, reference, holder_id, listing_id, engagement_id, rrule, requested_by, requested_how,
      except_days, bank_holidays, shift)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $16::date[], $17, $18) RETURNING id
  ), shared AS (
    INSERT INTO booking_split (booking_id, line_id, council_id, share_bp)
    SELECT made.id, split.line_id, $1, split.share_bp FROM made, unnest($9::uuid[], $10::int[]) AS split (line_id, share_bp)
  ), visits AS (
    INSERT INTO visit (council_id, booking_id, worker_id, lane, starts_at, ends_at, price_pence, planned)
    SELECT $1, made.id, $11, v.lane, v.starts_at, v.ends_at, v.price_pence, v.planned
    FROM made, unnest($12::smallint[], $13::timestamptz[], $14::timestamptz[], $15::bigint[], $19::boolean[])
      AS v (lane, starts_at, ends_at, price_pence, planned)
    RETURNING id, booking_id, starts_at
  ), taken AS (
    INSERT INTO visit_split (visit_id, period_id, council_id, amount_pence)
    SELECT visits.id, t.period_id, $1, t.pence
    FROM visits JOIN unnest($20::timestamptz[], $21::uuid[], $22::bigint[]) AS t (starts_at, period_id, pence) USING (starts_at)
  )
  SELECT booking_id, id FROM visits ORDER BY starts_at`;

function receipt(
  booking: InsertedBooking,
  {visits}: PreparedBooking,
  allotments: readonly Allotment[],
): BookingReceipt {
  const held = new Map<string, number>();
  for (const {lineId, pence} of allotments) held.set(lineId, (held.get(lineId) ?? 0) + pence);
  return {
    id: booking.id,
    reference: booking.reference,
    status: 'requested',
    visits: visits.map((visit, index) => ({
      id: booking.visitIds[index] ?? '',
      startsAt: visit.startsAt.toISOString(),
      endsAt: visit.endsAt.toISOString(),
      status: 'requested',
      pricePence: visit.pricePence,
    })),
    holds: [...held].map(([lineId, pence]) => ({lineId, pence})),
  };
}

/** Letters and digits that cannot be mistaken for each other on paper or on the phone. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

export function newReference(): string {
  const letters = Array.from({length: 8}, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
