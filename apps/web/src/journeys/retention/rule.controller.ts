import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay, type Day} from '@app/kernel';
import {RETENTION_CATEGORIES, RetentionRules, type RetentionCategory} from '@app/register';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, DayInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {CATEGORY_WORDS} from './retention.words.js';

const VIEW = 'journeys/retention/rule';
const MONTHS = /^\d{1,3}$/;

class RuleForm {
  @ChoiceInput('What the rule is about', RETENTION_CATEGORIES)
  category: RetentionCategory;

  @TextInput('Months', {max: 3})
  months: string;

  @TextInput('Source of the rule', {max: 500})
  source: string;

  @DayInput('First day of the rule', {optional: true})
  starts: Day | null;
}

/** A retention rule of the council's own. */
@Controller('council/retention/rules')
export class RuleController {
  constructor(
    private readonly rules: RetentionRules,
    private readonly clock: Clock,
  ) {}

  @Allow('retention:manage')
  @Get('new')
  @Render(VIEW)
  ask() {
    return page;
  }

  @Allow('retention:manage')
  @Post()
  async add(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(RuleForm, body);
    const whole = typeof form.months === 'string' && MONTHS.test(form.months) && Number(form.months) <= 600;
    const wrong = whole || errors.some((each) => each.field === 'months') ? [] : [NOT_MONTHS];
    if (errors.length + wrong.length) return showAgain(reply, VIEW, {...page, errors: [...errors, ...wrong], values});
    try {
      await this.rules.add(principal, {
        category: form.category,
        months: Number(form.months),
        source: form.source,
        startsOn: form.starts ?? londonDay(this.clock.now()),
      });
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, {starts_on: 'starts-day', RULE_EXISTS: 'starts-day'});
    }
    return reply.redirect('/council/retention?done=rule', 303);
  }
}

const NOT_MONTHS = {field: 'months', message: 'Months must be a whole number from 0 to 600'};
const page = {categories: RETENTION_CATEGORIES.map((value) => ({value, text: CATEGORY_WORDS[value]}))};
