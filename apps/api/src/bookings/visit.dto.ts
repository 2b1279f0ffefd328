import {Type} from 'class-transformer';
import {IsBoolean, IsInt, IsOptional, IsString, IsUUID, Length, Max, Min} from 'class-validator';
import {IsInstant, IsInstantOrDay, IsTenths} from '@app/platform';
import {BookingParty, VisitResponse} from './booking.dto.js';

export class HoursRequest {
  @IsInstant()
  started_at: string;

  @IsInstant()
  ended_at: string;

  /** Miles driven for the person, to a tenth. */
  @IsOptional()
  @IsTenths({message: 'Enter miles as a number, with one decimal place at most.'})
  @Min(0, {message: 'Enter miles from 0 to 500.'})
  @Max(500, {message: 'Enter miles from 0 to 500.'})
  mileage?: number;

  /** Of a sleep-in, for how many minutes they were up to help. */
  @IsOptional()
  @IsInt({message: 'Give whole minutes.'})
  @Min(0, {message: 'The time awake cannot be longer than the night.'})
  @Max(1440, {message: 'The time awake cannot be longer than the night.'})
  awake_minutes?: number;

  /** When it was written down on a phone without signal. With a key only, so that it is never recorded twice. */
  @IsOptional()
  @IsInstant()
  made_at?: string;
}

/** Other hours than were recorded, with the reason. */
export class CorrectHoursRequest {
  @IsInstant()
  started_at: string;

  @IsInstant()
  ended_at: string;

  @IsOptional()
  @IsTenths({message: 'Enter miles as a number, with one decimal place at most.'})
  @Min(0, {message: 'Enter miles from 0 to 500.'})
  @Max(500, {message: 'Enter miles from 0 to 500.'})
  mileage?: number;

  /** Of a sleep-in, for how many minutes they were up to help. */
  @IsOptional()
  @IsInt({message: 'Give whole minutes.'})
  @Min(0, {message: 'The time awake cannot be longer than the night.'})
  @Max(1440, {message: 'The time awake cannot be longer than the night.'})
  awake_minutes?: number;

  @IsString({message: 'Say what is wrong.'})
  @Length(1, 500, {message: 'Say what is wrong, in 500 characters or fewer.'})
  reason: string;
}

export class ExpenseRequest {
  @IsString({message: 'Say what it was for.'})
  @Length(1, 200, {message: 'Say what it was for in 200 characters or fewer.'})
  what: string;

  @IsInt({message: 'Give whole pence.'})
  @Min(1, {message: 'Give an amount from 1p to £500.'})
  @Max(50_000, {message: 'Give an amount from 1p to £500.'})
  pence: number;
}

export class ExpenseResponse {
  id: string;
  what: string;
  pence: number;
}

export class PayPartResponse {
  band: string;
  minutes: number;
  unit: string;
  rate_pence: number;
  pence: number;
}

export class CorrectedResponse {
  reason: string;
  /** What was recorded before. */
  started_at: string;
  ended_at: string;
}

export class BelowMinimumResponse {
  /** What the law says an hour must be paid at least, and where. */
  hour_pence: number;
  short_pence: number;
  source: string;
}

export class HoursDetailResponse {
  work_pence: number | null;
  mileage_pence: number | null;
  expense_pence: number | null;
  @Type(() => PayPartResponse) parts: PayPartResponse[];
  @Type(() => ExpenseResponse) expenses: ExpenseResponse[];
  @Type(() => CorrectedResponse) corrected: CorrectedResponse | null;
  /** For an employed PA whose pay lies below the law's. */
  @Type(() => BelowMinimumResponse) below_minimum: BelowMinimumResponse | null;
  /** That somebody has to agree that it costs more than was set aside. */
  above_tolerance: boolean;
}

export class ApproveHoursRequest {
  /** What the caller saw that it costs: refused when the hours were recorded anew since. */
  @IsOptional()
  @IsInt({message: 'Give whole pence.'})
  @Min(0, {message: 'Give whole pence.'})
  @Max(100_000_000, {message: 'Give whole pence.'})
  actual_pence?: number;

  /** That it may cost more than was set aside, beyond what the council lets pass. */
  @IsOptional()
  @IsBoolean({message: 'Say true or false.'})
  agree_more?: boolean;
}

export class QueryHoursRequest {
  /** What is wrong with the hours, for the person who recorded them. */
  @IsString({message: 'Say what is wrong.'})
  @Length(1, 500, {message: 'Say what is wrong, in 500 characters or fewer.'})
  reason: string;
}

export class RecordedVisitResponse {
  id: string;
  status: 'recorded' | 'approved' | 'accepted';
  /** What the recorded hours cost. */
  actual_pence: number | null;
}

export class VisitsQuery {
  @IsInstantOrDay()
  from: string;

  @IsInstantOrDay()
  to: string;
}

export class WorkerRequest {
  /** Somebody of the enterprise; null leaves it open. */
  @IsOptional()
  @IsUUID(undefined, {message: 'Give the id of a person.'})
  person_id: string | null;
}

export class DiaryVisitResponse extends VisitResponse {
  booking_id: string;
  reference: string;
  @Type(() => BookingParty) listing: BookingParty;
  @Type(() => BookingParty) holder: BookingParty;
}

export class VisitsResponse {
  items: DiaryVisitResponse[];
  total: number;
  page: number;
  per_page: number;
}
