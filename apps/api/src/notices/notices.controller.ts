import {Controller, Get, HttpCode, Post, Query} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {OwnNotices} from '@app/notifications';
import {IdParam} from '@app/platform';
import {PageQuery} from '../page-query.dto.js';
import {NoticesResponse} from './notice.dto.js';

@ApiTags('notices')
@ApiBearerAuth()
@Controller('api/v1/notices')
export class NoticesController {
  constructor(private readonly notices: OwnNotices) {}

  /** One's own messages, the newest first. */
  @Allow('session:use')
  @Get()
  async list(@Current() principal: Principal, @Query() {page, per_page}: PageQuery): Promise<NoticesResponse> {
    const {items, total} = await this.notices.mine(principal, page, per_page);
    return {
      items: items.map(({id, subject, body, path, createdAt, readAt}) => ({
        id,
        subject,
        body,
        path,
        created_at: createdAt.toISOString(),
        read_at: readAt?.toISOString() ?? null,
      })),
      total,
      page,
      per_page,
      unread: await this.notices.unread(principal),
    };
  }

  /** Says that a message was read. Once read it stays so. */
  @Allow('session:use')
  @Post(':id/read')
  @HttpCode(204)
  read(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    return this.notices.markRead(principal, id);
  }
}
