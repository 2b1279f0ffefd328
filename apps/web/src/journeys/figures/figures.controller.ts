import {Body, Controller, Get, Post, Query, Res} from '@nestjs/common';
import {BudgetShares} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {figuresCsv, ReadFigures} from '@app/insight';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {DAY_BOXES, FiguresForm, figuresPage, TargetForm} from './figures.presenter.js';

const VIEW = 'journeys/figures/figures';

/** Figures for the manager: a page to read, with charts, and the same as CSV. */
@Controller('council/figures')
export class FiguresPageController {
  constructor(
    private readonly figures: ReadFigures,
    private readonly shares: BudgetShares,
  ) {}

  @Allow('figures:read')
  @Get()
  async show(@Current() principal: Principal, @Query() query: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(FiguresForm, query);
    const asked = Object.keys(values).length > 0;
    const period = {from: form.from ?? undefined, to: form.to ?? undefined};
    if (errors.length) return showAgain(reply, VIEW, {...(await this.usual(principal)), errors, values});
    try {
      const figures = await this.figures.run(principal, period);
      return await reply.view(VIEW, {...figuresPage(figures), ...(asked && {values})});
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.usual(principal)), values}, error, DAY_BOXES);
    }
  }

  @Allow('figures:read')
  @Post('targets')
  async aim(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(TargetForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...(await this.usual(principal)), errors, values});
    try {
      const {code, share, starts: startsOn, source} = form;
      await this.shares.aimAt(principal, {code, shareBp: Math.round(share * 100), startsOn, source});
    } catch (error) {
      const boxes = {share_bp: 'share', starts_on: 'starts-day', RULE_EXISTS: 'starts-day'};
      return showRefusal(reply, VIEW, {...(await this.usual(principal)), values}, error, boxes);
    }
    return reply.redirect('/council/figures#budgets_by_quarter', 303);
  }

  @Allow('figures:read')
  @Get('csv')
  async csv(
    @Current() principal: Principal,
    @Query('from') from: unknown,
    @Query('to') to: unknown,
    @Res() reply: FastifyReply,
  ) {
    const day = (value: unknown) => (typeof value === 'string' && DAY.test(value) ? value : undefined);
    const figures = await this.figures.run(principal, {from: day(from), to: day(to)});
    await reply
      .header('content-disposition', `attachment; filename="register-${figures.from}-${figures.to}.csv"`)
      .type('text/csv; charset=utf-8')
      .send(figuresCsv(figures));
  }

  /** What is shown beside a period that cannot be. */
  private async usual(principal: Principal) {
    return figuresPage(await this.figures.run(principal, {}));
  }
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
