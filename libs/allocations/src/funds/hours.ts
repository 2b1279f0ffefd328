import {roundFraction, split, type Pence} from '@app/kernel';
import type {RollOver} from '../budget/budget-line.entity.js';

/** What a month of a fund has, and what became of it, in minutes. */
export interface MonthHours {
  beforeMinutes: number;
  addedMinutes: number;
  returnedMinutes: number;
  usedMinutes: number;
  pooledMinutes: number;
}

export interface SettledHours extends MonthHours {
  lapsedMinutes: number;
  bankedMinutes: number;
}

/** How much of what is unused goes on to the next month: none, all, or so many weeks of it. */
export interface BankRule {
  rollOver: RollOver;
  surplusWeeks: number | null;
  /** What the line buys a week. */
  weekMinutes: number;
}

/**
 * What the money of a month buys, to the minute. What is less than a minute’s worth is carried to the next month, in
 * sixtieths of a penny, so that none of it is lost.
 */
export function bought(
  supportPence: Pence,
  hourPence: Pence,
  carryBefore: number,
): {minutes: number; carryAfter: number} {
  const sixtieths = Math.max(0, supportPence) * 60 + carryBefore;
  return {minutes: Math.floor(sixtieths / hourPence), carryAfter: sixtieths % hourPence};
}

/** What so many minutes cost. */
export function priceOf(minutes: number, hourPence: Pence): Pence {
  return roundFraction(BigInt(minutes) * BigInt(hourPence), 60n);
}

/** How many minutes there are to use or pool. */
export function toUse({
  beforeMinutes,
  addedMinutes,
  returnedMinutes,
}: Omit<MonthHours, 'usedMinutes' | 'pooledMinutes'>): number {
  return beforeMinutes + addedMinutes + returnedMinutes;
}

/**
 * What is banked and what lapses. Minutes in are minutes out: before + added + returned = used + pooled + lapsed + banked.
 * @returns null when more was used and pooled than there was
 */
export function settleMonth(month: MonthHours, rule: BankRule): SettledHours | null {
  const left = toUse(month) - month.usedMinutes - month.pooledMinutes;
  if (left < 0) return null;
  const bankedMinutes = Math.min(left, mostBanked(rule));
  return {...month, bankedMinutes, lapsedMinutes: left - bankedMinutes};
}

function mostBanked({rollOver, surplusWeeks, weekMinutes}: BankRule): number {
  if (rollOver === 'next_period') return Number.MAX_SAFE_INTEGER;
  return rollOver === 'none' ? 0 : (surplusWeeks ?? 0) * weekMinutes;
}

/**
 * The part of a pool that is one member’s: what is left, shared by what each put in, to the minute.
 * @param put by each who is still in it, in order
 */
export function shareOfPool(left: number, put: readonly number[], place: number): number {
  const all = put.reduce((sum, each) => sum + each, 0);
  if (left <= 0 || all === 0) return 0;
  return split(left, put)[place] ?? 0;
}
