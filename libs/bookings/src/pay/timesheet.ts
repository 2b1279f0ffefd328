import type {HolidayInForce} from '@app/allocations';
import {bankHoliday, londonDay, minutes, type Day, type Pence, type RateBand, type RateUnit} from '@app/kernel';
import {minimumMinutes, shortOfMinimum} from '../hours/pay.js';
import type {PayPart} from '../hours/pay-part.js';
import type {Shift} from '../hours/shift.js';
import {contractedMinutes, irregularHoliday, regularHoliday, rolledUpHoliday} from './holiday.js';
import type {PayPeriod} from './pay-periods.js';

/** A visit that is to be paid: approved, called off too late, or paid while support paused. */
export interface PaidVisit {
  id: string;
  startsAt: Date;
  endsAt: Date;
  shift: Shift;
  cancelled: boolean;
  parts: PayPart[];
  workPence: Pence;
  miles: number;
  mileagePence: Pence;
  expensePence: Pence;
  /** What the law says that an hour is paid at least, by their age on the day. */
  minimumPence: Pence | null;
}

export interface Arrangement {
  hoursKind: 'regular' | 'irregular';
  weeklyMinutes: number | null;
  rolledUp: boolean;
  startsOn: Day;
}

export interface TimesheetTotals {
  /** Null where nothing is contracted. */
  contractedMinutes: number | null;
  workedMinutes: number;
  byRate: {band: RateBand; unit: RateUnit; ratePence: Pence; times: number; minutes: number; pence: Pence}[];
  /** Work on bank holidays, which is in the rates above. */
  bankHolidayMinutes: number;
  sleepIns: number;
  cancelledPence: Pence;
  workPence: Pence;
  miles: number;
  mileagePence: Pence;
  expensePence: Pence;
  holidayMinutes: number;
  holidaySource: string | null;
  /** Holiday pay that is paid with this wage, itemised; null where it is paid when holiday is taken. */
  rolledUpPence: Pence | null;
  totalPence: Pence;
  /** By how much it lies below the minimum wage. */
  shortPence: Pence;
}

/** What a pay period comes to. Only adds up what was approved: nothing is priced anew. */
export function timesheetTotals(
  visits: readonly PaidVisit[],
  period: PayPeriod,
  arrangement: Arrangement,
  holiday: HolidayInForce | null,
): TimesheetTotals {
  const worked = visits.filter((visit) => !visit.cancelled);
  const sum = (of: (visit: PaidVisit) => number) => visits.reduce((all, visit) => all + of(visit), 0);
  const workedMinutes = worked.reduce((all, visit) => all + workMinutes(visit), 0);
  const workPence = sum((visit) => visit.workPence);
  const rolledUp = arrangement.rolledUp && holiday ? rolledUpHoliday(workPence, holiday.irregularBp) : null;
  const [mileagePence, expensePence] = [sum((visit) => visit.mileagePence), sum((visit) => visit.expensePence)];
  const {weeklyMinutes, startsOn} = arrangement;
  return {
    contractedMinutes: weeklyMinutes === null ? null : contractedMinutes(period, weeklyMinutes, startsOn),
    workedMinutes,
    byRate: byRate(worked),
    bankHolidayMinutes: worked.filter(onBankHoliday).reduce((all, visit) => all + workMinutes(visit), 0),
    sleepIns: worked.filter(({shift}) => shift === 'sleep_in').length,
    cancelledPence: visits.filter(({cancelled}) => cancelled).reduce((all, visit) => all + visit.workPence, 0),
    workPence,
    miles: sum((visit) => Math.round(visit.miles * 10)) / 10,
    mileagePence,
    expensePence,
    holidayMinutes: holiday ? holidayMinutes(workedMinutes, period, arrangement, holiday) : 0,
    holidaySource: holiday?.sources[arrangement.hoursKind] ?? null,
    rolledUpPence: rolledUp,
    totalPence: workPence + mileagePence + expensePence + (rolledUp ?? 0),
    shortPence: worked.reduce((all, visit) => all + shortOf(visit), 0),
  };
}

/** Of a sleep-in only the time awake is work; all other time is. */
export function workMinutes({shift, parts, startsAt, endsAt}: PaidVisit): number {
  if (shift !== 'sleep_in') return minutes({startsAt, endsAt});
  return parts.filter(({band}) => band === 'waking_night').reduce((all, part) => all + part.minutes, 0);
}

function onBankHoliday({startsAt, parts}: PaidVisit): boolean {
  return parts.some(({band}) => band === 'bank_holiday') || bankHoliday(londonDay(startsAt)) !== null;
}

function shortOf(visit: PaidVisit): Pence {
  if (visit.minimumPence === null) return 0;
  return shortOfMinimum(minimumMinutes(visit.shift, visit), visit.workPence, visit.minimumPence);
}

function holidayMinutes(worked: number, period: PayPeriod, arrangement: Arrangement, rule: HolidayInForce): number {
  if (arrangement.hoursKind === 'irregular') return irregularHoliday(worked, rule.irregularBp);
  return regularHoliday(period, arrangement.weeklyMinutes ?? 0, rule.weeksHundredths, arrangement.startsOn);
}

function byRate(visits: readonly PaidVisit[]): TimesheetTotals['byRate'] {
  const found = new Map<string, TimesheetTotals['byRate'][number]>();
  for (const {band, unit, ratePence, minutes: lasts, pence} of visits.flatMap(({parts}) => parts)) {
    const key = `${band} ${unit} ${ratePence}`;
    const so = found.get(key) ?? {band, unit, ratePence, times: 0, minutes: 0, pence: 0};
    found.set(key, {...so, times: so.times + 1, minutes: so.minutes + lasts, pence: so.pence + pence});
  }
  return [...found.values()].sort((a, b) => (a.band < b.band ? -1 : a.band > b.band ? 1 : a.ratePence - b.ratePence));
}
