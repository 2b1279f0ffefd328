import {t, words} from './t.js';

/** How much notice a visit is called off with, in the standard form: hours, or as the council has it. */
export const NOTICE_WORDS: Readonly<Record<string, string>> = words({
  standard: 'As the council’s standard terms have it: 24 hours',
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
export function cancellationWords(noticeHours: number | null, lateCancellationBp: number | null): string {
  const notice = noticeHours ?? 24;
  const share = lateCancellationBp ?? 10_000;
  const before =
    notice > 48 ? t('{{count}} days', {count: Math.round(notice / 24)}) : t('{{count}} hours', {count: notice});
  if (share === 0) return t('Visits can be called off at any time without paying.');
  if (share === 10_000) return t('A visit called off less than {{before}} before it costs its whole price.', {before});
  return t('A visit called off less than {{before}} before it costs {{share}}% of its price.', {
    before,
    share: share / 100,
  });
}
