import {Body, Controller, Get, Param, Post, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {addDays, Clock, londonDay, notFound} from '@app/kernel';
import {LIMIT_KINDS, TimeLimits, type LimitKind} from '@app/register';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {exampleOf} from '../council/example-day.js';
import {formOf, LIMIT_BOXES} from './limits.form.js';
import {limitPage, limitsPage} from './limits.presenter.js';

const FORM = 'journeys/limits/limit';

/** The days that the council gives itself and its applicants, each with its source, and each followed by another. */
@Controller('council/limits')
export class LimitsController {
  constructor(
    private readonly limits: TimeLimits,
    private readonly clock: Clock,
  ) {}

  @Allow('scheme:configure')
  @Get()
  @Render('journeys/limits/limits')
  async list(@Current() principal: Principal, @Query('done') done: unknown) {
    return {limits: limitsPage(await this.limits.list(principal)), done: done === 'set'};
  }

  @Allow('scheme:configure')
  @Get(':kind')
  @Render(FORM)
  async ask(@Current() principal: Principal, @Param('kind') kind: string) {
    return this.page(principal, kindOf(kind));
  }

  @Allow('scheme:configure')
  @Post(':kind')
  async set(
    @Current() principal: Principal,
    @Param('kind') named: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const kind = kindOf(named);
    const {form, errors, values} = readForm(formOf(kind), body);
    const page = {...(await this.page(principal, kind)), values};
    if (errors.length) return showAgain(reply, FORM, {...page, errors});
    try {
      await this.limits.add(principal, form.limit(kind), {startsOn: form.starts, source: form.source});
    } catch (error) {
      return showRefusal(reply, FORM, page, error, LIMIT_BOXES);
    }
    return reply.redirect('/council/limits?done=set', 303);
  }

  private async page(principal: Principal, kind: LimitKind) {
    const example = exampleOf(addDays(londonDay(this.clock.now()), 14));
    return {...limitPage(kind, await this.limits.list(principal)), example};
  }
}

function kindOf(named: string): LimitKind {
  const kind = LIMIT_KINDS.find((each) => each === named);
  if (!kind) throw notFound('page');
  return kind;
}
