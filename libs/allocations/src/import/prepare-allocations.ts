import {createHash} from 'node:crypto';
import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, isDay, londonDay, type Day} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {totalsOf, type ImportTotals, type PlannedRow} from './import-row.js';
import {knownLines, planImport} from './plan-import.js';
import {readFile} from './read-file.js';
import {readRow, type DateFormat} from './read-row.js';

export interface AllocationFile {
  text: string;
  dates: DateFormat;
  /** From this day on changed amounts count; today when left out. */
  changesFrom?: Day | undefined;
  /** What the sender counted; a file that does not fit is not taken. */
  control?: {rows?: number | undefined; grossWeeklyPence?: number | undefined};
  /** Says what would come of it, and keeps nothing. */
  dryRun: boolean;
}

export interface AllocationPreview {
  /** Null for a dry run, and where nothing would change. */
  id: string | null;
  totals: ImportTotals;
  rows: PlannedRow[];
}

const BATCH = 10_000;

/** Reads a file of allocations, says row by row what would come of it, and keeps it for somebody else to confirm. */
@Injectable()
export class PrepareAllocations {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, VALIDATION_FAILED, CONTROL_TOTALS */
  async run(principal: Principal, file: AllocationFile): Promise<AllocationPreview> {
    requirePermission(principal, 'allocation:import');
    const changesFrom = file.changesFrom ?? londonDay(this.clock.now());
    if (!isDay(changesFrom)) throw invalid({field: 'changes_from', message: 'Give a day, like 2027-03-27.'});
    const read = readFile(file.text).map((row) => ({number: row.number, ...readRow(row, file.dates)}));
    return this.uow.run(principal.councilId, async (tx) => {
      const known = await knownLines(
        tx,
        read.map((each) => each.content.agreement),
      );
      const rows = planImport(read, known);
      const totals = totalsOf(rows);
      requireControl(totals, file.control ?? {});
      if (file.dryRun || totals.created + totals.changed === 0) return {id: null, totals, rows};
      const digest = createHash('sha256').update(file.text).digest('hex');
      return {id: await this.keep(tx, principal, {digest, changesFrom, totals, rows}), totals, rows};
    });
  }

  private async keep(
    tx: Tx,
    principal: Principal,
    {digest, changesFrom, totals, rows}: {digest: string; changesFrom: Day; totals: ImportTotals; rows: PlannedRow[]},
  ): Promise<string> {
    const {councilId} = principal;
    const [{id}] = await tx.query<[{id: string}]>(
      `INSERT INTO allocation_import (council_id, digest, changes_from, totals, prepared_by)
       VALUES ($1, $2, $3, $4, $5) RETURNING id`,
      [councilId, digest, changesFrom, totals, principal.personId],
    );
    const kept = rows.filter((each) => each.outcome !== 'unchanged');
    for (let at = 0; at < kept.length; at += BATCH) {
      await tx.query(
        `INSERT INTO allocation_import_row (council_id, import_id, row_number, outcome, content, changes, errors)
         SELECT $1, $2, r.row, r.outcome, r.content, r.changes, r.errors
         FROM jsonb_to_recordset($3) AS r (row integer, outcome text, content jsonb, changes jsonb, errors jsonb)`,
        [councilId, id, JSON.stringify(kept.slice(at, at + BATCH))],
      );
    }
    const subject = {kind: 'allocation_import', id};
    await this.audit.record(tx, {...by(principal), action: 'allocation_import.prepared', subject, after: totals});
    return id;
  }
}

function requireControl(totals: ImportTotals, control: NonNullable<AllocationFile['control']>): void {
  const wrong = [
    ...(control.rows !== undefined && control.rows !== totals.rows
      ? [`rows: ${totals.rows}, not ${control.rows}`]
      : []),
    ...(control.grossWeeklyPence !== undefined && control.grossWeeklyPence !== totals.grossWeeklyPence
      ? [`gross a week in pence: ${totals.grossWeeklyPence}, not ${control.grossWeeklyPence}`]
      : []),
  ];
  if (wrong.length === 0) return;
  throw new DomainError(
    'refused',
    'CONTROL_TOTALS',
    `The file does not come to its control totals. Counted here: ${wrong.join('; ')}. Rejected rows count as rows, not as money.`,
    {facts: {totals}},
  );
}
