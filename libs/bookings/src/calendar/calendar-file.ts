import ical, {ICalEventStatus, ICalEventTransparency} from 'ical-generator';
import {inLondon, LONDON, londonInstant} from '@app/kernel';
import {TAKES_TIME} from '../visit/visit.state.js';
import type {CalendarVisit} from './read-calendar.js';

/** How often a calendar may ask again, in seconds. */
const AGAIN = 900;

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
 * calendars that have it.
 */
export function calendarFile(
  visits: readonly CalendarVisit[],
  now: Date,
  {name, title, address}: CalendarWords,
): string {
  const calendar = ical({
    prodId: {company: 'Alongside', product: 'Visits', language: 'EN'},
    ttl: AGAIN,
    timezone: {name: null, generator: () => LONDON_TIME},
    name,
  });
  for (const visit of visits) {
    calendar.createEvent({
      id: `${visit.id}@alongside`,
      sequence: visit.sequence,
      stamp: now,
      ...timesOf(visit),
      summary: title(visit),
      url: address(visit),
      ...stateOf(visit),
    });
  }
  return calendar.toString();
}

/** By London's clock, but where it shows a time twice: there only the instant says which. */
function timesOf({startsAt, endsAt}: CalendarVisit) {
  if (isSecondOfTwo(startsAt) || isSecondOfTwo(endsAt)) return {start: startsAt, end: endsAt, timezone: null};
  return {start: inLondon(startsAt), end: inLondon(endsAt), timezone: LONDON};
}

function isSecondOfTwo(instant: Date): boolean {
  const shown = inLondon(instant);
  const first = londonInstant(shown.toPlainDate().toString(), shown.toPlainTime().toString());
  return first.getTime() !== instant.getTime();
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
END:VTIMEZONE`;

function stateOf({state}: CalendarVisit) {
  if (!TAKES_TIME.includes(state)) {
    return {status: ICalEventStatus.CANCELLED, transparency: ICalEventTransparency.TRANSPARENT};
  }
  return {status: state === 'requested' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED};
}
