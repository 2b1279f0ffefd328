import {Controller, Get, Post, Res} from '@nestjs/common';
import {CalendarFeeds} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {Environment} from '@app/platform';
import type {FastifyReply} from 'fastify';

const VIEW = 'journeys/calendar/address';

/** The address from which a telephone's own calendar reads the visits: made, shown once, ended. */
@Controller('calendar/address')
export class CalendarAddressController {
  constructor(
    private readonly feeds: CalendarFeeds,
    private readonly environment: Environment,
  ) {}

  @Allow('booking:read')
  @Get()
  async show(@Current() principal: Principal, @Res() reply: FastifyReply) {
    if (principal.actingFor) return reply.view(VIEW, {current: null, address: null, notTheirs: true});
    return reply.view(VIEW, {current: await this.feeds.current(principal), address: null});
  }

  /** Shown in the answer itself: it is written nowhere, so there is no page to come back to. */
  @Allow('booking:read')
  @Post()
  async open(@Current() principal: Principal, @Res() reply: FastifyReply) {
    const address = `${this.environment.publicUrl}/calendars/${await this.feeds.open(principal)}.ics`;
    return reply.code(200).view(VIEW, {current: await this.feeds.current(principal), address});
  }

  @Allow('booking:read')
  @Post('end')
  async end(@Current() principal: Principal, @Res() reply: FastifyReply) {
    await this.feeds.end(principal);
    return reply.redirect('/calendar/address', 303);
  }
}
