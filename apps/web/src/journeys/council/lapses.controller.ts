import {Controller, Get, Render} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {ListLapses} from '@app/register';
import {LAPSES_SHOWN, lapsesSection} from './lapses.presenter.js';
import {SOON_DAYS} from './soon.js';

/** Whose evidence is about to lapse. Everybody's standing is asked for it, so it is a page of its own. */
@Controller('council/lapses')
export class LapsesPageController {
  constructor(
    private readonly lapses: ListLapses,
    private readonly clock: Clock,
  ) {}

  @Allow('application:queue')
  @Get()
  @Render('journeys/council/lapses')
  async show(@Current() principal: Principal) {
    const found = await this.lapses.run(principal, {withinDays: SOON_DAYS, page: 1, perPage: LAPSES_SHOWN});
    return {lapses: lapsesSection(found, londonDay(this.clock.now()))};
  }
}
