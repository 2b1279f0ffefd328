import {
  COST_STEPS,
  paContingency,
  RATE_UNITS,
  WORKER_KINDS,
  type CostStep,
  type LineView,
  type PaCost,
  type PaPattern,
  type RateCode,
  type RatesOfDay,
  type WorkerKind,
} from '@app/allocations';
import {prorate, roundFraction, type Day, type Pence} from '@app/kernel';
import {formatDay, formatNumber, formatPounds} from '../../words/figures.js';
import {t, words} from '../../words/t.js';
import {AGES, PER, type PaCostForm, type Per} from './pa-cost.form.js';

const WORKER_WORDS: Record<WorkerKind, {name: string; means: string}> = words({
  regular: {
    name: 'At fixed hours',
    means: 'For example, mornings from Monday to Friday. 5.6 weeks of paid holiday a year.',
  },
  irregular: {
    name: 'At irregular hours, or only part of the year',
    means: 'Hours that change from week to week. Holiday is earned by the hour worked.',
  },
});

const AGE_WORDS: Record<keyof typeof AGES, string> = words({
  '16': '16 or 17',
  '18': '18 to 20',
  '21': '21',
  '22': '22 to 40',
  '41': '41 to State Pension age',
  '66': 'State Pension age or older',
});

const PER_WORDS: Record<Per, string> = words({
  week: 'A week',
  four_weeks: 'Every four weeks',
  month: 'A month',
});

const STEP_WORDS: Record<CostStep, string> = words({
  wages: 'Wages',
  holiday: 'Holiday pay',
  cover: 'Cover during holidays',
  ni: 'Employer’s National Insurance',
  allowance: 'Employment Allowance',
  pension: 'Employer’s pension contribution',
  insurance: 'Employers’ liability insurance',
  payroll: 'Payroll service',
});

export const RATE_WORDS: Record<RateCode, string> = words({
  minimum_21: 'Minimum wage from 21',
  minimum_18: 'Minimum wage from 18 to 20',
  minimum_16: 'Minimum wage under 18, and for apprentices',
  ni_rate: 'Employer’s National Insurance: share',
  ni_threshold: 'Employer’s National Insurance: above how much a year',
  ni_allowance: 'Employment Allowance a year',
  pension_rate: 'Employer’s pension contribution: share',
  pension_trigger: 'Enrolled above how much a year',
  pension_lower: 'Pension band: from',
  pension_upper: 'Pension band: to',
  pension_from_age: 'Enrolled from which age',
  pension_to_age: 'State Pension age',
  holiday_weeks: 'Paid holiday: weeks a year',
  holiday_irregular: 'Holiday at irregular hours: share of pay',
  insurance_year: 'Insurance: usual cost a year',
  payroll_year: 'Payroll: usual cost a year',
  sick_week: 'Sick pay: a week at most',
  sick_share: 'Sick pay: share of average pay at most',
  sick_earnings: 'Sick pay: for who earns a week on average',
  sick_waiting_days: 'Sick pay: days that are not paid first',
  sick_weeks: 'Sick pay: weeks at most',
  redundancy_week: 'Redundancy pay: of a week’s pay at most',
  redundancy_years: 'Redundancy pay: after how many years',
  redundancy_most_years: 'Redundancy pay: years that count at most',
  redundancy_under_22: 'Redundancy pay: weeks for a year under 22',
  redundancy_22: 'Redundancy pay: weeks for a year from 22',
  redundancy_41: 'Redundancy pay: weeks for a year from 41',
});

/** What the form starts with and offers. */
export function formPart(lines: readonly LineView[], rates: RatesOfDay) {
  const usual = (code: RateCode) => {
    const value = rates.get(code)?.value;
    return value ? (value / 100).toFixed(2) : '';
  };
  return {
    workers: WORKER_KINDS.map((value) => ({
      ...{value, text: WORKER_WORDS[value].name},
      hint: {text: WORKER_WORDS[value].means},
    })),
    ages: (Object.keys(AGES) as (keyof typeof AGES)[]).map((value) => ({value, text: AGE_WORDS[value]})),
    pers: PER.map((value) => ({value, text: PER_WORDS[value]})),
    lines: lines.map(({id, purpose}) => ({value: id, text: purpose})),
    usual: {insurance: usual('insurance_year'), payroll: usual('payroll_year')},
  };
}

export function patternOf(form: PaCostForm): PaPattern {
  return {
    ratePence: form.rate,
    minutesAWeek: Math.round(form.hours * 60),
    worker: form.worker,
    age: AGES[form.age],
    coverHoliday: form.cover === 'yes',
    onlyCare: form.care === 'yes',
    insurancePence: form.insurance ?? 0,
    payrollPence: form.payroll ?? 0,
  };
}

