import {Injectable} from '@nestjs/common';
import {AuditTrail} from '@app/identity';
import {invalid, type Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {Ledger, type Cause} from '../ledger/ledger.js';
import {Budget} from './budget.entity.js';
import {BudgetLine} from './budget-line.entity.js';
import {BudgetPeriod} from './budget-period.entity.js';
import {entitlement, periodsOf} from './periods.js';

export type NewLine = Pick<
  BudgetLine,
  'deployment' | 'purpose' | 'weeklyPence' | 'contributionWeeklyPence' | 'cycle' | 'cycleAnchor' | 'startsOn' | 'endsOn'
>;

/** Gives a person a budget line and funds its periods as far ahead as they are known. */
@Injectable()
export class OpenLine {
  constructor(
    private readonly ledger: Ledger,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * @param through funds every period that starts on or before this day
   * @returns the line's id
   */
  async run(tx: Tx, by: Omit<Cause, 'kind' | 'id'>, holderId: string, line: NewLine, through: Day): Promise<string> {
    if (line.endsOn && line.endsOn < line.startsOn) {
      throw invalid({field: 'ends_on', message: 'The line cannot end before it starts.'});
    }
    const {councilId} = by;
    const budgetId = await adultBudget(tx, councilId, holderId);
    const {identifiers} = await tx.insert(BudgetLine, {...line, councilId, budgetId});
    const lineId = (identifiers[0] as {id: string}).id;
    for (const span of periodsOf(line, through)) {
      const {identifiers: made} = await tx.insert(BudgetPeriod, {...span, councilId, lineId});
      await this.ledger.fund(
        tx,
        {...by, kind: 'line', id: lineId},
        (made[0] as {id: string}).id,
        entitlement(line.weeklyPence, line.startsOn, span),
        entitlement(line.contributionWeeklyPence, line.startsOn, span),
      );
    }
    const subject = {kind: 'budget_line', id: lineId};
    await this.audit.record(tx, {...by, action: 'budget_line.opened', subject, after: {...line, through}});
    return lineId;
  }
}

async function adultBudget(tx: Tx, councilId: string, holderId: string): Promise<string> {
  await tx.query(
    `INSERT INTO budget (council_id, holder_id, kind) VALUES ($1, $2, 'adult') ON CONFLICT (holder_id, kind) DO NOTHING`,
    [councilId, holderId],
  );
  return (await tx.findOneByOrFail(Budget, {holderId, kind: 'adult'})).id;
}
