import {Injectable, type OnModuleInit} from '@nestjs/common';
import {AuditTrail} from '@app/identity';
import {addDays, Clock, DomainError, londonDay} from '@app/kernel';
import {JobRunner, Jobs, UnitOfWork, type Tx} from '@app/platform';
import {FUND_AHEAD} from '../budget/fund-ahead.js';
import {SettleLine} from '../budget/settle-line.js';
import {AllocationImport} from './allocation-import.entity.js';
import {APPLY_ALLOCATIONS} from './close-allocations.js';
import type {ImportContent, RowError} from './import-row.js';
import {openMany, type NewRow, type OpenedRow} from './open-many.js';
import {knownLines, planImport} from './plan-import.js';
import {waitingRows, type Waiting} from './waiting-rows.js';

/** A year of periods is funded at once where there are few rows; of many this and the next, and the rest right after. */
const DAYS_AHEAD = 364;
const MANY = 5_000;
const DAYS_AHEAD_OF_MANY = 28;

/**
 * In the worker: takes a confirmed import in, some hundred rows in each transaction, out of which the same takes them.
 * Killed, it goes on where it was. Imports of one council wait for each other.
 */
@Injectable()
export class ApplyAllocations implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly settle: SettleLine,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly runner: JobRunner,
  ) {}

  onModuleInit(): void {
    this.runner.register({
      task: APPLY_ALLOCATIONS,
      run: ({councilId, importId}) => this.run(String(councilId), String(importId)),
    });
  }

  /** Until nothing of it waits any more. */
  async run(councilId: string, importId: string): Promise<void> {
    let after: number | null = 0;
    while (after !== null) {
      const from: number = after;
      after = await this.uow.run(councilId, (tx) => this.batch(tx, councilId, importId, from));
    }
  }

  /** @returns the number after which there may be more; null when nothing waits */
  private async batch(tx: Tx, councilId: string, importId: string, after: number): Promise<number | null> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 9))`, [councilId]);
    const confirmed = await tx.findOneBy(AllocationImport, {id: importId});
    if (confirmed?.outcome !== 'confirmed' || confirmed.finishedAt) return null;
    const {fresh, known, last} = await waitingRows(tx, importId, after);
    if (last === null) return this.finish(tx, confirmed);
    const few = confirmed.totals.created <= MANY;
    const through = addDays(londonDay(this.clock.now()), few ? DAYS_AHEAD : DAYS_AHEAD_OF_MANY);
    await this.noteOpened(tx, confirmed, await openMany(tx, confirmed, fresh, through));
    const rejected = await this.takeKnown(tx, confirmed, known);
    await takeOut(tx, importId, [...fresh, ...known], rejected);
    return last;
  }

  /** Planned anew: another import may have come in between. */
  private async takeKnown(
    tx: Tx,
    confirmed: AllocationImport,
    waiting: readonly Waiting[],
  ): Promise<Map<string, RowError[]>> {
    const rejected = new Map<string, RowError[]>();
    if (waiting.length === 0) return rejected;
    const agreements = waiting.map((each) => each.content.agreement);
    const lines = await knownLines(tx, agreements);
    const read = waiting.map(({rowNumber: number, content}) => ({number, content, errors: []}));
    for (const [index, {outcome, errors}] of planImport(read, lines, new Map()).entries()) {
      const row = waiting[index];
      const line = row && lines.get(row.content.agreement);
      if (!row || !line || outcome === 'unchanged') continue;
      const refused =
        outcome === 'rejected' ? errors : await this.change(tx, confirmed, row, line.lineId, line.content);
      if (refused) rejected.set(row.id, refused);
    }
    return rejected;
  }

  private async noteOpened(tx: Tx, confirmed: AllocationImport, opened: readonly OpenedRow[]): Promise<void> {
    if (opened.length === 0) return;
    const {id, councilId, closedBy} = confirmed;
    await this.audit.recordFound(
      tx,
      {councilId, actorId: closedBy, action: 'budget_line.opened', kind: 'budget_line'},
      `SELECT o.line_id AS subject_id, r.content || jsonb_build_object('import_id', $5::uuid) AS after
       FROM unnest($6::uuid[], $7::uuid[]) AS o (row_id, line_id) JOIN allocation_import_row r ON r.id = o.row_id`,
      [id, opened.map((each) => each.rowId), opened.map((each) => each.lineId)],
    );
  }

  /** @returns why it could not be done; nothing of it is left then */
  private async change(
    tx: Tx,
    {id: importId, councilId, closedBy, changesFrom}: AllocationImport,
    row: Waiting,
    lineId: string,
    before: ImportContent | null,
  ): Promise<RowError[] | null> {
    await tx.query(`SAVEPOINT one_row`);
    try {
      const {grossWeeklyPence: gross, contributionPence: contribution, startsOn, endsOn} = row.content;
      const reason = 'From the council’s finance system';
      const insert = (kind: string, from: string, weekly: number | null, own: number | null) =>
        tx.query(
          `INSERT INTO line_change (council_id, line_id, kind, from_day, weekly_pence, contribution_weekly_pence, reason, recorded_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [councilId, lineId, kind, from, weekly, own, reason, closedBy],
        );
      if (before?.grossWeeklyPence !== gross || before.contributionPence !== contribution) {
        const from = changesFrom < startsOn ? startsOn : changesFrom;
        await insert('amount', from, gross - contribution, contribution);
      }
      if (endsOn && before?.endsOn !== endsOn) await insert('end', endsOn, null, null);
      const cause = {councilId, kind: 'import_row', id: row.id, actorId: closedBy ?? undefined};
      await this.settle.run(tx, cause, lineId, {through: addDays(londonDay(this.clock.now()), DAYS_AHEAD)});
      await tx.query(`UPDATE imported_line SET content = $2, import_id = $3 WHERE line_id = $1`, [
        ...[lineId, row.content, importId],
      ]);
      await tx.query(`RELEASE SAVEPOINT one_row`);
      return null;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await tx.query(`ROLLBACK TO SAVEPOINT one_row`);
      return [{field: 'gross_weekly', message: error.message}];
    }
  }

  private async finish(tx: Tx, confirmed: AllocationImport): Promise<null> {
    await tx.query(
      `UPDATE allocation_import SET finished_at = $2, totals = totals || jsonb_build_object('rejected',
         (SELECT count(*) FROM allocation_import_row WHERE import_id = $1 AND outcome = 'rejected')) WHERE id = $1`,
      [confirmed.id, this.clock.now()],
    );
    await this.jobs.add(tx, FUND_AHEAD, {councilId: confirmed.councilId}, {key: `fund ahead ${confirmed.councilId}`});
    await this.audit.record(tx, {
      councilId: confirmed.councilId,
      action: 'allocation_import.finished',
      subject: {kind: 'allocation_import', id: confirmed.id},
    });
    return null;
  }
}

async function takeOut(
  tx: Tx,
  importId: string,
  rows: readonly Pick<NewRow, 'id'>[],
  rejected: ReadonlyMap<string, RowError[]>,
): Promise<void> {
  const done = rows.filter((each) => !rejected.has(each.id)).map((each) => each.id);
  await tx.query(`DELETE FROM allocation_import_row WHERE id = ANY ($1)`, [done]);
  await tx.query(`UPDATE allocation_import SET applied = applied + $2 WHERE id = $1`, [importId, done.length]);
  if (rejected.size === 0) return;
  await tx.query(
    `UPDATE allocation_import_row r SET outcome = 'rejected', errors = n.errors
     FROM jsonb_to_recordset($1) AS n (id uuid, errors jsonb) WHERE r.id = n.id`,
    [JSON.stringify([...rejected].map(([id, errors]) => ({id, errors})))],
  );
}
