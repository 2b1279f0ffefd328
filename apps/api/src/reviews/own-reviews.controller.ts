import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {AskForReview, ReadReviews} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {snake} from '../snake.js';
import {AskForReviewRequest, OwnReviewsResponse} from './review.dto.js';

@ApiTags('budgets')
@ApiBearerAuth()
@Controller('api/v1')
export class OwnReviewsApiController {
  constructor(
    private readonly reviews: ReadReviews,
    private readonly asks: AskForReview,
  ) {}

  /** When the caller's budgets are looked at again, and what was said before; or those of whom they act for. */
  @Allow('plan:read')
  @Get('reviews')
  async own(@Current() principal: Principal): Promise<OwnReviewsResponse> {
    return snake(await this.reviews.own(principal));
  }

  /** Asks for a review sooner than it is due. */
  @Allow('plan:write')
  @Post('budgets/:id/review-request')
  @HttpCode(204)
  ask(@Current() principal: Principal, @IdParam() id: string, @Body() body: AskForReviewRequest): Promise<void> {
    return this.asks.own(principal, id, body.text);
  }
}
