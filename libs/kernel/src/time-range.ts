/** A stretch of time: its start belongs to it, its end does not. */
export interface TimeRange {
  startsAt: Date;
  endsAt: Date;
}

/** Elapsed minutes, so that a night on which the clocks change is as long as it really is. */
export function minutes(range: TimeRange): number {
  return (range.endsAt.getTime() - range.startsAt.getTime()) / 60_000;
}

export function overlaps(a: TimeRange, b: TimeRange): boolean {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt;
}

/** Joins ranges that overlap or touch; the answer is in order. */
export function merge(ranges: readonly TimeRange[]): TimeRange[] {
  const merged: TimeRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())) {
    const last = merged.at(-1);
    if (last && range.startsAt <= last.endsAt) {
      if (range.endsAt > last.endsAt) last.endsAt = range.endsAt;
    } else if (range.startsAt < range.endsAt) {
      merged.push({...range});
    }
  }
  return merged;
}

/** What is left of `from` when `taken` is cut out of it. */
export function subtract(from: readonly TimeRange[], taken: readonly TimeRange[]): TimeRange[] {
  let left = merge(from);
  for (const cut of merge(taken)) {
    left = left.flatMap((range) => {
      if (!overlaps(range, cut)) return [range];
      const before = {startsAt: range.startsAt, endsAt: cut.startsAt};
      const after = {startsAt: cut.endsAt, endsAt: range.endsAt};
      return [before, after].filter((part) => part.startsAt < part.endsAt);
    });
  }
  return left;
}
