import {Type} from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {ApiProperty} from '@nestjs/swagger';
import {RELATIONS, type Relation} from '@app/allocations';
import {ENGAGEMENT_STATUSES, type EngagementState, type EngagementStatus} from '@app/bookings';
import {RATE_BANDS, RATE_UNITS, type RateBand, type RateUnit} from '@app/kernel';
import {IsCalendarDay} from '@app/platform';

export class RateDto {
  @IsIn(RATE_BANDS, {message: `Choose one of ${RATE_BANDS.join(', ')}.`})
  band: RateBand;

  /** Whole pence. */
  @IsInt({message: 'Give the rate in whole pence.'})
  @Min(1, {message: 'Give a rate of 1p or more.'})
  @Max(1_000_000, {message: 'Give a rate of £10,000 or less.'})
  rate_pence: number;

  @IsIn(RATE_UNITS, {message: `Choose one of ${RATE_UNITS.join(', ')}.`})
  unit: RateUnit;
}

/** What the two would agree, whoever says so first. */
export class TermsDto {
  @IsIn(ENGAGEMENT_STATUSES, {message: `Choose one of ${ENGAGEMENT_STATUSES.join(', ')}.`})
  status: EngagementStatus;

  @IsCalendarDay()
  starts_on: string;

  @IsArray({message: 'Give a list of rates.'})
  @ArrayMinSize(1, {message: 'Agree at least one rate.'})
  @ArrayMaxSize(RATE_BANDS.length, {message: 'Give one rate for each time of the week.'})
  @ValidateNested({each: true})
  @Type(() => RateDto)
  rates: RateDto[];
}

export class ProposeEngagementRequest extends TermsDto {
  @IsUUID(undefined, {message: 'Give the id of a listing.'})
  listing_id: string;

  /** Of HMRC’s check of employment status, where they are self-employed; later terms cannot do without it. */
  @IsOptional()
  @IsString({message: 'Write it as text.'})
  @MaxLength(60, {message: 'Use 60 characters or fewer.'})
  status_reference?: string | null;

  /** The day of that check. */
  @IsOptional()
  @IsCalendarDay()
  status_checked_on?: string | null;

  /** Whether they are family: some family cannot be paid without the council’s leave. Not asked when left out. */
  @IsOptional()
  @IsIn(RELATIONS, {message: `Choose one of ${RELATIONS.join(', ')}.`})
  @ApiProperty({enum: RELATIONS, required: false})
  relation?: Relation;
}

export class DeclineRequest {
  /** Shown to the person who asked. */
  @IsOptional()
  @IsString({message: 'Give the reason as text.'})
  @MaxLength(500, {message: 'Use 500 characters or fewer.'})
  reason?: string;
}

export class EngagementParty {
  id: string;
  name: string;
}

export class EngagementResponse {
  id: string;
  /** Where the agreement stands: proposed, accepted, declined, ended. */
  status: EngagementState;
  employment: EngagementStatus;
  /** Of the check of employment status; null where none is on record. */
  status_reference: string | null;
  status_checked_on: string | null;
  starts_on: string;
  ends_on: string | null;
  listing: EngagementParty;
  holder: EngagementParty;
  notice_hours: number;
  rates: RateDto[];
  decline_reason: string | null;
}

export class EngagementsResponse {
  items: EngagementResponse[];
  total: number;
  page: number;
  per_page: number;
}
