import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {AcceptBooking, ReadBookings, RefuseBooking, type BookingView} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {DeclineForm} from './decline.form.js';
import {requestPage, toWorker} from './request.presenter.js';

const VIEW = 'journeys/work/request';
const DECLINE = 'journeys/work/decline';

/** Visits that somebody asks a PA or provider for: to look at, and to accept or decline together. */
@Controller('work/bookings/:id')
export class RequestController {
  constructor(
    private readonly bookings: ReadBookings,
    private readonly accepts: AcceptBooking,
    private readonly refuses: RefuseBooking,
  ) {}

  @Allow('booking:answer')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string, @Query('done') done: unknown) {
    return requestPage(await this.own(principal, id), done);
  }

  @Allow('booking:answer')
  @Post('accept')
  async accept(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    try {
      await this.accepts.run(principal, id);
    } catch (error) {
      const page = requestPage(await this.own(principal, id), null);
      return showRefusal(reply, VIEW, {...page, values: {}}, toWorker(error));
    }
    return reply.redirect(`/work/bookings/${id}?done=yes`, 303);
  }

  @Allow('booking:answer')
  @Get('decline')
  @Render(DECLINE)
  async ask(@Current() principal: Principal, @IdParam() id: string) {
    return this.declinePage(principal, id);
  }

  @Allow('booking:answer')
  @Post('decline')
  async decline(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.declinePage(principal, id);
    const {form, errors, values} = readForm(DeclineForm, body);
    if (errors.length) return showAgain(reply, DECLINE, {...page, errors, values});
    try {
      await this.refuses.decline(principal, id, form.reason);
    } catch (error) {
      return showRefusal(reply, DECLINE, {...page, values}, error);
    }
    return reply.redirect(`/work/bookings/${id}?done=yes`, 303);
  }

  private async declinePage(principal: Principal, id: string) {
    const {holder} = await this.own(principal, id);
    return {what: 'visits', holder, back: `/work/bookings/${id}`};
  }

  /** @throws NOT_FOUND also for the holder of the booking, who has a page of their own */
  private async own(principal: Principal, id: string): Promise<BookingView> {
    const booking = await this.bookings.one(principal, id);
    if (booking.side !== 'worker') throw notFound('booking');
    return booking;
  }
}
