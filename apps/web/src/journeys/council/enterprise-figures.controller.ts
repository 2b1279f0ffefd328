import {Controller, Get, Query, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {Services} from '@app/listings';
import {writeCsv} from '@app/platform';
import {
  DEVELOPMENT_STATES,
  DevelopmentDesk,
  type DevelopmentState,
  type EnquirySource,
  type FiguresPeriod,
} from '@app/register';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {SOURCE_WORDS} from '../../words/apply-words.js';
import {STEP_WORDS, WHY_WORDS} from '../../words/development-words.js';
import {DAY_BOXES, FiguresForm} from '../figures/figures.presenter.js';
import {figureRows, type NamedFigures} from './enterprise-figures.csv.js';

const VIEW = 'journeys/council/enterprise-figures';
const STEPS = ['new', ...DEVELOPMENT_STATES] as const;

/** The figures of the programme, of those that asked within a period or of all: to read, and for a spreadsheet. */
@Controller('council/enterprises/figures')
export class EnterpriseFiguresController {
  constructor(
    private readonly desk: DevelopmentDesk,
    private readonly services: Services,
  ) {}

  @Allow('application:gather')
  @Get()
  async show(@Current() principal: Principal, @Query() query: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(FiguresForm, query);
    const typed = Object.keys(values).length > 0 && {values};
    if (errors.length) return showAgain(reply, VIEW, {...(await this.named(principal)), errors, values});
    try {
      return await reply.view(VIEW, {...(await this.named(principal, form)), ...typed});
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.named(principal)), values}, error, DAY_BOXES);
    }
  }

  /** The same figures, one a line. */
  @Allow('application:gather')
  @Get('csv')
  async csv(
    @Current() principal: Principal,
    @Query('from') from: unknown,
    @Query('to') to: unknown,
    @Res() reply: FastifyReply,
  ) {
    const day = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
    const figures = await this.named(principal, {from: day(from), to: day(to)});
    await reply
      .header('content-disposition', 'attachment; filename="micro-enterprises.csv"')
      .type('text/csv; charset=utf-8')
      .send(writeCsv(figureRows(figures)));
  }

  private async named(principal: Principal, period: Partial<FiguresPeriod> = {}): Promise<NamedFigures> {
    const figures = await this.desk.figures(principal, period);
    const names = new Map((await this.services.list(principal.councilId)).map(({code, name}) => [code, name]));
    const stepRows = (rows: readonly {state: DevelopmentState; count: number}[]) =>
      DEVELOPMENT_STATES.flatMap((state) => {
        const found = rows.find((each) => each.state === state);
        return found ? [{label: STEP_WORDS[state], count: found.count}] : [];
      });
    const begun = figures.now.reduce((sum, {count}) => sum + count, 0);
    const fresh = figures.enquiries - begun;
    return {
      figures,
      csv: `/council/enterprises/figures/csv?from=${figures.from ?? ''}&to=${figures.to ?? ''}`,
      reached: stepRows(figures.reached),
      // What nobody has taken up yet is at its first step.
      now: [...(fresh > 0 ? [{label: STEP_WORDS.new, count: fresh}] : []), ...stepRows(figures.now)],
      stays: STEPS.flatMap((state) => {
        const found = figures.stays.find((each) => each.state === state);
        return found ? [{label: STEP_WORDS[state], count: found.count, days: found.medianDays}] : [];
      }),
      services: figures.services.map(({code, count}) => ({label: names.get(code) ?? code, count})),
      areas: figures.areas,
      reasons: figures.reasons.map(({reason, count}) => ({label: WHY_WORDS[reason], count})),
      sources: figures.sources.map(({source, count}) => ({label: SOURCE_WORDS[source as EnquirySource], count})),
    };
  }
}
