import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {ReadCouncilBudgets, SetFundTerm} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {FundTermForm} from './fund.form.js';

const VIEW = 'journeys/funds/terms';

/** What the council agrees with who holds a fund. */
@Controller('council/lines/:id/fund')
export class FundTermsController {
  constructor(
    private readonly budgets: ReadCouncilBudgets,
    private readonly terms: SetFundTerm,
  ) {}

  @Allow('budget:manage')
  @Get()
  @Render(VIEW)
  async ask(@Current() principal: Principal, @IdParam() id: string) {
    const {budget, line} = await this.budgets.line(principal, id);
    return {budget, line};
  }

  @Allow('budget:manage')
  @Post()
  async set(@Current() principal: Principal, @IdParam() id: string, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {budget, line} = await this.budgets.line(principal, id);
    const {form, errors, values} = readForm(FundTermForm, body);
    if (errors.length) return showAgain(reply, VIEW, {budget, line, errors, values});
    try {
      const {hour: hourPence, management: managementPence, source} = form;
      const fromMonth = `${form.year}-${String(form.month).padStart(2, '0')}-01`;
      await this.terms.run(principal, id, {fromMonth, hourPence, managementPence, source});
    } catch (error) {
      return showRefusal(reply, VIEW, {budget, line, values}, error, {RULE_EXISTS: 'month'});
    }
    return reply.redirect(`/council/budgets/${budget.id}`, 303);
  }
}
