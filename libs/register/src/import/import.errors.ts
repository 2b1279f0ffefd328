import {DomainError} from '@app/kernel';
import type {ImportTotals, PlannedRow} from './import-row.js';

/** Names every line at fault, so that the spreadsheet can be put right in one go. */
export function importRejected(rows: readonly PlannedRow[], totals: ImportTotals): DomainError {
  const {rejected} = totals;
  const message = `${rejected === 1 ? '1 row is' : `${rejected} rows are`} rejected, so nothing is taken in. Put them right, or leave them out.`;
  return new DomainError('refused', 'IMPORT_REJECTED', message, {
    facts: {totals, rows: rows.filter((each) => each.outcome === 'rejected').map(({row, errors}) => ({row, errors}))},
  });
}

export function importOpen(id: string | null): DomainError {
  return new DomainError(
    'conflict',
    'IMPORT_OPEN',
    'Another import waits to be confirmed. Confirm or discard that one first.',
    {facts: {import_id: id}},
  );
}

export function importClosed(): DomainError {
  return new DomainError('conflict', 'IMPORT_CLOSED', 'This import has been confirmed or discarded already.');
}

export function importStale(rows: readonly number[]): DomainError {
  return new DomainError(
    'conflict',
    'IMPORT_STALE',
    'The register has changed since this was prepared. Discard it and prepare it again.',
    {facts: {rows}},
  );
}

export function importFourEyes(): DomainError {
  return new DomainError(
    'refused',
    'FOUR_EYES',
    'You prepared this import, or you are in it yourself. Somebody else has to do this.',
  );
}
