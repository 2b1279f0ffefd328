import type {CancellationTerms} from '@app/listings';
import {t, words} from './t.js';

/** How much notice a visit is called off with, in the standard form. */
export const NOTICE_WORDS: Readonly<Record<string, string>> = words({
  '24': '24 hours',
  '48': '48 hours',
  '72': '3 days',
  '168': '7 days',
});

/** What a visit costs that is called off later, in hundredths of a percent. */
export const LATE_WORDS: Readonly<Record<string, string>> = words({
  '0': 'Nothing',
  '5000': 'Half of its price',
  '10000': 'All of its price',
});

/** The terms of calling off as one sentence. */
export function cancellationWords({noticeHours: notice, lateCancellationBp: share}: CancellationTerms): string {
  const days = notice > 48 && notice % 24 === 0;
  const before = days ? t('{{count}} days', {count: notice / 24}) : t('{{count}} hours', {count: notice});
  if (share === 0 || notice === 0) return t('Visits can be called off at any time without paying.');
  if (share === 10_000) return t('A visit called off less than {{before}} before it costs its whole price.', {before});
  return t('A visit called off less than {{before}} before it costs {{share}}% of its price.', {
    before,
    share: share / 100,
  });
}
