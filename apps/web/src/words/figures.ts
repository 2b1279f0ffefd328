import * as kernel from '@app/kernel';
import {reading} from './language.js';

const locale = () => reading().language.locale;

/** £1,234.50, in Polish 1234,50 £. */
export const formatPounds = (pence: kernel.Pence) => kernel.formatPounds(pence, locale());

/** Tuesday 3 March 2026, in Polish wtorek, 3 marca 2026. */
export const formatDay = (day: kernel.Day, options?: Intl.DateTimeFormatOptions) =>
  kernel.formatDay(day, options, locale());

/** 2:30pm, in Polish 14:30. */
export const formatTime = (instant: Date) => kernel.formatTime(instant, locale());

/** 1,234.5, in Polish 1234,5. */
export const formatNumber = (number: number) => number.toLocaleString(locale());

const lists = new Map<string, Intl.ListFormat>();

/** Monday, Tuesday and Friday. */
export function listWords(items: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  const key = `${locale()} ${type}`;
  const format = lists.get(key) ?? new Intl.ListFormat(locale(), {type});
  lists.set(key, format);
  return format.format(items);
}

const DECIMAL_COMMA = /^[^,]*,\d{1,2}$/;

/** What somebody typed in figures, with a point before the decimals: where people write 14,50 a comma stands there. */
export function withPoint(text: string): string {
  return formatNumber(0.5).includes(',') && DECIMAL_COMMA.test(text) ? text.replace(',', '.') : text;
}
