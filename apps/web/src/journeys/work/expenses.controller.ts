import {randomUUID} from 'node:crypto';
import {Body, Controller, Get, Post, Query, Render, Req, Res} from '@nestjs/common';
import {RouteConfig} from '@nestjs/platform-fastify';
import {ExpenseFiles, Expenses, ReadHours, ReadWork} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {DomainError} from '@app/kernel';
import {IdParam, sendFile, type Upload} from '@app/platform';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {readUpload} from '../../forms/upload.js';
import {TAKES_FILE} from '../../security/csrf.js';
import {t} from '../../words/t.js';
import {ExpenseForm} from './expense.form.js';

const VIEW = 'journeys/work/expenses';

/** What somebody paid for on a visit and wants back, with a photograph of the receipt. */
@Controller('work/visits/:id/expenses')
export class ExpensesController {
  constructor(
    private readonly work: ReadWork,
    private readonly hours: ReadHours,
    private readonly expenses: Expenses,
    private readonly files: ExpenseFiles,
  ) {}

  @Allow('hours:record')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string, @Query('done') done: unknown) {
    return {...(await this.page(principal, id)), done: typeof done === 'string' ? doneWords(done) : undefined};
  }

  @Allow('hours:record')
  @Post()
  @RouteConfig(TAKES_FILE)
  async add(
    @Req() request: FastifyRequest,
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const withFile = (request.headers['content-type'] ?? '').startsWith('multipart/form-data');
    const upload = withFile ? await readUpload(request, reply) : null;
    const {form, errors, values} = readForm(ExpenseForm, upload?.fields ?? body);
    if (errors.length) {
      upload?.content.resume();
      return showAgain(reply, VIEW, {...(await this.page(principal, id)), errors, values});
    }
    let expense: string;
    try {
      expense = await this.expenses.add(principal, id, {what: form.what, pence: form.pence, formKey: form.key});
    } catch (error) {
      upload?.content.resume();
      return showRefusal(reply, VIEW, {...(await this.page(principal, id)), values}, error);
    }
    return reply.redirect(`/work/visits/${id}/expenses?done=${await this.keep(principal, expense, upload)}`, 303);
  }

  @Allow('hours:record')
  @Post(':expense/remove')
  async remove(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('expense') expense: string,
    @Res() reply: FastifyReply,
  ) {
    await this.expenses.remove(principal, id, expense);
    return reply.redirect(`/work/visits/${id}/expenses?done=removed`, 303);
  }

  @Allow('hours:record')
  @Get(':expense/files/:file')
  async openFile(
    @Current() principal: Principal,
    @IdParam('expense') expense: string,
    @IdParam('file') file: string,
    @Res() reply: FastifyReply,
  ) {
    return sendFile(reply, await this.files.open(principal, expense, file));
  }

  /** It is written down even where its photograph cannot be kept. */
  private async keep(principal: Principal, expense: string, upload: Upload | null): Promise<string> {
    if (!upload) return 'added';
    try {
      return (await this.files.add(principal, expense, upload)) ? 'with-photograph' : 'added';
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return 'without-photograph';
    }
  }

  private async page(principal: Principal, id: string) {
    const visit = await this.work.visit(principal, id);
    const open = visit.state === 'accepted' || visit.state === 'recorded';
    return {visit, open, expenses: await this.hours.expenses(principal, id), key: randomUUID()};
  }
}

function doneWords(code: string): string | undefined {
  const said: Record<string, string> = {
    added: t('The expense is written down.'),
    'with-photograph': t('The expense is written down, with its photograph.'),
    'without-photograph': t(
      'The expense is written down. The photograph could not be kept: remove the expense and add it again with a PDF, JPEG or PNG of up to 10 MB.',
    ),
    removed: t('The expense is removed.'),
  };
  return said[code];
}
