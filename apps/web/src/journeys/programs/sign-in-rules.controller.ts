import {Body, Controller, Get, Post, Query, Res} from '@nestjs/common';
import {Allow, Current, ROLE_GROUPS, SignInRulesDesk, type Principal} from '@app/identity';
import {londonDay} from '@app/kernel';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, DayInput, TextInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';

const VIEW = 'journeys/programs/sign-in-rules';
const YES_NO = ['yes', 'no'] as const;

class RulesForm {
  @ChoiceInput('Whom the rule is for', ROLE_GROUPS)
  group: (typeof ROLE_GROUPS)[number];

  @ChoiceInput('Whether they may have a password here', YES_NO)
  local: (typeof YES_NO)[number];

  @ChoiceInput('Whether a second step is asked for', YES_NO)
  second: (typeof YES_NO)[number];

  @NumberInput('Minutes without use', {least: 5, most: 1_440})
  idle: number;

  @NumberInput('Minutes in all', {least: 15, most: 43_200})
  absolute: number;

  @NumberInput('Minutes that a sign-in counts as fresh', {least: 1, most: 60})
  fresh: number;

  @NumberInput('Minutes that a link works', {least: 5, most: 60})
  link: number;

  @DayInput('The day from which it counts')
  starts: string;

  @TextInput('Where the rule comes from', {max: 500})
  source: string;
}

const BOXES = {starts_on: 'starts-day', idle_minutes: 'idle', absolute_minutes: 'absolute'};

/** How staff and public sign in, by the council's own rules. */
@Controller('council/sign-in-rules')
export class SignInRulesController {
  constructor(private readonly desk: SignInRulesDesk) {}

  @Allow('sign_in:configure')
  @Get()
  async show(@Current() principal: Principal, @Query('done') done: unknown, @Res() reply: FastifyReply) {
    return reply.view(VIEW, {...(await this.page(principal)), done: done === 'set'});
  }

  @Allow('sign_in:configure')
  @Post()
  async set(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(RulesForm, body);
    if (errors.length) return showAgain(reply, VIEW, {errors, values, ...(await this.page(principal))});
    const {group: roleGroup, starts: startsOn, source} = form;
    const limits = {
      idleMinutes: form.idle,
      absoluteMinutes: form.absolute,
      freshMinutes: form.fresh,
      linkMinutes: form.link,
    };
    const asked = {localAccounts: form.local === 'yes', secondFactor: form.second === 'yes'};
    try {
      await this.desk.change(principal, {roleGroup, startsOn, source, ...limits, ...asked});
    } catch (error) {
      return showRefusal(reply, VIEW, {values, ...(await this.page(principal))}, error, BOXES);
    }
    return reply.redirect('/council/sign-in-rules?done=set', 303);
  }

  private async page(principal: Principal) {
    return {rules: await this.desk.list(principal), today: londonDay(new Date())};
  }
}
