import {createHash} from 'node:crypto';
import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, isDay, londonDay, type Day} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {PlannedFile, type ImportTotals, type PlannedRow} from './import-row.js';
import {knownLines, planImport} from './plan-import.js';
import {fileSlices, type FileRow} from './read-file.js';
import {readRow, type DateFormat} from './read-row.js';

export interface AllocationFile {
  /** CSV, or a list of rows: as JSON, or read already. */
  content: string | object;
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
  /** Those to look at first: the rejected, the changed, then the others; 1,000 at most. */
  rows: PlannedRow[];
}

/** What a page or a program is shown of a file at once. */
const MOST_SHOWN = 1_000;

/**
 * Reads a file of allocations, says row by row what would come of it, and keeps it for somebody else to confirm. Some
 * thousand rows at a time, so that the largest file takes no more memory than its text.
 */
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
    return this.uow.run(principal.councilId, async (tx) => {
      const planned = new PlannedFile(MOST_SHOWN);
      const {totals} = planned;
      await tx.query(`SAVEPOINT nothing_kept`);
      const id = file.dryRun ? null : await begin(tx, principal, {digest: digestOf(file.content), changesFrom, totals});
      const seen = new Map<string, number>();
      for await (const slice of fileSlices(file.content)) {
        const rows = await planSlice(tx, slice, file.dates, seen);
        planned.add(rows);
        if (id) await keep(tx, principal.councilId, id, rows);
      }
      requireControl(totals, file.control ?? {});
      if (!id || totals.created + totals.changed === 0) {
        await tx.query(`ROLLBACK TO SAVEPOINT nothing_kept`);
        return {id: null, totals, rows: planned.rows()};
      }
      await tx.query(`UPDATE allocation_import SET totals = $2 WHERE id = $1`, [id, totals]);
      const subject = {kind: 'allocation_import', id};
      await this.audit.record(tx, {...by(principal), action: 'allocation_import.prepared', subject, after: totals});
      return {id, totals, rows: planned.rows()};
    });
  }
}

async function planSlice(
  tx: Tx,
  slice: readonly FileRow[],
  dates: DateFormat,
  seen: Map<string, number>,
): Promise<PlannedRow[]> {
  const read = slice.map((row) => ({number: row.number, ...readRow(row, dates)}));
  const agreements = read.map((each) => each.content.agreement);
  return planImport(read, await knownLines(tx, agreements), seen);
}

async function begin(
  tx: Tx,
  {councilId, personId}: Principal,
  {digest, changesFrom, totals}: {digest: string; changesFrom: Day; totals: ImportTotals},
): Promise<string> {
  const [{id}] = await tx.query<[{id: string}]>(
    `INSERT INTO allocation_import (council_id, digest, changes_from, totals, prepared_by)
     VALUES ($1, $2, $3, $4, $5) RETURNING id`,
    [councilId, digest, changesFrom, totals, personId],
  );
  return id;
}

async function keep(tx: Tx, councilId: string, importId: string, rows: readonly PlannedRow[]): Promise<void> {
  const kept = rows.filter((each) => each.outcome !== 'unchanged');
  if (kept.length === 0) return;
  await tx.query(
    `INSERT INTO allocation_import_row (council_id, import_id, row_number, outcome, content, changes, errors)
     SELECT $1, $2, r.row, r.outcome, r.content, r.changes, r.errors
     FROM jsonb_to_recordset($3) AS r (row integer, outcome text, content jsonb, changes jsonb, errors jsonb)`,
    [councilId, importId, JSON.stringify(kept)],
  );
}

/** Row by row where there are rows: as one text it would be in memory once more. */
function digestOf(content: string | object): string {
  const hash = createHash('sha256');
  if (typeof content === 'string') hash.update(content);
  else for (const each of Array.isArray(content) ? content : [content]) hash.update(JSON.stringify(each));
  return hash.digest('hex');
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
