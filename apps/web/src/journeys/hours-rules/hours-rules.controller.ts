import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {SetHoursRule, SetReminderRule} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import type {Day, Pence} from '@app/kernel';
import type {FastifyReply} from 'fastify';
import {DayInput, PoundsInput, TextInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';

const VIEW = 'journeys/hours-rules/rules';
const BOXES = {
  tolerance_bp: 'percent',
  tolerance_pence: 'pence',
  silent_days: 'silent',
  starts_on: 'starts-day',
  RULE_EXISTS: 'starts-day',
};

const REMINDER_BOXES = {
  days_before: 'days',
  at_hour: 'hour',
  source: 'reminder_source',
  starts_on: 'from-day',
  RULE_EXISTS: 'from-day',
};

class HoursRuleForm {
  @NumberInput('Percent', {most: 100})
  percent: number;

  @PoundsInput('Never more than', {most: 100_000})
  pence: Pence;

  @NumberInput('Days', {least: 1, most: 90, optional: true})
  silent: number | null;

  @TextInput('Where this is written', {max: 500})
  source: string;

  @DayInput('First day')
  starts: Day;
}

class ReminderForm {
  @NumberInput('Days before', {least: 0, most: 7})
  days: number;

  @NumberInput('Hour', {least: 0, most: 23})
  hour: number;

  @TextInput('Where this is written', {max: 500})
  reminder_source: string;

  @DayInput('First day')
  from: Day;
}

/** How hours are approved in this council: by how much they may cost more, and what silence means. */
@Controller('council/hours-rules')
export class HoursRulesController {
  constructor(
    private readonly rules: SetHoursRule,
    private readonly reminders: SetReminderRule,
  ) {}

  @Allow('budget:manage')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @Query('done') done: unknown) {
    return {...(await this.page(principal)), done: done === 'yes'};
  }

  @Allow('budget:manage')
  @Post()
  async add(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(HoursRuleForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...(await this.page(principal)), errors, values});
    const {percent, pence: tolerancePence, silent: silentDays, source, starts: startsOn} = form;
    try {
      await this.rules.add(principal, {toleranceBp: percent * 100, tolerancePence, silentDays, source, startsOn});
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.page(principal)), values}, error, BOXES);
    }
    return reply.redirect('/council/hours-rules?done=yes', 303);
  }

  @Allow('budget:manage')
  @Post('reminders')
  async remind(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(ReminderForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...(await this.page(principal)), errors, values});
    const {days: daysBefore, hour: atHour, reminder_source: source, from: startsOn} = form;
    try {
      await this.reminders.add(principal, {daysBefore, atHour, source, startsOn});
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.page(principal)), values}, error, REMINDER_BOXES);
    }
    return reply.redirect('/council/hours-rules?done=yes', 303);
  }

  private async page(principal: Principal) {
    return {...(await this.rules.list(principal)), reminders: await this.reminders.list(principal)};
  }
}
