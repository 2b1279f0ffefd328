import type {Day, Pence} from '@app/kernel';
import type {PlannedVisit} from './pattern.js';

/** What one week comes to, and on which days. */
export interface WeekCost {
  pence: Pence;
  visits: {day: Day; pence: Pence}[];
}

const kept = new WeakMap<readonly Pence[], {visits: readonly PlannedVisit[]; weeks: readonly WeekCost[]}>();

/** Of the same costs the same: many listings ask alike. */
export function weekCosts(visits: readonly PlannedVisit[], costs: readonly Pence[]): readonly WeekCost[] {
  const known = kept.get(costs);
  if (known?.visits === visits) return known.weeks;
  const weeks = byWeek(visits, costs);
  kept.set(costs, {visits, weeks});
  return weeks;
}

function byWeek(visits: readonly PlannedVisit[], costs: readonly Pence[]): WeekCost[] {
  const weeks: WeekCost[] = [];
  visits.forEach(({day, week}, index) => {
    const pence = costs[index] as Pence;
    while (weeks.length <= week) weeks.push({pence: 0, visits: []}); // the clocks may skip all visits of a week
    const own = weeks[week] as WeekCost;
    own.pence += pence;
    own.visits.push({day, pence});
  });
  return weeks;
}

/** What most weeks cost: one with a bank holiday is no usual week, nor is one without a visit. Of equally many the cheaper. */
export function usualWeek(weeks: readonly WeekCost[]): Pence {
  const counts = new Map<Pence, number>();
  for (const {pence} of weeks.filter(({visits}) => visits.length > 0)) counts.set(pence, (counts.get(pence) ?? 0) + 1);
  const [usual] = [...counts].sort(([a, often], [b, oftener]) => oftener - often || a - b)[0] ?? [0];
  return usual;
}
