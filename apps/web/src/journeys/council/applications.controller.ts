import {Controller, Get, Query, Render} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay, type Day} from '@app/kernel';
import {ListApplications, ListLapses} from '@app/register';
import {PER_PAGE, queuePage, queueQuery} from './applications.presenter.js';
import {LAPSES_SHOWN, lapsesSection} from './lapses.presenter.js';
import {SOON_DAYS} from './soon.js';

/** The council's queue: who waits, for how long, and what is missing; and whose evidence is about to lapse. */
@Controller('council/applications')
export class ApplicationsPageController {
  constructor(
    private readonly applications: ListApplications,
    private readonly lapses: ListLapses,
    private readonly clock: Clock,
  ) {}

  @Allow('application:queue')
  @Get()
  @Render('journeys/council/applications')
  async show(@Current() principal: Principal, @Query('state') state: unknown, @Query('page') page: unknown) {
    const query = queueQuery({state, page});
    const today = londonDay(this.clock.now());
    const states = query.state ? [query.state] : undefined;
    const {items, total} = await this.applications.run(principal, {states, page: query.page, perPage: PER_PAGE});
    return {
      ...queuePage(items, total, query, today),
      lapses: query.state === null && query.page === 1 ? await this.soon(principal, today) : null,
      canOpen: principal.permissions.has('application:gather'),
    };
  }

  private async soon(principal: Principal, today: Day) {
    return lapsesSection(
      await this.lapses.run(principal, {withinDays: SOON_DAYS, page: 1, perPage: LAPSES_SHOWN}),
      today,
    );
  }
}
