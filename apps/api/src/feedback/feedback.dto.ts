import {ApiProperty} from '@nestjs/swagger';
import {ArrayMaxSize, IsArray, IsIn, IsOptional, IsString} from 'class-validator';
import {
  AGAIN,
  FEEDBACK_STATES,
  REPLY_STATES,
  WENT_WELL,
  type Again,
  type FeedbackState,
  type WentWell,
} from '@app/choices';

export class GiveFeedbackRequest {
  @IsArray({message: 'Give a list of what went well.'})
  @ArrayMaxSize(WENT_WELL.length, {message: 'Name each once.'})
  @IsIn(WENT_WELL, {each: true, message: 'Choose from what is offered.'})
  @ApiProperty({enum: WENT_WELL, isArray: true})
  went_well: WentWell[];

  @IsIn(AGAIN, {message: 'Say whether you would choose them again.'})
  @ApiProperty({enum: AGAIN})
  again: Again;

  /** Free words, without anybody's contact details. The council looks at them before they show. */
  @IsOptional()
  @IsString({message: 'Use 1 to 1,000 characters.'})
  text?: string | null;
}

export class ReplyRequest {
  @IsString({message: 'Use 1 to 1,000 characters.'})
  reply: string;
}

export class RefuseFeedbackRequest {
  @IsString({message: 'Say in up to 500 characters what they could change.'})
  reason: string;
}

class FeedbackWords {
  @ApiProperty({enum: WENT_WELL, isArray: true})
  went_well: WentWell[];
  @ApiProperty({enum: AGAIN})
  again: Again;
  @ApiProperty({type: String, nullable: true})
  text: string | null;
}

export class ShownFeedbackResponse extends FeedbackWords {
  id: string;
  /** The first day of the month in which it was written. */
  month: string;
  /** The answer by whoever it is about. */
  @ApiProperty({type: String, nullable: true})
  reply: string | null;
}

export class AgainCounts {
  yes: number;
  maybe: number;
  no: number;
}

export class PublicFeedbackResponse {
  /** The newest first; never whose it is. */
  items: ShownFeedbackResponse[];
  /** How many would choose them again. */
  again: AgainCounts;
}

export class GivenFeedback extends FeedbackWords {
  @ApiProperty({enum: FEEDBACK_STATES})
  status: FeedbackState;
  /** Why the council did not let it show. */
  @ApiProperty({type: String, nullable: true})
  reason: string | null;
  @ApiProperty({type: String, nullable: true})
  reply: string | null;
}

export class OwnFeedbackResponse {
  listing_id: string;
  listing_name: string;
  /** Null: nothing is said yet, and may be. */
  @ApiProperty({type: GivenFeedback, nullable: true})
  given: GivenFeedback | null;
}

export class OwnFeedbacksResponse {
  /** Everybody with whom there was a visit. */
  items: OwnFeedbackResponse[];
}

export class ReceivedFeedbackResponse extends ShownFeedbackResponse {
  listing_name: string;
  @ApiProperty({enum: REPLY_STATES, nullable: true})
  reply_status: string | null;
  @ApiProperty({type: String, nullable: true})
  reply_reason: string | null;
}

export class ReceivedFeedbacksResponse {
  items: ReceivedFeedbackResponse[];
}

export class FeedbackToModerateResponse extends FeedbackWords {
  id: string;
  listing_id: string;
  listing_name: string;
  holder_name: string;
  /** Who wrote it, when it was somebody else. */
  @ApiProperty({type: String, nullable: true})
  written_by: string | null;
  written_at: string;
  @ApiProperty({enum: FEEDBACK_STATES})
  status: FeedbackState;
  @ApiProperty({type: String, nullable: true})
  reason: string | null;
  @ApiProperty({type: String, nullable: true})
  reply: string | null;
  @ApiProperty({enum: REPLY_STATES, nullable: true})
  reply_status: string | null;
}

export class FeedbacksToModerateResponse {
  /** Those that wait first. */
  items: FeedbackToModerateResponse[];
}
