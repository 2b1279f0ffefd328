import {createRequire} from 'node:module';
import type Holidays from 'date-holidays';
import type {Day} from './london.js';

/** The whole world's holidays are loaded when the first day is asked about: most processes never do, and start sooner. */
let england: Holidays | undefined;
const world = () => createRequire(import.meta.url)('date-holidays') as typeof Holidays;
const years = new Map<number, Map<Day, string>>();

/**
 * The bank holiday on this day in England, by name, or null. When a holiday is moved to a substitute day,
 * only the substitute is a bank holiday (Banking and Financial Dealings Act 1971, as GOV.UK lists them).
 */
export function bankHoliday(day: Day): string | null {
  const year = Number(day.slice(0, 4));
  let holidays = years.get(year);
  if (!holidays) {
    holidays = holidaysOf(year);
    years.set(year, holidays);
  }
  return holidays.get(day) ?? null;
}

function holidaysOf(year: number): Map<Day, string> {
  england ??= new (world())('GB', 'ENG');
  const all = england.getHolidays(year).filter((each) => each.type === 'public');
  const moved = new Set(all.filter((each) => each.substitute).map((each) => plainName(each.name)));
  return new Map(
    all
      .filter((each) => each.substitute || !moved.has(each.name))
      .map((each) => [each.date.slice(0, 10), plainName(each.name)]),
  );
}

function plainName(name: string): string {
  return name.replace(/ \(substitute day\)$/, '');
}
