import type {Day} from '@app/kernel';
import {boxes} from './day-boxes.js';

/** A review as the form sends it: nothing changes unless it says so. */
export function reviewForm(heldOn: Day, more: Record<string, string> = {}): Record<string, string> {
  return {
    ...{kind: 'full', how: 'visit', took_part: 'Ann and her sister', own_words: 'I can go out again.'},
    ...{summary: 'All goes well.', result: 'unchanged', step: 'confirm'},
    ...{'outcome-0': 'To go swimming', 'met-0': 'partly', 'words-0': 'Once a month is too little.'},
    ...boxes('held', heldOn),
    ...more,
  };
}