/** The cost with each step worked out in words. */
export function costPart(pattern: PaPattern, cost: PaCost, rates: RatesOfDay) {
  const pounds = (code: RateCode) => formatPounds(rates.get(code)?.value ?? 0);
  const percent = (code: RateCode) => formatNumber((rates.get(code)?.value ?? 0) / 100);
  const rate = formatPounds(pattern.ratePence);
  const hours = formatNumber(pattern.minutesAWeek / 60);
  const how: Record<CostStep, string> = {
    wages: t('{{hours}} hours a week at {{rate}}, for 52 weeks. Of this {{holiday}} is paid for holiday.', {
      ...{hours, rate, holiday: formatPounds(pattern.worker === 'regular' ? cost.holidayPence : 0)},
    }),
    holiday: t('{{percent}}% of the wages, because the hours are irregular', {percent: percent('holiday_irregular')}),
    cover: t('Somebody else for the {{weeks}} weeks of holiday, at the same rate', {
      weeks: formatNumber((rates.get('holiday_weeks')?.value ?? 0) / 100),
    }),
    ni: t('{{percent}}% of pay above {{threshold}} a year. Their pay is {{pay}}.', {
      ...{percent: percent('ni_rate'), threshold: pounds('ni_threshold'), pay: formatPounds(cost.payPence)},
    }),
    allowance: t('Up to {{allowance}} a year is let off, because they do care for one person only', {
      allowance: pounds('ni_allowance'),
    }),
    pension: t('{{percent}}% of pay between {{lower}} and {{upper}}, from {{trigger}} a year on', {
      ...{percent: percent('pension_rate'), lower: pounds('pension_lower'), upper: pounds('pension_upper')},
      trigger: pounds('pension_trigger'),
    }),
    insurance: t('What you typed'),
    payroll: t('What you typed'),
  };
  const steps = COST_STEPS.filter((step) => cost.steps[step] !== 0 || step === 'pension' || step === 'ni');
  return {
    ...cost,
    steps: steps.map((step) => ({name: STEP_WORDS[step], pence: cost.steps[step], how: how[step]})),
    sources: [...rates.values()].map(({code, value, source, startsOn}) => ({
      ...{name: RATE_WORDS[code], source, from: formatDay(startsOn, {})},
      shown: shownRate(code, value),
    })),
  };
}

/** What can come on top, worked out step by step. */
export function contingencyPart(pattern: PaPattern, cost: PaCost, years: number, rates: RatesOfDay) {
  const rate = (code: RateCode) => rates.get(code)?.value ?? 0;
  const pounds = (code: RateCode) => formatPounds(rate(code));
  const {weekPayPence, sick, redundancy} = paContingency(cost, pattern.age, years, rate);
  const pay = formatPounds(weekPayPence);
  const flat = rate('sick_share') >= 10_000;
  return {
    sick,
    redundancy,
    sickHow: [
      flat
        ? t('Their pay is {{pay}} a week. From {{least}} a week on, sick pay is {{week}} a week.', {
            ...{pay, least: pounds('sick_earnings'), week: pounds('sick_week')},
          })
        : t('Their pay is {{pay}} a week. {{percent}}% of it, and no more than {{most}}, is {{week}} a week.', {
            ...{pay, percent: formatNumber(rate('sick_share') / 100), most: pounds('sick_week')},
            week: formatPounds(sick.weekPence),
          }),
      rate('sick_waiting_days')
        ? t('The first {{days}} days are not paid.', {days: rate('sick_waiting_days')})
        : t('It is paid from the first day.'),
      t('For {{weeks}} weeks, the longest that it is paid, it comes to {{most}}.', {
        weeks: formatNumber(rate('sick_weeks') / 100),
        most: formatPounds(sick.mostPence),
      }),
    ],
    redundancyHow: redundancy.years
      ? t('{{years}} years, for each {{weeks}} × a week’s pay, counted as {{week}} ({{most}} at most).', {
          ...{years: redundancy.years, weeks: formatNumber(redundancy.weeksAYear / 100)},
          ...{week: formatPounds(redundancy.weekPence), most: pounds('redundancy_week')},
        })
      : t('It is paid after {{years}} years.', {years: rate('redundancy_years')}),
  };
}

/** As somebody reads it: pounds, percent, weeks, days or years. */
export function shownRate(code: RateCode, value: number): string {
  const unit = RATE_UNITS[code];
  if (unit === 'percent') return `${formatNumber(value / 100)}%`;
  if (unit === 'weeks') return formatNumber(value / 100);
  return unit === 'pounds' ? formatPounds(value) : String(value);
}

/** What an amount comes to a week: a year has 52 weeks here, 13 times four of them, and 12 months. */
export function weekOf(amount: Pence, per: Per): Pence {
  if (per === 'week') return amount;
  return per === 'four_weeks' ? prorate(amount, 1, 4) : roundFraction(BigInt(amount) * 12n, 52n);
}

/** Whether an amount a week is enough, in a sentence. */
export function enoughWords(week: Pence, cost: PaCost): string {
  const left = week - cost.weekPence;
  const amount = formatPounds(Math.abs(left));
  return left >= 0
    ? t('It is enough: {{amount}} a week is left.', {amount})
    : t('It is {{amount}} a week too little.', {amount});
}

export const firstDayWords = (day: Day) => formatDay(day, {});
