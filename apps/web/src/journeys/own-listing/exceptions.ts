import type {Day} from '@app/kernel';
import type {Exception, OwnListingView} from '@app/listings';
import {formatDay} from '../../words/figures.js';
import {clockWords} from '../../words/rate-words.js';
import {t} from '../../words/t.js';

export interface ExceptionLine {
  /** How a form names it. */
  key: string;
  words: string;
  exception: Exception;
}

/** Days that differ from a usual week and are not over: those with extra hours, or those away. */
export function exceptionLines(
  {exceptions}: Pick<OwnListingView, 'exceptions'>,
  today: Day,
  available: boolean,
): ExceptionLine[] {
  return exceptions
    .filter((each) => each.available === available && each.endsOn >= today)
    .map((exception) => ({key: keyOf(exception), words: wordsOf(exception), exception}));
}

const keyOf = ({startsOn, endsOn, from, to}: Exception) => [startsOn, endsOn, from, to].join(' ');

function wordsOf({startsOn, endsOn, from, to}: Exception): string {
  const [start, end] = [formatDay(startsOn, {}), formatDay(endsOn, {})];
  const days = startsOn === endsOn ? start : t('{{start}} to {{end}}', {start, end});
  if (from === null || to === null) return days;
  return t('{{days}}, {{from}} to {{to}}', {days, from: clockWords(from), to: clockWords(to)});
}

const BOXES = {starts_on: 'first-day', ends_on: 'last-day', from: 'from', to: 'to'};

/** The boxes of the exception that is added last, by the use case's names for its fields. */
export function exceptionBoxes({exceptions}: Pick<OwnListingView, 'exceptions'>): Record<string, string> {
  const named = Object.entries(BOXES).map(([field, box]) => [`exceptions.${exceptions.length}.${field}`, box]);
  return Object.fromEntries(named) as Record<string, string>;
}

/** Midnight as the end of hours is that of the day itself. */
export function endOfHours<T extends string | null>(to: T): T | '24:00' {
  return to === '00:00' ? '24:00' : to;
}
