import type {AbsenceRule, ShareBy, SharedView} from '@app/bookings';
import {t, words} from '../../words/t.js';

export const SHARE_BY_WORDS: Record<ShareBy, string> = words({
  equal: 'Everybody pays the same',
  share: 'Each says which share of it they pay',
  minutes: 'By the minutes that each is there',
});

export const ABSENCE_WORDS: Record<AbsenceRule, string> = words({
  absent_pays: 'Whoever does not come pays their part all the same',
  others_share: 'The others share what it costs',
});

export const MEMBER_WORDS: Record<SharedView['members'][number]['state'], string> = words({
  asked: 'Wants to join',
  agreed: 'Is in',
  refused: 'Is not in',
  leaving: 'Wants to leave',
  left: 'Has left',
});

/** 25%, 90 minutes, or nothing where all pay the same. */
export function weightWords(shareBy: ShareBy, weight: number): string {
  if (shareBy === 'share') return `${weight / 100}%`;
  return shareBy === 'minutes' ? t('{{count}} minutes', {count: weight}) : '';
}
