import {roundFraction, WHOLE_BP, type Pence} from '@app/kernel';
import type {RateCode} from './employment-rate.entity.js';

/** Who works at fixed times has 5.6 weeks' holiday; who works irregularly or part of the year earns it by the hour. */
export const WORKER_KINDS = ['regular', 'irregular'] as const;
export type WorkerKind = (typeof WORKER_KINDS)[number];

export interface PaPattern {
  ratePence: Pence;
  /** On average, a week. */
  minutesAWeek: number;
  worker: WorkerKind;
  age: number;
  /** Somebody else comes, at the same rate, while the PA has their holiday. */
  coverHoliday: boolean;
  /** The PA looks after one person who needs care, and does nothing else: then the Employment Allowance is there. */
  onlyCare: boolean;
  /** A year. */
  insurancePence: Pence;
  payrollPence: Pence;
}

export const COST_STEPS = ['wages', 'holiday', 'cover', 'ni', 'allowance', 'pension', 'insurance', 'payroll'] as const;
export type CostStep = (typeof COST_STEPS)[number];

export interface PaCost {
  /** What each comes to in a year of 52 weeks; what is saved is a minus. */
  steps: Record<CostStep, Pence>;
  /** Of the wages, what is paid for holiday; beside them for who works irregularly. */
  holidayPence: Pence;
  /** What the PA earns in the year, which contributions go by. */
  payPence: Pence;
  /** All steps together, exactly. */
  yearPence: Pence;
  /** A week of it, to the nearest penny. */
  weekPence: Pence;
  /** For each hour that somebody comes. */
  hourPence: Pence;
  minimumPence: Pence;
  belowMinimum: boolean;
}

export type Rates = (code: RateCode) => number;

const WEEKS = 52;
const HUNDREDTHS = 100;

/** What a PA really costs, with the rates of a day. Each step is rounded once; the total is the sum of the steps. */
export function paCost(pattern: PaPattern, rate: Rates): PaCost {
  const {ratePence, minutesAWeek, worker, coverHoliday, onlyCare} = pattern;
  const wages = roundFraction(BigInt(ratePence) * BigInt(minutesAWeek) * BigInt(WEEKS), 60n);
  const regular = worker === 'regular';
  const holidayPence = regular
    ? roundFraction(BigInt(wages) * BigInt(rate('holiday_weeks')), BigInt(WEEKS * HUNDREDTHS))
    : share(wages, rate('holiday_irregular'));
  const holiday = regular ? 0 : holidayPence;
  const payPence = wages + holiday;
  const ni = share(Math.max(0, payPence - rate('ni_threshold')), rate('ni_rate'));
  const steps: Record<CostStep, Pence> = {
    ...{wages, holiday, ni},
    cover: regular && coverHoliday ? holidayPence : 0,
    allowance: onlyCare ? 0 - Math.min(ni, rate('ni_allowance')) : 0,
    pension: pensionOf(pattern.age, payPence, rate),
    insurance: pattern.insurancePence,
    payroll: pattern.payrollPence,
  };
  const yearPence = COST_STEPS.reduce((sum, step) => sum + steps[step], 0);
  const minimumPence = minimumOf(pattern.age, rate);
  return {
    ...{steps, holidayPence, payPence, yearPence, minimumPence},
    weekPence: roundFraction(BigInt(yearPence), BigInt(WEEKS)),
    hourPence: hourly(yearPence, pattern, rate('holiday_weeks')),
    belowMinimum: ratePence < minimumPence,
  };
}

/** The least that may be paid an hour, by age. */
export function minimumOf(age: number, rate: Rates): Pence {
  return rate(minimumCode(age));
}

export function minimumCode(age: number): RateCode {
  return age >= 21 ? 'minimum_21' : age >= 18 ? 'minimum_18' : 'minimum_16';
}

/** Who is old enough and earns enough is enrolled: of what lies in the band, a share. */
function pensionOf(age: number, pay: Pence, rate: Rates): Pence {
  if (age < rate('pension_from_age') || age >= rate('pension_to_age') || pay <= rate('pension_trigger')) return 0;
  return share(Math.max(0, Math.min(pay, rate('pension_upper')) - rate('pension_lower')), rate('pension_rate'));
}

/** Without cover nobody comes in the weeks of holiday. */
function hourly(year: Pence, {minutesAWeek, worker, coverHoliday}: PaPattern, holidayWeeks: number): Pence {
  if (minutesAWeek === 0) return 0;
  const weeks = worker === 'regular' && !coverHoliday ? WEEKS * HUNDREDTHS - holidayWeeks : WEEKS * HUNDREDTHS;
  return roundFraction(BigInt(year) * BigInt(60 * HUNDREDTHS), BigInt(minutesAWeek) * BigInt(weeks));
}

function share(sum: Pence, basisPoints: number): Pence {
  return roundFraction(BigInt(sum) * BigInt(basisPoints), BigInt(WHOLE_BP));
}
