import {Controller, Get, Query, Render} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {OwnNotices} from '@app/notifications';
import {IdParam} from '@app/platform';
import {pageNumber} from '../../presenters/page-number.js';
import {pagination} from '../../presenters/pagination.js';

const PER_PAGE = 20;

/** What somebody was told, for everybody who is signed in. */
@Controller('messages')
export class MessagesController {
  constructor(private readonly notices: OwnNotices) {}

  @Allow('session:use')
  @Get()
  @Render('journeys/messages/messages')
  async list(@Current() principal: Principal, @Query('page') wanted: unknown) {
    const page = pageNumber(wanted);
    const {items, total} = await this.notices.mine(principal, page, PER_PAGE);
    return {items, pages: pagination(total, page, PER_PAGE, (number) => `/messages?page=${number}`)};
  }

  /** Opening a message is reading it. */
  @Allow('session:use')
  @Get(':id')
  @Render('journeys/messages/message')
  async show(@Current() principal: Principal, @IdParam() id: string) {
    const message = await this.notices.open(principal, id);
    return {message, paragraphs: message.body.split('\n\n')};
  }
}
