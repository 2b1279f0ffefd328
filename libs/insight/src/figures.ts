import type {Day} from '@app/kernel';

/** Numbers as they may be shown: small ones are suppressed already. */
export interface Figures {
  from: Day;
  to: Day;
  /** What is counted as it is now, is so on this day. */
  asOf: Day;
  tables: FigureTable[];
}

export interface FigureTable {
  code: string;
  title: string;
  /** What is counted, in a sentence. */
  note: string;
  /** What the rows are, then what each column counts. */
  head: [string, ...string[]];
  rows: FigureRow[];
  /** The column that a chart shows, from 0; null where a chart would say nothing. */
  chart: number | null;
}

export interface FigureRow {
  label: string;
  total?: true;
  cells: FigureCell[];
}

export interface FigureCell {
  /** Null where it is not shown. */
  value: number | null;
  text: string;
}
