import {Injectable} from '@nestjs/common';
import {AuditTrail} from '@app/identity';
import {invalid, type Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {Cause} from '../ledger/ledger.js';
import {Budget} from './budget.entity.js';
import {BudgetLine, PAID_TO, type Deployment, type PaidTo} from './budget-line.entity.js';
import {SettleLine} from './settle-line.js';

type Given = Pick<
  BudgetLine,
  'deployment' | 'purpose' | 'weeklyPence' | 'contributionWeeklyPence' | 'cycle' | 'cycleAnchor' | 'startsOn' | 'endsOn'
>;
type Usual = Pick<
  BudgetLine,
  | 'paidTo'
  | 'funder'
  | 'councilShareBp'
  | 'restriction'
  | 'restrictionReason'
  | 'contributionMethod'
  | 'contributionFirst'
  | 'oneOffPence'
  | 'rollOver'
  | 'surplusWeeks'
  | 'reference'
>;
/** What is not said is as is usual: the council gives it, open in purpose, with eight weeks' surplus. */
export type NewLine = Given & Partial<Usual>;

/** Gives a person a budget line and funds its periods as far ahead as they are known. */
@Injectable()
export class OpenLine {
  constructor(
    private readonly settle: SettleLine,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * @param through funds every period that starts on or before this day
   * @param kind a carer's own budget is kept apart from the adult's
   * @returns the line's id
   * @throws VALIDATION_FAILED
   */
  async run(
    tx: Tx,
    by: Omit<Cause, 'kind' | 'id'>,
    holderId: string,
    line: NewLine,
    through: Day,
    kind: Budget['kind'] = 'adult',
  ): Promise<string> {
    requireWhole(line);
    const {councilId} = by;
    const budgetId = await budgetOf(tx, councilId, holderId, kind);
    const usual = {paidTo: usuallyPaidTo(line.deployment), ...surplusOf(line)};
    const {identifiers} = await tx.insert(BudgetLine, {...usual, ...line, councilId, budgetId});
    const lineId = (identifiers[0] as {id: string}).id;
    await this.settle.run(tx, {...by, kind: 'line', id: lineId}, lineId, {through});
    const subject = {kind: 'budget_line', id: lineId};
    await this.audit.record(tx, {...by, action: 'budget_line.opened', subject, after: {...line, through}});
    return lineId;
  }
}

/** The person's budget of this kind; made when there is none yet. */
export async function budgetOf(tx: Tx, councilId: string, holderId: string, kind: Budget['kind']): Promise<string> {
  await tx.query(
    `INSERT INTO budget (council_id, holder_id, kind) VALUES ($1, $2, $3) ON CONFLICT (holder_id, kind) DO NOTHING`,
    [councilId, holderId, kind],
  );
  return (await tx.findOneByOrFail(Budget, {holderId, kind})).id;
}

/** @throws VALIDATION_FAILED naming the field: the database would only say no */
export function requireWhole(line: NewLine): void {
  if (line.endsOn && line.endsOn < line.startsOn) {
    throw invalid({field: 'ends_on', message: 'The line cannot end before it starts.'});
  }
  if (line.cycle === 'once') {
    if (!line.endsOn) throw invalid({field: 'ends_on', message: 'Money that is given once needs a last day.'});
    if (line.weeklyPence || line.contributionWeeklyPence) {
      throw invalid({field: 'weekly_pence', message: 'Money that is given once is not an amount a week.'});
    }
  } else if (line.oneOffPence) {
    throw invalid({field: 'one_off_pence', message: 'Only a line that is paid once has a sum that is given once.'});
  }
  if (Boolean(line.restriction) !== Boolean(line.restrictionReason)) {
    throw invalid({field: 'restriction_reason', message: 'Say why the line is restricted, or leave it open.'});
  }
  const places: readonly string[] = PAID_TO[line.deployment];
  if (line.paidTo && !places.includes(line.paidTo)) {
    throw invalid({field: 'paid_to', message: 'This kind of line is not paid there.'});
  }
}

function usuallyPaidTo(deployment: Deployment): PaidTo | null {
  return PAID_TO[deployment][0] ?? null;
}

function surplusOf({deployment}: NewLine): Pick<BudgetLine, 'rollOver' | 'surplusWeeks'> {
  return deployment === 'individual_service_fund'
    ? {rollOver: 'next_period', surplusWeeks: null}
    : {rollOver: 'surplus_weeks', surplusWeeks: 8};
}
