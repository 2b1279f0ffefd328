import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {DEPLOYMENTS, EXPORT_KINDS, ExportFinance, FinanceCodes} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay, type Day} from '@app/kernel';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {DEPLOYMENT_WORDS, EXPORT_WORDS} from '../../words/budget-words.js';
import {t} from '../../words/t.js';
import {CodeForm, FileForm} from './forms.js';

const PAGE = 'journeys/finance/files';
const FILE_BOXES = {from: 'from-day', to: 'to-day'};
const CODE_BOXES = {cost_centre: 'centre', starts_on: 'starts-day'};

/** A day as the three boxes of a form send it. */
function boxes(name: string, day: Day): Record<string, string> {
  const [year = '', month = '', date = ''] = day.split('-');
  return {[`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year};
}

/** Files for the council's finance system: made once, and the same again whenever they are asked for. */
@Controller('council/budgets/files')
export class FinanceFilesController {
  constructor(
    private readonly exports: ExportFinance,
    private readonly codes: FinanceCodes,
    private readonly clock: Clock,
  ) {}

  @Allow('budget:manage')
  @Get()
  @Render(PAGE)
  show(@Current() principal: Principal, @Query('done') done: unknown) {
    return this.page(principal, done !== undefined);
  }

  @Allow('budget:manage')
  @Post()
  async make(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(FileForm, body);
    if (errors.length) return showAgain(reply, PAGE, {...(await this.page(principal, false)), errors, values});
    try {
      const {csv, reference} = await this.exports.run(principal, form.kind, form.from, form.to);
      return await reply
        .code(200)
        .header('content-disposition', `attachment; filename="${reference}.csv"`)
        .type('text/csv; charset=utf-8')
        .send(csv);
    } catch (error) {
      return showRefusal(reply, PAGE, {...(await this.page(principal, false)), values}, error, FILE_BOXES);
    }
  }

  @Allow('budget:manage')
  @Post('codes')
  async code(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(CodeForm, body);
    if (errors.length) return showAgain(reply, PAGE, {...(await this.page(principal, false)), errors, values});
    try {
      const {deployment, centre: costCentre, subjective, starts: startsOn} = form;
      await this.codes.add(principal, {deployment, costCentre, subjective, startsOn});
    } catch (error) {
      return showRefusal(reply, PAGE, {...(await this.page(principal, false)), values}, error, CODE_BOXES);
    }
    return reply.redirect('/council/budgets/files?done', 303);
  }

  private async page(principal: Principal, done: boolean) {
    const [files, codes] = [await this.exports.list(principal), await this.codes.list(principal)];
    return {
      done: done ? t('The codes are recorded.') : undefined,
      today: londonDay(this.clock.now()),
      files: files.map((file) => ({
        ...{...file, what: EXPORT_WORDS[file.kind]},
        again: {kind: file.kind, ...boxes('from', file.from), ...boxes('to', file.to)},
      })),
      codes: codes.map((code) => ({...code, what: DEPLOYMENT_WORDS[code.deployment].name})),
      kinds: EXPORT_KINDS.map((value) => ({value, text: EXPORT_WORDS[value]})),
      deployments: DEPLOYMENTS.map((value) => ({value, text: DEPLOYMENT_WORDS[value].name})),
    };
  }
}
