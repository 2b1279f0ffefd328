import {Body, Controller, Get, Post, Query, Res} from '@nestjs/common';
import {Allow, Current, mayFor, type Principal} from '@app/identity';
import {DomainError} from '@app/kernel';
import {Services} from '@app/listings';
import {IdParam} from '@app/platform';
import {AgreePlan, ReadPlans, StartPlan} from '@app/plans';
import type {FastifyReply} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {words} from '../../words/t.js';
import {planActions, planPage, planTasks, summaryOf} from './plan.presenter.js';

const VIEW = 'journeys/plan/plan';

class ChangeForm {
  @TextInput('What should change', {max: 500, optional: true}) what: string | null;
}

const DONE: Record<string, string> = words({
  saved: 'It is saved.',
  offered: 'They have been asked to read it and to agree.',
  agreed: 'It is agreed, and with the council now.',
  changed: 'It can be written in again.',
});

/** Somebody's support plan: what there is of it, what is to do, and every version. */
@Controller('plan')
export class PlanController {
  constructor(
    private readonly plans: ReadPlans,
    private readonly starts: StartPlan,
    private readonly agrees: AgreePlan,
    private readonly services: Services,
  ) {}

  @Allow('plan:read')
  @Get()
  async show(@Current() principal: Principal, @Query() query: Record<string, unknown>, @Res() reply: FastifyReply) {
    const versions = await this.plans.mine(principal);
    const done = Object.keys(DONE).find((each) => each in query);
    const [latest] = versions;
    if (!latest) return reply.view('journeys/plan/none', {mayWrite: mayFor(principal, 'write_plan')});
    return reply.view(VIEW, {...(await this.page(principal, latest.id)), done: done ? DONE[done] : null});
  }

  @Allow('plan:read')
  @Get(':id')
  async version(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return reply.view(VIEW, await this.page(principal, id));
  }

  /** The next version; where one is open already, that. */
  @Allow('plan:write')
  @Post('start')
  async start(@Current() principal: Principal, @Res() reply: FastifyReply) {
    try {
      await this.starts.run(principal);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'PLAN_OPEN') throw error;
    }
    return reply.redirect('/plan', 303);
  }

  @Allow('plan:write')
  @Post(':id/offer')
  offer(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.step(principal, id, reply, 'offered', () => this.agrees.offer(principal, id));
  }

  @Allow('plan:agree')
  @Post(':id/agree')
  agree(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.step(principal, id, reply, 'agreed', () => this.agrees.agree(principal, id));
  }

  @Allow('plan:write')
  @Post(':id/change')
  async change(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const {form, errors, values} = readForm(ChangeForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...(await this.page(principal, id)), errors, values});
    return this.step(principal, id, reply, 'changed', () => this.agrees.change(principal, id, form.what));
  }

  private async step(principal: Principal, id: string, reply: FastifyReply, done: string, act: () => Promise<void>) {
    try {
      await act();
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.page(principal, id)), values: {}}, error);
    }
    return reply.redirect(`/plan?${done}`, 303);
  }

  private async page(principal: Principal, id: string) {
    const plan = await this.plans.one(principal, id);
    const versions = await this.plans.mine(principal);
    return {
      ...planPage(plan, await this.services.list(principal.councilId)),
      actions: planActions(principal, plan),
      tasks: planTasks(plan),
      isLatest: versions[0]?.id === id,
      versions: versions.filter((each) => each.id !== id).map(summaryOf),
    };
  }
}
