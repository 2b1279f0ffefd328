import {Temporal} from 'temporal-polyfill';
import {addDays, daysBetween, roundFraction, type Day, type Pence} from '@app/kernel';

export const CYCLES = ['four_weekly', 'monthly', 'weekly', 'once'] as const;
export type Cycle = (typeof CYCLES)[number];

export interface Span {
  startsOn: Day;
  /** The last day. */
  endsOn: Day;
}

/**
 * The periods of a line from its start up to `through`, in the council's cycle. The first and the last are cut to
 * the line's own days. A month is a calendar month, never four weeks. What is given once has one period.
 */
export function periodsOf(
  line: {cycle: Cycle; cycleAnchor: Day; startsOn: Day; endsOn: Day | null},
  through: Day,
): Span[] {
  if (line.cycle === 'once') return [{startsOn: line.startsOn, endsOn: line.endsOn ?? line.startsOn}];
  const {cycle} = line;
  const last = line.endsOn && line.endsOn < through ? line.endsOn : through;
  const spans: Span[] = [];
  for (let start = cycleStart(cycle, line.cycleAnchor, line.startsOn); start <= last;) {
    const next = nextStart(cycle, line.cycleAnchor, start);
    const end = addDays(next, -1);
    spans.push({
      startsOn: start < line.startsOn ? line.startsOn : start,
      endsOn: line.endsOn && line.endsOn < end ? line.endsOn : end,
    });
    start = next;
  }
  return spans;
}

/** Those that come after the days that have a period; one that only its end is missing of begins there. */
export function periodsAfter(spans: readonly Span[], knownTo: Day | null): Span[] {
  return spans.flatMap((span): Span[] => {
    if (!knownTo || span.startsOn > knownTo) return [span];
    return span.endsOn > knownTo ? [{...span, startsOn: addDays(knownTo, 1)}] : [];
  });
}

/**
 * What a weekly sum comes to over a span, by the day. It is the difference of two running totals from the line's
 * start, each rounded once, so that any number of periods adds up to exactly what their days are worth together.
 */
export function entitlement(weeklyPence: Pence, lineStartsOn: Day, span: Span): Pence {
  const upTo = (day: Day) => roundFraction(BigInt(weeklyPence) * BigInt(daysBetween(lineStartsOn, day)), 7n);
  return upTo(addDays(span.endsOn, 1)) - upTo(span.startsOn);
}

/** How often the council pays; `once` does not come round. */
type Round = Exclude<Cycle, 'once'>;

function cycleStart(cycle: Round, anchor: Day, day: Day): Day {
  if (cycle === 'monthly') {
    const months = monthsBetween(anchor, day);
    const start = nthMonth(anchor, months);
    return start > day ? nthMonth(anchor, months - 1) : start;
  }
  const length = lengthInDays(cycle);
  return addDays(anchor, Math.floor(daysBetween(anchor, day) / length) * length);
}

function nextStart(cycle: Round, anchor: Day, start: Day): Day {
  if (cycle === 'monthly') return nthMonth(anchor, monthsBetween(anchor, start) + 1);
  return addDays(start, lengthInDays(cycle));
}

function lengthInDays(cycle: 'four_weekly' | 'weekly'): number {
  return cycle === 'weekly' ? 7 : 28;
}

/** Counted from the anchor each time, so that an anchor on the 31st comes back to the 31st. */
function nthMonth(anchor: Day, months: number): Day {
  return Temporal.PlainDate.from(anchor).add({months}).toString();
}

function monthsBetween(from: Day, to: Day): number {
  const [a, b] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
  return (b.year - a.year) * 12 + (b.month - a.month);
}
