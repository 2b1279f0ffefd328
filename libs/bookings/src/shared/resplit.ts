import {Injectable} from '@nestjs/common';
import {Funds, Ledger, notFunded, requireAvailable, type LockedPeriod} from '@app/allocations';
import {Clock, londonDay, type Pence} from '@app/kernel';
import {Bookable} from '@app/listings';
import type {Tx} from '@app/platform';
import {In, MoreThan} from 'typeorm';
import {Booking} from '../booking/booking.entity.js';
import {amountsOf} from '../booking/visit-money.js';
import {Visit} from '../visit/visit.entity.js';
import type {SharedMember, SharedSupport} from './shared.entity.js';
import {sharesOf} from './shares.js';

interface Who {
  councilId: string;
  actorId?: string | undefined;
  forId?: string | undefined;
}

interface Part {
  visitId: string;
  periodId: string;
  pence: Pence;
}

/** Somebody joined or left: visits still to come are paid by those who are in now, all of it or nothing. */
@Injectable()
export class Resplit {
  constructor(
    private readonly bookable: Bookable,
    private readonly funds: Funds,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** Locks in the one order: provider, booking, lines. @throws ALLOCATION_INSUFFICIENT */
  async run(tx: Tx, who: Who, shared: SharedSupport, members: readonly SharedMember[]): Promise<void> {
    const bookingId = shared.bookingId ?? '';
    await this.bookable.lock(tx, shared.listingId);
    await tx.findOneOrFail(Booking, {where: {id: bookingId}, lock: {mode: 'for_no_key_update'}});
    const future = {bookingId, state: In(['requested', 'accepted']), startsAt: MoreThan(this.clock.now())};
    const visits = await tx.find(Visit, {where: future, order: {startsAt: 'ASC'}});
    if (visits.length === 0) return;
    const before = await amountsOf(
      tx,
      visits.map(({id}) => id),
    );
    const periods = await this.lock(tx, members, visits, before);
    const after = visits.flatMap((visit) => partsOf(visit, members, periods));
    for (const state of ['requested', 'accepted'] as const) {
      const ids = new Set(visits.filter((visit) => visit.state === state).map(({id}) => id));
      await this.move(tx, {...who, kind: 'booking', id: bookingId}, state, periods, {
        before: before.filter(({visitId}) => ids.has(visitId)),
        after: after.filter(({visitId}) => ids.has(visitId)),
      });
    }
    await write(tx, who.councilId, before, after);
  }

  private async lock(
    tx: Tx,
    members: readonly SharedMember[],
    visits: readonly Visit[],
    before: readonly Part[],
  ): Promise<LockedPeriod[]> {
    const days = visits.map(({startsAt}) => londonDay(startsAt)).sort();
    const span = {startsOn: days[0] ?? '', endsOn: days.at(-1) ?? ''};
    const lines = await tx.query<{lineId: string}[]>(
      `SELECT DISTINCT line_id AS "lineId" FROM budget_period WHERE id = ANY($1::uuid[])`,
      [before.map(({periodId}) => periodId)],
    );
    const all = new Set([...members.map(({lineId}) => lineId), ...lines.map(({lineId}) => lineId)]);
    return this.funds.lock(tx, [...all], span);
  }

  /** Gives back what is paid no more, then sets aside what is paid instead. */
  private async move(
    tx: Tx,
    cause: Who & {kind: string; id: string},
    state: 'requested' | 'accepted',
    periods: readonly LockedPeriod[],
    {before, after}: {before: readonly Part[]; after: readonly Part[]},
  ): Promise<void> {
    const change = new Map<string, Pence>();
    for (const {periodId, pence} of after) change.set(periodId, (change.get(periodId) ?? 0) + pence);
    for (const {periodId, pence} of before) change.set(periodId, (change.get(periodId) ?? 0) - pence);
    const moves = [...change].map(([periodId, pence]) => ({periodId, pence}));
    const back = moves.filter(({pence}) => pence < 0).map(({periodId, pence}) => ({periodId, pence: -pence}));
    const more = moves.filter(({pence}) => pence > 0);
    requireAvailable(periods, more);
    await this.ledger.release(tx, cause, state === 'requested' ? 'held' : 'committed', back);
    await (state === 'accepted' ? this.ledger.holdCommitted(tx, cause, more) : this.ledger.hold(tx, cause, more));
  }
}

function partsOf(visit: Visit, members: readonly SharedMember[], periods: readonly LockedPeriod[]): Part[] {
  const day = londonDay(visit.startsAt);
  const shares = sharesOf(visit.pricePence, members);
  return members.map(({lineId}, place) => {
    const period = periods.find((each) => each.lineId === lineId && each.startsOn <= day && day <= each.endsOn);
    if (!period) throw notFunded(lineId, day);
    return {visitId: visit.id, periodId: period.id, pence: shares[place] ?? 0};
  });
}

/** Whoever left has nought of it; whoever joined has a row of their own. */
async function write(tx: Tx, councilId: string, before: readonly Part[], after: readonly Part[]): Promise<void> {
  const left = before
    .filter((old) => !after.some((each) => each.visitId === old.visitId && each.periodId === old.periodId))
    .map((old) => ({...old, pence: 0}));
  const all = [...after, ...left];
  await tx.query(
    `INSERT INTO visit_split (visit_id, period_id, council_id, amount_pence)
     SELECT n.visit_id, n.period_id, $1, n.pence FROM unnest($2::uuid[], $3::uuid[], $4::bigint[]) AS n (visit_id, period_id, pence)
     ON CONFLICT (visit_id, period_id) DO UPDATE SET amount_pence = excluded.amount_pence`,
    [councilId, all.map(({visitId}) => visitId), all.map(({periodId}) => periodId), all.map(({pence}) => pence)],
  );
}
