import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {addDays, Clock, londonDay, type Day, type Pence} from '@app/kernel';
import {DECIDING_ROLES, PlanLimits, type DecidingRole} from '@app/plans';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, DayInput, PoundsInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {words} from '../../words/t.js';
import {exampleOf} from '../council/example-day.js';

const VIEW = 'journeys/plan/plan-limits';
const BOXES = {weekly_pence: 'weekly', starts_on: 'starts-day', LIMIT_EXISTS: 'starts-day'};

const ROLE_WORDS: Record<DecidingRole, string> = words({officer: 'Officers', approver: 'Approvers'});

class LimitForm {
  @ChoiceInput('Whose limit', DECIDING_ROLES) role: DecidingRole;
  @PoundsInput('Weekly sum', {optional: true, most: 10_000_000}) weekly: Pence | null;
  @DayInput('First day') starts: Day;
  @TextInput('Source', {max: 500}) source: string;
}

/** Up to how much a week officers and approvers accept support plans; each limit followed by another, none changed. */
@Controller('council/plan-limits')
export class PlanLimitsController {
  constructor(
    private readonly limits: PlanLimits,
    private readonly clock: Clock,
  ) {}

  @Allow('scheme:configure')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @Query('done') done: unknown) {
    return {...(await this.page(principal)), done: done === 'set'};
  }

  @Allow('scheme:configure')
  @Post()
  async set(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(LimitForm, body);
    const page = await this.page(principal);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      const {role, weekly: weeklyPence, starts: startsOn, source} = form;
      await this.limits.add(principal, {role, weeklyPence, startsOn, source});
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, BOXES);
    }
    return reply.redirect('/council/plan-limits?done=set', 303);
  }

  private async page(principal: Principal) {
    const limits = await this.limits.list(principal);
    return {
      limits: limits.map((each) => ({...each, roleWords: ROLE_WORDS[each.role]})),
      roles: DECIDING_ROLES.map((value) => ({value, text: ROLE_WORDS[value]})),
      example: exampleOf(addDays(londonDay(this.clock.now()), 14)),
    };
  }
}
