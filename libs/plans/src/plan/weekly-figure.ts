import {Injectable} from '@nestjs/common';
import {ReadBudgets} from '@app/allocations';
import {Clock, londonDay, type Pence} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {SupportPlan} from './support-plan.entity.js';

/** What a week of somebody's budget comes to, for holding a plan against. */
@Injectable()
export class WeeklyFigure {
  constructor(
    private readonly budgets: ReadBudgets,
    private readonly clock: Clock,
  ) {}

  /** Of the lines in force today; before there are any, the indicative figure that stands in the plan; null without. */
  async of(tx: Tx, {personId, indicativePence}: Pick<SupportPlan, 'personId' | 'indicativePence'>) {
    const today = londonDay(this.clock.now());
    const lines = await this.budgets.linesOf(tx, personId, null);
    const now = lines.filter(({startsOn, endsOn}) => startsOn <= today && (endsOn === null || endsOn >= today));
    if (now.length === 0) return indicativePence;
    return now.reduce<Pence>((sum, line) => sum + line.weeklyPence + line.contributionWeeklyPence, 0);
  }
}
