import type {Day, FieldError} from '@app/kernel';
import type {Circumstance, DbsLevel, RequirementKind} from '../scheme/requirement-kinds.js';

/** A line of the former register, read and found good. */
export interface ImportRow {
  /** The council's own number of the person; with the e-mail address what a second import finds them by. */
  reference: string | null;
  email: string | null;
  name: string;
  postcode: string | null;
  approvedOn: Day;
  circumstances: Circumstance[];
  evidence: ImportedEvidence[];
}

/** Dates only, and the level of a DBS certificate: what else the former register says of it stays there. */
export interface ImportedEvidence {
  requirement: string;
  kind: RequirementKind;
  number: number;
  issuedOn: Day | null;
  checkedOn: Day;
  validUntil: Day | null;
  level: DbsLevel | null;
}

export const ROW_OUTCOMES = ['created', 'changed', 'unchanged', 'rejected'] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

export type ImportTotals = Record<RowOutcome | 'rows', number>;

/** What comes of one line. */
export interface PlannedRow {
  /** As a spreadsheet numbers it: the headings are row 1. */
  row: number;
  outcome: RowOutcome;
  /** For whoever looks at the preview; empty where the line could not be read. */
  reference: string;
  name: string;
  /** Why it is rejected, each by the field it is about. */
  errors: FieldError[];
  /** What is to be looked at before it is taken: a likely double, a check that has lapsed. */
  warnings: string[];
  /** What will change, in words. */
  changes: string[];
}

export function totalsOf(rows: readonly PlannedRow[]): ImportTotals {
  const totals: ImportTotals = {rows: rows.length, created: 0, changed: 0, unchanged: 0, rejected: 0};
  for (const {outcome} of rows) totals[outcome] += 1;
  return totals;
}
