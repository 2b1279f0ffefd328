import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, type Principal} from '@app/identity';
import {addDays, Clock, invalid, isPence, londonDay, notFound, type Day, type Pence} from '@app/kernel';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import {SettleLine, type Adjustment} from './settle-line.js';

/** What is said of a line: each kind with its own terms. */
export type NewChange = {reason: string; replacesId?: string | null} & (
  | {kind: 'amount'; fromDay: Day; weeklyPence: Pence; contributionWeeklyPence: Pence}
  | {kind: 'suspension'; fromDay: Day; toDay: Day | null; keptBp: number}
  | {kind: 'end'; fromDay: Day}
  | {kind: 'withdrawn'; replacesId: string}
);

export interface ChangeOptions {
  /** Says what would come of it, and keeps nothing. */
  dryRun?: boolean;
  /** Lets a period go below nought by what was already used. */
  allowOverdraft?: boolean;
}

export interface ChangedLine {
  /** Null for a dry run. */
  id: string | null;
  adjustments: Adjustment[];
}

/** How far ahead a line is funded when it changes. */
const DAYS_AHEAD = 364;
const MOST_WEEKLY = 100_000_000;

/** A change of a line, dated forward or back: recorded beside what was before, and followed by adjusting entries. */
@Injectable()
export class ChangeLine {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly settle: SettleLine,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, ALLOCATION_INSUFFICIENT naming each period with too little left */
  async run(
    principal: Principal,
    lineId: string,
    change: NewChange,
    options: ChangeOptions = {},
  ): Promise<ChangedLine> {
    requirePermission(principal, 'budget:manage');
    requireTerms(change);
    let seen: Adjustment[] = [];
    try {
      return await this.uow.run(principal.councilId, async (tx) => {
        const changed = await this.within(tx, principal, lineId, change, options.allowOverdraft);
        seen = changed.adjustments;
        if (options.dryRun) throw new DryRun();
        return changed;
      });
    } catch (error) {
      if (error instanceof DryRun) return {id: null, adjustments: seen};
      throw error;
    }
  }

  /**
   * The same in the transaction of a decision that stands behind it, which knows that whoever decides may.
   * @throws NOT_FOUND, VALIDATION_FAILED, ALLOCATION_INSUFFICIENT
   */
  async within(
    tx: Tx,
    principal: Principal,
    lineId: string,
    change: NewChange,
    allowOverdraft = false,
  ): Promise<{id: string; adjustments: Adjustment[]}> {
    requireTerms(change);
    const id = await this.insert(tx, principal, lineId, change);
    const overdraft = allowOverdraft ? {reason: change.reason, allowedBy: principal.personId} : undefined;
    const cause = {...by(principal), kind: 'line_change', id};
    const through = addDays(londonDay(this.clock.now()), DAYS_AHEAD);
    const adjustments = await this.settle.run(tx, cause, lineId, {overdraft, through});
    await this.audit.record(tx, {
      ...by(principal),
      action: 'budget_line.changed',
      subject: {kind: 'budget_line', id: lineId},
      reason: change.reason,
      after: {...change, change_id: id, periods: adjustments.length, overdraft: allowOverdraft},
    });
    return {id, adjustments};
  }

  private async insert(tx: Tx, principal: Principal, lineId: string, change: NewChange): Promise<string> {
    const [line] = await tx.query<{startsOn: Day; cycle: string}[]>(
      `SELECT starts_on AS "startsOn", cycle FROM budget_line WHERE id = $1`,
      [lineId],
    );
    if (!line) throw notFound('budget line');
    if (line.cycle === 'once') {
      throw invalid({field: 'kind', message: 'What was given once is not changed. Open another line beside it.'});
    }
    const fromDay = 'fromDay' in change ? change.fromDay : line.startsOn;
    if (fromDay < line.startsOn) {
      throw invalid({field: 'from_day', message: 'The line had not started by then. Choose a later day.'});
    }
    const terms = {toDay: null, weeklyPence: null, contributionWeeklyPence: null, keptBp: null, ...change};
    try {
      const [row] = await tx.query<[{id: string}]>(
        `INSERT INTO line_change (council_id, line_id, kind, from_day, to_day, weekly_pence, contribution_weekly_pence,
                                  kept_bp, reason, replaces_id, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`,
        [
          ...[principal.councilId, lineId, change.kind, fromDay, terms.toDay, terms.weeklyPence],
          ...[terms.contributionWeeklyPence, terms.keptBp, change.reason, change.replacesId ?? null],
          principal.personId,
        ],
      );
      return row.id;
    } catch (error) {
      const constraint = databaseError(error)?.constraint ?? '';
      if (['line_change_replaces_id_key', 'line_change_of_line', 'line_change_same_council'].includes(constraint)) {
        throw notFound('change');
      }
      throw error;
    }
  }
}

class DryRun extends Error {}

function requireTerms(change: NewChange): void {
  const reason = change.reason.trim();
  if (!reason || reason.length > 1_000) {
    throw invalid({field: 'reason', message: 'Say why, in 1,000 characters or fewer.'});
  }
  if (change.kind === 'amount') {
    requireSum(change.weeklyPence, 'weekly_pence');
    requireSum(change.contributionWeeklyPence, 'contribution_weekly_pence');
  }
  if (change.kind === 'suspension' && change.toDay && change.toDay < change.fromDay) {
    throw invalid({field: 'to_day', message: 'The last day cannot be before the first.'});
  }
}

function requireSum(pence: Pence, field: string): void {
  if (isPence(pence) && pence >= 0 && pence <= MOST_WEEKLY) return;
  throw invalid({field, message: 'Give an amount from £0 to £1,000,000 a week, in whole pence.'});
}
