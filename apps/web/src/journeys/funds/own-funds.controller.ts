import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {AnswerFundStatement, PoolConsent, ReadFunds} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam, paperPdf, writeCsv} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {printIn} from '../../forms/print-in.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {t} from '../../words/t.js';
import {sendStatement} from './fund.controller.js';
import {QueryForm} from './fund.form.js';
import {hoursWords, statementCard, statementPaper, statementRows} from './fund.presenter.js';

const VIEW = 'journeys/funds/statement';
const LIST = 'journeys/funds/own';

/** Somebody's own fund: statements to confirm or ask about, and pools of hours to say yes or no to. */
@Controller('budget/funds')
export class OwnFundsController {
  constructor(
    private readonly funds: ReadFunds,
    private readonly answers: AnswerFundStatement,
    private readonly consents: PoolConsent,
  ) {}

  @Allow('budget:read')
  @Get()
  @Render(LIST)
  async list(@Current() principal: Principal, @Query('done') done: unknown) {
    const {statements, pools} = await this.funds.own(principal);
    return {
      statements: statements.map(statementCard),
      pools: pools.map((each) => ({...each, left: hoursWords(each.minutes), put: hoursWords(each.putMinutes)})),
      mayAnswer: principal.permissions.has('budget:spend'),
      done: typeof done === 'string' ? doneWords(done) : undefined,
    };
  }

  @Allow('budget:read')
  @Get('statements/:id')
  @Render(VIEW)
  show(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  @Allow('budget:read')
  @Get('statements/:id/pdf')
  async pdf(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Query('print') print: unknown,
    @Res() reply: FastifyReply,
  ) {
    const statement = await this.funds.ownStatement(principal, id);
    return sendStatement(
      reply,
      statement.month,
      'pdf',
      await paperPdf(statementPaper(statement, principal.councilName), printIn(print)),
    );
  }

  @Allow('budget:read')
  @Get('statements/:id/csv')
  async csv(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    const statement = await this.funds.ownStatement(principal, id);
    return sendStatement(reply, statement.month, 'csv', writeCsv(statementRows(statement)));
  }

  @Allow('budget:spend')
  @Post('statements/:id/confirm')
  async confirm(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    const page = await this.page(principal, id);
    try {
      await this.answers.confirm(principal, id);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values: {}}, error);
    }
    return reply.redirect('/budget/funds?done=confirmed', 303);
  }

  @Allow('budget:spend')
  @Post('statements/:id/query')
  async query(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(QueryForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      await this.answers.query(principal, id, form.text);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error);
    }
    return reply.redirect('/budget/funds?done=queried', 303);
  }

  @Allow('budget:spend')
  @Post('pools/:id/join')
  async join(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.consents.join(principal, id);
    return reply.redirect('/budget/funds?done=joined', 303);
  }

  @Allow('budget:spend')
  @Post('pools/:id/leave')
  async leave(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.consents.leave(principal, id);
    return reply.redirect('/budget/funds?done=left', 303);
  }

  private async page(principal: Principal, id: string) {
    const statement = await this.funds.ownStatement(principal, id);
    return {
      statement: statementCard(statement),
      paper: statementPaper(statement, principal.councilName),
      mayAnswer: statement.state === 'sent' && principal.permissions.has('budget:spend'),
      ...{base: `/budget/funds/statements/${id}`, back: '/budget/funds'},
    };
  }
}

function doneWords(code: string): string | undefined {
  const said: Record<string, string> = {
    confirmed: t('Thank you. The statement is confirmed.'),
    queried: t('Thank you. Who holds your fund looks at it and sends it again.'),
    joined: t('You are in the pool. You can leave at any time.'),
    left: t('You are not in the pool. Your part of it comes back to your banked hours.'),
  };
  return said[code];
}
