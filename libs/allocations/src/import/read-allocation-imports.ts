import {Injectable} from '@nestjs/common';
import {requirePermission, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import type {ImportTotals, PlannedRow} from './import-row.js';

export interface AllocationImportView {
  id: string;
  totals: ImportTotals;
  changesFrom: string;
  preparedBy: {id: string; name: string};
  preparedAt: Date;
  outcome: 'confirmed' | 'discarded' | null;
  closedBy: {id: string; name: string} | null;
  closedAt: Date | null;
  finishedAt: Date | null;
  /** Of those that are to be taken in. */
  applied: number;
}

export interface AllocationImportDetail extends AllocationImportView {
  /** Those to look at first: the rejected. Not more than a page can show. */
  rows: PlannedRow[];
}

const MOST_ROWS = 500;

/** Files of allocations that were taken in, are being taken in, or wait to be confirmed; the newest first. */
@Injectable()
export class ReadAllocationImports {
  constructor(private readonly uow: UnitOfWork) {}

  /** @throws FORBIDDEN */
  list(principal: Principal): Promise<AllocationImportView[]> {
    requirePermission(principal, 'allocation:import');
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<AllocationImportView[]>(`${IMPORTS} ORDER BY i.prepared_at DESC, i.id DESC LIMIT 50`),
    );
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  one(principal: Principal, id: string): Promise<AllocationImportDetail> {
    requirePermission(principal, 'allocation:import');
    return this.uow.run(principal.councilId, async (tx) => {
      const [found] = await tx.query<AllocationImportView[]>(`${IMPORTS} WHERE i.id = $1`, [id]);
      if (!found) throw notFound('import');
      return {...found, rows: await rowsOf(tx, id, MOST_ROWS)};
    });
  }

  /** All that were rejected, for a file to mend them in. @throws FORBIDDEN, NOT_FOUND */
  async rejects(principal: Principal, id: string): Promise<PlannedRow[]> {
    await this.one(principal, id);
    return this.uow.run(principal.councilId, async (tx) =>
      (await rowsOf(tx, id, 200_000)).filter((each) => each.outcome === 'rejected'),
    );
  }
}

const IMPORTS = `
  SELECT i.id, i.totals, i.changes_from AS "changesFrom", json_build_object('id', p.id, 'name', p.name) AS "preparedBy",
         i.prepared_at AS "preparedAt", i.outcome,
         CASE WHEN c.id IS NOT NULL THEN json_build_object('id', c.id, 'name', c.name) END AS "closedBy",
         i.closed_at AS "closedAt", i.finished_at AS "finishedAt", i.applied
  FROM allocation_import i JOIN person p ON p.id = i.prepared_by LEFT JOIN person c ON c.id = i.closed_by`;

function rowsOf(tx: Tx, importId: string, most: number): Promise<PlannedRow[]> {
  return tx.query<PlannedRow[]>(
    `SELECT row_number AS row, outcome, content, changes, errors FROM allocation_import_row WHERE import_id = $1
     ORDER BY outcome <> 'rejected', outcome <> 'changed', row_number LIMIT $2`,
    [importId, most],
  );
}
