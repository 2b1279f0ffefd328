import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {ModerateFeedback} from '@app/choices';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {feedbackToModerate} from './feedback-answer.js';
import {FeedbacksToModerateResponse, FeedbackToModerateResponse, RefuseFeedbackRequest} from './feedback.dto.js';

@ApiTags('feedback')
@ApiBearerAuth()
@Controller('api/v1/council/feedback')
export class CouncilFeedbackController {
  constructor(private readonly feedback: ModerateFeedback) {}

  /** What people wrote after visits, and what was answered: those that wait first. */
  @Allow('feedback:moderate')
  @Get()
  async list(@Current() principal: Principal): Promise<FeedbacksToModerateResponse> {
    return {items: (await this.feedback.list(principal)).map(feedbackToModerate)};
  }

  /** One of them, with the answer to it. */
  @Allow('feedback:moderate')
  @Get(':id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<FeedbackToModerateResponse> {
    return feedbackToModerate(await this.feedback.one(principal, id));
  }

  /** Lets show what waits: the feedback, or the answer to it. */
  @Allow('feedback:moderate')
  @Post(':id/approve')
  @HttpCode(200)
  async approve(@Current() principal: Principal, @IdParam() id: string): Promise<FeedbackToModerateResponse> {
    await this.feedback.decide(principal, id, null);
    return this.one(principal, id);
  }

  /** Sends it back to whoever wrote it, with a reason. */
  @Allow('feedback:moderate')
  @Post(':id/refuse')
  @HttpCode(200)
  async refuse(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {reason}: RefuseFeedbackRequest,
  ): Promise<FeedbackToModerateResponse> {
    await this.feedback.one(principal, id);
    await this.feedback.decide(principal, id, reason);
    return this.one(principal, id);
  }
}
