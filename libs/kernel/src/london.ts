import {Temporal} from 'temporal-polyfill';

/** People live in London time; the database keeps instants. */
export const LONDON = 'Europe/London';

/** A calendar day in London: `2026-03-29`. */
export type Day = string;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function isDay(value: unknown): value is Day {
  if (typeof value !== 'string' || !DAY.test(value)) return false;
  try {
    return Temporal.PlainDate.from(value, {overflow: 'reject'}).year >= 1900;
  } catch {
    return false;
  }
}

export function inLondon(instant: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(LONDON);
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** `09:00`, `09:00:30` */
const PLAIN_TIME = /^\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?$/;
const MOST_HOURS = 10_000;
const offsetOfHour = new Map<number, number>();

/**
 * How far London's clocks are ahead of UTC, in milliseconds. They change on whole hours, so one answer serves a whole
 * hour: a page writes hundreds of instants as days and times, and Temporal takes longer for each than the rest of it.
 */
function offset(instant: number): number {
  const hour = Math.floor(instant / HOUR_MS);
  const known = offsetOfHour.get(hour);
  if (known !== undefined) return known;
  if (offsetOfHour.size >= MOST_HOURS) offsetOfHour.clear();
  const found = inLondon(new Date(hour * HOUR_MS)).offsetNanoseconds / 1e6;
  offsetOfHour.set(hour, found);
  return found;
}

/** A date whose UTC parts are what London's clock and calendar show: `getUTCHours()` is the hour there. */
export function londonClock(instant: Date): Date {
  return new Date(instant.getTime() + offset(instant.getTime()));
}

/** Whether London's clock showed this time an hour ago too, as it does once in autumn. */
export function isSecondOfTwo(instant: Date): boolean {
  return offset(instant.getTime() - HOUR_MS) > offset(instant.getTime());
}

export function londonDay(instant: Date): Day {
  return dayOf(londonClock(instant).getTime());
}

/**
 * The instant at which a London wall clock shows this time. In the hour that a spring change skips it is the
 * time an hour later on the clock; in the hour that an autumn change repeats it is the first of the two.
 * @param time `09:00`
 */
export function londonInstant(day: Day, time: string): Date {
  const wall = PLAIN_TIME.test(time) && DAY.test(day) ? Date.parse(`${day}T${time}Z`) : NaN;
  // What is written otherwise, or is no time of any day, Temporal reads or refuses.
  if (Number.isNaN(wall) || dayOf(wall) !== day) return throughTemporal(day, time);
  const [before, after] = [offset(wall - DAY_MS), offset(wall + DAY_MS)];
  const [first, second] = [wall - before, wall - after];
  // A time that neither gives is skipped: an hour later on the clock is where the offset before it leads.
  return new Date(offset(first) === before || offset(second) !== after ? first : second);
}

function throughTemporal(day: Day, time: string): Date {
  const wall = Temporal.PlainDateTime.from(`${day}T${time}`);
  return new Date(wall.toZonedDateTime(LONDON, {disambiguation: 'compatible'}).epochMilliseconds);
}

/** The first instant of a London day. */
export function startOfDay(day: Day): Date {
  return londonInstant(day, '00:00');
}

/**
 * A day's midnight in UTC, where every day has 24 hours. A list asks hundreds of times how far away days are, which is
 * why this does not go through Temporal.
 * @throws RangeError for what is no day
 */
function utc(day: Day): number {
  const midnight = DAY.test(day) ? Date.parse(day) : NaN;
  if (new Date(midnight).getUTCDate() !== Number(day.slice(8))) throw new RangeError(`${day} is no day`);
  return midnight;
}

function dayOf(midnight: number): Day {
  return new Date(midnight).toISOString().slice(0, -'T00:00:00.000Z'.length);
}

export function addDays(day: Day, days: number): Day {
  return dayOf(utc(day) + days * DAY_MS);
}

/** A month that has no such day ends on its last: a month after 31 January is 28 February. */
export function addMonths(day: Day, months: number): Day {
  const from = new Date(utc(day));
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dayOf(Date.UTC(year, month, Math.min(from.getUTCDate(), last)));
}

/** Whole days from `from` up to and not including `to`. */
export function daysBetween(from: Day, to: Day): number {
  return (utc(to) - utc(from)) / DAY_MS;
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(day: Day): number {
  return new Date(utc(day)).getUTCDay() || 7;
}

/** A way of writing days, and those that it wrote already: a page has a hundred, and the same ones come again and again. */
interface Writing {
  format: Intl.DateTimeFormat;
  written: Map<Day, string>;
}

const MOST_WRITTEN = 5_000;
const formats = new Map<string, Writing>();

/** Made once for each way of writing: making one takes a hundred times as long as using it. */
function formatOf(options: Intl.DateTimeFormatOptions, locale: string): Writing {
  const key = [locale, ...Object.entries(options)].join();
  const known = formats.get(key);
  if (known) return known;
  const usual = {day: 'numeric', month: 'long', year: 'numeric'} as const;
  const format = new Intl.DateTimeFormat(locale, {...usual, ...options, timeZone: 'UTC'});
  const made = {format, written: new Map<Day, string>()};
  formats.set(key, made);
  return made;
}

/** `Tuesday 3 March 2026` */
export function formatDay(day: Day, options: Intl.DateTimeFormatOptions = {weekday: 'long'}, locale = 'en-GB'): string {
  const {format, written} = formatOf(options, locale);
  const known = written.get(day);
  if (known !== undefined) return known;
  const plain = format.format(utc(day));
  // Some versions of the English locale data put a comma after the weekday.
  const said = locale === 'en-GB' ? plain.replace(',', '') : plain;
  if (written.size >= MOST_WRITTEN) written.clear();
  written.set(day, said);
  return said;
}

/** `9am`, `2:30pm`, `midnight`, `midday`: as GOV.UK writes times. In other languages 09:00 and 14:30. */
export function formatTime(instant: Date, locale = 'en-GB'): string {
  const clock = londonClock(instant);
  const [hour, minute] = [clock.getUTCHours(), clock.getUTCMinutes()];
  if (locale !== 'en-GB') return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
  if (minute === 0 && hour === 0) return 'midnight';
  if (minute === 0 && hour === 12) return 'midday';
  const shown = `${((hour + 11) % 12) + 1}${minute ? `:${String(minute).padStart(2, '0')}` : ''}`;
  return `${shown}${hour < 12 ? 'am' : 'pm'}`;
}
