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
  /** What stood in the file, where it could not be read: it goes back as it was, to be mended. */
  typed?: string;
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

/** What comes of a file, slice by slice: counts and sums of all, and the first rows of each kind. */
export class PlannedFile {
  readonly totals: ImportTotals = {
    ...{rows: 0, created: 0, changed: 0, unchanged: 0, rejected: 0},
    ...{grossWeeklyPence: 0, contributionPence: 0},
  };
  private readonly first: Record<RowOutcome, PlannedRow[]> = {rejected: [], changed: [], created: [], unchanged: []};

  constructor(private readonly most: number) {}

  add(rows: readonly PlannedRow[]): void {
    for (const row of rows) {
      this.totals.rows += 1;
      this.totals[row.outcome] += 1;
      const kept = this.first[row.outcome];
      if (kept.length < this.most) kept.push(row);
      if (row.outcome === 'rejected') continue;
      this.totals.grossWeeklyPence += row.content.grossWeeklyPence;
      this.totals.contributionPence += row.content.contributionPence;
    }
  }

  /** As many as a page can show: those to look at first come first. */
  rows(): PlannedRow[] {
    return Object.values(this.first).flat().slice(0, this.most);
  }
}
