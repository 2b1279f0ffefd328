import {bankHoliday, type Day, type TimeRange} from '@app/kernel';
import {minuteOf, type ClockTime} from '../time/clock-time.js';
import {clockInstant, dayOf, londonDayNumber, MINUTES_IN_DAY, weekdayOf, type DayNumber} from '../time/london-days.js';
import {inForce, type TimedBand} from './rates.js';

/** Which hours a council counts as evening or weekend, from a day to a last day or until changed. */
export interface BandRule {
  band: 'evening' | 'weekend';
  /** 1 is Monday, 7 is Sunday. */
  weekdays: readonly number[];
  from: ClockTime;
  /** After `from`; up to 24:00. An evening that goes past midnight is two rules. */
  to: ClockTime;
  startsOn: Day;
  endsOn: Day | null;
}

/** A stretch that is all of one band. */
export interface BandStretch extends TimeRange {
  band: TimedBand;
}

/**
 * Cuts a stretch of time where its band changes on London's clock: bank holiday before weekend before evening
 * before weekday. Neighbours differ in their band, and together they are the whole.
 */
export function cutByBand(range: TimeRange, rules: readonly BandRule[]): BandStretch[] {
  const from = range.startsAt.getTime();
  const to = range.endsAt.getTime();
  const cut: BandStretch[] = [];
  for (let day = londonDayNumber(from); clockInstant(day, 0) < to; day += 1) {
    for (const {band, fromMinute, toMinute} of bandsOfDay(day, rules)) {
      const startsAt = Math.max(clockInstant(day, fromMinute), from);
      const endsAt = Math.min(clockInstant(day, toMinute), to);
      if (startsAt >= endsAt) continue;
      const last = cut.at(-1);
      if (last?.band === band) last.endsAt = new Date(endsAt);
      else cut.push({band, startsAt: new Date(startsAt), endsAt: new Date(endsAt)});
    }
  }
  return cut;
}

function bandsOfDay(number: DayNumber, rules: readonly BandRule[]) {
  const day = dayOf(number);
  const weekday = weekdayOf(number);
  const whole = {fromMinute: 0, toMinute: MINUTES_IN_DAY};
  if (bankHoliday(day)) return [{band: 'bank_holiday' as const, ...whole}];
  const today = inForce(rules, day)
    .filter((rule) => rule.weekdays.includes(weekday))
    .map((rule) => ({band: rule.band, fromMinute: minuteOf(rule.from), toMinute: minuteOf(rule.to)}));
  if (today.length === 0) return [{band: 'weekday' as const, ...whole}];
  const cuts = [...new Set([0, MINUTES_IN_DAY, ...today.flatMap((rule) => [rule.fromMinute, rule.toMinute])])];
  cuts.sort((a, b) => a - b);
  return cuts.slice(1).map((toMinute, index) => {
    const fromMinute = cuts[index] ?? 0;
    const covers = (band: string) =>
      today.some((rule) => rule.band === band && rule.fromMinute <= fromMinute && toMinute <= rule.toMinute);
    const band: TimedBand = covers('weekend') ? 'weekend' : covers('evening') ? 'evening' : 'weekday';
    return {band, fromMinute, toMinute};
  });
}
