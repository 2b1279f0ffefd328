import {Injectable} from '@nestjs/common';
import {Funds, Ledger, requireAvailable, type Cause, type LockedPeriod} from '@app/allocations';
import {londonDay, type Pence} from '@app/kernel';
import type {Tx} from '@app/platform';
import {allot, requirePlannable, unfunded, type Allotment, type PricedVisit} from '../booking/allot.js';
import type {Split} from '../booking/booking-request.js';
import {amountsOf, byPeriod} from '../booking/visit-money.js';

/** A visit that is asked for or promised, as it is to be from now on, and who pays for it. */
export interface FundedVisit extends PricedVisit {
  id: string;
  state: 'requested' | 'accepted';
  splits: readonly Split[];
}

export interface Replacement {
  /** Give back all that these hold or have promised. */
  release: readonly {id: string; state: string}[];
  /** Hold or promise for these. */
  fund: readonly FundedVisit[];
}

/**
 * Moves the money of visits in one act: what they had is given back, and what they cost now is held or promised, from
 * whichever periods. Called with the booking locked; it locks the periods of both, in the one order.
 */
@Injectable()
export class VisitFunding {
  constructor(
    private readonly funds: Funds,
    private readonly ledger: Ledger,
  ) {}

  /**
   * @returns the ids of those that stay planned, because no period reaches so far yet
   * @throws ALLOCATION_INSUFFICIENT
   */
  async replace(tx: Tx, cause: Cause, {release, fund}: Replacement): Promise<Set<string>> {
    const had = await amountsOf(
      tx,
      release.map((visit) => visit.id),
    );
    const locked = await this.lockAll(tx, had, fund);
    const back = await this.giveBack(tx, cause, release, had);
    if (fund.length === 0) return new Set();

    const periods = locked.map((each) => ({...each, availablePence: each.availablePence + (back.get(each.id) ?? 0)}));
    const {allotments, planned} = await this.allotAll(tx, fund, periods);
    requireAvailable(periods, byPeriod(allotments));
    await this.take(tx, cause, fund, allotments);
    await tx.query(
      `UPDATE visit SET planned = id = ANY($2::uuid[]) WHERE id = ANY($1::uuid[]) AND planned <> (id = ANY($2::uuid[]))`,
      [fund.map((visit) => visit.id), [...planned]],
    );
    return planned;
  }

  /** Holds, and promises for those that are accepted, what was allotted. The periods are locked. */
  async take(tx: Tx, cause: Cause, fund: readonly FundedVisit[], allotments: readonly Allotment[]): Promise<void> {
    await tx.query(INSERT_SPLITS, [
      cause.councilId,
      allotments.map((each) => fund[each.visit]?.id),
      allotments.map((each) => each.periodId),
      allotments.map((each) => each.pence),
    ]);
    const isAccepted = (each: Allotment) => fund[each.visit]?.state === 'accepted';
    await this.ledger.hold(tx, cause, byPeriod(allotments.filter((each) => !isAccepted(each))));
    await this.ledger.holdCommitted(tx, cause, byPeriod(allotments.filter(isAccepted)));
  }

  /** @returns what is available again, by period */
  private async giveBack(
    tx: Tx,
    cause: Cause,
    release: readonly {id: string; state: string}[],
    had: readonly {visitId: string; periodId: string; pence: Pence}[],
  ): Promise<Map<string, Pence>> {
    const stateOf = new Map(release.map((visit) => [visit.id, visit.state]));
    const of = (state: string) => byPeriod(had.filter(({visitId}) => stateOf.get(visitId) === state));
    const [held, committed] = [of('requested'), of('accepted')];
    await this.ledger.release(tx, cause, 'held', held);
    await this.ledger.release(tx, cause, 'committed', committed);
    await tx.query(`DELETE FROM visit_split WHERE visit_id = ANY($1::uuid[])`, [[...stateOf.keys()]]);
    return new Map(byPeriod([...held, ...committed]).map(({periodId, pence}) => [periodId, pence]));
  }

  private async allotAll(
    tx: Tx,
    fund: readonly FundedVisit[],
    periods: readonly LockedPeriod[],
  ): Promise<{allotments: Allotment[]; planned: Set<string>}> {
    const allotments: Allotment[] = [];
    const missing = fund.flatMap((visit, index) =>
      unfunded([visit], visit.splits, periods).map((each) => ({...each, visit: index})),
    );
    for (const [index, visit] of fund.entries()) {
      allotments.push(...allot([visit], visit.splits, periods).map((each) => ({...each, visit: index})));
    }
    const ends = missing.length ? await this.funds.ends(tx, [...new Set(missing.map((each) => each.lineId))]) : [];
    const planned = [...requirePlannable(missing, ends)].map((index) => fund[index]?.id ?? '');
    return {allotments, planned: new Set(planned)};
  }

  private async lockAll(
    tx: Tx,
    had: readonly {periodId: string}[],
    fund: readonly FundedVisit[],
  ): Promise<LockedPeriod[]> {
    const wanted = await periodsFor(this.funds, tx, fund);
    return this.funds.lockById(tx, [...had.map((each) => each.periodId), ...wanted.map((each) => each.id)]);
  }
}

/** The open periods that could pay for these visits, without a lock. */
export async function periodsFor(funds: Funds, tx: Tx, fund: readonly FundedVisit[]): Promise<LockedPeriod[]> {
  const days = fund.map((visit) => londonDay(visit.startsAt)).sort();
  const first = days[0];
  const lines = [...new Set(fund.flatMap((visit) => visit.splits.map((each) => each.lineId)))];
  return first ? funds.read(tx, lines, {startsOn: first, endsOn: days.at(-1) ?? first}) : [];
}

const INSERT_SPLITS = `
  INSERT INTO visit_split (visit_id, period_id, council_id, amount_pence)
  SELECT s.visit_id, s.period_id, $1, s.pence FROM unnest($2::uuid[], $3::uuid[], $4::bigint[]) AS s (visit_id, period_id, pence)`;
