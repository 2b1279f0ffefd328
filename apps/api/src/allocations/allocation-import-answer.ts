import type {
  AllocationImportDetail,
  AllocationImportView,
  AllocationPreview,
  ImportTotals,
  PlannedRow,
} from '@app/allocations';
import type {
  AllocationImportResponse,
  AllocationPreviewResponse,
  AllocationRowResponse,
  AllocationTotalsResponse,
} from './allocation-import.dto.js';

const MOST_ROWS = 1_000;
const ORDER = ['rejected', 'changed', 'created', 'unchanged'];

export function allocationPreviewAnswer({id, totals, rows}: AllocationPreview): AllocationPreviewResponse {
  const first = [...rows].sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome) || a.row - b.row);
  return {id, totals: totalsAnswer(totals), rows: first.slice(0, MOST_ROWS).map(rowAnswer)};
}

export function allocationImportAnswer(view: AllocationImportView | AllocationImportDetail): AllocationImportResponse {
  return {
    ...{id: view.id, totals: totalsAnswer(view.totals), changes_from: view.changesFrom},
    ...{prepared_by: view.preparedBy, prepared_at: view.preparedAt.toISOString(), outcome: view.outcome},
    ...{closed_by: view.closedBy, closed_at: view.closedAt && view.closedAt.toISOString()},
    ...{finished_at: view.finishedAt && view.finishedAt.toISOString(), applied: view.applied},
    rows: 'rows' in view ? view.rows.map(rowAnswer) : [],
  };
}

function rowAnswer({row, outcome, content, changes, errors}: PlannedRow): AllocationRowResponse {
  const wrong = errors.map(({field, message}) => ({field, message}));
  return {
    ...{row, outcome, changes, errors: wrong},
    person_reference: content.personReference,
    agreement: content.agreement,
  };
}

function totalsAnswer({rows, created, changed, unchanged, rejected, ...sums}: ImportTotals): AllocationTotalsResponse {
  const counts = {rows, created, changed, unchanged, rejected};
  return {...counts, gross_weekly_pence: sums.grossWeeklyPence, contribution_pence: sums.contributionPence};
}
