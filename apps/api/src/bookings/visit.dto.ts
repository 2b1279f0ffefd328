import {Type} from 'class-transformer';
import {IsInt, IsOptional, IsString, Length, Max, Min} from 'class-validator';
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
}

export class ApproveHoursRequest {
  /** What the caller saw that it costs: refused when the hours were recorded anew since. */
  @IsOptional()
  @IsInt({message: 'Give whole pence.'})
  @Min(0, {message: 'Give whole pence.'})
  @Max(100_000_000, {message: 'Give whole pence.'})
  actual_pence?: number;
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
