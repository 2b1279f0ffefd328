import {Body, Controller, Get, Post, Query, Res} from '@nestjs/common';
import {CloseTimesheet, ReadTimesheets, type TimesheetView} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {addDays, Clock, londonDay, notFound} from '@app/kernel';
import {IdParam, paperPdf, writeCsv} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {addressDay} from '../../presenters/address-day.js';
import {timesheetPaper, timesheetRows} from './timesheet.presenter.js';

const VIEW = 'journeys/pay/timesheet';

/** What an employed PA is to be paid for a pay period: to read, as a tagged PDF, and for a payroll bureau. */
@Controller('agreements/:id/timesheet')
export class TimesheetController {
  constructor(
    private readonly timesheets: ReadTimesheets,
    private readonly closes: CloseTimesheet,
    private readonly clock: Clock,
  ) {}

  @Allow('engagement:read')
  @Get()
  async show(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Query('from') from: unknown,
    @Res() reply: FastifyReply,
  ) {
    const view = await this.timesheets.on(principal, id, addressDay(from, this.today()));
    if (!view) return reply.redirect(`/agreements/${id}/pay`, 303);
    const {period, arrangement} = view;
    return reply.view(VIEW, {
      sheet: view,
      paper: timesheetPaper(view, principal.councilName),
      isHolder: view.engagement.holder.id === (principal.actingFor?.personId ?? principal.personId),
      over: this.timesheets.isOver(period),
      previous: period.startsOn > arrangement.startsOn ? addDays(period.startsOn, -1) : null,
      next: addDays(period.endsOn, 1),
    });
  }

  @Allow('hours:approve')
  @Post('close')
  async close(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: {from?: unknown},
    @Res() reply: FastifyReply,
  ) {
    const day = addressDay(body.from, this.today());
    await this.closes.run(principal, id, day);
    return reply.redirect(`/agreements/${id}/timesheet?from=${day}`, 303);
  }

  @Allow('engagement:read')
  @Get('pdf')
  async pdf(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Query('from') from: unknown,
    @Res() reply: FastifyReply,
  ) {
    const view = await this.view(principal, id, from);
    const content = await paperPdf(timesheetPaper(view, principal.councilName));
    return reply
      .header('content-disposition', `attachment; filename="timesheet-${view.period.startsOn}.pdf"`)
      .type('application/pdf')
      .send(content);
  }

  @Allow('engagement:read')
  @Get('csv')
  async csv(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Query('from') from: unknown,
    @Res() reply: FastifyReply,
  ) {
    const view = await this.view(principal, id, from);
    return reply
      .header('content-disposition', `attachment; filename="timesheet-${view.period.startsOn}.csv"`)
      .type('text/csv; charset=utf-8')
      .send(writeCsv(timesheetRows(view)));
  }

  private async view(principal: Principal, id: string, from: unknown): Promise<TimesheetView> {
    const view = await this.timesheets.on(principal, id, addressDay(from, this.today()));
    if (!view) throw notFound('timesheet');
    return view;
  }

  private today(): string {
    return londonDay(this.clock.now());
  }
}
