import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {AnswerFundStatement, PoolConsent, ReadFunds, SetFundTerm} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {snake} from '../snake.js';
import {FundStatementResponse, NewFundTermRequest, OwnFundsResponse, QueryStatementRequest} from './fund.dto.js';

@ApiTags('funds')
@ApiBearerAuth()
@Controller('api/v1')
export class OwnFundsApiController {
  constructor(
    private readonly funds: ReadFunds,
    private readonly answers: AnswerFundStatement,
    private readonly consents: PoolConsent,
    private readonly terms: SetFundTerm,
  ) {}

  /** Statements of the caller's own fund, and pools they are in or asked to be; or of whom they act for. */
  @Allow('budget:read')
  @Get('fund-statements')
  async own(@Current() principal: Principal): Promise<OwnFundsResponse> {
    return snake(await this.funds.own(principal));
  }

  /** One of those statements. */
  @Allow('budget:read')
  @Get('fund-statements/:id')
  async statement(@Current() principal: Principal, @IdParam() id: string): Promise<FundStatementResponse> {
    return snake(await this.funds.ownStatement(principal, id));
  }

  /** Says that the month was so: its money is spent. */
  @Allow('budget:spend')
  @Post('fund-statements/:id/confirm')
  @HttpCode(204)
  confirm(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    return this.answers.confirm(principal, id);
  }

  /** Asks about what is not right: it is sent again. */
  @Allow('budget:spend')
  @Post('fund-statements/:id/query')
  @HttpCode(204)
  query(@Current() principal: Principal, @IdParam() id: string, @Body() body: QueryStatementRequest): Promise<void> {
    return this.answers.query(principal, id, body.text);
  }

  /** Says yes to pooling hours; the id is that of being a member. */
  @Allow('budget:spend')
  @Post('pool-members/:id/join')
  @HttpCode(204)
  join(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    return this.consents.join(principal, id);
  }

  /** Says no, or leaves with their part of what is left. */
  @Allow('budget:spend')
  @Post('pool-members/:id/leave')
  @HttpCode(204)
  leave(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    return this.consents.leave(principal, id);
  }

  /** What the council agrees with who holds a fund: the price of an hour, and what managing it costs. */
  @Allow('budget:manage')
  @Post('council/lines/:id/fund-terms')
  @HttpCode(204)
  term(@Current() principal: Principal, @IdParam() id: string, @Body() body: NewFundTermRequest): Promise<void> {
    const {from_month: fromMonth, hour_pence: hourPence, management_pence: managementPence, source} = body;
    return this.terms.run(principal, id, {fromMonth, hourPence, managementPence, source});
  }
}
