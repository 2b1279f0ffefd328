import {Injectable} from '@nestjs/common';
import {FundsHeld, requirePermission, type Principal} from '@app/identity';
import {addDays, addMonths, isDay, invalid, notFound, type Day, type Pence} from '@app/kernel';
import type {Tx} from '@app/platform';
import {worthOf, type OpeningTerms} from '../budget/line-worth.js';
import {changesOf} from '../budget/settle-line.js';
import type {RollOver} from '../budget/budget-line.entity.js';
import {bought, type BankRule} from './hours.js';

export interface FundMonth {
  month: Day;
  hourPence: Pence;
  managementPence: Pence;
  /** What the line gives for the days of the month. */
  fundedPence: Pence;
  rule: BankRule;
}

type Line = OpeningTerms & {id: string; rollOver: RollOver; surplusWeeks: number | null};

/** The lines that a fund holder reaches, and what a month of one is worth. */
@Injectable()
export class FundLines {
  constructor(private readonly held: FundsHeld) {}

  /** @throws FORBIDDEN, NOT_FOUND when it is not one whose fund they hold today */
  async require(tx: Tx, principal: Principal, lineId: string): Promise<void> {
    requirePermission(principal, 'fund:hold');
    if (!(await this.all(tx, principal)).includes(lineId)) throw notFound('fund');
  }

  all(tx: Tx, principal: Principal): Promise<string[]> {
    return this.held.of(tx, principal.personId);
  }

  /** @throws VALIDATION_FAILED, or null where no price an hour is agreed for that month */
  async month(tx: Tx, lineId: string, month: Day): Promise<FundMonth | null> {
    requireMonth(month);
    const [line] = await tx.query<Line[]>(
      `SELECT id, starts_on AS "startsOn", ends_on AS "endsOn", weekly_pence AS "weeklyPence",
              contribution_weekly_pence AS "contributionWeeklyPence", one_off_pence AS "oneOffPence",
              roll_over AS "rollOver", surplus_weeks AS "surplusWeeks" FROM budget_line WHERE id = $1`,
      [lineId],
    );
    const [term] = await tx.query<{hourPence: Pence; managementPence: Pence}[]>(
      `SELECT hour_pence AS "hourPence", management_pence AS "managementPence" FROM fund_term
       WHERE line_id = $1 AND from_month <= $2 ORDER BY from_month DESC LIMIT 1`,
      [lineId, month],
    );
    if (!line || !term) return null;
    const changes = await changesOf(tx, lineId);
    const [worth] = worthOf(line, changes, [{startsOn: month, endsOn: addDays(addMonths(month, 1), -1)}]);
    const [week] = worthOf(line, changes, [{startsOn: month, endsOn: addDays(month, 6)}]);
    const sum = (of: typeof worth) => (of?.allocatedPence ?? 0) + (of?.contributionPence ?? 0);
    const weekMinutes = bought(sum(week), term.hourPence, 0).minutes;
    const {rollOver, surplusWeeks} = line;
    return {month, ...term, fundedPence: sum(worth), rule: {rollOver, surplusWeeks, weekMinutes}};
  }
}

/** @throws VALIDATION_FAILED */
export function requireMonth(month: Day): void {
  if (isDay(month) && month.endsWith('-01')) return;
  throw invalid({field: 'month', message: 'Choose a month.'});
}
