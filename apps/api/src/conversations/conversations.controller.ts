import {Body, Controller, Delete, Get, HttpCode, Post, Put, Query} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {
  BlockOtherSide,
  ReadConversation,
  ReadConversations,
  ReportConversation,
  SendMessage,
  ShareContact,
  StartConversation,
} from '@app/conversations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {PageQuery} from '../page-query.dto.js';
import {conversationAnswer, lineAnswer} from './conversation-answer.js';
import {
  ConversationResponse,
  ConversationsResponse,
  MessageRequest,
  ReportRequest,
  ShareContactRequest,
  StartConversationRequest,
} from './conversation.dto.js';

@ApiTags('conversations')
@ApiBearerAuth()
@Controller('api/v1/conversations')
export class ConversationsController {
  constructor(
    private readonly starting: StartConversation,
    private readonly sending: SendMessage,
    private readonly conversations: ReadConversations,
    private readonly conversation: ReadConversation,
    private readonly sharing: ShareContact,
    private readonly blocking: BlockOtherSide,
    private readonly reporting: ReportConversation,
  ) {}

  /** The caller's conversations, as a holder or with the listings they answer for. */
  @Allow('conversation:use')
  @Get()
  async list(@Current() principal: Principal, @Query() {page, per_page}: PageQuery): Promise<ConversationsResponse> {
    const {items, total} = await this.conversations.list(principal, page, per_page);
    return {items: items.map(lineAnswer), total, page, per_page};
  }

  /** Writes to a PA or provider. There is one conversation between the same two: writing again goes on with it. */
  @Allow('conversation:start')
  @Post()
  async start(
    @Current() principal: Principal,
    @Body() {listing_id, text}: StartConversationRequest,
  ): Promise<ConversationResponse> {
    return this.one(principal, await this.starting.run(principal, listing_id, text));
  }

  /** What both sides wrote. Reading it here does not mark it as read. */
  @Allow('conversation:use')
  @Get(':id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<ConversationResponse> {
    return conversationAnswer(await this.conversation.one(principal, id));
  }

  /** Says that all there is so far was read. */
  @Allow('conversation:use')
  @Post(':id/read')
  @HttpCode(204)
  read(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    return this.conversations.markRead(principal, id);
  }

  /** Answers. Contact details in it are refused until both sides have given theirs. */
  @Allow('conversation:use')
  @Post(':id/messages')
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {text}: MessageRequest,
  ): Promise<ConversationResponse> {
    await this.sending.run(principal, id, text);
    return this.one(principal, id);
  }

  /** Gives one's contact details: the other side sees them once it has given its own. */
  @Allow('conversation:use')
  @Put(':id/contact')
  async share(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {details}: ShareContactRequest,
  ): Promise<ConversationResponse> {
    await this.sharing.give(principal, id, details);
    return this.one(principal, id);
  }

  /** Gives them no longer. */
  @Allow('conversation:use')
  @Delete(':id/contact')
  async withdraw(@Current() principal: Principal, @IdParam() id: string): Promise<ConversationResponse> {
    await this.sharing.withdraw(principal, id);
    return this.one(principal, id);
  }

  /** Wants no more messages of the other side, from whatever listing they write. */
  @Allow('conversation:use')
  @Post(':id/block')
  @HttpCode(200)
  async block(@Current() principal: Principal, @IdParam() id: string): Promise<ConversationResponse> {
    await this.blocking.block(principal, id);
    return this.one(principal, id);
  }

  /** Ends one's own block. */
  @Allow('conversation:use')
  @Post(':id/unblock')
  @HttpCode(200)
  async unblock(@Current() principal: Principal, @IdParam() id: string): Promise<ConversationResponse> {
    await this.blocking.unblock(principal, id);
    return this.one(principal, id);
  }

  /** Asks the council to look at it. The other side is not told. */
  @Allow('conversation:use')
  @Post(':id/report')
  @HttpCode(204)
  report(@Current() principal: Principal, @IdParam() id: string, @Body() {text}: ReportRequest): Promise<void> {
    return this.reporting.run(principal, id, text);
  }
}
