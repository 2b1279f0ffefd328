import {Type} from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {SHIFTS, type Shift} from '@app/bookings';
import type {BookingState, VisitState} from '@app/bookings';
import {IsCalendarDay, IsInstant} from '@app/platform';

export class RecurrenceDto {
  /**
   * RFC 5545, by London's clock, with an end.
   * @example FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270331
   */
  @IsString({message: 'Give a repeat rule as text.'})
  @MaxLength(300, {message: 'This repeat rule is too long.'})
  rrule: string;

  /** Days of the pattern on which nobody is to come, like 2027-04-06. */
  @IsOptional()
  @IsArray({message: 'Give a list of days.'})
  @ArrayMaxSize(100, {message: 'Leave out 100 days at most.'})
  @IsCalendarDay({each: true})
  except?: string[];

  /** Whether to come on bank holidays that the pattern falls on. */
  @IsOptional()
  @IsIn(['keep', 'skip'], {message: 'Choose keep or skip.'})
  bank_holidays?: 'keep' | 'skip';
}

export class SplitDto {
  @IsUUID(undefined, {message: 'Give the id of a budget line.'})
  budget_line_id: string;

  /** Basis points; the shares of a booking add up to 10,000. */
  @IsInt({message: 'Give the share in whole basis points.'})
  @Min(1, {message: 'Give a share of 1 basis point or more.'})
  @Max(10_000, {message: 'Give a share of 10,000 basis points or less.'})
  share_bp: number;
}

export class BookingRequestDto {
  @IsUUID(undefined, {message: 'Give the id of a listing.'})
  listing_id: string;

  @IsOptional()
  @IsUUID(undefined, {message: 'Give the id of an agreement.'})
  engagement_id?: string;

  @IsInstant()
  starts_at: string;

  @IsInstant()
  ends_at: string;

  @IsOptional()
  @IsObject({message: 'Give the recurrence as an object with a rrule.'})
  @ValidateNested({message: 'Give the recurrence as an object with a rrule.'})
  @Type(() => RecurrenceDto)
  recurrence?: RecurrenceDto;

  /** How the time is worked: by the hour unless it says otherwise. */
  @IsOptional()
  @IsIn(SHIFTS, {message: 'Say what kind of visit it is.'})
  shift?: Shift;

  @IsArray({message: 'Say which budget lines pay, and their shares.'})
  @ArrayMinSize(1, {message: 'Say which budget line pays.'})
  @ArrayMaxSize(10, {message: 'Use at most ten budget lines.'})
  @ValidateNested({each: true})
  @Type(() => SplitDto)
  splits: SplitDto[];

  /** What the caller saw that all of it costs: refused (`PRICE_CHANGED`) when rates changed since. */
  @IsOptional()
  @IsInt({message: 'Give whole pence.'})
  @Min(0, {message: 'Give whole pence.'})
  @Max(1_000_000_000, {message: 'Give whole pence.'})
  price_pence?: number;
}

export class VisitResponse {
  id: string;
  status: VisitState;
  starts_at: string;
  ends_at: string;
  price_pence: number;
  started_at: string | null;
  ended_at: string | null;
  actual_pence: number | null;
  /** Why the holder sent the hours back, until they are recorded again. */
  query_reason: string | null;
  /** Planned, not yet funded: no period of its line reaches so far. */
  planned: boolean;
  /** Who was not there, when somebody was not. */
  no_show: 'holder' | 'worker' | null;
}

export class BeyondResponse {
  /** The day of the first visit on which the PA or provider is not listed. */
  since: string;
  /** Listed today, but something ends before that day; or not listed today. It never says why. */
  reason: 'listing_ends' | 'not_currently_listed';
}

export class BookingVisitResponse extends VisitResponse {
  /** Set when the PA or provider is not listed on the day of the visit, as the register stands now. It stays booked. */
  beyond: BeyondResponse | null;
}

export class HoldResponse {
  budget_line_id: string;
  amount_pence: number;
}

export class BookingParty {
  id: string;
  name: string;
}

export class BookingResponse {
  id: string;
  reference: string;
  status: BookingState;
  listing: BookingParty;
  holder: BookingParty;
  visits: BookingVisitResponse[];
  /** What is held or promised and not yet paid, by line; only the holder's side sees it. */
  holds: HoldResponse[];
  decline_reason: string | null;
  /** Who asked for it: the holder, or somebody for them. */
  requested_by: BookingParty;
  /** How staff were told to: phone, letter or meeting. */
  requested_how: 'phone' | 'letter' | 'meeting' | null;
}

export class NewVisitResponse {
  id: string;
  status: 'requested';
  starts_at: string;
  ends_at: string;
  price_pence: number;
}

export class NewBookingResponse {
  id: string;
  reference: string;
  status: 'requested';
  visits: NewVisitResponse[];
  holds: HoldResponse[];
}

export class QuotedVisit {
  starts_at: string;
  ends_at: string;
  price_pence: number;
  bank_holiday: string | null;
  taken: boolean;
  /** Nothing would be held for it before a period reaches so far. */
  planned: boolean;
}

export class QuotedPeriod {
  budget_line_id: string;
  starts_on: string;
  ends_on: string;
  cost_pence: number;
  /** Below nought when the line has too little. */
  left_pence: number;
}

export class QuoteResponse {
  total_pence: number;
  visits: QuotedVisit[];
  periods: QuotedPeriod[];
}

export class CancelledBookingResponse extends BookingResponse {
  /** What the cancellation costs by the agreed terms. */
  charge_pence: number;
}
