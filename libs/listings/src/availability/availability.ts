import type {Day} from '@app/kernel';
import type {ClockTime} from '../time/clock-time.js';

/** Hours that come round every week, from a day to a last day or until changed. */
export interface Pattern {
  /** 1 is Monday, 7 is Sunday. */
  weekday: number;
  from: ClockTime;
  /** After `from`; up to 24:00. Hours past midnight are a second pattern on the next weekday. */
  to: ClockTime;
  startsOn: Day;
  endsOn: Day | null;
}

/** Days that differ from the pattern: away, or open as well. */
export interface Exception {
  startsOn: Day;
  /** The last day. */
  endsOn: Day;
  available: boolean;
  /** On each of those days; null means all day. */
  from: ClockTime | null;
  to: ClockTime | null;
}
