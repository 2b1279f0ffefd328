import type {LineView} from '@app/allocations';
import type {BookingQuote} from '@app/bookings';
import {formatDay, londonDay, type Day, type Pence} from '@app/kernel';
import {listWords} from '../../words/rate-words.js';
import type {BookForm} from './book.form.js';
import {WEEKDAY_CHOICES} from './book.presenter.js';

/** What check.njk shows of a booking that is not made yet. */
export interface QuotePage {
  when: string;
  visits: QuotedVisit[];
  totalPence: Pence;
  periods: {line: string; startsOn: Day; endsOn: Day; pence: Pence; leftPence: Pence; shortPence: Pence}[];
  /** How many visits are at times that are taken. */
  taken: number;
  isShort: boolean;
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
}

export function quotePage(quote: BookingQuote, form: BookForm, lines: readonly LineView[]): QuotePage {
  const periods = quote.periods.map(({lineId, startsOn, endsOn, pence, leftPence}) => ({
    line: lines.find((line) => line.id === lineId)?.purpose ?? '',
    startsOn,
    endsOn,
    pence,
    leftPence,
    shortPence: Math.max(0, -leftPence),
  }));
  const taken = quote.visits.filter((visit) => visit.taken).length;
  const isShort = periods.some((period) => period.shortPence > 0);
  return {
    when: whenWords(form),
    visits: quote.visits.map((visit) => ({
      ...visit,
      endsNextDay: londonDay(visit.endsAt) !== londonDay(visit.startsAt),
    })),
    totalPence: quote.totalPence,
    periods,
    taken,
    isShort,
    canBook: taken === 0 && !isShort,
  };
}

function whenWords({repeat, days, date, until}: BookForm): string {
  if (repeat === 'once' || !until) return formatDay(date);
  const names = WEEKDAY_CHOICES.filter(({value}) => days.includes(value)).map(({text}) => text);
  return `Every ${listWords(names)}, from ${formatDay(date, {})} to ${formatDay(until, {})}`;
}
