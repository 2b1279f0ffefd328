import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {ClosePeriod, FinanceCodes, MoveMoney, ReadMoney, type MoneyPeriod} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {
  ClosePeriodRequest,
  ClosedPeriodResponse,
  FinanceCodeRequest,
  MoneyDeskResponse,
  MoneyIdResponse,
  MoneyPeriodResponse,
  MoveMoneyRequest,
  PeriodWithMovesResponse,
} from './money.dto.js';

@ApiTags('budgets: the council')
@ApiBearerAuth()
@Controller('api/v1/council')
export class MoneyController {
  constructor(
    private readonly reads: ReadMoney,
    private readonly moves: MoveMoney,
    private readonly closes: ClosePeriod,
    private readonly codes: FinanceCodes,
  ) {}

  /** Contributions that are late, periods that are overdrawn, periods that are over and not closed. */
  @Allow('budget:manage')
  @Get('money')
  async desk(@Current() principal: Principal): Promise<MoneyDeskResponse> {
    const {late, overdrawn, toClose} = await this.reads.desk(principal);
    return {late: late.map(periodAnswer), overdrawn: overdrawn.map(periodAnswer), to_close: toClose.map(periodAnswer)};
  }

  /** One period, with everything that was done to it by hand. */
  @Allow('budget:manage')
  @Get('periods/:id')
  async period(@Current() principal: Principal, @IdParam() id: string): Promise<PeriodWithMovesResponse> {
    const {period, moves} = await this.reads.period(principal, id);
    return {
      period: periodAnswer(period),
      moves: moves.map(({recordedBy, recordedAt, ...move}) => ({
        ...move,
        ...{recorded_by: recordedBy, recorded_at: recordedAt.toISOString()},
      })),
    };
  }

  /** Keeps money apart or gives it back, notes a contribution, writes off, rolls over. */
  @Allow('budget:manage')
  @Post('periods/:id/moves')
  async move(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {kind, pence, purpose, reason}: MoveMoneyRequest,
  ): Promise<MoneyIdResponse> {
    return {id: await this.moves.run(principal, id, {kind, pence, purpose: purpose ?? null, reason})};
  }

  /** Closes a period that is over. What is left goes on to the next open one where the line rolls over. */
  @Allow('budget:manage')
  @Post('periods/:id/close')
  @HttpCode(200)
  async close(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: ClosePeriodRequest,
  ): Promise<ClosedPeriodResponse> {
    return {rolled_over_pence: await this.closes.run(principal, id, body.reason)};
  }

  /** How the council's own ledger codes what a kind of line spends, from a day on. */
  @Allow('budget:manage')
  @Post('finance-codes')
  async code(@Current() principal: Principal, @Body() body: FinanceCodeRequest): Promise<MoneyIdResponse> {
    const {deployment, cost_centre: costCentre, subjective, starts_on: startsOn} = body;
    return {id: await this.codes.add(principal, {deployment, costCentre, subjective, startsOn})};
  }
}

function periodAnswer(period: MoneyPeriod): MoneyPeriodResponse {
  return {
    ...{id: period.id, line_id: period.lineId, purpose: period.purpose, holder_name: period.holderName},
    ...{starts_on: period.startsOn, ends_on: period.endsOn, closed_on: period.closedOn},
    allocated_pence: period.allocatedPence,
    contribution_pence: period.contributionPence,
    contribution_paid_pence: period.contributionPaidPence,
    held_pence: period.heldPence,
    committed_pence: period.committedPence,
    spent_pence: period.spentPence,
    ring_fenced_pence: period.ringFencedPence,
    reclaimed_pence: period.reclaimedPence,
    written_off_pence: period.writtenOffPence,
    rolled_over_pence: period.rolledOverPence,
    available_pence: period.availablePence,
  };
}
