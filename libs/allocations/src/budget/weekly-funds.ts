import {Injectable} from '@nestjs/common';
import {Clock, daysBetween, londonDay, notFound, roundFraction, type Pence} from '@app/kernel';
import {holderFor, linesFor, type Principal} from '@app/identity';
import {UnitOfWork} from '@app/platform';
import {ReadBudgets} from './read-budgets.js';

/** For search: what a line can still pay a week, so that each result can say what a pattern leaves. */
@Injectable()
export class WeeklyFunds {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly budgets: ReadBudgets,
    private readonly clock: Clock,
  ) {}

  /**
   * What is available in the current period, spread over the weeks it still has; a last part of a week counts as a week.
   * @throws NOT_FOUND when the line is not the caller's own or that of the person they act for
   */
  async availableAWeek(principal: Principal, lineId: string): Promise<Pence> {
    const holderId = holderFor(principal, 'see_budget');
    const reached = linesFor(principal, 'see_budget');
    const lines = await this.uow.run(principal.councilId, (tx) => this.budgets.linesOf(tx, holderId, reached));
    const line = lines.find((each) => each.id === lineId);
    if (!line) throw notFound('budget line');
    if (!line.period) return 0;
    const today = londonDay(this.clock.now());
    const from = today > line.period.startsOn ? today : line.period.startsOn;
    const days = Math.max(7, daysBetween(from, line.period.endsOn) + 1);
    return roundFraction(BigInt(line.period.availablePence) * 7n, BigInt(days));
  }
}
