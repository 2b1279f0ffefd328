import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {DecidePlan, ReadPlans} from '@app/plans';
import {wholeList} from '../lists.js';
import {planResponse, planSummary} from './plan-answer.js';
import {DecidePlanRequest, PlanResponse, PlansResponse} from './plan.dto.js';

@ApiTags('plans')
@ApiBearerAuth()
@Controller('api/v1/council/plans')
export class CouncilPlansController {
  constructor(
    private readonly plans: ReadPlans,
    private readonly decides: DecidePlan,
  ) {}

  /** Plans that people have agreed and that wait for the council, the longest waiting first. */
  @Allow('plan:decide')
  @Get()
  async list(@Current() principal: Principal): Promise<PlansResponse> {
    return wholeList((await this.plans.waiting(principal)).map(planSummary));
  }

  /** One of them. That it was read is on record. */
  @Allow('plan:decide')
  @Get(':id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<PlanResponse> {
    return planResponse(await this.plans.forCouncil(principal, id));
  }

  /** Accepts it, within the limit of who decides, or returns it with reasons. */
  @Allow('plan:decide')
  @Post(':id/decision')
  @HttpCode(200)
  async decide(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: DecidePlanRequest,
  ): Promise<PlanResponse> {
    await this.decides.run(principal, id, {outcome: body.outcome, reasons: body.reasons ?? null});
    return planResponse(await this.plans.forCouncil(principal, id));
  }
}
