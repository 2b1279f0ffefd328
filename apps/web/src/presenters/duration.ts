import {minutes, type TimeRange} from '@app/kernel';
import {t} from '../words/t.js';

/** 2 hours, 45 minutes, 1 hour 30 minutes. */
export function durationOf(range: TimeRange): string {
  const total = Math.round(minutes(range));
  const [hours, rest] = [Math.floor(total / 60), total % 60];
  const parts = [hours && t('{{count}} hours', {count: hours}), rest && t('{{count}} minutes', {count: rest})];
  return parts.filter(Boolean).join(' ') || t('{{count}} minutes', {count: 0});
}
