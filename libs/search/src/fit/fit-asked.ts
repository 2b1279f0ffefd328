import type {LineFunds} from '@app/allocations';
import {addDays, daysBetween, type Day, type Pence} from '@app/kernel';
import {weeklyCost, type DatedRate} from '@app/listings';
import type {PublicCard} from '../document/public-card.js';
import {visitsOf, type PlannedVisit} from '../pattern/pattern.js';
import {daysOf} from '../pattern/prices.js';
import type {Asking, Timed} from '../pattern/timed.js';
import type {VisitCosts} from '../pattern/visit-costs.js';
import {usualWeek, weekCosts, type WeekCost} from '../pattern/week-costs.js';
import type {SearchInput} from '../find/search-input.js';
import {lineFit, ownMoneyFit, type BudgetFit} from './budget-fit.js';
import {payable} from './payable.js';

/** Nobody's money is known farther ahead. */
const MOST_WEEKS = 53;
const MINUTE_MS = 60_000;

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
  /** What engines are to answer of it; null where nothing of times and money is asked. */
  readonly timed: Timed | null;
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
    this.timed = this.timesAsked();
  }

  private timesAsked(): Timed | null {
    const {available, pattern, patternFree, maxRatePence, sort} = this.input;
    const pays = pattern ?? this.input.fit;
    if (!available && !pays) return null;
    const visits = pattern ? visitsOf(pattern, pattern.weeks) : [];
    const minutes = visits.reduce((sum, {startsAt, endsAt}) => sum + (+endsAt - +startsAt) / MINUTE_MS, 0);
    return {
      available: available && {startsAt: available.from, endsAt: available.to},
      visits,
      least: pattern ? {whole: visits.length, part: Math.min(1, visits.length), any: 0}[patternFree] : 0,
      mostPence: pattern && maxRatePence !== null ? Math.floor((maxRatePence * minutes) / 60) : null,
      byCost: pattern !== null && sort === 'price',
      days: pays ? this.days() : null,
    };
  }

  /** Of hours a week without days the price is wanted as far as the money is known. */
  private days(): {from: Day; to: Day} {
    return this.input.pattern
      ? daysOf(this.visits, this.today)
      : {from: this.today, to: addDays(this.today, this.weeks * 7)};
  }

  /** Null where nothing was asked, or a visit has no rate. */
  pattern(asking: Asking | undefined, costs: VisitCosts): PatternPrice | null {
    const {pattern} = this.input;
    const each = pattern && asking && costs.of(asking);
    if (!each) return null;
    const asked = weekCosts(this.visits, each).slice(0, pattern.weeks);
    return {weeklyPence: usualWeek(asked), totalPence: asked.reduce((sum, {pence}) => sum + pence, 0)};
  }

  /** Null where nothing was asked, or the cost of a week cannot be said. */
  fit(id: string, card: PublicCard, asking: Asking | undefined, costs: VisitCosts): BudgetFit | null {
    const {fit} = this.input;
    if (!fit) return null;
    const weeks = this.weekly(card, asking, costs);
    if (!weeks) return null;
    const cost = usualWeek(weeks.slice(0, this.input.pattern?.weeks ?? 1));
    if (!this.funds) return ownMoneyFit(fit.ownWeeklyPence ?? 0, cost);
    return lineFit(
      this.funds,
      cost,
      weeks.slice(0, this.weeks),
      payable(this.funds, {id, kind: card.kind}, asking?.waysOfPaying ?? []),
    );
  }

  private weekly(card: PublicCard, asking: Asking | undefined, costs: VisitCosts): readonly WeekCost[] | null {
    const {pattern} = this.input;
    if (pattern) {
      const each = asking && costs.of(asking);
      return each ? weekCosts(this.visits, each) : null;
    }
    return this.hourly(asking?.rates ?? card.rates);
  }

  /** Each week at the rate that is in force then; where none is known yet, at the last one. */
  private hourly(rates: readonly DatedRate[]): readonly WeekCost[] | null {
    const hours = this.input.fit?.hoursPerWeek ?? 0;
    const days = Array.from({length: this.weeks}, (_, week) => addDays(this.today, 1 + week * 7));
    const last = days.at(-1) ?? this.today;
    const steady = rates.every(({startsOn, endsOn}) => startsOn <= this.today && (endsOn === null || endsOn >= last));
    let pence = weeklyCost(hours, rates, this.today);
    const weeks: WeekCost[] = [];
    for (const day of days) {
      if (!steady) pence = weeklyCost(hours, rates, day) ?? pence;
      if (pence === null) return null;
      weeks.push({pence, visits: [{day, pence}]});
    }
    return weeks;
  }
}
