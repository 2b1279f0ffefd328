import {Controller, Get, Query, Render} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {ListApplications} from '@app/register';
import {PER_PAGE, queuePage} from './applications.presenter.js';
import {queueQuery} from './queue.query.js';

/** The council's queue: who waits, at which stage, for how long, what is missing and who handles it. */
@Controller('council/applications')
export class ApplicationsPageController {
  constructor(
    private readonly applications: ListApplications,
    private readonly clock: Clock,
  ) {}

  @Allow('application:queue')
  @Get()
  @Render('journeys/council/applications')
  async show(
    @Current() principal: Principal,
    @Query('state') state: unknown,
    @Query('assigned') assigned: unknown,
    @Query('late') late: unknown,
    @Query('page') page: unknown,
  ) {
    const query = queueQuery({state, assigned, late, page});
    const found = await this.applications.run(principal, {
      states: query.state ? [query.state] : undefined,
      assignedTo: handlerOf(query.assigned, principal),
      late: query.late,
      withHandlers: true,
      page: query.page,
      perPage: PER_PAGE,
    });
    return {
      ...queuePage(found, query, londonDay(this.clock.now())),
      canOpen: principal.permissions.has('application:gather'),
    };
  }
}

function handlerOf(assigned: string, {personId}: Principal): string | null | undefined {
  if (assigned === 'me') return personId;
  if (assigned === 'nobody') return null;
  return assigned || undefined;
}
