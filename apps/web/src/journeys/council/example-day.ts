import type {Day} from '@app/kernel';
import {t} from '../../words/t.js';

/** A day as it is typed into three boxes. */
export function exampleOf(day: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return t('For example, {{date}} {{month}} {{year}}', {date, month, year});
}
