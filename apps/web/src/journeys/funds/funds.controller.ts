import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {Pools, ReadFunds} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {AskPoolForm, minutesIn, PoolForm, UseForm} from './fund.form.js';
import {hoursWords, monthWords, STATE_WORDS} from './fund.presenter.js';

const LIST = 'journeys/funds/list';
const POOL = 'journeys/funds/pool';

/** The funds that somebody holds, and pools of hours between people who agreed. */
@Controller('funds')
export class FundsController {
  constructor(
    private readonly funds: ReadFunds,
    private readonly pools: Pools,
  ) {}

  @Allow('fund:hold')
  @Get()
  @Render(LIST)
  async list(@Current() principal: Principal, @Query('done') done: unknown) {
    return {...(await this.page(principal)), done: done === 'sent'};
  }

  @Allow('fund:hold')
  @Post('pools')
  async make(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const page = await this.page(principal);
    const {form, errors, values} = readForm(PoolForm, body);
    if (errors.length) return showAgain(reply, LIST, {...page, errors, values});
    const id = await this.pools.make(principal, form);
    return reply.redirect(`/funds/pools/${id}`, 303);
  }

  @Allow('fund:hold')
  @Get('pools/:id')
  @Render(POOL)
  pool(@Current() principal: Principal, @IdParam() id: string) {
    return this.poolPage(principal, id);
  }

  @Allow('fund:hold')
  @Post('pools/:id/ask')
  async ask(@Current() principal: Principal, @IdParam() id: string, @Body() body: unknown, @Res() reply: FastifyReply) {
    const page = await this.poolPage(principal, id);
    const {form, errors, values} = readForm(AskPoolForm, body);
    if (errors.length) return showAgain(reply, POOL, {...page, errors, values});
    if (!page.others.some((each) => each.value === form.line)) throw notFound('fund');
    try {
      await this.pools.ask(principal, id, form.line);
    } catch (error) {
      return showRefusal(reply, POOL, {...page, values}, error, {POOL_ASKED: 'line'});
    }
    return reply.redirect(`/funds/pools/${id}`, 303);
  }

  @Allow('fund:hold')
  @Post('pools/:id/use')
  async use(@Current() principal: Principal, @IdParam() id: string, @Body() body: unknown, @Res() reply: FastifyReply) {
    const page = await this.poolPage(principal, id);
    const {form, errors, values} = readForm(UseForm, body);
    if (errors.length) return showAgain(reply, POOL, {...page, errors, values});
    try {
      await this.pools.use(principal, id, {onDay: form.on, what: form.what, minutes: minutesIn(form)});
    } catch (error) {
      return showRefusal(reply, POOL, {...page, values}, error, {on_day: 'on-day', minutes: 'hours'});
    }
    return reply.redirect(`/funds/pools/${id}`, 303);
  }

  private async page(principal: Principal) {
    const {funds, pools} = await this.funds.held(principal);
    return {
      funds: funds.map((each) => ({
        ...each,
        banked: hoursWords(each.bankedMinutes),
        last: each.lastMonth && monthWords(each.lastMonth),
        stateWords: each.lastState && STATE_WORDS[each.lastState],
      })),
      pools: pools.map((pool) => ({...pool, left: hoursWords(pool.minutes)})),
    };
  }

  private async poolPage(principal: Principal, id: string) {
    const {funds, pools} = await this.funds.held(principal);
    const pool = pools.find((each) => each.id === id);
    if (!pool) throw notFound('pool');
    const inPool = new Set(pool.members.filter((each) => !each.leftOn).map((each) => each.lineId));
    return {
      pool: {
        ...pool,
        left: hoursWords(pool.minutes),
        members: pool.members.map((each) => ({
          ...each,
          put: hoursWords(each.putMinutes),
          returned: hoursWords(each.returnedMinutes),
        })),
        uses: pool.uses.map((each) => ({...each, length: hoursWords(each.minutes)})),
      },
      others: funds
        .filter((each) => !inPool.has(each.lineId))
        .map((each) => ({value: each.lineId, text: `${each.person}, ${each.purpose}`})),
    };
  }
}
