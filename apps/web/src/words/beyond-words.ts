import type {Beyond} from '@app/bookings';
import {formatDay} from './figures.js';
import {t} from './t.js';

/**
 * What a side of a booking is told of visits beyond the listing: never why.
 * @param worker the PA or provider, to the holder; null to themselves
 */
export function beyondWords({fromDay, listedNow}: Beyond, worker: string | null): string {
  const day = formatDay(fromDay);
  if (worker) {
    return listedNow
      ? t(
          '{{worker}} is listed now, but not for the visits from {{day}} on unless something is renewed before then. It is for you to decide what to do about them.',
          {worker, day},
        )
      : t('{{worker}} is not currently listed. It is for you to decide what to do about the visits from {{day}} on.', {
          worker,
          day,
        });
  }
  return listedNow
    ? t(
        'You are listed now, but not for the visits from {{day}} on unless you renew. “Your place on the register” shows what.',
        {day},
      )
    : t('You are not currently listed. This is about the visits from {{day}} on. The council can tell you more.', {
        day,
      });
}
