import type {TimeRange} from '@app/kernel';

const FURTHEST_MS = 92 * 86_400_000;

/** The span in which to ask when somebody is free: from the first visit on, three months at most. */
export function spanOf(visits: readonly TimeRange[]): {from: Date; to: Date} {
  const from = visits[0]?.startsAt ?? new Date(0);
  const last = visits.at(-1)?.endsAt ?? from;
  return {from, to: new Date(Math.min(last.getTime(), from.getTime() + FURTHEST_MS))};
}

/** Visits within the span, at times that somebody has not said they are free. Later ones are not looked at. */
export function outsideFreeTimes<Visit extends TimeRange>(
  visits: readonly Visit[],
  free: readonly TimeRange[],
  {to}: {to: Date},
): Visit[] {
  return visits.filter(
    ({startsAt, endsAt}) =>
      endsAt <= to && !free.some((stretch) => stretch.startsAt <= startsAt && endsAt <= stretch.endsAt),
  );
}
