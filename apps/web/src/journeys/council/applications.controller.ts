import {Controller, Get, Query, Render} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {ListApplications} from '@app/register';
import {PER_PAGE, queuePage, queueQuery} from './applications.presenter.js';

/** The council's queue: who waits, for how long, and what is missing. */
@Controller('council/applications')
export class ApplicationsPageController {
  constructor(private readonly applications: ListApplications) {}

  @Allow('application:queue')
  @Get()
  @Render('journeys/council/applications')
  async show(@Current() principal: Principal, @Query('state') state: unknown, @Query('page') page: unknown) {
    const query = queueQuery({state, page});
    const states = query.state ? [query.state] : undefined;
    const {items, total} = await this.applications.run(principal, {states, page: query.page, perPage: PER_PAGE});
    return {...queuePage(items, total, query), canOpen: principal.permissions.has('application:gather')};
  }
}
