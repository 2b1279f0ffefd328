import {Body, Controller, Delete, Get, HttpCode, Put} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {GiveFeedback, PublicFeedback, ReplyToFeedback} from '@app/choices';
import {Allow, Current, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {PublicListings} from '@app/listings';
import {IdParam, Public} from '@app/platform';
import {ownFeedback, receivedFeedback, shownFeedback} from './feedback-answer.js';
import {
  GiveFeedbackRequest,
  OwnFeedbackResponse,
  OwnFeedbacksResponse,
  PublicFeedbackResponse,
  ReceivedFeedbacksResponse,
  ReplyRequest,
} from './feedback.dto.js';

@ApiTags('feedback')
@Controller('api/v1')
export class FeedbackController {
  constructor(
    private readonly shown: PublicFeedback,
    private readonly gives: GiveFeedback,
    private readonly replies: ReplyToFeedback,
    private readonly listings: PublicListings,
  ) {}

  /** What people said after visits, as anybody may read it. */
  @Public()
  @Get('listings/:id/feedback')
  async of(@Current() principal: Principal | null, @IdParam() id: string): Promise<PublicFeedbackResponse> {
    if (!(await this.listings.profile(id, principal))) throw notFound('listing');
    const {items, again} = await this.shown.of(id);
    return {items: items.map(shownFeedback), again};
  }

  /** With whom the caller, or the person they act for, had visits, and what was said of them. */
  @ApiBearerAuth()
  @Allow('feedback:give')
  @Get('feedback/mine')
  async mine(@Current() principal: Principal): Promise<OwnFeedbacksResponse> {
    return {items: (await this.gives.list(principal)).map(ownFeedback)};
  }

  /** Says how it was with one; the id is that of the listing. It shows once the council has looked at it. */
  @ApiBearerAuth()
  @Allow('feedback:give')
  @Put('feedback/mine/:id')
  async give(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {went_well, again, text}: GiveFeedbackRequest,
  ): Promise<OwnFeedbackResponse> {
    await this.gives.give(principal, id, {wentWell: went_well, again, text: text ?? null});
    return ownFeedback(await this.gives.one(principal, id));
  }

  /** Takes it back. */
  @ApiBearerAuth()
  @Allow('feedback:give')
  @Delete('feedback/mine/:id')
  @HttpCode(204)
  withdraw(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    return this.gives.withdraw(principal, id);
  }

  /** What shows about the caller's own listings. */
  @ApiBearerAuth()
  @Allow('feedback:reply')
  @Get('feedback/received')
  async received(@Current() principal: Principal): Promise<ReceivedFeedbacksResponse> {
    return {items: (await this.replies.received(principal)).map(receivedFeedback)};
  }

  /** Answers one. The answer shows once the council has looked at it. */
  @ApiBearerAuth()
  @Allow('feedback:reply')
  @Put('feedback/:id/reply')
  async reply(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {reply}: ReplyRequest,
  ): Promise<ReceivedFeedbacksResponse> {
    await this.replies.reply(principal, id, reply);
    return this.received(principal);
  }
}
