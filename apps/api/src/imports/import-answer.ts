import type {ImportPreview, ImportView, PlannedRow} from '@app/register';
import type {ImportPreviewResponse, ImportResponse, ImportRowResponse} from './import.dto.js';

export function previewAnswer({id, mapping, fields, rows, totals}: ImportPreview): ImportPreviewResponse {
  return {
    id,
    mapping,
    fields: fields.map(({code, label, needed}) => ({code, label, needed})),
    rows: rows.map(rowAnswer),
    totals,
  };
}

export function importAnswer(view: ImportView): ImportResponse {
  return {
    id: view.id,
    kind: view.kind,
    totals: view.totals,
    prepared_by: view.preparedBy,
    prepared_at: view.preparedAt.toISOString(),
    outcome: view.outcome,
    closed_by: view.closedBy,
    closed_at: view.closedAt && view.closedAt.toISOString(),
    rows: view.rows.map(rowAnswer),
  };
}

function rowAnswer({row, outcome, reference, name, errors, warnings, changes}: PlannedRow): ImportRowResponse {
  return {row, outcome, reference, name, errors, warnings, changes};
}
