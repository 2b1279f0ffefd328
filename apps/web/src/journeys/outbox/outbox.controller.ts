import {Controller, Get, Query, Render} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {ReadOutbox} from '@app/notifications';
import {IdParam} from '@app/platform';
import {pageNumber} from '../../presenters/page-number.js';
import {pagination} from '../../presenters/pagination.js';

const PER_PAGE = 20;

/** The e-mails that wait to be sent, for the council's administrator. */
@Controller('council/outbox')
export class OutboxController {
  constructor(private readonly outbox: ReadOutbox) {}

  @Allow('outbox:read')
  @Get()
  @Render('journeys/outbox/outbox')
  async list(@Current() principal: Principal, @Query('page') wanted: unknown) {
    const page = pageNumber(wanted);
    const {items, total} = await this.outbox.list(principal, page, PER_PAGE);
    return {items, pages: pagination(total, page, PER_PAGE, (number) => `/council/outbox?page=${number}`)};
  }

  @Allow('outbox:read')
  @Get(':id')
  @Render('journeys/outbox/email')
  async show(@Current() principal: Principal, @IdParam() id: string) {
    const email = await this.outbox.one(principal, id);
    return {email, paragraphs: email.body.split('\n\n')};
  }
}
