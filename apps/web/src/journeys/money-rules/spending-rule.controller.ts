import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {SpendingRules} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {addDays, Clock, londonDay, type Day} from '@app/kernel';
import type {FastifyReply} from 'fastify';
import {DayInput, TextInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {exampleOf} from '../council/example-day.js';

const VIEW = 'journeys/money-rules/spending';
const BOXES = {
  ...{large_weeks: 'large', late_days: 'late', many_in_day: 'many'},
  ...{starts_on: 'starts-day', RULE_EXISTS: 'starts-day'},
};

class SpendingRuleForm {
  @NumberInput('Weeks', {least: 1, most: 52}) large: number;
  @NumberInput('Days', {least: 1, most: 730}) late: number;
  @NumberInput('Purchases', {least: 2, most: 100}) many: number;
  @DayInput('First day') starts: Day;
  @TextInput('Source', {max: 500}) source: string;
}

/** When a purchase is shown to a human. */
@Controller('council/money-rules/spending')
export class SpendingRuleController {
  constructor(
    private readonly rules: SpendingRules,
    private readonly clock: Clock,
  ) {}

  @Allow('scheme:configure')
  @Get()
  @Render(VIEW)
  ask(@Current() principal: Principal) {
    return this.page(principal);
  }

  @Allow('scheme:configure')
  @Post()
  async set(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(SpendingRuleForm, body);
    const page = await this.page(principal);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      const {large: largeWeeks, late: lateDays, many: manyInDay, starts: startsOn, source} = form;
      await this.rules.add(principal, {largeWeeks, lateDays, manyInDay, startsOn, source});
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, BOXES);
    }
    return reply.redirect('/council/money-rules?done=set', 303);
  }

  private async page(principal: Principal) {
    const [now] = await this.rules.list(principal);
    return {now, example: exampleOf(addDays(londonDay(this.clock.now()), 14))};
  }
}
