import type {Found} from '@app/geography';
import {inLondon, weekday, type Day} from '@app/kernel';
import type {SearchInput} from '../find/search-input.js';
import type {TimeBand} from './search-missed.entity.js';

export interface Missed {
  month: Day;
  outcode: string;
  service: string;
  need: string;
  timeBand: TimeBand;
}

/**
 * What of a question is kept: never its words, nor more of the place than its outward code.
 * @param meant what the words mean, as a `Thesaurus` gives it
 */
export function whatWasMissed(
  {chosen, available, pattern}: SearchInput,
  meant: readonly (readonly string[])[],
  origin: Found | null,
  today: Day,
): Missed {
  const first = (group: 'service' | 'need') => {
    const typed = meant.flatMap(([fact]) => (fact?.startsWith(`${group}:`) ? [fact.slice(group.length + 1)] : []));
    return chosen[group]?.[0] ?? typed[0] ?? '';
  };
  const [visit] = pattern?.visits ?? [];
  const clock = available && inLondon(available.from);
  const day = visit?.weekday ?? (clock ? weekday(clock.toPlainDate().toString()) : null);
  const hour = visit ? Number(visit.from.slice(0, 2)) : (clock?.hour ?? 0);
  return {
    month: `${today.slice(0, 8)}01`,
    outcode: origin?.outcode ?? '',
    service: first('service'),
    need: first('need'),
    timeBand: day === null ? '' : bandOf(day, hour),
  };
}

/** As commissioners speak of it: no council's own bands, which would differ from place to place. */
function bandOf(day: number, hour: number): TimeBand {
  if (hour >= 22 || hour < 7) return 'night';
  if (day >= 6) return 'weekend';
  return hour >= 18 ? 'evening' : 'weekday';
}
