import {Injectable} from '@nestjs/common';
import {Funds, type LockedPeriod} from '@app/allocations';
import {AuditTrail} from '@app/identity';
import {Clock} from '@app/kernel';
import {Outbox, type Tx} from '@app/platform';
import {allot, type Allotment} from '../booking/allot.js';
import {byPeriod} from '../booking/visit-money.js';
import {Payers} from './payers.js';
import {periodsFor, VisitFunding, type FundedVisit} from './visit-funding.js';

/** What came of looking: how many visits have their money now, and which first one of each booking does not fit. */
export interface Funded {
  funded: number;
  tooDear: {bookingId: string; visitId: string}[];
}

interface Candidate extends FundedVisit {
  bookingId: string;
}

/** A line that is opened late pays for what took place before it was. */
const BACK_MS = 90 * 86_400_000;

/**
 * Planned visits get their money when a period comes to reach them, in the order in which they take place. The first
 * that does not fit stays planned, and so does all after it in the same period: nothing overtakes.
 */
@Injectable()
export class FundPlanned {
  constructor(
    private readonly funds: Funds,
    private readonly funding: VisitFunding,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @param tells whether it is news that there is money for them */
  async run(tx: Tx, councilId: string, holderId: string, tells = true): Promise<Funded> {
    const candidates = await this.candidates(tx, holderId);
    const known = await periodsFor(this.funds, tx, candidates);
    const periods = await this.funds.lockById(
      tx,
      known.map((each) => each.id),
    );
    const {taken, tooDear} = inOrder(candidates, periods);
    const bookings = [...new Set(taken.map(({visit}) => visit.bookingId))];
    for (const id of bookings) {
      const own = taken.filter(({visit}) => visit.bookingId === id);
      const visits = own.map(({visit}) => visit);
      const allotments = own.flatMap(({parts}, index) => parts.map((part) => ({...part, visit: index})));
      await this.funding.take(tx, {councilId, kind: 'booking', id}, visits, allotments);
      await tx.query(`UPDATE visit SET planned = false WHERE id = ANY($1::uuid[])`, [visits.map((each) => each.id)]);
      const subject = {kind: 'booking', id};
      await this.audit.record(tx, {councilId, action: 'visits.funded', subject, after: {visits: visits.length}});
      if (tells) await this.outbox.publish(tx, councilId, 'visits.funded', visits[0]?.id ?? id);
    }
    for (const {visitId} of tooDear) await this.outbox.publish(tx, councilId, 'visits.will_not_fit', visitId);
    return {funded: taken.length, tooDear};
  }

  /** Planned and to come, or over and still paid by nothing, with the bookings locked first. */
  private async candidates(tx: Tx, holderId: string): Promise<Candidate[]> {
    await tx.query(
      `SELECT FROM booking b WHERE b.holder_id = $1 AND b.state IN ('requested', 'accepted')
         AND EXISTS (SELECT FROM visit v WHERE v.booking_id = b.id AND v.planned)
       ORDER BY b.id FOR NO KEY UPDATE`,
      [holderId],
    );
    const visits = await tx.query<Omit<Candidate, 'splits'>[]>(CANDIDATES, [
      holderId,
      new Date(this.clock.now().getTime() - BACK_MS),
    ]);
    const payers = new Map<string, Payers>();
    for (const {bookingId} of visits) {
      if (!payers.has(bookingId)) payers.set(bookingId, await Payers.of(tx, bookingId));
    }
    return visits.map((visit) => ({
      ...visit,
      splits: payers.get(visit.bookingId)?.on(visit) ?? [],
    }));
  }
}

const CANDIDATES = `
  SELECT v.id, v.booking_id AS "bookingId", v.state, v.starts_at AS "startsAt", v.ends_at AS "endsAt",
         v.price_pence AS "pricePence"
  FROM visit v JOIN booking b ON b.id = v.booking_id
  WHERE b.holder_id = $1 AND v.planned AND v.state IN ('requested', 'accepted') AND v.starts_at > $2
  ORDER BY v.starts_at, v.id`;

function inOrder(
  candidates: readonly Candidate[],
  periods: readonly LockedPeriod[],
): {taken: {visit: Candidate; parts: Allotment[]}[]; tooDear: Funded['tooDear']} {
  const left = new Map(periods.map((period) => [period.id, period.availablePence]));
  const full = new Set<string>();
  const taken: {visit: Candidate; parts: Allotment[]}[] = [];
  const tooDear = new Map<string, string>();
  for (const visit of candidates) {
    const parts = allot([visit], visit.splits, periods);
    if (parts.length === 0) continue;
    const fits = parts.every(({periodId, pence}) => !full.has(periodId) && pence <= (left.get(periodId) ?? 0));
    if (!fits) {
      for (const {periodId} of parts) full.add(periodId);
      if (!tooDear.has(visit.bookingId)) tooDear.set(visit.bookingId, visit.id);
      continue;
    }
    for (const {periodId, pence} of byPeriod(parts)) left.set(periodId, (left.get(periodId) ?? 0) - pence);
    taken.push({visit, parts});
  }
  return {taken, tooDear: [...tooDear].map(([bookingId, visitId]) => ({bookingId, visitId}))};
}
