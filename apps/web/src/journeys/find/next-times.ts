import {londonDay, type TimeRange} from '@app/kernel';
import {formatDay, formatTime} from '../../words/figures.js';
import {t} from '../../words/t.js';

/** When somebody is free next, in a line or two: `Mon 2 March, 9am to 12pm`. */
export function nextTimes(times: readonly TimeRange[]): string[] {
  return times.map(({startsAt, endsAt}) =>
    t('{{day}}, {{from}} to {{to}}', {
      day: formatDay(londonDay(startsAt), {weekday: 'short', day: 'numeric', month: 'short'}),
      from: formatTime(startsAt),
      to: formatTime(endsAt),
    }),
  );
}
