import {Controller, Get, Query, Render} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {ReadReadings} from '@app/insight';
import {pageNumber} from '../../presenters/page-number.js';
import {pagination} from '../../presenters/pagination.js';

const PER_PAGE = 50;

/** Who read which sensitive record, for auditors. */
@Controller('council/readings')
export class ReadingsController {
  constructor(private readonly readings: ReadReadings) {}

  @Allow('audit:read')
  @Get()
  @Render('journeys/privacy/readings')
  async list(@Current() principal: Principal, @Query('page') wanted: unknown) {
    const page = pageNumber(wanted);
    const {items, total} = await this.readings.run(principal, page, PER_PAGE);
    return {items, pages: pagination(total, page, PER_PAGE, (number) => `/council/readings?page=${number}`)};
  }
}
