import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {ClosePeriod, MOVE_KINDS, MoveMoney, PURPOSES, ReadMoney} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {MOVE_WORDS, PURPOSE_WORDS} from '../../words/budget-words.js';
import {t} from '../../words/t.js';
import {CloseForm, MoveForm} from './forms.js';
import {periodSteps} from './period.presenter.js';

const PAGE = 'journeys/finance/period';
const BOXES = {pence: 'amount', ALLOCATION_INSUFFICIENT: 'amount', NO_NEXT_PERIOD: 'kind', splits: 'amount'};

/** One period of a line, what a finance officer did to it, and doing more. */
@Controller('council/periods/:id')
export class MoneyPeriodController {
  constructor(
    private readonly money: ReadMoney,
    private readonly moves: MoveMoney,
    private readonly closes: ClosePeriod,
    private readonly clock: Clock,
  ) {}

  @Allow('budget:manage')
  @Get()
  @Render(PAGE)
  show(@Current() principal: Principal, @IdParam() id: string, @Query('done') done: unknown) {
    return this.page(principal, id, done);
  }

  @Allow('budget:manage')
  @Post()
  async move(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id, undefined);
    const {form, errors, values} = readForm(MoveForm, body);
    if (errors.length) return showAgain(reply, PAGE, {...page, errors, values});
    try {
      const {kind, amount: pence, purpose, reason} = form;
      await this.moves.run(principal, id, {kind, pence, purpose, reason});
    } catch (error) {
      return showRefusal(reply, PAGE, {...page, values}, error, BOXES);
    }
    return reply.redirect(`/council/periods/${id}?done=move`, 303);
  }

  @Allow('budget:manage')
  @Post('close')
  async close(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id, undefined);
    const {form, errors, values} = readForm(CloseForm, body);
    if (errors.length) return showAgain(reply, PAGE, {...page, errors, values});
    try {
      await this.closes.run(principal, id, form.why);
    } catch (error) {
      return showRefusal(reply, PAGE, {...page, values}, error, {reason: 'why'});
    }
    return reply.redirect(`/council/periods/${id}?done=close`, 303);
  }

  private async page(principal: Principal, id: string, done: unknown) {
    const said: Record<string, string> = {move: t('It is recorded.'), close: t('The period is closed.')};
    const {period, moves} = await this.money.period(principal, id);
    const today = londonDay(this.clock.now());
    return {
      done: typeof done === 'string' ? said[done] : undefined,
      period,
      steps: periodSteps(period),
      over: period.endsOn < today,
      late: period.endsOn < today && period.contributionPaidPence < period.contributionPence,
      moves: moves.map((each) => ({
        ...each,
        what: MOVE_WORDS[each.kind],
        keptFor: each.purpose && PURPOSE_WORDS[each.purpose],
      })),
      kinds: MOVE_KINDS.map((value) => ({value, text: MOVE_WORDS[value]})),
      purposes: [
        {value: '', text: t('Not kept apart')},
        ...PURPOSES.map((value) => ({value, text: PURPOSE_WORDS[value]})),
      ],
    };
  }
}
