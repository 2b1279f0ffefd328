import type {LineFunds} from '@app/allocations';
import {addDays, daysBetween, type Day, type Pence} from '@app/kernel';
import {weeklyCost} from '@app/listings';
import type {PublicCard} from '../document/public-card.js';
import {visitsOf, type PlannedVisit} from '../pattern/pattern.js';
import {daysOf, type Prices} from '../pattern/prices.js';
import {usualWeek, weekCosts, type WeekCost} from '../pattern/week-costs.js';
import type {SearchInput} from '../find/search-input.js';
import {lineFit, ownMoneyFit, type BudgetFit} from './budget-fit.js';
import {payable} from './payable.js';

/** Nobody's money is known farther ahead. */
const MOST_WEEKS = 53;

export interface PatternPrice {
  /** What a usual week costs. */
  weeklyPence: Pence;
  /** All the weeks that were asked about, bank holidays and all. */
  totalPence: Pence;
}

/** What was asked of cost, ready to be answered for each listing of a page. */
export class FitAsked {
  /** Every visit of the pattern as far as the money is known, and no less than was asked about. */
  readonly visits: readonly PlannedVisit[];
  private readonly weeks: number;

  constructor(
    private readonly input: SearchInput,
    private readonly funds: LineFunds | null,
    private readonly today: Day,
  ) {
    const {pattern} = input;
    const starts = pattern?.startsOn ?? addDays(today, 1);
    const last = funds?.periods.at(-1)?.endsOn;
    const funded = last === undefined ? 0 : Math.floor((daysBetween(starts, last) + 1) / 7);
    this.weeks = Math.min(MOST_WEEKS, Math.max(funded, 1));
    this.visits = pattern ? visitsOf(pattern, Math.max(this.weeks, pattern.weeks)) : [];
  }

  /** Whether prices from day to day are needed at all, and from when to when. */
  get days(): {from: Day; to: Day} | null {
    const asks = this.input.pattern ?? this.input.fit;
    return asks ? daysOf(this.visits, this.today) : null;
  }

  /** Null where nothing was asked, or a visit has no rate. */
  pattern(id: string, prices: Prices): PatternPrice | null {
    const {pattern} = this.input;
    const costs = pattern && prices.costs(id, this.visits);
    if (!costs) return null;
    const asked = weekCosts(this.visits, costs).slice(0, pattern.weeks);
    return {weeklyPence: usualWeek(asked), totalPence: asked.reduce((sum, {pence}) => sum + pence, 0)};
  }

  /** Null where nothing was asked, or the cost of a week cannot be said. */
  fit(id: string, card: PublicCard, prices: Prices): BudgetFit | null {
    const {fit} = this.input;
    if (!fit) return null;
    const weeks = this.weekly(id, card, prices);
    if (!weeks) return null;
    const cost = usualWeek(weeks.slice(0, this.input.pattern?.weeks ?? 1));
    if (!this.funds) return ownMoneyFit(fit.ownWeeklyPence ?? 0, cost);
    const takes = prices.of.get(id)?.waysOfPaying ?? [];
    return lineFit(this.funds, cost, weeks.slice(0, this.weeks), payable(this.funds, {id, kind: card.kind}, takes));
  }

  private weekly(id: string, card: PublicCard, prices: Prices): WeekCost[] | null {
    const {pattern, fit} = this.input;
    if (pattern) {
      const costs = prices.costs(id, this.visits);
      return costs && weekCosts(this.visits, costs);
    }
    const pence = weeklyCost(fit?.hoursPerWeek ?? 0, card.rates, this.today);
    if (pence === null) return null;
    return Array.from({length: this.weeks}, (_, week) => {
      const day = addDays(this.today, 1 + week * 7);
      return {pence, visits: [{day, pence}]};
    });
  }
}
