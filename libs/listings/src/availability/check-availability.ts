import {addDays, addMonths, isDay, type Day} from '@app/kernel';
import {Checks} from '../checks.js';
import {isClockTime, minuteOf} from '../time/clock-time.js';
import type {Exception, Pattern} from './availability.js';

const MOST = 200;
const LONGEST_DAYS = 730;
const MONTHS_AHEAD = 60;

/** @throws VALIDATION_FAILED naming every field that is wrong */
export function checkAvailability(patterns: readonly Pattern[], exceptions: readonly Exception[], today: Day): void {
  const check = new Checks();
  check.that(patterns.length <= MOST, 'patterns', `Enter at most ${MOST} weekly hours.`);
  check.that(exceptions.length <= MOST, 'exceptions', `Enter at most ${MOST} exceptions.`);
  check.done();
  const latest = addMonths(today, MONTHS_AHEAD);
  patterns.forEach((pattern, index) => checkPattern(check, pattern, `patterns.${index}`, latest));
  exceptions.forEach((exception, index) => checkException(check, exception, `exceptions.${index}`, latest));
  check.done();
  patterns.forEach((pattern, index) => {
    const clash = patterns.findIndex((other) => overlap(pattern, other));
    check.that(clash === index, `patterns.${index}`, 'These hours overlap with others of the same weekday.');
  });
  check.done();
}

function checkPattern(check: Checks, pattern: Pattern, field: string, latest: Day): void {
  const {weekday, startsOn, endsOn} = pattern;
  check.that(
    Number.isInteger(weekday) && weekday >= 1 && weekday <= 7,
    `${field}.weekday`,
    'Enter a weekday from 1 (Monday) to 7 (Sunday).',
  );
  checkTimes(check, pattern, field);
  check.that(isDay(startsOn) && startsOn <= latest, `${field}.starts_on`, 'Enter a day, like 2026-03-29.');
  if (endsOn !== null) checkEnd(check, startsOn, endsOn, field);
}

function checkException(check: Checks, exception: Exception, field: string, latest: Day): void {
  const {from, to, startsOn, endsOn} = exception;
  if (from !== null || to !== null) checkTimes(check, {from: from ?? '', to: to ?? ''}, field);
  check.that(isDay(startsOn) && startsOn <= latest, `${field}.starts_on`, 'Enter a day, like 2026-03-29.');
  checkEnd(check, startsOn, endsOn, field);
  const tooLong = isDay(startsOn) && isDay(endsOn) && endsOn > addDays(startsOn, LONGEST_DAYS);
  check.that(!tooLong, `${field}.ends_on`, 'Enter at most two years at once.');
}

function checkTimes(check: Checks, {from, to}: {from: string; to: string}, field: string): void {
  const message = 'Enter a time on the clock, like 09:00; midnight at the end of a day is 24:00.';
  check.that(isClockTime(from), `${field}.from`, message);
  check.that(isClockTime(to), `${field}.to`, message);
  const turned = isClockTime(from) && isClockTime(to) && minuteOf(to) <= minuteOf(from);
  check.that(!turned, `${field}.to`, 'The end must be after the start. Put what is past midnight on the next day.');
}

function checkEnd(check: Checks, startsOn: Day, endsOn: Day, field: string): void {
  check.that(isDay(endsOn), `${field}.ends_on`, 'Enter a day, like 2026-03-29.');
  const turned = isDay(startsOn) && isDay(endsOn) && endsOn < startsOn;
  check.that(!turned, `${field}.ends_on`, 'The last day cannot be before the first.');
}

function overlap(a: Pattern, b: Pattern): boolean {
  return (
    a.weekday === b.weekday &&
    minuteOf(a.from) < minuteOf(b.to) &&
    minuteOf(b.from) < minuteOf(a.to) &&
    (b.endsOn === null || a.startsOn <= b.endsOn) &&
    (a.endsOn === null || b.startsOn <= a.endsOn)
  );
}
