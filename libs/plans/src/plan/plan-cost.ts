import {prorate, type Pence} from '@app/kernel';
import type {WeekTime} from './plan-content.js';

const DAY = 24 * 60;

/** How long it lasts, in minutes: one that ends no later than it begins goes past midnight. */
export function minutesOf({from, to}: Pick<WeekTime, 'from' | 'to'>): number {
  const minutes = minuteOf(to) - minuteOf(from);
  return minutes > 0 ? minutes : minutes + DAY;
}

/** What a part of the week costs: each visit rounded by itself, as visits are booked. */
export function timePence(time: WeekTime): Pence {
  return time.ratePence === null ? 0 : prorate(time.ratePence, minutesOf(time), 60) * time.weekdays.length;
}

/** About what the week comes to. What it costs in the end follows from who comes and at which rates. */
export function weekPence(times: readonly WeekTime[]): Pence {
  return times.reduce((sum, time) => sum + timePence(time), 0);
}

/** Minutes a week of help that is paid for. */
export function weekMinutes(times: readonly WeekTime[]): number {
  return times.reduce((sum, time) => sum + minutesOf(time) * time.weekdays.length, 0);
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
