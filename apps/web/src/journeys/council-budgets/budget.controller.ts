import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {ReadCouncilBudgets, SetFigure} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {councilBudgetPage, figurePage} from './budget.presenter.js';
import {FigureForm} from './forms.js';

const FIGURE = 'journeys/council-budgets/figure';

/** One budget as the council sees it, and the figures that it is given. */
@Controller('council/budgets/:id')
export class CouncilBudgetController {
  constructor(
    private readonly budgets: ReadCouncilBudgets,
    private readonly figures: SetFigure,
    private readonly clock: Clock,
  ) {}

  @Allow('budget:manage')
  @Get()
  @Render('journeys/council-budgets/budget')
  async show(@Current() principal: Principal, @IdParam() id: string, @Query('done') done: unknown) {
    return councilBudgetPage(await this.budgets.one(principal, id), done);
  }

  @Allow('budget:manage')
  @Get('figure')
  @Render(FIGURE)
  async ask(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  @Allow('budget:manage')
  @Post('figure')
  async set(@Current() principal: Principal, @IdParam() id: string, @Body() body: unknown, @Res() reply: FastifyReply) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(FigureForm, body);
    if (errors.length) return showAgain(reply, FIGURE, {...page, errors, values});
    try {
      const {kind, reasons, weekly: weeklyPence, dated: datedOn} = form;
      await this.figures.run(principal, id, {kind, reasons, weeklyPence, datedOn, changed: form.changed || null});
    } catch (error) {
      return showRefusal(reply, FIGURE, {...page, values}, error, {
        ...{dated_on: 'dated-day', weekly_pence: 'weekly', changed: 'changed'},
      });
    }
    return reply.redirect(`/council/budgets/${id}?done=figure`, 303);
  }

  private async page(principal: Principal, id: string) {
    return figurePage(await this.budgets.one(principal, id), londonDay(this.clock.now()));
  }
}
