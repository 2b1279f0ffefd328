import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {addDays, Clock, londonDay, type Day} from '@app/kernel';
import {StillRightRules} from '@app/listings';
import {DEVELOPMENT_TASKS, DevelopmentRuleBook, type DevelopmentTaskCode} from '@app/register';
import type {FastifyReply} from 'fastify';
import {DayInput, ListInput, TextInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {TASK_WORDS} from '../../words/development-words.js';
import {exampleOf} from '../council/example-day.js';

const LIST = 'journeys/listing-rules/listing-rules';
const STILL = 'journeys/listing-rules/still-right';
const ENTERPRISES = 'journeys/listing-rules/enterprises';
const STILL_BOXES = {ask_days: 'ask', rest_days: 'rest', starts_on: 'starts-day'};
const ENTERPRISE_BOXES = {most_fte: 'fte', check_months: 'months', starts_on: 'starts-day'};

class StillRightForm {
  @NumberInput('How many days', {least: 30, most: 1_095})
  ask: number;

  @NumberInput('How many days there are to answer', {least: 7, most: 365})
  rest: number;

  @DayInput('First day')
  starts: Day;

  @TextInput('Source', {max: 500})
  source: string;
}

class EnterprisesForm {
  @NumberInput('How many full-time equivalents', {least: 0.1, most: 250, decimals: 1})
  fte: number;

  @NumberInput('How many months', {least: 1, most: 60})
  months: number;

  @ListInput('What an enterprise brings', DEVELOPMENT_TASKS)
  tasks: DevelopmentTaskCode[];

  @DayInput('First day')
  starts: Day;

  @TextInput('Source', {max: 500})
  source: string;
}

/** When the council asks whether a listing is still right, and what a micro-enterprise is: each with its source and first day. */
@Controller('council/listing-rules')
export class ListingRulesController {
  constructor(
    private readonly still: StillRightRules,
    private readonly enterprises: DevelopmentRuleBook,
    private readonly clock: Clock,
  ) {}

  @Allow('scheme:configure')
  @Get()
  @Render(LIST)
  async list(@Current() principal: Principal, @Query('done') done: unknown) {
    const [still, enterprises] = await Promise.all([this.still.list(principal), this.enterprises.list(principal)]);
    return {
      still,
      enterprises: enterprises.map((rule) => ({...rule, brings: rule.tasks.map((task) => TASK_WORDS[task])})),
      done: done === 'set',
    };
  }

  @Allow('scheme:configure')
  @Get('still-right')
  @Render(STILL)
  async askStill(@Current() principal: Principal) {
    return this.stillPage(principal);
  }

  @Allow('scheme:configure')
  @Post('still-right')
  async setStill(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(StillRightForm, body);
    const page = {...(await this.stillPage(principal)), values};
    if (errors.length) return showAgain(reply, STILL, {...page, errors});
    const {ask: askDays, rest: restDays, starts: startsOn, source} = form;
    try {
      await this.still.add(principal, {askDays, restDays, startsOn, source});
    } catch (error) {
      return showRefusal(reply, STILL, page, error, STILL_BOXES);
    }
    return reply.redirect('/council/listing-rules?done=set', 303);
  }

  @Allow('scheme:configure')
  @Get('enterprises')
  @Render(ENTERPRISES)
  async askEnterprises(@Current() principal: Principal) {
    return this.enterprisesPage(principal);
  }

  @Allow('scheme:configure')
  @Post('enterprises')
  async setEnterprises(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(EnterprisesForm, body);
    const page = {...(await this.enterprisesPage(principal)), values};
    if (errors.length) return showAgain(reply, ENTERPRISES, {...page, errors});
    const {fte: mostFte, months: checkMonths, tasks, starts: startsOn, source} = form;
    try {
      await this.enterprises.add(principal, {mostFte, checkMonths, tasks, startsOn, source});
    } catch (error) {
      return showRefusal(reply, ENTERPRISES, page, error, ENTERPRISE_BOXES);
    }
    return reply.redirect('/council/listing-rules?done=set', 303);
  }

  private async stillPage(principal: Principal) {
    const now = (await this.still.list(principal)).find(({later}) => !later);
    return {now, ask: String(now?.askDays ?? ''), rest: String(now?.restDays ?? ''), example: this.example()};
  }

  private async enterprisesPage(principal: Principal) {
    const now = (await this.enterprises.list(principal)).find(({later}) => !later);
    return {
      now,
      fte: String(now?.mostFte ?? ''),
      months: String(now?.checkMonths ?? ''),
      brings: now?.tasks ?? [],
      tasks: DEVELOPMENT_TASKS.map((task) => ({value: task, text: TASK_WORDS[task]})),
      example: this.example(),
    };
  }

  private example(): string {
    return exampleOf(addDays(londonDay(this.clock.now()), 14));
  }
}
