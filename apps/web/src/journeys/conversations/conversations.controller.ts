import {Controller, Get, Query, Render} from '@nestjs/common';
import {ReadConversations} from '@app/conversations';
import {Allow, Current, type Principal} from '@app/identity';
import {pageNumber} from '../../presenters/page-number.js';
import {pagination} from '../../presenters/pagination.js';

const PER_PAGE = 20;

/** Whom somebody writes with, the newest first. */
@Controller('conversations')
export class ConversationsController {
  constructor(private readonly conversations: ReadConversations) {}

  @Allow('conversation:use')
  @Get()
  @Render('journeys/conversations/conversations')
  async list(@Current() principal: Principal, @Query('page') wanted: unknown) {
    const page = pageNumber(wanted);
    const {items, total} = await this.conversations.list(principal, page, PER_PAGE);
    const pages = pagination(total, page, PER_PAGE, (number) => `/conversations?page=${number}`);
    return {items, pages, starts: principal.permissions.has('conversation:start')};
  }
}
