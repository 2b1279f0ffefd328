import {Type} from 'class-transformer';
import {IsIn, IsObject, IsOptional, IsString, IsUUID, MaxLength, ValidateNested} from 'class-validator';
import {IsInstant} from '@app/platform';
import {PROPOSAL_ANSWERS, type ProposalAnswer, type ProposalKind, type ProposalState} from '@app/plans';
import {RecurrenceDto} from '../bookings/booking.dto.js';
import {EngagementParty, TermsDto} from '../engagements/engagement.dto.js';

export class ProposedVisitsDto {
  @IsInstant()
  starts_at: string;

  @IsInstant()
  ends_at: string;

  @IsOptional()
  @IsObject({message: 'Give the recurrence as an object with a rrule.'})
  @ValidateNested({message: 'Give the recurrence as an object with a rrule.'})
  @Type(() => RecurrenceDto)
  recurrence?: RecurrenceDto | null;

  /** Which line pays; without one, whoever says yes chooses. */
  @IsOptional()
  @IsUUID(undefined, {message: 'Give the id of a budget line.'})
  budget_line_id?: string | null;
}

export class ProposeRequest {
  @IsUUID(undefined, {message: 'Give the id of a listing.'})
  listing_id: string;

  /** Why, in words for the person. */
  @IsOptional()
  @IsString({message: 'Write it as text.'})
  @MaxLength(1_000, {message: 'Use 1,000 characters or fewer.'})
  note?: string | null;

  /** Terms, or visits: one of the two. */
  @IsOptional()
  @IsObject({message: 'Give the terms as an object.'})
  @ValidateNested({message: 'Give the terms as an object.'})
  @Type(() => TermsDto)
  terms?: TermsDto | null;

  @IsOptional()
  @IsObject({message: 'Give the visits as an object.'})
  @ValidateNested({message: 'Give the visits as an object.'})
  @Type(() => ProposedVisitsDto)
  visits?: ProposedVisitsDto | null;
}

export class AnswerProposalRequest {
  @IsIn(PROPOSAL_ANSWERS, {message: `Choose one of ${PROPOSAL_ANSWERS.join(', ')}.`})
  answer: ProposalAnswer;

  /** What should change, with `change`; otherwise it may be left out. */
  @IsOptional()
  @IsString({message: 'Write it as text.'})
  @MaxLength(500, {message: 'Use 500 characters or fewer.'})
  note?: string | null;

  /** Which line pays, where the proposal leaves it open. */
  @IsOptional()
  @IsUUID(undefined, {message: 'Give the id of a budget line.'})
  budget_line_id?: string | null;
}

export class ProposalResponse {
  id: string;
  kind: ProposalKind;
  status: ProposalState;
  person: EngagementParty;
  listing: EngagementParty;
  note: string | null;
  terms: TermsDto | null;
  visits: ProposedVisitsDto | null;
  proposed_by: EngagementParty;
  created_at: string;
  answered_by: EngagementParty | null;
  answered_at: string | null;
  answer: string | null;
  /** What a yes made. */
  engagement_id: string | null;
  booking_id: string | null;
}

export class ProposalsResponse {
  items: ProposalResponse[];
  total: number;
  page: number;
  per_page: number;
}
