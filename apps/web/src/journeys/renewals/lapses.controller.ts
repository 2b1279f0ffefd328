import {Body, Controller, Get, Header, Post, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {ListLapses, RemindLapses} from '@app/register';
import {isUUID} from 'class-validator';
import {stringify} from 'csv-stringify/sync';
import type {FastifyReply} from 'fastify';
import {showAgain} from '../../forms/show-again.js';
import {pageNumber} from '../../presenters/page-number.js';
import {CSV_HEAD, LAPSES_PER_PAGE, lapsesCsv, lapsesPage} from './lapses.presenter.js';
import {lapsesAddress, lapsesQuery} from './lapses.query.js';

const VIEW = 'journeys/renewals/lapses';
const MOST_LINES = 100_000;

interface Asked {
  days?: unknown;
  requirement?: unknown;
  page?: unknown;
  reminded?: unknown;
}

/** What lapses before long, of everybody: chosen by requirement and days, reminded several at a time. */
@Controller('council')
export class LapsesPageController {
  constructor(
    private readonly lapses: ListLapses,
    private readonly remind: RemindLapses,
    private readonly clock: Clock,
  ) {}

  @Allow('application:queue')
  @Get('lapses')
  @Render(VIEW)
  async show(@Current() principal: Principal, @Query() asked: Asked) {
    const {reminded} = asked;
    return {
      ...(await this.page(principal, asked)),
      reminded: typeof reminded === 'string' && /^\d{1,3}$/.test(reminded) ? Number(reminded) : null,
    };
  }

  @Allow('application:gather')
  @Post('lapses')
  async send(
    @Current() principal: Principal,
    @Query() asked: Asked,
    @Body() body: {members?: unknown},
    @Res() reply: FastifyReply,
  ) {
    const chosen = [body?.members ?? []].flat().filter((each): each is string => isUUID(each));
    if (chosen.length === 0) {
      const errors = [{field: 'members', message: 'Choose who is to be reminded'}];
      return showAgain(reply, VIEW, {...(await this.page(principal, asked)), errors, values: {}});
    }
    const reminded = await this.remind.byHand(principal, chosen);
    const query = lapsesAddress(lapsesQuery(asked), {page: String(pageNumber(asked.page)), reminded: String(reminded)});
    return reply.redirect(`/council/lapses?${query}`, 303);
  }

  @Allow('application:queue')
  @Get('lapses.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="lapses.csv"')
  async csv(@Current() principal: Principal, @Query() asked: Asked): Promise<string> {
    const {items} = await this.lapses.run(principal, {...lapsesQuery(asked), page: 1, perPage: MOST_LINES});
    return stringify([CSV_HEAD, ...lapsesCsv(items)], {escape_formulas: true});
  }

  private async page(principal: Principal, asked: Asked) {
    const [query, page] = [lapsesQuery(asked), pageNumber(asked.page)];
    const found = await this.lapses.run(principal, {...query, page, perPage: LAPSES_PER_PAGE});
    return {
      ...lapsesPage(found, query, page, londonDay(this.clock.now())),
      canRemind: principal.permissions.has('application:gather'),
    };
  }
}
