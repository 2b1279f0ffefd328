import {Controller, Get, Post, Render, Res} from '@nestjs/common';
import {ReadVisit, RecordNoShow} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {visitPage} from './visit.presenter.js';

/** Nobody came, or nobody was in: first what follows by the terms, then the record. */
@Controller('visits/:id/no-show')
export class NoShowController {
  constructor(
    private readonly visits: ReadVisit,
    private readonly noShows: RecordNoShow,
    private readonly clock: Clock,
  ) {}

  @Allow('booking:change')
  @Get()
  @Render('journeys/visit/no-show')
  async show(@Current() principal: Principal, @IdParam() id: string) {
    const page = visitPage(await this.visits.one(principal, id), this.clock.now());
    return {...page, follows: await this.noShows.preview(principal, id)};
  }

  @Allow('booking:change')
  @Post()
  async record(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.noShows.run(principal, id);
    return reply.redirect(`/visits/${id}?recorded`, 303);
  }
}
