import {Controller, Get, Query, Render} from '@nestjs/common';
import {ReadCover, ReadVisit} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock} from '@app/kernel';
import {IdParam} from '@app/platform';
import {visitPage} from './visit.presenter.js';

/** One visit, for both of its sides. */
@Controller('visits/:id')
export class VisitController {
  constructor(
    private readonly visits: ReadVisit,
    private readonly cover: ReadCover,
    private readonly clock: Clock,
  ) {}

  @Allow('booking:read')
  @Get()
  @Render('journeys/visit/visit')
  async show(@Current() principal: Principal, @IdParam() id: string, @Query() query: Record<string, unknown>) {
    const done = ['cancelled', 'recorded'].find((each) => each in query) ?? null;
    const page = visitPage(await this.visits.one(principal, id), this.clock.now());
    return {...page, coverId: await this.cover.openFor(principal, id), done};
  }
}
