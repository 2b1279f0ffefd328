import {inLondon, LONDON} from '@app/kernel';
import {Temporal} from 'temporal-polyfill';

/** Hours in which somebody wants to be left in peace, by London's clocks: `{from: '21:00', to: '08:00'}`. */
export interface QuietHours {
  from: string;
  to: string;
}

/**
 * The first minute, from now on, that is not quiet. When clocks go forward, quiet hours that end in the missing hour
 * end with it; when they go back, what is quiet is quiet both times.
 */
export function firstAllowed(now: Date, quiet: QuietHours | null): Date {
  if (!quiet || !isQuiet(inLondon(now), quiet)) return now;
  const here = inLondon(now);
  const ends = [0, 1, 2].flatMap((days) => {
    const wall = here.toPlainDate().add({days}).toPlainDateTime(Temporal.PlainTime.from(quiet.to));
    return (['earlier', 'later'] as const).map((disambiguation) => wall.toZonedDateTime(LONDON, {disambiguation}));
  });
  const change = here.getTimeZoneTransition('next');
  const [first] = [...ends, ...(change ? [change] : [])]
    .filter((each) => Temporal.ZonedDateTime.compare(each, here) >= 0 && !isQuiet(each, quiet))
    .sort((a, b) => Temporal.ZonedDateTime.compare(a, b));
  return first ? new Date(first.epochMilliseconds) : now;
}

function isQuiet(at: Temporal.ZonedDateTime, {from, to}: QuietHours): boolean {
  const time = at.toPlainTime();
  const after = Temporal.PlainTime.compare(time, Temporal.PlainTime.from(from)) >= 0;
  const before = Temporal.PlainTime.compare(time, Temporal.PlainTime.from(to)) < 0;
  return from < to ? after && before : after || before;
}
