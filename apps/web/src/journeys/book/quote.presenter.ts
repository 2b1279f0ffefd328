import type {LineView} from '@app/allocations';
import type {BookingQuote} from '@app/bookings';
import {type Day, type Pence, type TimeRange} from '@app/kernel';
import {endsNextDay} from '../../presenters/next-day.js';
import {formatDay, listWords} from '../../words/figures.js';
import type {BookForm} from './book.form.js';
import {WEEKDAY_CHOICES} from './book.presenter.js';
import {outsideFreeTimes, spanOf} from './free-hours.js';
import {t} from '../../words/t.js';

/** What check.njk shows of a booking that is not made yet. */
export interface QuotePage {
  when: string;
  visits: QuotedVisit[];
  totalPence: Pence;
  periods: {line: string; startsOn: Day; endsOn: Day; pence: Pence; leftPence: Pence; shortPence: Pence}[];
  /** How many visits are at times that are taken. */
  taken: number;
  isShort: boolean;
  /** What is missing in all periods together, and what the budget pays of the booking. */
  missingPence: Pence;
  paysPence: Pence;
  /** Other budgets that have something left now. */
  others: {purpose: string; leftPence: Pence}[];
  /** How many visits are at times that they have not said they are free. */
  outside: number;
  /** How many visits are beyond the periods that are known. */
  planned: number;
  canBook: boolean;
}

export interface QuotedVisit {
  startsAt: Date;
  endsAt: Date;
  /** It goes on into the next day. */
  endsNextDay: boolean;
  pricePence: Pence;
  bankHoliday: string | null;
  taken: boolean;
  /** They have not said that they are free then; they may still say yes. */
  outside: boolean;
  /** No period reaches so far yet, so nothing is set aside for it. */
  planned: boolean;
}

export interface QuoteParts {
  quote: BookingQuote;
  form: BookForm;
  lines: readonly LineView[];
  /** When they are free, in the span of the visits. */
  free: readonly TimeRange[];
}

export function quotePage({quote, form, lines, free}: QuoteParts): QuotePage {
  const periods = quote.periods.map(({lineId, startsOn, endsOn, pence, leftPence}) => ({
    line: lines.find((line) => line.id === lineId)?.purpose ?? '',
    startsOn,
    endsOn,
    pence,
    leftPence,
    shortPence: Math.max(0, -leftPence),
  }));
  const taken = quote.visits.filter((visit) => visit.taken).length;
  const untaken = quote.visits.filter((visit) => !visit.taken);
  const outside = new Set(outsideFreeTimes(untaken, free, spanOf(quote.visits)));
  const missingPence = periods.reduce((sum, period) => sum + period.shortPence, 0);
  const isShort = missingPence > 0;
  const paying = new Set(quote.periods.map(({lineId}) => lineId));
  return {
    when: whenWords(form),
    visits: quote.visits.map((visit) => ({
      ...visit,
      outside: outside.has(visit),
      endsNextDay: endsNextDay(visit),
    })),
    totalPence: quote.totalPence,
    periods,
    taken,
    isShort,
    missingPence,
    paysPence: quote.totalPence - missingPence,
    others: lines.flatMap(({id, purpose, period}) =>
      period && period.availablePence > 0 && !paying.has(id) ? [{purpose, leftPence: period.availablePence}] : [],
    ),
    outside: outside.size,
    planned: quote.visits.filter((visit) => visit.planned).length,
    canBook: taken === 0 && !isShort,
  };
}

function whenWords({repeat, days, date, until, count}: BookForm): string {
  if (repeat === 'once') return formatDay(date);
  const names = WEEKDAY_CHOICES.filter(({value}) => days.includes(value)).map(({text}) => text);
  const parts = {names: listWords(names), date: formatDay(date, {})};
  if (until === null) {
    return repeat === 'fortnightly'
      ? t('Every second {{names}}, from {{date}}, {{count}} visits', {...parts, count: count ?? 0})
      : t('Every {{names}}, from {{date}}, {{count}} visits', {...parts, count: count ?? 0});
  }
  return repeat === 'fortnightly'
    ? t('Every second {{names}}, from {{date}} to {{until}}', {...parts, until: formatDay(until, {})})
    : t('Every {{names}}, from {{date}} to {{until}}', {...parts, until: formatDay(until, {})});
}
