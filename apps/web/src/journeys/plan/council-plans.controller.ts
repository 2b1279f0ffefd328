import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {Services} from '@app/listings';
import {IdParam} from '@app/platform';
import {DecidePlan, PLAN_OUTCOMES, ReadPlans, type PlanOutcome} from '@app/plans';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {planPage, summaryOf} from './plan.presenter.js';

const VIEW = 'journeys/plan/council-plan';

class DecideForm {
  @ChoiceInput('What the council decides', PLAN_OUTCOMES) outcome: PlanOutcome;
  @TextInput('Reasons', {max: 2_000, optional: true}) reasons: string | null;
}

/** Plans that people agreed, as the council reads and decides them. */
@Controller('council/plans')
export class CouncilPlansPageController {
  constructor(
    private readonly plans: ReadPlans,
    private readonly decides: DecidePlan,
    private readonly services: Services,
  ) {}

  @Allow('plan:decide')
  @Get()
  @Render('journeys/plan/council-plans')
  async list(@Current() principal: Principal, @Query('done') done: unknown) {
    const mayApproveReviews = principal.permissions.has('review:approve');
    return {plans: (await this.plans.waiting(principal)).map(summaryOf), done: done === 'decided', mayApproveReviews};
  }

  @Allow('plan:decide')
  @Get(':id')
  @Render(VIEW)
  show(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  @Allow('plan:decide')
  @Post(':id')
  async decide(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(DecideForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      await this.decides.run(principal, id, form);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error);
    }
    return reply.redirect('/council/plans?done=decided', 303);
  }

  private async page(principal: Principal, id: string) {
    const plan = await this.plans.forCouncil(principal, id);
    return planPage(plan, await this.services.list(principal.councilId));
  }
}
