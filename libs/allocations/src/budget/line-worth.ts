import {addDays, daysBetween, roundFraction, WHOLE_BP, type Day, type Pence} from '@app/kernel';
import type {ChangeKind} from './line-change.entity.js';
import type {Span} from './periods.js';

/** What a line said when it was opened. */
export interface OpeningTerms {
  startsOn: Day;
  endsOn: Day | null;
  weeklyPence: Pence;
  contributionWeeklyPence: Pence;
  oneOffPence: Pence;
}

export interface TermsChange {
  id: string;
  kind: ChangeKind;
  fromDay: Day;
  toDay: Day | null;
  weeklyPence: Pence | null;
  contributionWeeklyPence: Pence | null;
  keptBp: number | null;
  replacesId: string | null;
}

/** What a line gives over a span of days: from the council, and from the person. */
export interface Worth {
  allocatedPence: Pence;
  contributionPence: Pence;
}

/** Days on which nothing changes; `until` is the first day after it, null when it goes on. */
interface Stretch {
  from: Day;
  until: Day | null;
  weeklyPence: Pence;
  contributionWeeklyPence: Pence;
  keptBp: number;
}

const WEEK_OF_WHOLES = BigInt(7 * WHOLE_BP);

/** The changes that count: none that another took the place of. In the order in which they were recorded. */
export function standingChanges<T extends TermsChange>(changes: readonly T[]): T[] {
  const replaced = new Set(changes.map((each) => each.replacesId));
  return changes.filter((each) => each.kind !== 'withdrawn' && !replaced.has(each.id));
}

/** The last day of the line, as it was opened or as it was said since. */
export function lastDay(line: Pick<OpeningTerms, 'endsOn'>, changes: readonly TermsChange[]): Day | null {
  const ends = standingChanges(changes).filter((each) => each.kind === 'end');
  return ends.at(-1)?.fromDay ?? line.endsOn;
}

/** What is given a week on a day, as if nothing were suspended: of the changes that began by then the latest. */
export function weeklyOn(line: OpeningTerms, changes: readonly TermsChange[], day: Day) {
  let found = {from: line.startsOn, weekly: line.weeklyPence, contribution: line.contributionWeeklyPence};
  for (const {kind, fromDay: from, weeklyPence, contributionWeeklyPence} of standingChanges(changes)) {
    if (kind !== 'amount' || from > day || from < found.from) continue;
    found = {from, weekly: weeklyPence ?? 0, contribution: contributionWeeklyPence ?? 0};
  }
  return {weeklyPence: found.weekly, contributionWeeklyPence: found.contribution};
}

/**
 * What each span is worth, by the day. Every sum is the difference of two running totals from the line's start, each
 * rounded once, so that any number of spans adds up to exactly what their days are worth together, whatever changed
 * between them. What is given once is given on the first day and never spread.
 */
export function worthOf(line: OpeningTerms, changes: readonly TermsChange[], spans: readonly Span[]): Worth[] {
  const stretches = stretchesOf(line, changes);
  // How many of each stretch's days come before a day: written days are compared as texts, and counted once an edge.
  const daysBefore = (day: Day) =>
    stretches.map(({from, until}) => (day > from ? daysBetween(from, until && until < day ? until : day) : 0));
  const upTo = (days: readonly number[], sum: (stretch: Stretch) => Pence) => {
    let exact = 0n;
    stretches.forEach((each, index) => {
      const count = days[index] ?? 0;
      if (count > 0) exact += BigInt(sum(each)) * BigInt(each.keptBp) * BigInt(count);
    });
    return roundFraction(exact, WEEK_OF_WHOLES);
  };
  return spans.map(({startsOn, endsOn}) => {
    const [before, after] = [daysBefore(startsOn), daysBefore(addDays(endsOn, 1))];
    const between = (sum: (stretch: Stretch) => Pence) => upTo(after, sum) - upTo(before, sum);
    const once = startsOn <= line.startsOn && line.startsOn <= endsOn ? line.oneOffPence : 0;
    return {
      allocatedPence: between((each) => each.weeklyPence) + once,
      contributionPence: between((each) => each.contributionWeeklyPence),
    };
  });
}

function stretchesOf(line: OpeningTerms, changes: readonly TermsChange[]): Stretch[] {
  const standing = standingChanges(changes);
  const last = lastDay(line, changes);
  const end = last && addDays(last, 1);
  const pauses = standing.filter((each) => each.kind === 'suspension');
  const edges = [
    line.startsOn,
    ...standing.filter((each) => each.kind === 'amount').map((each) => each.fromDay),
    ...pauses.flatMap(({fromDay, toDay}) => [fromDay, ...(toDay ? [addDays(toDay, 1)] : [])]),
  ];
  const days = [...new Set(edges)].filter((day) => day >= line.startsOn && (!end || day < end)).sort();
  return days.map((from, index) => ({
    from,
    until: days[index + 1] ?? end,
    ...weeklyOn(line, changes, from),
    keptBp: Math.min(WHOLE_BP, ...pauses.filter((each) => covers(each, from)).map((each) => each.keptBp ?? 0)),
  }));
}

function covers({fromDay, toDay}: TermsChange, day: Day): boolean {
  return fromDay <= day && (toDay === null || day <= toDay);
}
