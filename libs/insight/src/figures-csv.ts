import {writeCsv} from '@app/platform';
import type {Figures} from './figures.js';

/** A line for each number, so that a spreadsheet or a program can turn it as it likes. */
export function figuresCsv({from, to, asOf, tables}: Figures): string {
  const lines = tables.flatMap(({code, title, head, rows}) =>
    rows.flatMap(({label, cells}) =>
      cells.flatMap(({value, text}, index) =>
        text === '' ? [] : [[code, title, label, head[index + 1] ?? '', value ?? '', text, from, to, asOf]],
      ),
    ),
  );
  return writeCsv([['table', 'title', 'row', 'measure', 'value', 'shown', 'from', 'to', 'as of'], ...lines]);
}
