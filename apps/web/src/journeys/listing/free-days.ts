import {bankHoliday, londonClock, londonDay, addDays, startOfDay, type Day, type TimeRange} from '@app/kernel';
import {formatTime} from '../../words/figures.js';
import {t} from '../../words/t.js';

export interface FreeDay {
  day: Day;
  note?: string;
  slots: FreeSlot[];
}

export interface FreeSlot extends TimeRange {
  text: string;
  href?: string;
}

/** Free time by the day: what goes on past midnight is shown on both days. Days without any are left out. */
export function freeDays(times: readonly TimeRange[]): FreeDay[] {
  const days = new Map<Day, FreeSlot[]>();
  for (const {startsAt, endsAt} of times) {
    for (let from = startsAt; from < endsAt;) {
      const day = londonDay(from);
      const midnight = startOfDay(addDays(day, 1));
      const to = endsAt < midnight ? endsAt : midnight;
      days.set(day, [...(days.get(day) ?? []), {startsAt: from, endsAt: to, text: slotText(from, to, midnight)}]);
      from = to;
    }
  }
  return [...days].map(([day, slots]) => {
    const holiday = bankHoliday(day);
    return {day, slots, ...(holiday && {note: t('Bank holiday: {{holiday}}', {holiday})})};
  });
}

function slotText(from: Date, to: Date, midnight: Date): string {
  const begins = londonClock(from);
  const wholeDay = begins.getUTCHours() + begins.getUTCMinutes() === 0 && to.getTime() === midnight.getTime();
  return wholeDay ? t('All day') : t('{{from}} to {{to}}', {from: formatTime(from), to: formatTime(to)});
}
