import {Body, Controller, Get, HttpCode, Post, Put} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {AgreePlan, ReadPlans, StartPlan, WritePlan} from '@app/plans';
import {wholeList} from '../lists.js';
import {contentOf, planResponse, planSummary} from './plan-answer.js';
import {ChangePlanRequest, PlanResponse, PlansResponse, WritePlanRequest} from './plan.dto.js';

@ApiTags('plans')
@ApiBearerAuth()
@Controller('api/v1/plans')
export class PlansController {
  constructor(
    private readonly plans: ReadPlans,
    private readonly starts: StartPlan,
    private readonly writes: WritePlan,
    private readonly agrees: AgreePlan,
  ) {}

  /** Every version of the caller's support plan, or of that of the person named in the `Acting-For` header. */
  @Allow('plan:read')
  @Get()
  async list(@Current() principal: Principal): Promise<PlansResponse> {
    return wholeList((await this.plans.mine(principal)).map(planSummary));
  }

  /** One version, with its rough week, what that costs, and what it is held against. */
  @Allow('plan:read')
  @Get(':id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<PlanResponse> {
    return planResponse(await this.plans.one(principal, id));
  }

  /** Begins the next version, with what stood in the one before. One at a time is open. */
  @Allow('plan:write')
  @Post()
  async start(@Current() principal: Principal): Promise<PlanResponse> {
    return this.one(principal, await this.starts.run(principal));
  }

  /** Writes the whole of a draft. */
  @Allow('plan:write')
  @Put(':id')
  async write(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: WritePlanRequest,
  ): Promise<PlanResponse> {
    await this.writes.run(principal, id, body.revision, contentOf(body));
    return this.one(principal, id);
  }

  /** Asks the person, or who decides for them, to agree what was written for them. */
  @Allow('plan:write')
  @Post(':id/offer')
  @HttpCode(200)
  async offer(@Current() principal: Principal, @IdParam() id: string): Promise<PlanResponse> {
    await this.agrees.offer(principal, id);
    return this.one(principal, id);
  }

  /** The person, or who decides for them, stands behind it. It goes to the council. */
  @Allow('plan:agree')
  @Post(':id/agree')
  @HttpCode(200)
  async agree(@Current() principal: Principal, @IdParam() id: string): Promise<PlanResponse> {
    await this.agrees.agree(principal, id);
    return this.one(principal, id);
  }

  /** Makes it a draft again, before the council has decided. */
  @Allow('plan:write')
  @Post(':id/change')
  @HttpCode(200)
  async change(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: ChangePlanRequest,
  ): Promise<PlanResponse> {
    await this.agrees.change(principal, id, body.what ?? null);
    return this.one(principal, id);
  }
}
