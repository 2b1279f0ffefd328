import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {DecideSurplus, RateBudget, ReadMonitoring, ReadSurplus, SendSurplusLetter} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {snake} from '../snake.js';
import {
  BudgetMonitoringResponse,
  DecideSurplusRequest,
  MonitoredIdResponse,
  MonitoringDeskResponse,
  RateBudgetRequest,
  SurplusLetterResponse,
} from './monitoring.dto.js';

@ApiTags('budgets: the council')
@ApiBearerAuth()
@Controller('api/v1/council')
export class CouncilMonitoringApiController {
  constructor(
    private readonly monitoring: ReadMonitoring,
    private readonly surplus: ReadSurplus,
    private readonly rates: RateBudget,
    private readonly sends: SendSurplusLetter,
    private readonly decides: DecideSurplus,
  ) {}

  /** Money left over beyond what may be kept, letters that are open, and ratings to think about again. */
  @Allow('budget:manage')
  @Get('monitoring')
  async desk(@Current() principal: Principal): Promise<MonitoringDeskResponse> {
    const {lines, letters} = await this.surplus.council(principal);
    return snake({lines, letters, ratings: await this.monitoring.overdue(principal)});
  }

  /** How one budget is looked at. That it was read is on record. */
  @Allow('budget:manage')
  @Get('budgets/:id/monitoring')
  async ofBudget(@Current() principal: Principal, @IdParam() id: string): Promise<BudgetMonitoringResponse> {
    const monitoring = await this.monitoring.ofBudget(principal, id);
    return snake({...monitoring, lines: await this.surplus.ofBudget(principal, id)});
  }

  /** Says how closely a budget is looked at, and why. The person is told. */
  @Allow('budget:manage')
  @Post('budgets/:id/ratings')
  @HttpCode(204)
  rate(@Current() principal: Principal, @IdParam() id: string, @Body() body: RateBudgetRequest): Promise<void> {
    const {rating, reason, review_by: reviewBy} = body;
    return this.rates.run(principal, id, {rating, reason, reviewBy});
  }

  /** Writes to somebody about money left over: the sum of today, and time to answer. */
  @Allow('budget:manage')
  @Post('lines/:id/surplus-letter')
  async send(@Current() principal: Principal, @IdParam() id: string): Promise<MonitoredIdResponse> {
    return {id: await this.sends.run(principal, id)};
  }

  /** One letter with what was answered. That it was read is on record. */
  @Allow('budget:manage')
  @Get('surplus-letters/:id')
  async letter(@Current() principal: Principal, @IdParam() id: string): Promise<SurplusLetterResponse> {
    return snake(await this.surplus.one(principal, id));
  }

  /** Leaves it, saves it as agreed, or takes it back: after the answer, or when the time to answer is over. */
  @Allow('budget:manage')
  @Post('surplus-letters/:id/decision')
  @HttpCode(204)
  decide(@Current() principal: Principal, @IdParam() id: string, @Body() body: DecideSurplusRequest): Promise<void> {
    const {decision, pence = 0, reason, look_again_on: lookAgainOn = null} = body;
    return this.decides.run(principal, id, {decision, pence, reason, lookAgainOn});
  }
}
