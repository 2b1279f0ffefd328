import {Injectable} from '@nestjs/common';
import {Funds, Ledger, requireAvailable} from '@app/allocations';
import {split, type Pence} from '@app/kernel';
import type {Tx} from '@app/platform';
import {amountsOf, noteSpent} from '../booking/visit-money.js';
import {sharedShares} from '../shared/shared-weights.js';
import {Visit} from '../visit/visit.entity.js';

interface Who {
  councilId: string;
  actorId?: string | undefined;
  forId?: string | undefined;
}

/** The hours of a visit are agreed: what was committed is spent, less gives the rest back, more takes it from what is available. */
@Injectable()
export class SpendHours {
  constructor(
    private readonly funds: Funds,
    private readonly ledger: Ledger,
  ) {}

  /** @throws ALLOCATION_INSUFFICIENT */
  async run(tx: Tx, who: Who, visitId: string, actualPence: Pence, approval: Partial<Visit>): Promise<void> {
    const amounts = await amountsOf(tx, [visitId]);
    const periods = await this.funds.lockById(
      tx,
      amounts.map((amount) => amount.periodId),
    );
    const shared = await sharedShares(tx, visitId, actualPence);
    const shares = shared
      ? amounts.map(({periodId}) => shared.get(periodId) ?? 0)
      : split(actualPence, weights(amounts.map((amount) => amount.pence)));
    const spent = amounts.map((amount, index) => ({...amount, committed: amount.pence, spent: shares[index] ?? 0}));
    requireAvailable(
      periods,
      spent.map(({periodId, committed, spent: pence}) => ({periodId, pence: pence - committed})),
    );
    await this.ledger.spend(tx, {...who, kind: 'visit', id: visitId}, spent);
    await noteSpent(
      tx,
      spent.map(({periodId, spent: pence}) => ({visitId, periodId, pence})),
    );
    await tx.update(Visit, {id: visitId}, {...approval, state: 'approved'});
  }
}

/** A visit that was to cost nothing is shared evenly, should its hours cost something after all. */
function weights(amounts: readonly Pence[]): Pence[] {
  return amounts.some((pence) => pence > 0) ? [...amounts] : amounts.map(() => 1);
}
