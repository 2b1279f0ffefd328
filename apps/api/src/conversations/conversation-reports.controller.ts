import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {ReportedConversations} from '@app/conversations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {reportAnswer, reportLineAnswer} from './conversation-answer.js';
import {CloseReportRequest, ReportResponse, ReportsResponse} from './conversation.dto.js';

@ApiTags('conversations')
@ApiBearerAuth()
@Controller('api/v1/conversation-reports')
export class ConversationReportsController {
  constructor(private readonly reports: ReportedConversations) {}

  /** Conversations that somebody asked the council to look at, those that wait first. */
  @Allow('conversation:review')
  @Get()
  async list(@Current() principal: Principal): Promise<ReportsResponse> {
    return {items: (await this.reports.list(principal)).map(reportLineAnswer)};
  }

  /** One, with what both sides wrote while it is open. Each reading is on record. */
  @Allow('conversation:review')
  @Get(':id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<ReportResponse> {
    return reportAnswer(await this.reports.one(principal, id));
  }

  /** Closes it, with what was done: nobody of the council reads the conversation after that. */
  @Allow('conversation:review')
  @Post(':id/close')
  @HttpCode(204)
  close(@Current() principal: Principal, @IdParam() id: string, @Body() body: CloseReportRequest): Promise<void> {
    return this.reports.close(principal, id, body.outcome, body.note);
  }
}
