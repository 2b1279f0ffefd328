import {ApiProperty} from '@nestjs/swagger';
import {
  LOOKED_OUTCOMES,
  RATINGS,
  RECEIPTS_WANTED,
  SURPLUS_ANSWERS,
  SURPLUS_DECISIONS,
  type LookedOutcome,
  type Rating,
  type ReceiptsWanted,
  type SurplusAnswer,
  type SurplusDecision,
} from '@app/allocations';
import {IsCalendarDay} from '@app/platform';
import {IsIn, IsInt, IsOptional, IsString, Length, Max, Min} from 'class-validator';

const MOST = 100_000_000;
const SUM = {message: 'Give an amount from £0 to £1,000,000, in whole pence.'};
const oneOf = (choices: readonly string[]) => ({message: `Choose one of ${choices.join(', ')}.`});
const upTo = (most: number) => ({message: `Give text of 1 to ${most.toLocaleString('en-GB')} characters.`});

export class RateBudgetRequest {
  @IsIn(RATINGS, oneOf(RATINGS)) @ApiProperty({enum: RATINGS}) rating: Rating;

  /** The person reads it. */
  @IsString(upTo(1_000)) @Length(1, 1_000, upTo(1_000)) reason: string;

  /** By when it is thought about again: within a year. */
  @IsCalendarDay() review_by: string;
}

export class AnswerSurplusRequest {
  @IsIn(SURPLUS_ANSWERS, oneOf(SURPLUS_ANSWERS)) @ApiProperty({enum: SURPLUS_ANSWERS}) answer: SurplusAnswer;

  @IsOptional() @IsString(upTo(2_000)) @Length(1, 2_000, upTo(2_000)) text?: string | null;
}

export class DecideSurplusRequest {
  @IsIn(SURPLUS_DECISIONS, oneOf(SURPLUS_DECISIONS)) @ApiProperty({enum: SURPLUS_DECISIONS}) decision: SurplusDecision;

  /** How much is saved or taken back; nothing when it is left. */
  @IsOptional() @IsInt(SUM) @Min(0, SUM) @Max(MOST, SUM) pence?: number;

  @IsString(upTo(2_000)) @Length(1, 2_000, upTo(2_000)) reason: string;

  @IsOptional() @IsCalendarDay() look_again_on?: string | null;
}

export class DrawSampleRequest {
  @IsCalendarDay() from_day: string;

  @IsCalendarDay() to_day: string;
}

export class LookAtPurchaseRequest {
  @IsIn(LOOKED_OUTCOMES, oneOf(LOOKED_OUTCOMES)) @ApiProperty({enum: LOOKED_OUTCOMES}) outcome: LookedOutcome;

  @IsOptional() @IsString(upTo(1_000)) @Length(1, 1_000, upTo(1_000)) note?: string | null;
}

export class MonitoredIdResponse {
  id: string;
}

export class MonitoredPersonResponse {
  id: string;
  name: string;
}

export class AskedResponse {
  budget_id: string;
  @ApiProperty({enum: ['adult', 'carer']}) kind: 'adult' | 'carer';
  holder: MonitoredPersonResponse;
  @ApiProperty({enum: RATINGS}) rating: Rating;
  reason: string | null;
  review_by: string | null;
  rated_by: string | null;
  /** Which receipts are asked for. */
  @ApiProperty({enum: RECEIPTS_WANTED}) receipts: ReceiptsWanted;
  /** From how much on something is large. */
  large_pence: number;
  every_weeks: number;
  sample_percent: number;
}

export class WantedReceiptResponse {
  /** Of the purchase. */
  id: string;
  budget_id: string;
  what: string;
  bought_on: string;
  pence: number;
  note: string | null;
}

export class OwnMonitoringResponse {
  asked: AskedResponse[];
  wanted: WantedReceiptResponse[];
}

export class RatedResponse {
  @ApiProperty({enum: RATINGS}) rating: Rating;
  reason: string;
  review_by: string;
  rated_by: string;
  rated_on: string;
}

export class LineSurplusResponse {
  line_id: string;
  budget_id: string;
  purpose: string;
  holder: MonitoredPersonResponse;
  given_pence: number;
  spent_pence: number;
  promised_pence: number;
  ring_fenced_pence: number;
  /** How many weeks may be kept, and what a week is. */
  weeks: number;
  weekly_pence: number;
  /** Given without the others and the weeks; below nought there is none. */
  surplus_pence: number;
  /** Taken back before: the council’s. */
  reclaimed_pence: number;
  /** Of what was given, the person’s own part as it was due; and of that, what is not noted as paid in. */
  own_given_pence: number;
  own_unpaid_pence: number;
  /** Of what is left, and of what is left over, the person’s own part: it is never taken back. */
  own_left_pence: number;
  own_surplus_pence: number;
  /** Their part is used up before the council’s; otherwise both in proportion to what was paid in. */
  contribution_first: boolean;
  /** The most that the council may take back. */
  may_reclaim_pence: number;
}

export class BudgetMonitoringResponse {
  asked: AskedResponse;
  ratings: RatedResponse[];
  wanted: WantedReceiptResponse[];
  lines: LineSurplusResponse[];
}

export class SurplusLetterResponse extends LineSurplusResponse {
  id: string;
  sent_on: string;
  sent_by: string;
  answer_by: string;
  @ApiProperty({enum: SURPLUS_ANSWERS, nullable: true}) answer: SurplusAnswer | null;
  answer_text: string | null;
  answered_by: string | null;
  @ApiProperty({enum: SURPLUS_DECISIONS, nullable: true}) decision: SurplusDecision | null;
  decided_pence: number | null;
  decision_reason: string | null;
  decided_by: string | null;
  look_again_on: string | null;
  /** It is answered, or the time to answer is over. */
  may_decide: boolean;
}

export class SurplusLettersResponse {
  items: SurplusLetterResponse[];
  total: number;
  page: number;
  per_page: number;
}

export class MonitoringDeskResponse {
  /** Lines with more left than may be kept. */
  lines: LineSurplusResponse[];
  letters: SurplusLetterResponse[];
  /** Ratings to think about again. */
  ratings: AskedResponse[];
}

export class SampleSummaryResponse {
  id: string;
  from_day: string;
  to_day: string;
  population: number;
  chosen: number;
  looked: number;
  drawn_by: string;
  drawn_at: string;
}

export class SamplesResponse {
  items: SampleSummaryResponse[];
  total: number;
  page: number;
  per_page: number;
}

export class SampledFileResponse {
  id: string;
  name: string;
  state: string;
}

export class SampledPurchaseResponse {
  id: string;
  purchase_id: string;
  what: string;
  pence: number;
  bought_on: string;
  purpose: string;
  holder: string;
  budget_id: string;
  files: SampledFileResponse[];
  @ApiProperty({enum: LOOKED_OUTCOMES, nullable: true}) outcome: LookedOutcome | null;
  note: string | null;
}

export class SampleResponse extends SampleSummaryResponse {
  /** With the shares and the instant it draws the same again. */
  seed: string;
  @ApiProperty({type: 'object', additionalProperties: {type: 'integer'}}) percents: Record<string, number>;
  items: SampledPurchaseResponse[];
}
