import {TAKES_TIME, type CalendarVisit} from '@app/bookings';
import {addDays, addMonths, bankHoliday, daysBetween, invalid, londonDay, weekday, type Day} from '@app/kernel';
import {addressDay, isShowable} from '../../presenters/address-day.js';
import {formatDay, formatTime} from '../../words/figures.js';
import {t} from '../../words/t.js';
import {endsNextDay} from '../../presenters/next-day.js';
import {visitLinks} from './visit-links.js';

export interface ShownVisit extends Pick<CalendarVisit, 'state' | 'side' | 'listing'> {
  /** Who comes, or who is visited. */
  who: string;
  path: string;
  /** The same for a sheet on the wall, where a name is nobody else's business: the first one. */
  firstName: string;
  /** 9am to 11am, 10pm to 7am the next day. */
  time: string;
}

export interface CalendarDay {
  day: Day;
  today: boolean;
  /** The bank holiday that it is. */
  note: string | null;
  /** For whoever hears a visit's link alone. */
  on: string;
  visits: ShownVisit[];
}

/** The first day of the month that is asked for, or of this one. @throws VALIDATION_FAILED when it is none */
export function firstOfMonth(month: unknown, today: Day): Day {
  if (month === undefined) return `${today.slice(0, 7)}-01`;
  const first = typeof month === 'string' ? `${month}-01` : null;
  if (!isShowable(first)) {
    throw invalid({field: 'month', message: 'Give a month in the address, like month=2026-03.'});
  }
  return first;
}

/** The Monday of the week that is asked for, or of this one. @throws VALIDATION_FAILED when it is none */
export function mondayOf(from: unknown, today: Day): Day {
  const day = addressDay(from, today);
  return addDays(day, 1 - weekday(day));
}

/** Whole weeks, from the Monday before the first day to the Sunday after the last. */
export function spanOfMonth(first: Day): {from: Day; to: Day} {
  const next = addMonths(first, 1);
  return {from: mondayOf(first, first), to: addDays(mondayOf(addDays(next, -1), first), 7)};
}

export function monthPage(visits: readonly CalendarVisit[], first: Day, today: Day) {
  const {from, to} = spanOfMonth(first);
  const month = first.slice(0, 7);
  const days = daysOf(visits, from, to, today).map((each) => ({
    ...each,
    outside: each.day.slice(0, 7) !== month,
    links: visitLinks(each),
  }));
  return {
    first,
    days,
    isNow: today.startsWith(month),
    previous: addMonths(first, -1).slice(0, 7),
    next: addMonths(first, 1).slice(0, 7),
    count: days.filter(({outside}) => !outside).reduce((sum, each) => sum + each.visits.length, 0),
  };
}

export function weekPage(visits: readonly CalendarVisit[], monday: Day, today: Day) {
  const days = daysOf(visits, monday, addDays(monday, 7), today);
  return {
    monday,
    sunday: addDays(monday, 6),
    days,
    isNow: monday === mondayOf(undefined, today),
    previous: addDays(monday, -7),
    next: addDays(monday, 7),
    count: days.reduce((sum, each) => sum + each.visits.length, 0),
  };
}

/** What was declined, called off or never answered is on no day. */
function daysOf(visits: readonly CalendarVisit[], from: Day, to: Day, today: Day): CalendarDay[] {
  const days = Array.from({length: daysBetween(from, to)}, (_, at): CalendarDay => {
    const day = addDays(from, at);
    const on = t('on {{day}}', {day: formatDay(day, {weekday: 'long', year: undefined})});
    return {day, today: day === today, note: bankHoliday(day), on, visits: []};
  });
  const byDay = new Map(days.map((each) => [each.day, each]));
  for (const visit of visits) {
    if (!TAKES_TIME.includes(visit.state)) continue;
    const {state, side, listing} = visit;
    const [who, path, firstName, time] = [whoOf(visit), pathOf(visit), firstNameOf(visit), timeOf(visit)];
    byDay.get(londonDay(visit.startsAt))?.visits.push({state, side, listing, who, path, firstName, time});
  }
  return days;
}

function timeOf(visit: CalendarVisit): string {
  const times = {startsAt: formatTime(visit.startsAt), endsAt: formatTime(visit.endsAt)};
  return endsNextDay(visit)
    ? t('{{startsAt}} to {{endsAt}} the next day', times)
    : t('{{startsAt}} to {{endsAt}}', times);
}

/** Somebody who shares what is booked for another has a page of their own of it. */
export function pathOf({sharedId, bookingId}: CalendarVisit): string {
  return sharedId ? `/shared/${sharedId}` : `/bookings/${bookingId}`;
}

export function whoOf({side, listing, holder, others, worker}: CalendarVisit): string {
  if (side === 'holder') return worker ? t('{{worker}} of {{name}}', {worker, name: listing.name}) : listing.name;
  return others > 0 ? t('{{name}} and {{more}} more', {name: holder.name, more: others}) : holder.name;
}

/** An enterprise has no first name. */
function firstNameOf(visit: CalendarVisit): string {
  const isEnterprise = visit.side === 'holder' && visit.listing.kind === 'provider';
  const whole = visit.side === 'worker' ? visit.holder.name : (visit.worker ?? visit.listing.name);
  return isEnterprise && !visit.worker ? whole : (whole.split(' ')[0] ?? '');
}
