import {addDays, addMonths, daysBetween, type Day} from '@app/kernel';

export const PAY_CYCLES = ['weekly', 'two_weekly', 'four_weekly', 'monthly'] as const;
export type PayCycle = (typeof PAY_CYCLES)[number];

export interface PayPeriod {
  startsOn: Day;
  endsOn: Day;
}

const DAYS: Record<Exclude<PayCycle, 'monthly'>, number> = {weekly: 7, two_weekly: 14, four_weekly: 28};

/** The pay period that a day is in; they follow each other from the anchor on, and there is none before it. */
export function payPeriod(cycle: PayCycle, anchor: Day, day: Day): PayPeriod {
  const asked = day < anchor ? anchor : day;
  if (cycle === 'monthly') return month(anchor, asked);
  const length = DAYS[cycle];
  const number = Math.floor(daysBetween(anchor, asked) / length);
  const startsOn = addDays(anchor, number * length);
  return {startsOn, endsOn: addDays(startsOn, length - 1)};
}

/** From the anchor's day of one month to the day before it in the next; where a month has no such day, its last one. */
function month(anchor: Day, day: Day): PayPeriod {
  let number =
    (Number(day.slice(0, 4)) - Number(anchor.slice(0, 4))) * 12 + Number(day.slice(5, 7)) - Number(anchor.slice(5, 7));
  if (addMonths(anchor, number) > day) number -= 1;
  return {startsOn: addMonths(anchor, number), endsOn: addDays(addMonths(anchor, number + 1), -1)};
}
