import type {DayNumber} from '@app/listings';
import {instantOf, type AskedDay, type AskedTime} from './asked-time.js';

interface Hours {
  from: number;
  to: number;
  first: DayNumber;
  last: DayNumber;
}

/** Weekly hours and the days that differ from them, as `public_listing_times` writes them. */
export class WeeklyHours {
  /** By weekday, from 1; at 0 those of every day. */
  private readonly open: Hours[][] = [[], [], [], [], [], [], [], []];
  private readonly away: Hours[] = [];
  /** They do not work on bank holidays, but for hours that are extra. */
  private rests = false;

  constructor(text: string) {
    for (const each of text === '' ? [] : text.split(',')) {
      const [kind = '', from, to, first, last] = each.split(' ');
      const hours = {from: Number(from), to: Number(to), first: Number(first), last: Number(last) || Infinity};
      if (kind === 'holidays') this.rests = true;
      else if (kind === 'away') this.away.push(hours);
      else this.open[kind === 'open' ? 0 : Number(kind)]?.push(hours);
    }
  }

  /** Whether the whole of a time is open, and none of it away: as `public_listing_free` of the database has it. */
  covers(time: AskedTime): boolean {
    let until = time.startsAt;
    while (until < time.endsAt) {
      const reached = this.openUntil(time, until);
      if (reached === until) return false;
      until = reached;
    }
    return !time.days.some((day) => this.away.some((hours) => within(hours, day) && overlaps(hours, day, time)));
  }

  private openUntil({days}: AskedTime, at: number): number {
    let until = at;
    for (const day of days) {
      for (const list of [day.holiday && this.rests ? [] : this.open[day.weekday], this.open[0]]) {
        for (const hours of list ?? []) {
          if (within(hours, day) && opens(hours, day) <= at) until = Math.max(until, closes(hours, day));
        }
      }
    }
    return until;
  }
}

const within = ({first, last}: Hours, {number}: AskedDay) => first <= number && number <= last;
const opens = ({from}: Hours, day: AskedDay) => instantOf(day, from);
const closes = ({to}: Hours, day: AskedDay) => instantOf(day, to);
/** Hours that the clocks skip in spring take no time, and so no time of anybody's. */
const overlaps = (hours: Hours, day: AskedDay, {startsAt, endsAt}: AskedTime) =>
  opens(hours, day) < endsAt && closes(hours, day) > Math.max(startsAt, opens(hours, day));
