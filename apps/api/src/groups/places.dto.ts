import {Type} from 'class-transformer';
import {IsBoolean, IsUUID} from 'class-validator';

export class PlaceRequest {
  @IsUUID(undefined, {message: 'Give the id of a budget line.'})
  budget_line_id: string;
}

export class WaitingRequestDto {
  /** Whether the caller waits for a place; false ends it. */
  @IsBoolean({message: 'Give true or false.'})
  waits: boolean;
}

export class PlaceResponse {
  booking_id: string;
}

export class SessionResponse {
  id: string;
  title: string;
  starts_at: string;
  ends_at: string;
  capacity: number;
  /** Places that are left, and how many people wait for one. */
  left: number;
  waiting: number;
  /** Whether the caller waits. */
  waits: boolean;
  /** Null where no price is set for the day: then it cannot be booked here. */
  price_pence: number | null;
}

export class SessionsResponse {
  @Type(() => SessionResponse) items: SessionResponse[];
  total: number;
  page: number;
  per_page: number;
}
