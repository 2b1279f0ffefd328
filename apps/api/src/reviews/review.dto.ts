import {ApiProperty} from '@nestjs/swagger';
import {
  MET,
  REVIEW_DECISIONS,
  REVIEW_KINDS,
  REVIEW_REASONS,
  REVIEW_RESULTS,
  REVIEW_WAYS,
  type Met,
  type ReviewDecision,
  type ReviewKind,
  type ReviewReason,
  type ReviewResult,
  type ReviewState,
  type ReviewWay,
} from '@app/allocations';
import {IsCalendarDay} from '@app/platform';
import {Type} from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

const MOST = 100_000_000;
const SUM = {message: 'Give an amount from £0 to £1,000,000 a week, in whole pence.'};
const oneOf = (choices: readonly string[]) => ({message: `Choose one of ${choices.join(', ')}.`});
const upTo = (most: number) => ({message: `Give text of 1 to ${most.toLocaleString('en-GB')} characters.`});

export class AskForReviewRequest {
  @IsString(upTo(2_000)) @Length(1, 2_000, upTo(2_000)) text: string;
}

export class BringForwardRequest extends AskForReviewRequest {
  @IsIn(REVIEW_REASONS, oneOf(REVIEW_REASONS)) @ApiProperty({enum: REVIEW_REASONS}) why: ReviewReason;
}

export class ReviewOutcomeRequest {
  @IsString(upTo(1_000)) @Length(1, 1_000, upTo(1_000)) text: string;

  @IsIn(MET, oneOf(MET)) @ApiProperty({enum: MET}) met: Met;

  @IsOptional() @IsString(upTo(1_000)) @Length(1, 1_000, upTo(1_000)) words?: string | null;
}

export class ReviewedChangeRequest {
  @IsIn(['amount', 'end'], oneOf(['amount', 'end'])) @ApiProperty({enum: ['amount', 'end']}) result: 'amount' | 'end';

  @IsUUID(undefined, {message: 'Give the id of a budget line.'}) budget_line_id: string;

  /** The first day of another amount, or the last day of a line that ends; after today. */
  @IsCalendarDay() from_day: string;

  /** Of another amount. */
  @IsOptional() @IsInt(SUM) @Min(0, SUM) @Max(MOST, SUM) weekly_pence?: number;

  @IsOptional() @IsInt(SUM) @Min(0, SUM) @Max(MOST, SUM) contribution_weekly_pence?: number;
}

export class NewReviewRequest {
  @IsIn(REVIEW_KINDS, oneOf(REVIEW_KINDS)) @ApiProperty({enum: REVIEW_KINDS}) kind: ReviewKind;

  @IsCalendarDay() held_on: string;

  @IsIn(REVIEW_WAYS, oneOf(REVIEW_WAYS)) @ApiProperty({enum: REVIEW_WAYS}) how: ReviewWay;

  @IsString(upTo(500)) @Length(1, 500, upTo(500)) took_part: string;

  /** What the person said, as they said it. */
  @IsOptional() @IsString(upTo(4_000)) @Length(1, 4_000, upTo(4_000)) own_words?: string | null;

  /** What was talked about and decided; the person reads it. */
  @IsString(upTo(4_000)) @Length(1, 4_000, upTo(4_000)) summary: string;

  @IsArray({message: 'Give a list of outcomes.'})
  @ArrayMaxSize(40, {message: 'Write down 40 at most.'})
  @ValidateNested({each: true, message: 'Give a text and how far it was met.'})
  @Type(() => ReviewOutcomeRequest)
  outcomes: ReviewOutcomeRequest[];

  /** What changes, from a day to come; nothing when left out. */
  @IsOptional()
  @ValidateNested({message: 'Give a result, a line and a day.'})
  @Type(() => ReviewedChangeRequest)
  change?: ReviewedChangeRequest | null;

  /** Sooner than the rule says. */
  @IsOptional() @IsCalendarDay() next_due_on?: string | null;
}

export class DecideReviewRequest {
  @IsIn(REVIEW_DECISIONS, oneOf(REVIEW_DECISIONS)) @ApiProperty({enum: REVIEW_DECISIONS}) decision: ReviewDecision;

  /** Why; needed to send it back. */
  @IsOptional() @IsString(upTo(1_000)) @Length(1, 1_000, upTo(1_000)) note?: string | null;

  /** A later first day, where the one that was planned has come. */
  @IsOptional() @IsCalendarDay() from_day?: string | null;
}

export class RecordedReviewResponse {
  id: string;
  /** Its change is above what a reviewer decides alone: somebody else does. */
  waits: boolean;
}

export class ReviewPersonResponse {
  id: string;
  name: string;
}

export class ReviewAskedResponse {
  @ApiProperty({enum: REVIEW_REASONS}) why: ReviewReason;
  text: string;
  asked_on: string;
  by: string;
}

export class DueReviewResponse {
  budget_id: string;
  @ApiProperty({enum: ['adult', 'carer']}) kind: 'adult' | 'carer';
  holder: ReviewPersonResponse;
  /** The first payment. */
  first_on: string;
  last_on: string | null;
  due_on: string;
  /** The next has to be a full one. */
  needs_full: boolean;
  request: ReviewAskedResponse | null;
  @ApiProperty({enum: ['overdue', 'soon', 'later']}) when: 'overdue' | 'soon' | 'later';
}

export class DueReviewsResponse {
  items: DueReviewResponse[];
  overdue: number;
  soon: number;
}

export class ReviewOutcomeResponse {
  text: string;
  @ApiProperty({enum: MET}) met: Met;
  words: string | null;
}

export class ReviewResponse {
  id: string;
  budget_id: string;
  holder: ReviewPersonResponse;
  @ApiProperty({enum: REVIEW_KINDS}) kind: ReviewKind;
  held_on: string;
  @ApiProperty({enum: REVIEW_WAYS}) how: ReviewWay;
  took_part: string;
  own_words: string | null;
  summary: string;
  @ApiProperty({enum: REVIEW_RESULTS}) result: ReviewResult;
  @ApiProperty({enum: ['recorded', 'waiting', 'approved', 'refused']}) state: ReviewState;
  purpose: string | null;
  from_day: string | null;
  before_pence: number | null;
  weekly_pence: number | null;
  contribution_weekly_pence: number | null;
  /** What the reviewer could decide alone on that day. */
  limit_pence: number;
  next_due_on: string;
  recorded_by: ReviewPersonResponse;
  decided_by: string | null;
  decided_note: string | null;
  outcomes: ReviewOutcomeResponse[];
}

export class ReviewsResponse {
  items: ReviewResponse[];
  total: number;
  page: number;
  per_page: number;
}

export class BudgetReviewsResponse {
  due: DueReviewResponse;
  reviews: ReviewResponse[];
}

export class OwnReviewsResponse {
  budgets: DueReviewResponse[];
  reviews: ReviewResponse[];
}
