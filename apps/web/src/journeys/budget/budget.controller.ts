import {Controller, Get, Query, Render} from '@nestjs/common';
import {ReadBudgets} from '@app/allocations';
import {HolderBookings} from '@app/bookings';
import {ActFor, Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay, notFound} from '@app/kernel';
import {IdParam} from '@app/platform';
import {isUUID} from 'class-validator';
import {budgetPage, linePage, type BudgetPage, type LinePage} from './budget.presenter.js';
import {accountsOf} from './figures.js';

/** Things that happened, on one page; the older ones are a page further. */
const MOST_SHOWN = 50;

/** A person's budget: every line with its figures, and what is behind them. */
@Controller('budget')
export class BudgetController {
  constructor(
    private readonly budgets: ReadBudgets,
    private readonly bookings: HolderBookings,
    private readonly acting: ActFor,
    private readonly clock: Clock,
  ) {}

  @Allow('budget:read')
  @Get()
  @Render('journeys/budget/budget')
  async show(@Current() principal: Principal): Promise<BudgetPage> {
    const {lines, figures} = await this.budgets.overview(principal);
    const mayActFor = lines.length || principal.actingFor ? [] : await this.acting.represented(principal);
    return budgetPage(lines, figures, {
      spend: principal.permissions.has('budget:spend'),
      actForSomebody: mayActFor.length > 0,
      readPlan: principal.permissions.has('plan:read'),
    });
  }

  @Allow('budget:read')
  @Get('lines/:id')
  @Render('journeys/budget/line')
  async line(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Query('period') period: unknown,
    @Query('figure') figure: unknown,
    @Query('before') before: unknown,
  ): Promise<LinePage & {isOlder: boolean}> {
    if (period !== undefined && !isUUID(period)) throw notFound('period');
    const part = {most: MOST_SHOWN, accounts: accountsOf(figure), before: journalIn(before)};
    const detail = await this.budgets.line(principal, id, (period as string | undefined) ?? null, part);
    const causeIds = [...new Set(detail.entries.map((entry) => entry.causeId))];
    const page = linePage(detail, await this.bookings.causes(principal, causeIds), figure, londonDay(this.clock.now()));
    return {...page, isOlder: part.before !== null};
  }
}

/** @throws NOT_FOUND for what is no number of the ledger */
function journalIn(before: unknown): number | null {
  if (before === undefined) return null;
  if (typeof before === 'string' && /^[1-9]\d{0,14}$/.test(before)) return Number(before);
  throw notFound('page');
}
