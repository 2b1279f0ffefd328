/** A time on the clock, `00:00` to `24:00`; the last is midnight at the end of the day. */
export type ClockTime = string;

const CLOCK_TIME = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

export function isClockTime(value: unknown): value is ClockTime {
  return typeof value === 'string' && CLOCK_TIME.test(value);
}

/** Minutes since midnight on the clock; takes PostgreSQL's `09:00:00` too. */
export function minuteOf(time: ClockTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
