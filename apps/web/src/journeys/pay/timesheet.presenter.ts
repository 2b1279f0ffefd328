import {workMinutes, type TimesheetTotals, type TimesheetView} from '@app/bookings';
import {londonDay} from '@app/kernel';
import type {Paper} from '@app/platform';
import {formatDay, formatNumber, formatPounds, formatTime} from '../../words/figures.js';
import {BAND_WORDS, UNIT_WORDS} from '../../words/rate-words.js';
import {t} from '../../words/t.js';

const day = (value: string) => formatDay(value, {});

/** 7 hours 30 minutes */
export function lasting(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [hours && t('{{count}} hours', {count: hours}), rest && t('{{count}} minutes', {count: rest})];
  return parts.filter(Boolean).join(' ') || t('{{count}} hours', {count: 0});
}

/** A pay period to read, to print and to hand to whoever keeps the books. */
export function timesheetPaper(view: TimesheetView, council: string): Paper {
  const {engagement, period, closed, totals} = view;
  return {
    title: t('Timesheet of {{name}}', {name: engagement.listing.name}),
    subtitle: t('{{from}} to {{to}}, employed by {{employer}}', {
      ...{from: day(period.startsOn), to: day(period.endsOn), employer: engagement.holder.name},
    }),
    author: council,
    sections: [
      {
        heading: t('To be paid'),
        blocks: [
          {kind: 'facts', facts: facts(totals)},
          {kind: 'text', text: closed ? sentWords(closed) : t('This period has not been sent to payroll yet.')},
        ],
      },
      {
        heading: t('What it is made of'),
        blocks: view.visits.length ? [ratesTable(totals), visitsTable(view)] : [nothing()],
      },
    ],
  };
}

function facts(totals: TimesheetTotals): [string, string][] {
  const {contractedMinutes, holidayMinutes, holidaySource, rolledUpPence} = totals;
  return [
    ...(contractedMinutes === null ? [] : [[t('Contracted'), lasting(contractedMinutes)] as [string, string]]),
    [t('Worked'), lasting(totals.workedMinutes)],
    ...when(totals.bankHolidayMinutes > 0, t('Of it on bank holidays'), lasting(totals.bankHolidayMinutes)),
    ...when(totals.sleepIns > 0, t('Sleep-ins'), formatNumber(totals.sleepIns)),
    [t('Pay'), formatPounds(totals.workPence)],
    ...when(
      totals.cancelledPence > 0,
      t('Of it for visits that did not take place'),
      formatPounds(totals.cancelledPence),
    ),
    ...when(
      totals.mileagePence > 0,
      t('Mileage'),
      `${formatPounds(totals.mileagePence)} (${formatNumber(totals.miles)})`,
    ),
    ...when(totals.expensePence > 0, t('Expenses'), formatPounds(totals.expensePence)),
    [t('Holiday built up'), `${lasting(holidayMinutes)}${holidaySource ? ` (${holidaySource})` : ''}`],
    ...when(rolledUpPence !== null, t('Holiday pay, paid with this wage'), formatPounds(rolledUpPence ?? 0)),
    [t('Altogether'), formatPounds(totals.totalPence)],
  ];
}

const when = (is: boolean, label: string, value: string): [string, string][] => (is ? [[label, value]] : []);

function ratesTable({byRate}: TimesheetTotals) {
  return {
    kind: 'table' as const,
    caption: t('By rate'),
    head: [t('Kind of time'), t('How much'), t('Rate'), t('Pay')],
    rows: byRate.map(({band, unit, ratePence, times, minutes, pence}) => [
      BAND_WORDS[band],
      unit === 'hour' ? lasting(minutes) : `${formatNumber(times)} × ${UNIT_WORDS[unit]}`,
      `${formatPounds(ratePence)} ${UNIT_WORDS[unit]}`,
      formatPounds(pence),
    ]),
  };
}

function visitsTable({visits}: TimesheetView) {
  return {
    kind: 'table' as const,
    caption: t('Visit by visit'),
    head: [t('Day'), t('Time'), t('Pay'), t('Mileage'), t('Expenses')],
    rows: visits.map((visit) => [
      `${day(londonDay(visit.startsAt))}${visit.late ? ` (${t('approved late')})` : ''}`,
      visit.cancelled
        ? t('Did not take place, paid by the terms')
        : `${formatTime(visit.startsAt)}–${formatTime(visit.endsAt)} (${lasting(workMinutes(visit))})`,
      formatPounds(visit.workPence),
      formatPounds(visit.mileagePence),
      formatPounds(visit.expensePence),
    ]),
  };
}

function nothing() {
  return {kind: 'text' as const, text: t('No approved hours in this period.')};
}

function sentWords({at, by}: {at: Date; by: string}): string {
  return t('{{name}} sent it to payroll on {{day}}.', {name: by, day: day(londonDay(at))});
}

/** For a payroll bureau: one row for each element of pay, in figures. */
export function timesheetRows(view: TimesheetView): (string | number)[][] {
  const {engagement, period, totals} = view;
  const pounds = (pence: number) => (pence / 100).toFixed(2);
  const hours = (minutes: number) => (minutes / 60).toFixed(4);
  const who = [engagement.holder.name, engagement.listing.name, period.startsOn, period.endsOn];
  const row = (element: string, units: string, rate: string, amount: string) => [...who, element, units, rate, amount];
  return [
    ['Employer', 'Employee', 'Period start', 'Period end', 'Element', 'Units', 'Rate', 'Amount'],
    ...totals.byRate.map(({band, unit, ratePence, times, minutes, pence}) =>
      row(`${band} by the ${unit}`, unit === 'hour' ? hours(minutes) : String(times), pounds(ratePence), pounds(pence)),
    ),
    ...(totals.cancelledPence ? [row('visits that did not take place', '', '', pounds(totals.cancelledPence))] : []),
    ...(totals.rolledUpPence === null ? [] : [row('rolled-up holiday pay', '', '', pounds(totals.rolledUpPence))]),
    row('holiday accrued, hours', hours(totals.holidayMinutes), '', ''),
    ...(totals.mileagePence ? [row('mileage', String(totals.miles), '', pounds(totals.mileagePence))] : []),
    ...(totals.expensePence ? [row('expenses', '', '', pounds(totals.expensePence))] : []),
    row('total', '', '', pounds(totals.totalPence)),
  ];
}
