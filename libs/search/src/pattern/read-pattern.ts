import {addDays, isDay, type Day} from '@app/kernel';
import {minuteOf} from '@app/listings';
import type {Fields} from '../find/read-fields.js';
import {PATTERN_FREE, visitsOf, WEEKDAYS, type Pattern, type PatternFree, type WeeklyVisit} from './pattern.js';

const CLOCK = String.raw`([01]\d|2[0-3]):[0-5]\d`;
const VISIT = new RegExp(`^(${WEEKDAYS.join('|')}) (${CLOCK})-(${CLOCK})$`);
const MOST_VISITS = 14;
const MOST_WEEKS = 12;
const DEFAULT_WEEKS = 4;
const MOST_AHEAD_DAYS = 366;

/** @param today a pattern begins tomorrow unless it says when */
export function readPattern(fields: Fields, today: Day): {pattern: Pattern | null; patternFree: PatternFree} {
  const fits = (value: string) => VISIT.test(value);
  const given = fields.list('pattern', fits, 'Give weekdays and times like tue 09:00-11:00.');
  if (given.length > MOST_VISITS) fields.wrong('pattern', `Give ${MOST_VISITS} visits a week at most.`);
  const startsOn = readStart(fields, today);
  const weeks = fields.number('pattern_weeks', 1, MOST_WEEKS, `Enter weeks from 1 to ${MOST_WEEKS}.`) ?? DEFAULT_WEEKS;
  const patternFree = fields.oneOf('pattern_free', PATTERN_FREE, `Choose from ${PATTERN_FREE.join(', ')}.`) ?? 'part';
  const visits = given.map(visitOf);
  if (visits.some((each) => each.from === each.to)) fields.wrong('pattern', 'The end must be after the start.');
  else if (overlap(visits)) fields.wrong('pattern', 'Two of these visits are at the same time.');
  if (visits.length === 0) return {pattern: null, patternFree};
  const pattern = {visits, startsOn, weeks};
  if (visitsOf(pattern, weeks).length === 0) {
    fields.wrong(
      'pattern',
      'The clocks go forward then, and there is no such time. Choose other times, or more weeks.',
    );
  }
  return {pattern, patternFree};
}

const MINUTES_A_WEEK = 7 * 1_440;

/** By the week's clock, round and round: a visit may go on past Sunday's midnight. */
function overlap(visits: readonly WeeklyVisit[]): boolean {
  const spans = visits.map(({weekday, from, to}) => {
    const starts = (weekday - 1) * 1_440 + minuteOf(from);
    return {starts, length: minuteOf(to) - minuteOf(from) + (to > from ? 0 : 1_440)};
  });
  return spans.some((one, index) =>
    spans.some((other, at) => {
      const after = (other.starts - one.starts + MINUTES_A_WEEK) % MINUTES_A_WEEK;
      return at !== index && after < one.length;
    }),
  );
}

function readStart(fields: Fields, today: Day): Day {
  const tomorrow = addDays(today, 1);
  const given = fields.text('pattern_from', 10);
  if (given === null) return tomorrow;
  if (isDay(given) && given >= today && given <= addDays(today, MOST_AHEAD_DAYS)) return given;
  fields.wrong('pattern_from', 'Give a day from today to a year ahead, like 2026-12-01.');
  return tomorrow;
}

function visitOf(text: string): WeeklyVisit {
  const [day = '', times = ''] = text.split(' ');
  const [from = '', to = ''] = times.split('-');
  return {weekday: WEEKDAYS.findIndex((each) => each === day) + 1, from, to};
}
