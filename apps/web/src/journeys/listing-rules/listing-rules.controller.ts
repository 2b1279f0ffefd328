import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {addDays, Clock, londonDay, type Day} from '@app/kernel';
import {CancellationRules, CouncilServices, StillRightRules} from '@app/listings';
import {DEVELOPMENT_TASKS, DevelopmentRuleBook, type DevelopmentTaskCode} from '@app/register';
import type {FastifyReply} from 'fastify';
import {DayInput, ListInput, TextInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {TASK_WORDS} from '../../words/development-words.js';
import {cancellationWords} from '../../words/terms-words.js';
import {exampleOf} from '../council/example-day.js';

const LIST = 'journeys/listing-rules/listing-rules';
const STILL = 'journeys/listing-rules/still-right';
const CANCELLING = 'journeys/listing-rules/cancelling';
const ENTERPRISES = 'journeys/listing-rules/enterprises';
const STILL_BOXES = {ask_days: 'ask', rest_days: 'rest', starts_on: 'starts-day'};
const CANCELLING_BOXES = {notice_hours: 'notice', late_cancellation_bp: 'share', starts_on: 'starts-day'};
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

class CancellingForm {
  @NumberInput('Hours of notice', {least: 0, most: 720})
  notice: number;

  @NumberInput('How much of the price', {least: 0, most: 100})
  share: number;

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

/** When a listing is asked about, what calling off costs, and what a micro-enterprise is: each with its source and first day. */
@Controller('council/listing-rules')
export class ListingRulesController {
  constructor(
    private readonly still: StillRightRules,
    private readonly cancelling: CancellationRules,
    private readonly enterprises: DevelopmentRuleBook,
    private readonly kinds: CouncilServices,
    private readonly clock: Clock,
  ) {}

  @Allow('scheme:configure')
  @Get()
  @Render(LIST)
  async list(@Current() principal: Principal, @Query('done') done: unknown) {
    const [still, cancelling, enterprises, kinds] = await Promise.all([
      this.still.list(principal),
      this.cancelling.list(principal),
      this.enterprises.list(principal),
      this.kinds.list(principal),
    ]);
    return {
      unsaid: kinds.filter((each) => each.unsaid).length,
      still,
      cancelling: cancelling.map((rule) => ({...rule, says: cancellationWords(rule)})),
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
  @Get('cancelling')
  @Render(CANCELLING)
  async askCancelling(@Current() principal: Principal) {
    return this.cancellingPage(principal);
  }

  @Allow('scheme:configure')
  @Post('cancelling')
  async setCancelling(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(CancellingForm, body);
    const page = {...(await this.cancellingPage(principal)), values};
    if (errors.length) return showAgain(reply, CANCELLING, {...page, errors});
    const {notice: noticeHours, share, starts: startsOn, source} = form;
    try {
      await this.cancelling.add(principal, {noticeHours, lateCancellationBp: share * 100, startsOn, source});
    } catch (error) {
      return showRefusal(reply, CANCELLING, page, error, CANCELLING_BOXES);
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

  private async cancellingPage(principal: Principal) {
    const now = (await this.cancelling.list(principal)).find(({later}) => !later);
    const share = now ? String(now.lateCancellationBp / 100) : '';
    return {notice: String(now?.noticeHours ?? ''), share, example: this.example()};
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
