import {isSecondOfTwo, LONDON, londonClock} from '@app/kernel';
import {TAKES_TIME} from '../visit/visit.state.js';
import type {CalendarVisit} from './read-calendar.js';

/** How often a calendar may ask again (RFC 7986, 5.7). */
const AGAIN = 'PT15M';

/** In the words of who reads it; the rest of the file is the same in every language. */
export interface CalendarWords {
  name: string;
  /** `Amina K.` for who is visited, `Visit to Dorothy H.` for who comes. */
  title: (visit: CalendarVisit) => string;
  address: (visit: CalendarVisit) => string;
}

/**
 * An iCalendar file (RFC 5545) of visits, in London's time with its own account of summer time. A visit keeps its UID,
 * and each change of it has a higher SEQUENCE; what was called off stays in it as cancelled, so that it leaves the
 * calendars that have it. Written here: a thousand visits take a library ten times as long as everything else about them.
 */
export function calendarFile(visits: readonly CalendarVisit[], now: Date, words: CalendarWords): string {
  const name = text(words.name);
  const stamp = utc(now);
  const [summary, url] = [
    once((title) => folded(`SUMMARY:${text(title)}`)),
    once((address) => folded(`URL:${address}`)),
  ];
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Alongside//Visits//EN', 'METHOD:PUBLISH'],
    ...[folded(`NAME:${name}`), folded(`X-WR-CALNAME:${name}`), `REFRESH-INTERVAL;VALUE=DURATION:${AGAIN}`],
    ...LONDON_TIME,
    ...visits.map((visit) => eventOf(visit, stamp, summary(words.title(visit)), url(words.address(visit)))),
    'END:VCALENDAR',
  ];
  return `${lines.join('\r\n')}\r\n`;
}

/** What hundreds of visits have in common is worked out once. */
function once(make: (from: string) => string): (from: string) => string {
  const made = new Map<string, string>();
  return (from) => {
    const known = made.get(from) ?? make(from);
    made.set(from, known);
    return known;
  };
}

/** Lines that are never longer than 75 octets, and two that are folded. */
function eventOf(visit: CalendarVisit, stamp: string, summary: string, url: string): string {
  const takesTime = TAKES_TIME.includes(visit.state);
  const status = visit.state === 'requested' ? 'TENTATIVE' : 'CONFIRMED';
  return [
    ...['BEGIN:VEVENT', `UID:${visit.id}@alongside`, `SEQUENCE:${visit.sequence}`, `DTSTAMP:${stamp}`],
    ...[timesOf(visit), summary, url, `STATUS:${takesTime ? status : 'CANCELLED'}`],
    ...[`TRANSP:${takesTime ? 'OPAQUE' : 'TRANSPARENT'}`, 'END:VEVENT'],
  ].join('\r\n');
}

/** By London's clock, but where it shows a time twice: there only the instant says which. */
function timesOf({startsAt, endsAt}: CalendarVisit): string {
  if (isSecondOfTwo(startsAt) || isSecondOfTwo(endsAt)) return `DTSTART:${utc(startsAt)}\r\nDTEND:${utc(endsAt)}`;
  const shown = (instant: Date) => utc(londonClock(instant)).slice(0, -1);
  return `DTSTART;TZID=${LONDON}:${shown(startsAt)}\r\nDTEND;TZID=${LONDON}:${shown(endsAt)}`;
}

/** `20270302T090000Z` */
function utc(instant: Date): string {
  const iso = instant.toISOString();
  return `${iso.slice(0, 4)}${iso.slice(5, 7)}${iso.slice(8, 13)}${iso.slice(14, 16)}${iso.slice(17, 19)}Z`;
}

/** As RFC 5545, 3.3.11 has text. Nothing that somebody is called begins a line of its own. */
function text(words: string): string {
  return words.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll(/\r\n|[\r\n]/g, '\\n');
}

const MOST_OCTETS = 75;

/** Lines of 75 octets at most, broken between characters (RFC 5545, 3.1). */
function folded(line: string): string {
  if (Buffer.byteLength(line) <= MOST_OCTETS) return line;
  const lines = [''];
  let octets = 0;
  for (const character of line) {
    const length = Buffer.byteLength(character);
    if (octets + length > MOST_OCTETS) {
      lines.push(' ');
      octets = 1;
    }
    lines[lines.length - 1] += character;
    octets += length;
  }
  return lines.join('\r\n');
}

/** Summer time as the Summer Time Act 1972 and the Summer Time Order 2002 have it: last Sundays of March and October. */
const LONDON_TIME = `BEGIN:VTIMEZONE
TZID:${LONDON}
BEGIN:DAYLIGHT
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE`.split('\n');
