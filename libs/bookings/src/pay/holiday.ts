import {addDays, addMonths, daysBetween, roundFraction, type Day, type Pence} from '@app/kernel';
import type {PayPeriod} from './pay-periods.js';

const HALF_HOUR = 30;
const HOUR = 60;
const YEAR = 12;

/** Irregular hours: a share of what was worked, in whole hours; half an hour and more makes one (regulation 15B). */
export function irregularHoliday(workedMinutes: number, irregularBp: number): number {
  const exact = Math.floor((workedMinutes * irregularBp) / 10_000);
  const over = exact % HOUR;
  return exact - over + (over >= HALF_HOUR ? HOUR : 0);
}

/** The same of the pay, where it is paid with each wage. */
export function rolledUpHoliday(workPence: Pence, irregularBp: number): Pence {
  return roundFraction(BigInt(workPence) * BigInt(irregularBp), 10_000n);
}

/**
 * Regular hours: so many weeks a year, grown day by day from the day on which they began. The difference of two running
 * totals, so that the periods of a leave year add up to exactly what the year gives.
 */
export function regularHoliday(
  period: PayPeriod,
  weeklyMinutes: number,
  weeksHundredths: number,
  yearsFrom: Day,
): number {
  const grown = (day: Day) => grownBy(day, weeklyMinutes * weeksHundredths, yearsFrom);
  return grown(period.endsOn) - grown(addDays(period.startsOn, -1));
}

/** In minutes, to the end of a day; a leave year has as many days as it has. */
function grownBy(day: Day, hundredthsOfMinutes: number, yearsFrom: Day): number {
  if (day < yearsFrom) return 0;
  let years = 0;
  while (addMonths(yearsFrom, (years + 1) * YEAR) <= day) years += 1;
  const [from, to] = [addMonths(yearsFrom, years * YEAR), addMonths(yearsFrom, (years + 1) * YEAR)];
  const ofYear = roundFraction(BigInt(hundredthsOfMinutes), 100n);
  const days = BigInt(daysBetween(from, day) + 1);
  return years * ofYear + roundFraction(BigInt(ofYear) * days, BigInt(daysBetween(from, to)));
}

/** What is contracted for a period that is no whole number of weeks; by running totals too. */
export function contractedMinutes(period: PayPeriod, weeklyMinutes: number, from: Day): number {
  const through = (day: Day) =>
    day < from ? 0 : roundFraction(BigInt(weeklyMinutes) * BigInt(daysBetween(from, day) + 1), 7n);
  return through(period.endsOn) - through(addDays(period.startsOn, -1));
}
