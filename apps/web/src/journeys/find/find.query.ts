import {addDays, DomainError, isDay, londonInstant, parsePounds, type Day} from '@app/kernel';
import {FACETS, WEEKDAYS, type RawSearch} from '@app/search';
import type {LineView} from '@app/allocations';
import {DISTANCES, KM_PER_MILE, PARTS_OF_DAY} from './find.words.js';
import {parseTime} from '../../forms/parse-time.js';
import {formatDay, formatNumber, withPoint} from '../../words/figures.js';
import {t} from '../../words/t.js';

/** What the form sends. */
export type FindValues = Record<string, string | string[] | undefined>;

const DEFAULT_MILES = 10;
const DEFAULT_HOURS = '4';
const DAYS_AHEAD = 28;

/** One value of a field that may have been sent several times. */
export function one(values: FindValues, name: string): string {
  const value = values[name];
  return (Array.isArray(value) ? value.at(-1) : value)?.trim() ?? '';
}

/**
 * The form's fields as the search asks for them. Distances are miles here and kilometres there; a day and a part of
 * it become two instants; somebody with a budget gets its first line and four hours a week unless they say otherwise.
 */
export function rawSearch(values: FindValues, lines: readonly LineView[]): RawSearch {
  const miles = one(values, 'within') || String(DEFAULT_MILES);
  const line = chosenLine(values, lines);
  const facets = Object.fromEntries(FACETS.map((facet) => [facet, [values[facet] ?? []].flat()]));
  return {
    ...facets,
    near: one(values, 'near'),
    q: one(values, 'q'),
    ...(one(values, 'reached') === 'true' && {reached: 'true'}),
    sort: one(values, 'sort') || 'relevance',
    page: one(values, 'page') || '1',
    within_km: DISTANCES.some((each) => String(each) === miles) ? String(Number(miles) * KM_PER_MILE) : 'unread',
    ...(one(values, 'max') && {max_rate_pence: penceOf(one(values, 'max'))}),
    ...freeTime(values),
    ...weekly(values),
    ...money(values, line),
  };
}

export function chosenLine(values: FindValues, lines: readonly LineView[]): LineView | null {
  return lines.find((line) => line.id === one(values, 'line')) ?? lines[0] ?? null;
}

/** What the form shows as chosen before anything was. */
export function initialValues(values: FindValues): FindValues {
  return {within: String(DEFAULT_MILES), hours: DEFAULT_HOURS, sort: 'relevance', weeks: '4', free: 'part', ...values};
}

export function dayChoices(today: Day): {value: string; text: string}[] {
  return Array.from({length: DAYS_AHEAD}, (_, index) => addDays(today, index + 1)).map((day) => ({
    value: day,
    text: formatDay(day),
  }));
}

export const distanceChoices = () =>
  DISTANCES.map((miles) => ({
    value: String(miles),
    text: t('{{distance}} miles', {distance: formatNumber(miles), count: miles}),
  }));

/** The days somebody wants, ticked or with times of their own. */
export function wantedDays(values: FindValues): string[] {
  const ticked = [values.weekday ?? []].flat();
  return WEEKDAYS.filter((day) => ticked.includes(day) || one(values, `${day}_from`) || one(values, `${day}_to`));
}

/** Whether some day has times of its own. */
export const hasOwnTimes = (values: FindValues): boolean =>
  WEEKDAYS.some((day) => one(values, `${day}_from`) || one(values, `${day}_to`));

/** “Tuesday and Thursday 9am to 11am”: the days, each at its own times or at those of all, as the search reads them. */
function weekly(values: FindValues): Partial<RawSearch> {
  const days = wantedDays(values);
  if (days.length === 0) return {};
  const clock = (day: string, name: string) => {
    const reading = parseTime(one(values, `${day}_${name}`) || one(values, name));
    return 'time' in reading ? reading.time : 'unread';
  };
  return {
    pattern: days.map((day) => `${day} ${clock(day, 'from')}-${clock(day, 'to')}`),
    pattern_weeks: one(values, 'weeks'),
    pattern_free: one(values, 'free') || 'part',
  };
}

/** A budget line pays where there is one, else what somebody says that they can spend; for the pattern, else for hours. */
function money(values: FindValues, line: LineView | null): Partial<RawSearch> {
  const patterned = wantedDays(values).length > 0;
  const hours = patterned ? {} : {hours_per_week: withPoint(one(values, 'hours')) || DEFAULT_HOURS};
  if (line) return {budget_line_id: line.id, ...hours};
  const pounds = one(values, 'own');
  return pounds ? {own_weekly_pence: penceOf(pounds), ...hours} : {};
}

/** Pounds as people type them, for the search to refuse where they are none. */
function penceOf(text: string): string {
  try {
    return String(parsePounds(withPoint(text), 'pounds'));
  } catch (error) {
    if (error instanceof DomainError) return 'unread';
    throw error;
  }
}

function freeTime(values: FindValues): Pick<RawSearch, 'available_from' | 'available_to'> {
  const day = one(values, 'free_day');
  const part = PARTS_OF_DAY.find((each) => each.value === one(values, 'free_part')) ?? PARTS_OF_DAY[0];
  if (!isDay(day)) return {};
  return {
    available_from: londonInstant(day, part.from).toISOString(),
    available_to: londonInstant(day, part.to).toISOString(),
  };
}
