import {ApiProperty} from '@nestjs/swagger';
import {Type} from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  EMPLOYERS,
  ENGAGEMENT_STATUSES,
  HOLIDAYS,
  SLEEP_INS,
  type Employer,
  type EngagementStatus,
  type EngagementVersionState,
} from '@app/bookings';
import {RATE_BANDS} from '@app/kernel';
import {IsCalendarDay} from '@app/platform';
import {SplitDto} from '../bookings/booking.dto.js';
import {EngagementParty, RateDto} from './engagement.dto.js';

/** A whole number from nought to so much. */
function Whole(most: number): PropertyDecorator {
  const words = {message: `Give a whole number from 0 to ${most}.`};
  return (target, property) => {
    IsInt(words)(target, property);
    Min(0, words)(target, property);
    Max(most, words)(target, property);
  };
}

function Text(most: number): PropertyDecorator {
  return (target, property) => {
    IsOptional()(target, property);
    IsString({message: 'Write it as text.'})(target, property);
    MaxLength(most, {message: `Use ${most} characters or fewer.`})(target, property);
  };
}

/** All of the terms, as they are to be from a day on. */
export class VersionRequest {
  /** The first day on which they count. */
  @IsCalendarDay()
  starts_on: string;

  @IsIn(ENGAGEMENT_STATUSES, {message: `Choose one of ${ENGAGEMENT_STATUSES.join(', ')}.`})
  status: EngagementStatus;

  /** Who employs; `self` or `enterprise` where nobody does. */
  @IsIn(EMPLOYERS, {message: `Choose one of ${EMPLOYERS.join(', ')}.`})
  employer: Employer;

  @Text(200) employer_name?: string | null;

  /** Of the check of employment status. */
  @Text(60) status_reference?: string | null;

  @IsOptional()
  @IsCalendarDay()
  status_checked_on?: string | null;

  /** Codes of services. */
  @IsOptional()
  @IsArray({message: 'Give a list of tasks.'})
  @ArrayMaxSize(40, {message: 'Choose 40 at most.'})
  @IsString({each: true, message: 'Choose tasks from the list.'})
  tasks?: string[];

  @IsArray({message: 'Give a list of rates.'})
  @ArrayMinSize(1, {message: 'Agree at least one rate.'})
  @ArrayMaxSize(RATE_BANDS.length, {message: 'Give one rate for each time of the week.'})
  @ValidateNested({each: true})
  @Type(() => RateDto)
  rates: RateDto[];

  /** The usual week, in words. */
  @Text(1_000) pattern?: string | null;

  /** A visit cancelled with less notice than this is paid for in part or whole. */
  @Whole(720) notice_hours: number;
  @Whole(10_000) late_cancellation_bp: number;

  /** While support pauses, this share is paid for so many days. */
  @Whole(10_000) pause_bp: number;
  @Whole(366) pause_days: number;

  @IsOptional()
  @Whole(200)
  mileage_pence?: number | null;

  @IsIn(SLEEP_INS, {message: `Choose one of ${SLEEP_INS.join(', ')}.`})
  sleep_ins: (typeof SLEEP_INS)[number];

  @IsIn(HOLIDAYS, {message: `Choose one of ${HOLIDAYS.join(', ')}.`})
  holiday: (typeof HOLIDAYS)[number];

  @IsOptional()
  @IsCalendarDay()
  trial_until?: string | null;

  @Whole(90) trial_notice_days: number;
  @Whole(180) end_notice_days: number;

  /** Which lines are to pay, in this order; the holder alone says so and sees it. */
  @IsOptional()
  @IsArray({message: 'Say which budget lines pay, and their shares.'})
  @ArrayMaxSize(10, {message: 'Use at most ten budget lines.'})
  @ValidateNested({each: true})
  @Type(() => SplitDto)
  payers?: SplitDto[];

  @Text(300) emergency_contact?: string | null;
}

export class TaskFlagResponse {
  code: string;
  name: string;
  /** Needs another DBS level than the one that was checked. */
  dbs: boolean;
  /** Needs a registration with the Care Quality Commission: terms with it cannot be accepted (`REGULATED_SERVICE`). */
  cqc: boolean;
  /** The source of that rule. */
  @ApiProperty({type: String, nullable: true})
  rule: string | null;
}

export class VersionResponse extends VersionRequest {
  id: string;
  engagement_id: string;
  number: number;
  state: EngagementVersionState;
  proposed_by: 'holder' | 'worker';
  listing: EngagementParty;
  holder: EngagementParty;
  task_flags: TaskFlagResponse[];
  decline_reason: string | null;
}

export class VersionsResponse {
  items: VersionResponse[];
  total: number;
  page: number;
  per_page: number;
}

export class EndRequest {
  /** The last day on which they work together. */
  @IsCalendarDay()
  last_day: string;

  /** Shown to the other side. */
  @Text(500) reason?: string | null;
}

export class EndingResponse {
  /** The soonest last day by the notice that was agreed. */
  earliest: string;
  in_trial: boolean;
  /** Visits after that day, which would be called off at no cost. */
  visits: number;
}

export class PayersRequest {
  /** From this day on. */
  @IsCalendarDay()
  from_day: string;

  @IsArray({message: 'Say which budget lines pay, and their shares.'})
  @ArrayMinSize(1, {message: 'Say which budget line pays.'})
  @ArrayMaxSize(10, {message: 'Use at most ten budget lines.'})
  @ValidateNested({each: true})
  @Type(() => SplitDto)
  splits: SplitDto[];
}

export class PayersResponse {
  visits: number;
  /** Of those, planned: no period of the new lines reaches so far yet. */
  planned: number;
  price_pence: number;
}
