import {Controller, Get, Query, Render, Res} from '@nestjs/common';
import {ReadBudgets, ReadPurchases, ReadSurplus} from '@app/allocations';
import {HolderBookings} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {paperPdf, writeCsv} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {printIn} from '../../forms/print-in.js';
import {statementPaper, statementRows, type StatementLine} from './statement.js';

/** More than can happen to one line in one period. */
const EVERYTHING = 1_000_000;

/** The person's statement: to read, to print, as a tagged PDF, and for a spreadsheet. */
@Controller('budget/statement')
export class StatementController {
  constructor(
    private readonly budgets: ReadBudgets,
    private readonly purchases: ReadPurchases,
    private readonly bookings: HolderBookings,
    private readonly surplus: ReadSurplus,
    private readonly clock: Clock,
  ) {}

  @Allow('budget:read')
  @Get()
  @Render('journeys/budget/statement')
  async show(@Current() principal: Principal) {
    return {paper: await this.paper(principal)};
  }

  @Allow('budget:read')
  @Get('pdf')
  async pdf(@Current() principal: Principal, @Query('print') print: unknown, @Res() reply: FastifyReply) {
    const content = await paperPdf(await this.paper(principal), printIn(print));
    return reply
      .header('content-disposition', `attachment; filename="budget-${this.today()}.pdf"`)
      .type('application/pdf')
      .send(content);
  }

  @Allow('budget:read')
  @Get('csv')
  async csv(@Current() principal: Principal, @Res() reply: FastifyReply) {
    const rows = statementRows(await this.lines(principal));
    return reply
      .header('content-disposition', `attachment; filename="budget-${this.today()}.csv"`)
      .type('text/csv; charset=utf-8')
      .send(writeCsv(rows));
  }

  private async paper(principal: Principal) {
    const lines = await this.lines(principal);
    const holder = principal.actingFor?.name ?? principal.name;
    const who = {holder, council: principal.councilName, today: this.today()};
    return statementPaper(who, lines);
  }

  private async lines(principal: Principal): Promise<StatementLine[]> {
    const found: StatementLine[] = [];
    const parts = new Map((await this.surplus.ownParts(principal)).map((part) => [part.lineId, part]));
    for (const {id} of await this.budgets.lines(principal)) {
      const detail = await this.budgets.line(principal, id, null, {accounts: ['spent'], most: EVERYTHING});
      const causeIds = [...new Set(detail.entries.map((entry) => entry.causeId))];
      const causes = await this.bookings.causes(principal, causeIds);
      const purchases = await this.purchases.some(principal, causeIds);
      found.push({detail, causes, purchases, own: parts.get(id) ?? null});
    }
    return found;
  }

  private today(): string {
    return londonDay(this.clock.now());
  }
}
