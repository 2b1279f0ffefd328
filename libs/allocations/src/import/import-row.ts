import type {Day, Pence} from '@app/kernel';
import type {Deployment} from '../budget/budget-line.entity.js';
import type {Cycle} from '../budget/periods.js';

/** A row of the file, read: what the council's finance system says of one agreement. */
export interface ImportContent {
  personReference: string;
  name: string;
  /** The budget agreement's own number: by it the line is found again. */
  agreement: string;
  startsOn: Day;
  endsOn: Day | null;
  grossWeeklyPence: Pence;
  contributionPence: Pence;
  frequency: Exclude<Cycle, 'once'>;
  deployment: Deployment;
  /** As the finance system writes it; kept for the export. */
  paymentDay: string | null;
  reviewOn: Day | null;
  restriction: string | null;
}

export interface RowError {
  field: string;
  message: string;
}

export const ROW_OUTCOMES = ['created', 'changed', 'unchanged', 'rejected'] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

export interface PlannedRow {
  row: number;
  outcome: RowOutcome;
  content: ImportContent;
  /** What differs from now, in words. */
  changes: string[];
  errors: RowError[];
}

/** How many of each, and sums to hold against those of the sender. */
export interface ImportTotals {
  rows: number;
  created: number;
  changed: number;
  unchanged: number;
  rejected: number;
  /** Of the rows that were not rejected, a week. */
  grossWeeklyPence: Pence;
  contributionPence: Pence;
}

export function totalsOf(rows: readonly PlannedRow[]): ImportTotals {
  const count = (outcome: RowOutcome) => rows.filter((each) => each.outcome === outcome).length;
  const good = rows.filter((each) => each.outcome !== 'rejected');
  return {
    ...{rows: rows.length, created: count('created'), changed: count('changed')},
    ...{unchanged: count('unchanged'), rejected: count('rejected')},
    grossWeeklyPence: good.reduce((sum, each) => sum + each.content.grossWeeklyPence, 0),
    contributionPence: good.reduce((sum, each) => sum + each.content.contributionPence, 0),
  };
}
