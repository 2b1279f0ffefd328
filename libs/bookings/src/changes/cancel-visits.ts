import {Injectable} from '@nestjs/common';
import {Funds, Ledger, type Cause} from '@app/allocations';
import {prorate, split, WHOLE_BP, type Pence} from '@app/kernel';
import type {Tx} from '@app/platform';
import {In} from 'typeorm';
import type {Side} from '../booking/booking-parties.js';
import {amountsOf, byPeriod, noteSpent, type VisitAmount} from '../booking/visit-money.js';
import {Visit} from '../visit/visit.entity.js';
import type {VisitState} from '../visit/visit.state.js';

export interface Charged {
  visit: Visit;
  chargePence: Pence;
  /** Whether what was paid for it while support paused is not owed any more. */
  givesBack?: boolean;
}

/** What the holder owes for each visit by the terms; called off by the PA or provider, none costs anything. */
export function chargesOf(
  visits: readonly Visit[],
  side: Side,
  terms: {noticeHours: number; lateCancellationBp: number},
  now: Date,
): Charged[] {
  const late = (visit: Visit) => visit.startsAt.getTime() - now.getTime() < terms.noticeHours * 3_600_000;
  return visits.map((visit) => {
    // Nothing was set aside for what is only planned, so nothing can be taken of it.
    const owed = side === 'holder' && visit.state === 'accepted' && !visit.planned && late(visit);
    const chargePence = owed ? prorate(visit.pricePence, terms.lateCancellationBp, WHOLE_BP) : 0;
    return {visit, chargePence, givesBack: side === 'worker'};
  });
}

/** Ends visits with their money: what is owed is spent, the rest given back. Called with the booking locked. */
@Injectable()
export class CancelVisits {
  constructor(
    private readonly funds: Funds,
    private readonly ledger: Ledger,
  ) {}

  /** @param to what becomes of them */
  async run(tx: Tx, cause: Cause, charged: readonly Charged[], to: VisitState = 'cancelled'): Promise<void> {
    const amounts = await amountsOf(
      tx,
      charged.map(({visit}) => visit.id),
    );
    await this.funds.lockById(
      tx,
      amounts.map((amount) => amount.periodId),
    );
    const of = (state: Visit['state']) => charged.filter(({visit}) => visit.state === state);
    const own = (some: readonly Charged[]) => {
      const ids = new Set(some.map(({visit}) => visit.id));
      return amounts.filter(({visitId}) => ids.has(visitId));
    };
    await this.ledger.release(tx, cause, 'held', byPeriod(own(of('requested'))));
    const free = of('accepted').filter(({chargePence}) => chargePence === 0);
    await this.ledger.release(tx, cause, 'committed', byPeriod(own(free)));
    for (const {visit, chargePence} of of('accepted').filter((each) => each.chargePence > 0)) {
      const parts = own([{visit, chargePence}]);
      const spent = shareOut(chargePence, parts);
      await this.ledger.spend(
        tx,
        cause,
        parts.map(({periodId, pence}, index) => ({periodId, committed: pence, spent: spent[index]?.pence ?? 0})),
      );
      await noteSpent(tx, spent);
      await tx.update(Visit, {id: visit.id}, {actualPence: chargePence});
    }
    const back = of('paused').filter(({givesBack}) => givesBack);
    await this.giveBack(
      tx,
      cause,
      back.map(({visit}) => visit.id),
    );
    await tx.update(Visit, {id: In(charged.map(({visit}) => visit.id))}, {state: to});
  }

  /** What was paid for these while nobody came. */
  async giveBack(tx: Tx, cause: Cause, ids: readonly string[]): Promise<void> {
    const paid = await tx.query<{periodId: string; pence: Pence}[]>(
      `SELECT period_id AS "periodId", spent_pence AS pence FROM visit_split WHERE visit_id = ANY($1::uuid[]) AND spent_pence > 0`,
      [ids],
    );
    if (paid.length === 0) return;
    const amounts = byPeriod(paid);
    await this.funds.lockById(
      tx,
      amounts.map(({periodId}) => periodId),
    );
    await this.ledger.refund(tx, cause, amounts);
    await tx.query(`UPDATE visit_split SET spent_pence = NULL WHERE visit_id = ANY($1::uuid[])`, [ids]);
    await tx.update(Visit, {id: In(ids)}, {actualPence: null});
  }
}

/** Between the lines in the proportions in which they were to pay. */
function shareOut(pence: Pence, parts: readonly VisitAmount[]): VisitAmount[] {
  const shares = split(
    pence,
    parts.map((part) => part.pence),
  );
  return parts.map((part, index) => ({...part, pence: shares[index] ?? 0}));
}
