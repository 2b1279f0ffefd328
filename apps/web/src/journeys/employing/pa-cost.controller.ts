import {Controller, Get, Query, Res} from '@nestjs/common';
import {
  EmploymentRates,
  minimumOf,
  paCost,
  ReadBudgets,
  WouldCover,
  type LineView,
  type Rates,
  type RatesOfDay,
} from '@app/allocations';
import {Current, mayFor, type Principal} from '@app/identity';
import {Clock, DomainError, isDay, londonDay, type Day, type FieldError} from '@app/kernel';
import {Public} from '@app/platform';
import {isUUID} from 'class-validator';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain} from '../../forms/show-again.js';
import {formatPounds} from '../../words/figures.js';
import {t} from '../../words/t.js';
import {AGES, PaCostForm} from './pa-cost.form.js';
import {
  contingencyPart,
  costPart,
  enoughWords,
  firstDayWords,
  formPart,
  patternOf,
  weekOf,
} from './pa-cost.presenter.js';

const VIEW = 'journeys/employing/pa-cost';
/** The first after which redundancy is paid. */
const USUAL_YEARS = 2;

/** What a PA really costs, for anybody; and whether a budget of one's own would pay it. Nothing typed here is kept. */
@Controller('what-a-pa-costs')
export class PaCostController {
  constructor(
    private readonly rates: EmploymentRates,
    private readonly budgets: ReadBudgets,
    private readonly covers: WouldCover,
    private readonly clock: Clock,
  ) {}

  @Public()
  @Get()
  async show(@Current() principal: Principal | null, @Query() query: unknown, @Res() reply: FastifyReply) {
    const lines = await this.linesOf(principal);
    const {form, errors, values} = readForm(PaCostForm, query);
    const today = londonDay(this.clock.now());
    const from = isDay(form.from) ? form.from : today;
    const rates = await this.rates.on(principal?.councilId ?? null, from);
    const page = {...formPart(lines, rates), today};
    if (Object.keys(values).length === 0) return reply.view(VIEW, page);
    const wrong = [...errors, ...(errors.length ? [] : this.wrong(form, rates, from))];
    if (wrong.length) return showAgain(reply, VIEW, {...page, errors: wrong, values});
    const pattern = patternOf(form);
    const cost = paCost(pattern, rateIn(rates));
    const enough = form.amount === null ? null : enoughWords(weekOf(form.amount, form.per ?? 'week'), cost);
    const covered = await this.covered(principal, form.line, cost.weekPence, from);
    const onTop = contingencyPart(pattern, cost, form.years ?? USUAL_YEARS, rates);
    return reply.view(VIEW, {...page, values, cost: costPart(pattern, cost, rates), onTop, enough, covered, from});
  }

  /** Too little by law is said beside the box, with the least that may be paid. */
  private wrong({rate, age}: PaCostForm, rates: RatesOfDay, from: Day): FieldError[] {
    if (!rates.has('minimum_21') || !rates.has('ni_rate') || !rates.has('pension_rate')) {
      return [{field: 'from-day', message: t('Choose a day from 6 April 2025 on: earlier rates are not kept here')}];
    }
    const least = minimumOf(AGES[age], rateIn(rates));
    if (rate >= least) return [];
    const message = t('The least that may be paid at this age is {{amount}} an hour from {{day}}', {
      ...{amount: formatPounds(least), day: firstDayWords(from)},
    });
    return [{field: 'rate', message}];
  }

  private async linesOf(principal: Principal | null): Promise<LineView[]> {
    if (!principal?.permissions.has('budget:read') || !mayFor(principal, 'see_budget')) return [];
    return this.budgets.lines(principal);
  }

  private async covered(principal: Principal | null, line: string | null, weekPence: number, from: Day) {
    if (!principal || !line || !isUUID(line)) return null;
    try {
      return await this.covers.run(principal, line, weekPence, from);
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'not_found') return null;
      throw error;
    }
  }
}

const rateIn =
  (rates: RatesOfDay): Rates =>
  (code) =>
    rates.get(code)?.value ?? 0;
