import {RRuleTemporal} from 'rrule-temporal';
import {Temporal} from 'temporal-polyfill';
import {invalid} from './domain-error.js';
import {LONDON} from './london.js';
import type {TimeRange} from './time-range.js';

/** What a person may repeat: days and weeks, with an end. Hours and minutes make no sense for visits. */
const ALLOWED =
  /^(?:RRULE:)?(?:(?:FREQ=(?:DAILY|WEEKLY|MONTHLY)|INTERVAL=\d{1,3}|COUNT=\d{1,5}|UNTIL=\d{8}(?:T\d{6}Z?)?|BYDAY=[0-9A-Z,+-]{2,60}|BYMONTHDAY=[0-9,-]{1,60}|WKST=[A-Z]{2})(?:;|$))+$/;

export interface RecurrenceLimits {
  /** No start after this instant. */
  until: Date;
  /** More starts than this are refused. */
  visits: number;
}

/**
 * The visits of an RFC 5545 rule, first included, at the same London wall time across both clock changes;
 * each lasts as long on the clock as the first does.
 * @throws VALIDATION_FAILED for `field` when the rule is malformed, never ends, or gives none or too many
 */
export function expandRecurrence(
  first: TimeRange,
  rrule: string,
  limits: RecurrenceLimits,
  field: string,
): TimeRange[] {
  const refuse = (message: string) => invalid({field, message});
  const rule = rrule.trim().toUpperCase();
  if (rule.length > 300 || !ALLOWED.test(rule) || !rule.includes('FREQ=')) {
    throw refuse('Give a repeat rule by day, week or month, like FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270331.');
  }
  if (!/(?:COUNT|UNTIL)=/.test(rule)) throw refuse('Say when the pattern ends: add COUNT or UNTIL.');

  const start = toLondon(first.startsAt);
  const lasts = start.toPlainDateTime().until(toLondon(first.endsAt).toPlainDateTime());
  const starts = occurrences(start.toPlainDateTime(), rule, limits, refuse);
  if (starts.length === 0) throw refuse('This pattern has no dates in it.');
  return starts.map((wall) => onThatDay(wall, lasts));
}

/** A start that spring skips is an hour later on the clock, and so is its end, or nothing would be left of a short visit. */
function onThatDay(wall: Temporal.PlainDateTime, lasts: Temporal.Duration): TimeRange {
  const start = wall.toZonedDateTime(LONDON);
  const begins = start.toPlainDateTime();
  const ends = (begins.equals(wall) ? wall : begins).add(lasts).toZonedDateTime(LONDON);
  return {startsAt: new Date(start.epochMilliseconds), endsAt: new Date(ends.epochMilliseconds)};
}

const UNTIL = /UNTIL=(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?/;

/** The rule's end by London's clock: a day counts whole, an instant is what the clock shows then. */
function untilOnTheClock(rule: string): string {
  return rule.replace(UNTIL, (_, year: string, month: string, day: string, ...time: (string | undefined)[]) => {
    const [hour = '23', minute = '59', second = '59', zone] = time;
    const wall = Temporal.PlainDateTime.from(`${year}-${month}-${day}T${hour}:${minute}:${second}`);
    const shown = zone === 'Z' ? wall.toZonedDateTime('UTC').withTimeZone(LONDON).toPlainDateTime() : wall;
    return `UNTIL=${shown.toString({smallestUnit: 'second'}).replaceAll(/[-:]/g, '')}Z`;
  });
}

/** Worked out where no clock ever changes, so that no hour of the pattern is missing or there twice. */
function occurrences(
  first: Temporal.PlainDateTime,
  rule: string,
  limits: RecurrenceLimits,
  refuse: (message: string) => Error,
): Temporal.PlainDateTime[] {
  const found: Temporal.PlainDateTime[] = [];
  let excess: Error | null = null;
  try {
    const rruleString = untilOnTheClock(rule.replace(/^RRULE:/, ''));
    new RRuleTemporal({rruleString, dtstart: first.toZonedDateTime('UTC'), maxIterations: 2_000}).all((start) => {
      if (start.epochMilliseconds > limits.until.getTime()) {
        excess = refuse('The pattern runs too far ahead. End it within two years.');
      } else if (found.length >= limits.visits) {
        excess = refuse(`The pattern has more than ${limits.visits} visits. Book it in shorter parts.`);
      }
      if (!excess) found.push(start.toPlainDateTime());
      return excess === null;
    });
  } catch {
    throw refuse('We could not read this repeat rule.');
  }
  if (excess) throw excess as Error;
  return found;
}

function toLondon(instant: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(LONDON);
}
