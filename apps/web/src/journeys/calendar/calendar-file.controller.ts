import {Controller, Get, Param, Res} from '@nestjs/common';
import {CalendarFeeds, calendarFile} from '@app/bookings';
import {Clock, notFound} from '@app/kernel';
import {Environment, Public} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {t} from '../../words/t.js';
import {pathOf, whoOf} from './calendar.presenter.js';

const ENDING = '.ics';

/** What a calendar reads. It cannot sign in: who has the address may read it, which is why it is long and can be ended. */
@Public()
@Controller('calendars')
export class CalendarFileController {
  constructor(
    private readonly feeds: CalendarFeeds,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  /** @throws NOT_FOUND for an address that is none, or was ended */
  @Get(':file')
  async file(@Param('file') file: string, @Res() reply: FastifyReply) {
    const token = file.endsWith(ENDING) ? file.slice(0, -ENDING.length) : '';
    const visits = await this.feeds.read(token);
    if (!visits) throw notFound('calendar');
    const words = {
      name: t('Visits'),
      title: (visit: (typeof visits)[number]) =>
        visit.side === 'worker' ? t('Visit to {{name}}', {name: whoOf(visit)}) : whoOf(visit),
      address: (visit: (typeof visits)[number]) => `${this.environment.publicUrl}${pathOf(visit)}`,
    };
    return reply
      .header('content-type', 'text/calendar; charset=utf-8')
      .header('content-disposition', 'inline; filename="visits.ics"')
      .header('cache-control', 'private, no-store')
      .send(calendarFile(visits, this.clock.now(), words));
  }
}
