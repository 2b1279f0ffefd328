import {Injectable, type OnModuleInit} from '@nestjs/common';
import {AuditTrail} from '@app/identity';
import {addDays, Clock, DomainError, londonDay} from '@app/kernel';
import {JobRunner, Jobs, UnitOfWork, type Tx} from '@app/platform';
import {FUND_AHEAD} from '../budget/fund-ahead.js';
import {SettleLine} from '../budget/settle-line.js';
import {AllocationImport} from './allocation-import.entity.js';
import {APPLY_ALLOCATIONS} from './close-allocations.js';
import type {ImportContent, RowError} from './import-row.js';
import {openMany, type OpenedRow} from './open-many.js';
import {knownLines, planImport} from './plan-import.js';

const BATCH = 250;
/** A year of periods is funded at once where there are few rows; of many this and the next, and the rest right after. */
const DAYS_AHEAD = 364;
const MANY = 5_000;
const DAYS_AHEAD_OF_MANY = 28;

interface Waiting {
  id: string;
  rowNumber: number;
  content: ImportContent;
}

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
    let last: number | null = 0;
    while (last !== null) {
      const after: number = last;
      last = await this.uow.run(councilId, (tx) => this.batch(tx, councilId, importId, after));
    }
  }

  /** @returns the number of its last row, after which there may be more; null when there is none */
  private async batch(tx: Tx, councilId: string, importId: string, after: number): Promise<number | null> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 9))`, [councilId]);
    const confirmed = await tx.findOneBy(AllocationImport, {id: importId});
    if (confirmed?.outcome !== 'confirmed' || confirmed.finishedAt) return null;
    const waiting = await tx.query<Waiting[]>(
      `SELECT id, row_number AS "rowNumber", content FROM allocation_import_row
       WHERE import_id = $1 AND row_number > $2 AND outcome <> 'rejected' ORDER BY row_number LIMIT ${BATCH}`,
      [importId, after],
    );
    if (waiting.length === 0) return this.finish(tx, confirmed);
    // Planned anew: another import may have come in between.
    const known = await knownLines(
      tx,
      waiting.map((each) => each.content.agreement),
    );
    const plans = planImport(
      waiting.map(({rowNumber: number, content}) => ({number, content, errors: []})),
      known,
      new Map(),
    );
    const withOutcome = (outcome: string) => waiting.filter((_, index) => plans[index]?.outcome === outcome);
    const few = confirmed.totals.created <= MANY;
    const through = addDays(londonDay(this.clock.now()), few ? DAYS_AHEAD : DAYS_AHEAD_OF_MANY);
    const opened = await openMany(tx, confirmed, withOutcome('created'), through);
    await this.noteOpened(tx, confirmed, opened);
    const rejected = new Map<string, RowError[]>();
    plans.forEach((plan, index) => {
      const row = waiting[index];
      if (row && plan.outcome === 'rejected') rejected.set(row.id, plan.errors);
    });
    for (const row of withOutcome('changed')) {
      const lineId = known.get(row.content.agreement)?.lineId ?? '';
      const refused = await this.change(tx, confirmed, row, lineId, known.get(row.content.agreement)?.content ?? null);
      if (refused) rejected.set(row.id, [refused]);
    }
    await takeOut(tx, importId, waiting, rejected);
    return waiting.at(-1)?.rowNumber ?? null;
  }

  private async noteOpened(tx: Tx, confirmed: AllocationImport, opened: readonly OpenedRow[]): Promise<void> {
    await this.audit.recordAll(
      tx,
      opened.map(({lineId, content}) => ({
        councilId: confirmed.councilId,
        actorId: confirmed.closedBy ?? undefined,
        action: 'budget_line.opened',
        subject: {kind: 'budget_line', id: lineId},
        after: {...content, import_id: confirmed.id},
      })),
    );
  }

  /** @returns why it could not be done; nothing of it is left then */
  private async change(
    tx: Tx,
    {id: importId, councilId, closedBy, changesFrom}: AllocationImport,
    row: Waiting,
    lineId: string,
    before: ImportContent | null,
  ): Promise<RowError | null> {
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
      return {field: 'gross_weekly', message: error.message};
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
  rows: readonly Waiting[],
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
