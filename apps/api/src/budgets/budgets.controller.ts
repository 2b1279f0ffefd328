import {Controller, Get} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {ReadBudgets, type LineView, type PeriodFigures} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {wholeList} from '../lists.js';
import type {
  BudgetLineResponse,
  BudgetResponse,
  BudgetsResponse,
  LineEntriesResponse,
  PeriodResponse,
} from './budget.dto.js';

@ApiTags('budgets')
@ApiBearerAuth()
@Controller('api/v1/budgets')
export class BudgetsController {
  constructor(private readonly budgets: ReadBudgets) {}

  /** The caller's own budgets, or those of the person named in the `Acting-For` header. */
  @Allow('budget:read')
  @Get()
  async list(@Current() principal: Principal): Promise<BudgetsResponse> {
    const lines = await this.budgets.lines(principal);
    const budgets = new Map<string, BudgetResponse>();
    for (const line of lines) {
      const budget = budgets.get(line.budgetId) ?? {id: line.budgetId, holder: line.holder, lines: []};
      budget.lines.push(lineResponse(line));
      budgets.set(line.budgetId, budget);
    }
    return wholeList([...budgets.values()]);
  }

  /** The entries behind the figures of a line's current period, newest first. */
  @Allow('budget:read')
  @Get('lines/:id/entries')
  async entries(@Current() principal: Principal, @IdParam() id: string): Promise<LineEntriesResponse> {
    const {line, entries} = await this.budgets.line(principal, id, null);
    const items = entries.map((entry) => ({
      at: entry.at.toISOString(),
      kind: entry.kind,
      account: entry.account,
      amount_pence: entry.amountPence,
      cause: entry.causeKind,
      cause_id: entry.causeId,
    }));
    return {line: lineResponse(line), ...wholeList(items)};
  }
}

export function lineResponse(line: LineView): BudgetLineResponse {
  return {
    id: line.id,
    deployment: line.deployment,
    paid_to: line.paidTo,
    funder: line.funder,
    council_share_bp: line.councilShareBp,
    purpose: line.purpose,
    restriction: line.restriction,
    restriction_reason: line.restrictionReason,
    cycle: line.cycle,
    starts_on: line.startsOn,
    ends_on: line.endsOn,
    weekly_pence: line.weeklyPence,
    contribution_weekly_pence: line.contributionWeeklyPence,
    contribution_method: line.contributionMethod,
    contribution_first: line.contributionFirst,
    one_off_pence: line.oneOffPence,
    period: line.period && periodResponse(line.period),
  };
}

export function periodResponse(period: PeriodFigures): PeriodResponse {
  return {
    starts_on: period.startsOn,
    ends_on: period.endsOn,
    allocated_pence: period.allocatedPence,
    contribution_pence: period.contributionPence,
    held_pence: period.heldPence,
    committed_pence: period.committedPence,
    spent_pence: period.spentPence,
    ring_fenced_pence: period.ringFencedPence,
    contribution_paid_pence: period.contributionPaidPence,
    available_pence: period.availablePence,
  };
}
