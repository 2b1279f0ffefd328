import type {FigureView} from '@app/allocations';
import type {Pence} from '@app/kernel';
import {FIGURE_KIND_WORDS} from '../../words/budget-words.js';
import {formatPounds} from '../../words/figures.js';
import {t} from '../../words/t.js';

/** The figures of a budget, the newest first, each with what it differs by. */
export function figureCards(figures: readonly FigureView[]) {
  return figures
    .map((each) => ({...each, name: FIGURE_KIND_WORDS[each.kind], difference: differs(each.differencePence)}))
    .reverse();
}

function differs(pence: Pence | null): string | null {
  if (pence === null) return null;
  if (pence === 0) return t('The same as before');
  const amount = formatPounds(Math.abs(pence));
  return pence > 0
    ? t('{{amount}} a week more than before', {amount})
    : t('{{amount}} a week less than before', {amount});
}
