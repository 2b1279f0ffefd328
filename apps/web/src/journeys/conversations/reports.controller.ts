import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {REPORT_OUTCOMES, ReportedConversations, type ReportOutcome} from '@app/conversations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {words} from '../../words/t.js';

const ONE = 'journeys/conversations/council-report';

const OUTCOME_WORDS: Record<ReportOutcome, string> = words({
  no_action: 'Nothing more is needed',
  conversation_closed: 'The conversation is closed: neither can write in it',
  passed_on: 'It is about safety: the safeguarding team gets the report',
});

class CloseForm {
  @ChoiceInput('What follows', REPORT_OUTCOMES)
  outcome: ReportOutcome;

  @TextInput('What was done', {max: 1_000})
  note: string;
}

/** Conversations that somebody asked the council to look at; read while the report is open, and each time on record. */
@Controller('council/reports')
export class ReportsController {
  constructor(private readonly reports: ReportedConversations) {}

  @Allow('conversation:review')
  @Get()
  @Render('journeys/conversations/council-reports')
  async list(@Current() principal: Principal) {
    return {reports: await this.reports.list(principal), outcomes: OUTCOME_WORDS};
  }

  @Allow('conversation:review')
  @Get(':id')
  @Render(ONE)
  async one(@Current() principal: Principal, @IdParam() id: string) {
    const items = REPORT_OUTCOMES.map((value) => ({value, text: OUTCOME_WORDS[value]}));
    return {report: await this.reports.one(principal, id), items, outcomes: OUTCOME_WORDS};
  }

  @Allow('conversation:review')
  @Post(':id')
  async close(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.one(principal, id);
    const {form, errors, values} = readForm(CloseForm, body);
    if (errors.length) return showAgain(reply, ONE, {...page, errors, values});
    try {
      await this.reports.close(principal, id, form.outcome, form.note);
    } catch (error) {
      return showRefusal(reply, ONE, {...page, values}, error);
    }
    return reply.redirect('/council/reports', 303);
  }
}
