import type {FigureCell, FigureRow} from './figures.js';
import {few, SMALLEST_SHOWN, suppress, type Shown} from './suppress.js';

const SMALL = `fewer than ${SMALLEST_SHOWN}`;

export function cell(shown: Shown): FigureCell {
  if (shown === 'small') return {value: null, text: SMALL};
  if (shown === 'hidden') return {value: null, text: 'not shown'};
  return {value: shown, text: shown.toLocaleString('en-GB')};
}

/** A count that stands by itself. */
export const single = (count: number): FigureCell => cell(few(count));

/** Days of so many: of fewer than five they would be about somebody. */
export function daysCell(count: number, days: number): FigureCell {
  if (count === 0) return {value: null, text: 'none'};
  if (count < SMALLEST_SHOWN) return {value: null, text: 'not shown'};
  return {value: days, text: days === 1 ? '1 day' : `${days} days`};
}

/** Rows of one count each, with their total. */
export function countedRows(counts: readonly (readonly [label: string, count: number])[]): FigureRow[] {
  const {shown, total} = suppress(counts.map(([, count]) => count));
  return [
    ...counts.map(([label], index) => ({label, cells: [cell(shown[index] ?? 0)]})),
    {label: 'All', total: true as const, cells: [cell(total)]},
  ];
}

/** Rows and columns of counts, with the total of all of them and no other. */
export function crossedRows(rows: readonly (readonly [label: string, counts: readonly number[]])[]): FigureRow[] {
  const {shown, total} = suppress(rows.flatMap(([, counts]) => counts));
  let at = 0;
  const crossed = rows.map(([label, counts]): FigureRow => ({label, cells: counts.map(() => cell(shown[at++] ?? 0))}));
  const blanks = (rows[0]?.[1] ?? []).slice(1).map((): FigureCell => ({value: null, text: ''}));
  return [...crossed, {label: 'All', total: true, cells: [cell(total), ...blanks]}];
}
