import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {ReadFunds, RecordFundUse, SendFundStatement} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam, paperPdf, writeCsv} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {printIn} from '../../forms/print-in.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {LengthForm, minutesIn, UseForm} from './fund.form.js';
import {
  hoursWords,
  hourSteps,
  moneySteps,
  monthWords,
  statementCard,
  statementPaper,
  statementRows,
} from './fund.presenter.js';

const VIEW = 'journeys/funds/fund';

/** One fund: the hours of the month, its statement, and those that were sent. */
@Controller('funds')
export class FundController {
  constructor(
    private readonly funds: ReadFunds,
    private readonly uses: RecordFundUse,
    private readonly sends: SendFundStatement,
  ) {}

  @Allow('fund:hold')
  @Get('lines/:id')
  @Render(VIEW)
  show(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  @Allow('fund:hold')
  @Post('lines/:id/uses')
  async add(@Current() principal: Principal, @IdParam() id: string, @Body() body: unknown, @Res() reply: FastifyReply) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(UseForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      await this.uses.run(principal, id, {onDay: form.on, what: form.what, minutes: minutesIn(form)});
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, {
        on_day: 'on-day',
        minutes: 'hours',
        MONTH_SENT: 'on-day',
      });
    }
    return reply.redirect(`/funds/lines/${id}`, 303);
  }

  @Allow('fund:hold')
  @Post('lines/:id/uses/:use/remove')
  async remove(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('use') use: string,
    @Res() reply: FastifyReply,
  ) {
    await this.uses.remove(principal, id, use);
    return reply.redirect(`/funds/lines/${id}`, 303);
  }

  @Allow('fund:hold')
  @Post('lines/:id/send')
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(LengthForm, renamed(body));
    if (errors.length) {
      const own = errors.map((each) => ({...each, field: `pooled_${each.field}`}));
      return showAgain(reply, VIEW, {...page, errors: own, values: {}});
    }
    try {
      await this.sends.run(principal, id, page.month, minutesIn(form));
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, {pooled: 'pooled_hours'});
    }
    return reply.redirect('/funds?done=sent', 303);
  }

  @Allow('fund:hold')
  @Get('statements/:id')
  @Render('journeys/funds/statement')
  async statement(@Current() principal: Principal, @IdParam() id: string) {
    const statement = await this.funds.statement(principal, id);
    return {
      statement: statementCard(statement),
      paper: statementPaper(statement, principal.councilName),
      ...{base: `/funds/statements/${id}`, back: `/funds/lines/${statement.lineId}`, mayAnswer: false},
    };
  }

  @Allow('fund:hold')
  @Get('statements/:id/pdf')
  async pdf(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Query('print') print: unknown,
    @Res() reply: FastifyReply,
  ) {
    const statement = await this.funds.statement(principal, id);
    const content = await paperPdf(statementPaper(statement, principal.councilName), printIn(print));
    return sendStatement(reply, statement.month, 'pdf', content);
  }

  @Allow('fund:hold')
  @Get('statements/:id/csv')
  async csv(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    const statement = await this.funds.statement(principal, id);
    return sendStatement(reply, statement.month, 'csv', writeCsv(statementRows(statement)));
  }

  private async page(principal: Principal, id: string) {
    const {draft, month, uses, statements, ...open} = await this.funds.month(principal, id);
    return {
      ...open,
      month,
      monthWords: monthWords(month),
      uses: uses.map((each) => ({...each, length: hoursWords(each.minutes)})),
      hours: draft && hourSteps(draft),
      money: draft && moneySteps(draft),
      statements: statements.map(statementCard),
    };
  }
}

export function sendStatement(reply: FastifyReply, month: string, kind: 'pdf' | 'csv', content: Buffer | string) {
  return reply
    .header('content-disposition', `attachment; filename="statement-${month.slice(0, 7)}.${kind}"`)
    .type(kind === 'pdf' ? 'application/pdf' : 'text/csv; charset=utf-8')
    .send(content);
}

/** The boxes of the pool stand on the same page as those of a use. */
function renamed(body: unknown): unknown {
  const {pooled_hours: hours = '', pooled_minutes: minutes = ''} = (body ?? {}) as Record<string, unknown>;
  return {hours, minutes};
}
