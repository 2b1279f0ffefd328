import {Body, Controller, Delete, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Pools, ReadFunds, RecordFundUse, SendFundStatement} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {snake} from '../snake.js';
import {
  AskIntoPoolRequest,
  FundIdResponse,
  FundsResponse,
  FundStatementResponse,
  FundUseRequest,
  NewPoolRequest,
  OpenFundMonthResponse,
  SendStatementRequest,
} from './fund.dto.js';

@ApiTags('funds')
@ApiBearerAuth()
@Controller('api/v1/funds')
export class FundsApiController {
  constructor(
    private readonly reads: ReadFunds,
    private readonly uses: RecordFundUse,
    private readonly sends: SendFundStatement,
    private readonly pools: Pools,
  ) {}

  /** The funds that the caller holds, only their own lines, and their pools of hours. */
  @Allow('fund:hold')
  @Get()
  async held(@Current() principal: Principal): Promise<FundsResponse> {
    return snake(await this.reads.held(principal));
  }

  /** One fund with the month that is to be stated next, and the statements before. */
  @Allow('fund:hold')
  @Get('lines/:id')
  async month(@Current() principal: Principal, @IdParam() id: string): Promise<OpenFundMonthResponse> {
    return snake(await this.reads.month(principal, id));
  }

  /** Writes down hours that somebody had out of it. */
  @Allow('fund:hold')
  @Post('lines/:id/uses')
  @HttpCode(204)
  use(@Current() principal: Principal, @IdParam() id: string, @Body() body: FundUseRequest): Promise<void> {
    return this.uses.run(principal, id, useOf(body));
  }

  /** Takes back what was written down wrong, until its month is sent. */
  @Allow('fund:hold')
  @Delete('lines/:id/uses/:use')
  @HttpCode(204)
  remove(@Current() principal: Principal, @IdParam() id: string, @IdParam('use') use: string): Promise<void> {
    return this.uses.remove(principal, id, use);
  }

  /** Sends the statement of a month that is over to the person. */
  @Allow('fund:hold')
  @Post('lines/:id/statements')
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: SendStatementRequest,
  ): Promise<FundIdResponse> {
    return {id: await this.sends.run(principal, id, body.month, body.pooled_minutes ?? 0)};
  }

  /** A statement as who holds the fund reads it. */
  @Allow('fund:hold')
  @Get('statements/:id')
  async statement(@Current() principal: Principal, @IdParam() id: string): Promise<FundStatementResponse> {
    return snake(await this.reads.statement(principal, id));
  }

  /** Makes a pool of hours for people who will be asked. */
  @Allow('fund:hold')
  @Post('pools')
  async pool(@Current() principal: Principal, @Body() {name, purpose}: NewPoolRequest): Promise<FundIdResponse> {
    return {id: await this.pools.make(principal, {name, purpose})};
  }

  /** Asks whoever a line is for; nothing of theirs is pooled before they say yes. */
  @Allow('fund:hold')
  @Post('pools/:id/members')
  @HttpCode(204)
  ask(@Current() principal: Principal, @IdParam() id: string, @Body() body: AskIntoPoolRequest): Promise<void> {
    return this.pools.ask(principal, id, body.budget_line_id);
  }

  /** Writes down what a pool was used for. */
  @Allow('fund:hold')
  @Post('pools/:id/uses')
  @HttpCode(204)
  usePool(@Current() principal: Principal, @IdParam() id: string, @Body() body: FundUseRequest): Promise<void> {
    return this.pools.use(principal, id, useOf(body));
  }
}

const useOf = ({on_day: onDay, what, minutes}: FundUseRequest) => ({onDay, what, minutes});
