import type {LineFunds} from '@app/allocations';
import type {Day, Pence} from '@app/kernel';
import type {WeekCost} from '../pattern/week-costs.js';

/** What a listing costs and leaves of somebody's money. */
export interface BudgetFit {
  weeklyCostPence: Pence;
  /** Below nought: it costs more than there is a week. */
  weeklyLeftPence: Pence;
  /** The line's current period: what the visits still in it cost, and what it would have left. */
  period: {startsOn: Day; endsOn: Day; costPence: Pence; leftPence: Pence} | null;
  /** How many of the weeks that the line is funded for it pays for; null without a line. */
  covers: {weeks: number; of: number} | null;
  /** What a week would need beside it, on average over those weeks; nought where it covers all of them. */
  ownWeeklyPence: Pence;
  payable: Payable;
}

/** Whether the line may pay them at all, and if not, or only if, why. */
export interface Payable {
  answer: 'yes' | 'if_self_employed' | 'no';
  reason: string | null;
}

/** A sum that somebody pays out of their own pocket. */
export function ownMoneyFit(weeklyPence: Pence, cost: Pence): BudgetFit {
  const left = weeklyPence - cost;
  const payable: Payable = {answer: 'yes', reason: null};
  return {
    weeklyCostPence: cost,
    weeklyLeftPence: left,
    period: null,
    covers: null,
    ownWeeklyPence: Math.max(0, -left),
    payable,
  };
}

const places = new WeakMap<LineFunds, (day: Day) => number>();

/** In which of a line's periods a day is; asked of the same days for everybody on a page. */
function placesOf(funds: LineFunds): (day: Day) => number {
  const made = places.get(funds);
  if (made) return made;
  const known = new Map<Day, number>();
  const at = (day: Day): number => {
    const place = known.get(day) ?? funds.periods.findIndex(({startsOn, endsOn}) => startsOn <= day && day <= endsOn);
    known.set(day, place);
    return place;
  };
  places.set(funds, at);
  return at;
}

/**
 * @param cost what a usual week costs
 * @param weeks what each week costs, from the first that counts on; those that are not funded yet are left out
 */
export function lineFit(funds: LineFunds, cost: Pence, weeks: readonly WeekCost[], payable: Payable): BudgetFit {
  const {periods} = funds;
  const left = periods.map(({availablePence}) => availablePence);
  const at = placesOf(funds);
  const funded = weeks.filter(({visits}) => visits.length > 0 && visits.every(({day}) => at(day) >= 0));
  let covered = 0;
  let own = 0;
  for (const {visits} of funded) {
    const needs = new Map<number, Pence>();
    for (const {day, pence} of visits) needs.set(at(day), (needs.get(at(day)) ?? 0) + pence);
    const short = [...needs].reduce((sum, [period, need]) => sum + Math.max(0, need - (left[period] as Pence)), 0);
    if (short === 0) covered += 1;
    own += short;
    for (const [period, need] of needs) left[period] = Math.max(0, (left[period] as Pence) - need);
  }
  const [current] = periods;
  const inCurrent = weeks.flatMap(({visits}) => visits).filter(({day}) => at(day) === 0);
  const costPence = inCurrent.reduce((sum, {pence}) => sum + pence, 0);
  return {
    weeklyCostPence: cost,
    weeklyLeftPence: funds.weeklyPence - cost,
    period: current
      ? {
          startsOn: current.startsOn,
          endsOn: current.endsOn,
          costPence,
          leftPence: current.availablePence - costPence,
        }
      : null,
    covers: {weeks: covered, of: funded.length},
    ownWeeklyPence: funded.length === 0 ? 0 : Math.ceil(own / funded.length),
    payable,
  };
}
