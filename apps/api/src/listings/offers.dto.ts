import {IsIn, IsInt, IsOptional, IsString, Max, Min} from 'class-validator';
import {OFFER_KINDS, type OfferKind} from '@app/listings';
import {IsCalendarDay} from '@app/platform';

const text = {message: 'Give this as text.'};
const whole = {message: 'Give a whole number.'};
const time = {message: 'Enter a time on the clock, like 09:00.'};

export class OfferChangeRequest {
  /** At most 80 characters. @example Lunch club */
  @IsString(text)
  title: string;

  /** At most 1,000 characters. */
  @IsOptional()
  @IsString(text)
  description?: string;

  /** Of a visit: how long it is. */
  @IsOptional()
  @IsInt(whole)
  minutes?: number | null;

  /** Of a group: how many places there are. */
  @IsOptional()
  @IsInt(whole)
  capacity?: number | null;

  /** For an hour, a visit, all of it, or a place. By the hour it may be left out: then the rates by time of the week count. */
  @IsOptional()
  @IsInt(whole)
  @Min(0, whole)
  @Max(10_000_000, whole)
  price_pence?: number | null;

  /** From when this price counts; today unless said. What is booked keeps its price. */
  @IsOptional()
  @IsCalendarDay()
  price_from?: string;
}

export class OfferRequest extends OfferChangeRequest {
  @IsIn(OFFER_KINDS, {message: `Choose from: ${OFFER_KINDS.join(', ')}.`})
  kind: OfferKind;
}

export class SessionsRequest {
  @IsCalendarDay()
  first_on: string;

  /** @example 12:00 */
  @IsString(time)
  from: string;

  /** @example 14:00 */
  @IsString(time)
  to: string;

  @IsString(text)
  place: string;

  /** Once a week on that weekday, this many times; once unless said. */
  @IsOptional()
  @IsInt(whole)
  times?: number;

  /** As many places as the group has unless said. */
  @IsOptional()
  @IsInt(whole)
  capacity?: number | null;
}

export class OfferPriceAnswer {
  price_pence: number;
  starts_on: string;
  ends_on: string | null;
}

export class SessionAnswer {
  id: string;
  starts_at: string;
  ends_at: string;
  place: string;
  capacity: number;
}

export class OfferAnswer {
  id: string;
  kind: OfferKind;
  title: string;
  description: string;
  minutes: number | null;
  capacity: number | null;
  /** In force and to come. None: at the rates by time of the week. */
  prices: OfferPriceAnswer[];
  /** Of a group: the days to come. */
  sessions: SessionAnswer[];
}

export class OffersResponse {
  items: OfferAnswer[];
  total: number;
  page: number;
  per_page: number;
}
