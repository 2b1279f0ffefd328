import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {ApproveHours, ExpenseFiles, ReadBookings} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {IdParam, sendFile} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {QueryForm} from './hours.form.js';
import {SupportPages} from './support-page.js';
import {hoursToApprove, type HoursToApprove} from './support.presenter.js';

const QUERY = 'journeys/support/query';

/** Hours that were recorded: the holder approves them, or says what is wrong. */
@Controller('visits/:id')
export class HoursController {
  constructor(
    private readonly approves: ApproveHours,
    private readonly bookings: ReadBookings,
    private readonly files: ExpenseFiles,
    private readonly pages: SupportPages,
  ) {}

  @Allow('hours:approve')
  @Post('approve')
  async approve(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: {seen_pence?: unknown; agree_more?: unknown},
    @Res() reply: FastifyReply,
  ) {
    const seen = /^\d{1,9}$/.exec(String(body.seen_pence))?.[0];
    try {
      const seenPence = seen ? Number(seen) : null;
      await this.approves.approve(principal, id, {seenPence, agreesMore: body.agree_more === 'yes'});
    } catch (error) {
      const page = await this.pages.of(principal);
      const boxes = {HOURS_ABOVE_TOLERANCE: `agree-${id}`};
      return showRefusal(reply, 'journeys/support/support', {...page, values: {}}, error, boxes);
    }
    return reply.redirect('/support?approved', 303);
  }

  @Allow('hours:approve')
  @Get('query')
  @Render(QUERY)
  async ask(@Current() principal: Principal, @IdParam() id: string) {
    return {visit: await this.visit(principal, id)};
  }

  @Allow('hours:approve')
  @Post('query')
  async query(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const {form, errors, values} = readForm(QueryForm, body);
    const visit = await this.visit(principal, id);
    if (errors.length) return showAgain(reply, QUERY, {errors, values, visit});
    try {
      await this.approves.query(principal, id, form.reason);
    } catch (error) {
      return showRefusal(reply, QUERY, {values, visit}, error);
    }
    return reply.redirect('/support?returned', 303);
  }

  /** The photograph of a receipt, as something to save. */
  @Allow('booking:read')
  @Get('expenses/:expense/files/:file')
  async receipt(
    @Current() principal: Principal,
    @IdParam('expense') expense: string,
    @IdParam('file') file: string,
    @Res() reply: FastifyReply,
  ) {
    return sendFile(reply, await this.files.open(principal, expense, file));
  }

  private async visit(principal: Principal, id: string): Promise<HoursToApprove> {
    const found = (await this.bookings.toApprove(principal)).find((visit) => visit.id === id);
    if (!found) throw notFound('visit');
    return hoursToApprove(found);
  }
}
