import {Controller, Get, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {Services} from '@app/listings';
import {writeCsv} from '@app/platform';
import {DEVELOPMENT_STATES, DevelopmentDesk, type DevelopmentState, type EnquirySource} from '@app/register';
import type {FastifyReply} from 'fastify';
import {SOURCE_WORDS} from '../../words/apply-words.js';
import {STEP_WORDS, WHY_WORDS} from '../../words/development-words.js';
import {figureRows, type NamedFigures} from './enterprise-figures.csv.js';

const STEPS = ['new', ...DEVELOPMENT_STATES] as const;

/** The coordinator's desk: micro-enterprises by how far they are, and the figures of the programme. */
@Controller('council/enterprises')
export class EnterprisesController {
  constructor(
    private readonly desk: DevelopmentDesk,
    private readonly services: Services,
  ) {}

  @Allow('application:gather')
  @Get()
  @Render('journeys/council/enterprises')
  async list(@Current() principal: Principal, @Query('step') wanted: unknown, @Query('whose') whose: unknown) {
    const step = STEPS.find((each) => each === wanted) ?? null;
    const mine = whose === 'mine';
    const lines = await this.desk.list(principal, step, mine);
    return {
      ...{step, mine},
      steps: STEPS.map((value) => ({value, text: STEP_WORDS[value]})),
      items: lines.map((line) => ({...line, step: STEP_WORDS[line.state ?? 'new']})),
    };
  }

  /** The same figures for a spreadsheet, one a line. */
  @Allow('application:gather')
  @Get('figures/csv')
  async csv(@Current() principal: Principal, @Res() reply: FastifyReply) {
    await reply
      .header('content-disposition', 'attachment; filename="micro-enterprises.csv"')
      .type('text/csv; charset=utf-8')
      .send(writeCsv(figureRows(await this.figures(principal))));
  }

  @Allow('application:gather')
  @Get('figures')
  @Render('journeys/council/enterprise-figures')
  async figures(@Current() principal: Principal): Promise<NamedFigures> {
    const figures = await this.desk.figures(principal);
    const names = new Map((await this.services.list(principal.councilId)).map(({code, name}) => [code, name]));
    const stepRows = (rows: readonly {state: DevelopmentState; count: number}[]) =>
      DEVELOPMENT_STATES.flatMap((state) => {
        const found = rows.find((each) => each.state === state);
        return found ? [{label: STEP_WORDS[state], count: found.count}] : [];
      });
    return {
      figures,
      reached: stepRows(figures.reached),
      now: stepRows(figures.now),
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
