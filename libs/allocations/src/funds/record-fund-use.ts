import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requireText, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, isDay, londonDay, notFound, type Day} from '@app/kernel';
import {databaseError, UnitOfWork} from '@app/platform';
import {FundLines} from './fund-lines.js';

export interface NewFundUse {
  onDay: Day;
  what: string;
  minutes: number;
}

/** Whoever holds a fund writes down the hours that somebody had out of it, until the month's statement is sent. */
@Injectable()
export class RecordFundUse {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly lines: FundLines,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, MONTH_SENT */
  async run(principal: Principal, lineId: string, given: NewFundUse): Promise<void> {
    await this.openMonth(async () => {
      await this.uow.run(principal.councilId, async (tx) => {
        await this.lines.require(tx, principal, lineId);
        const what = requireText('what', given.what, 'Say what it was', 200);
        requireUse(given, londonDay(this.clock.now()));
        const {onDay, minutes} = given;
        const [row] = await tx.query<[{id: string}]>(
          `INSERT INTO fund_use (council_id, line_id, on_day, what, minutes, recorded_by) VALUES ($1, $2, $3, $4, $5, $6)
           RETURNING id`,
          [principal.councilId, lineId, onDay, what, minutes, principal.personId],
        );
        const subject = {kind: 'budget_line', id: lineId};
        const after = {use_id: row.id, on_day: onDay, minutes};
        await this.audit.record(tx, {...by(principal), action: 'fund_use.recorded', subject, after});
      });
    });
  }

  /** What was wrong stays to be seen, and counts no more. @throws FORBIDDEN, NOT_FOUND, MONTH_SENT */
  async remove(principal: Principal, lineId: string, useId: string): Promise<void> {
    await this.openMonth(async () => {
      await this.uow.run(principal.councilId, async (tx) => {
        await this.lines.require(tx, principal, lineId);
        const [row] = await tx.query<{id: string}[]>(
          `SELECT id FROM fund_use WHERE id = $1 AND line_id = $2 AND removed_at IS NULL`,
          [useId, lineId],
        );
        if (!row) throw notFound('use');
        await tx.query(`UPDATE fund_use SET removed_at = $2 WHERE id = $1`, [useId, this.clock.now()]);
        const subject = {kind: 'budget_line', id: lineId};
        await this.audit.record(tx, {...by(principal), action: 'fund_use.removed', subject, after: {use_id: useId}});
      });
    });
  }

  private async openMonth(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (databaseError(error)?.constraint !== 'fund_use_of_open_month') throw error;
      throw new DomainError(
        'refused',
        'MONTH_SENT',
        'The statement of that month is sent. It can be changed when the person queries it.',
      );
    }
  }
}

const DAY_MINUTES = 1_440;

/** @throws VALIDATION_FAILED */
export function requireUse({onDay, minutes}: NewFundUse, today: Day): void {
  if (!isDay(onDay) || onDay > today) throw invalid({field: 'on_day', message: 'Give a day that has come.'});
  if (Number.isInteger(minutes) && minutes >= 1 && minutes <= DAY_MINUTES) return;
  throw invalid({field: 'minutes', message: 'Give from one minute to 24 hours.'});
}
