import {type Day, isDay} from '@app/kernel';

export interface DayParts {
  day: string;
  month: string;
  year: string;
}

export type DayReading = {day: Day} | {problem: 'empty'} | {problem: 'missing' | 'unreal'; part: keyof DayParts};

const PARTS = ['day', 'month', 'year'] as const;
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** Reads a day from its three boxes; a month may be a number or a name of at least three letters. */
export function parseDay(parts: DayParts): DayReading {
  const typed = {day: parts.day.trim(), month: parts.month.trim(), year: parts.year.trim()};
  if (PARTS.every((part) => typed[part] === '')) return {problem: 'empty'};
  const missing = PARTS.find((part) => typed[part] === '');
  if (missing) return {problem: 'missing', part: missing};

  const month = monthNumber(typed.month);
  if (!/^\d{1,2}$/.test(typed.day) || Number(typed.day) < 1 || Number(typed.day) > 31) return unreal('day');
  if (month === null) return unreal('month');
  if (!/^\d{4}$/.test(typed.year)) return unreal('year');
  const day = `${typed.year}-${month}-${typed.day.padStart(2, '0')}`;
  return isDay(day) ? {day} : unreal(isDay(`${typed.year}-${month}-01`) ? 'day' : 'year');
}

function unreal(part: keyof DayParts): DayReading {
  return {problem: 'unreal', part};
}

function monthNumber(text: string): string | null {
  const name = text.toLowerCase();
  let number = 0;
  if (/^\d{1,2}$/.test(name)) number = Number(name);
  else if (name.length >= 3) number = MONTHS.findIndex((month) => month.startsWith(name)) + 1;
  return number >= 1 && number <= 12 ? String(number).padStart(2, '0') : null;
}
