import {Type} from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import {RATE_BANDS, RATE_UNITS, type RateBand, type RateUnit} from '@app/kernel';
import {IsCalendarDay} from '@app/platform';

const list = {message: 'Give this as a list.'};
const MOST = 200;
const tooMany = {message: `Give at most ${MOST}.`};
const time = {message: 'Enter a time on the clock, like 09:00.'};

export class ServicesRequest {
  /** Codes: all that you offer. */
  @IsArray(list)
  @ArrayMaxSize(MOST, tooMany)
  @IsString({message: 'Give the code of a service.', each: true})
  services: string[];
}

export class ListingRateDto {
  @IsIn(RATE_BANDS, {message: `Choose from: ${RATE_BANDS.join(', ')}.`})
  band: RateBand;

  @IsIn(RATE_UNITS, {message: `Choose from: ${RATE_UNITS.join(', ')}.`})
  unit: RateUnit;

  /** Whole pence, from 1p to £10,000. */
  @IsInt({message: 'Give the rate in whole pence.'})
  rate_pence: number;
}

export class RatesRequest {
  /** Today or later. What counted up to then stands. */
  @IsCalendarDay()
  starts_on: string;

  /** All your rates from that day: one that is left out ends the day before. */
  @IsArray(list)
  @ArrayMaxSize(MOST, tooMany)
  @ValidateNested({each: true})
  @Type(() => ListingRateDto)
  rates: ListingRateDto[];

  /** All that a PA earns from that day where somebody employs them, apart from what they charge. Left out: as it is. */
  @IsOptional()
  @IsArray(list)
  @ArrayMaxSize(MOST, tooMany)
  @ValidateNested({each: true})
  @Type(() => ListingRateDto)
  wages?: ListingRateDto[];

  /** For each mile driven for somebody; null: nothing. Left out: as it is. */
  @IsOptional()
  @IsInt({message: 'Give pence for a mile.'})
  @Min(0, {message: 'Give pence for a mile.'})
  @Max(10_000, {message: 'Give pence for a mile.'})
  mile_pence?: number | null;
}

export class PatternDto {
  /** 1 is Monday, 7 is Sunday. */
  @IsInt({message: 'Enter a weekday from 1 (Monday) to 7 (Sunday).'})
  weekday: number;

  /** @example 09:00 */
  @IsString(time)
  from: string;

  /** Up to 24:00; hours past midnight are the next day's. @example 12:30 */
  @IsString(time)
  to: string;

  /** Left out: today. */
  @IsOptional()
  @IsCalendarDay()
  starts_on?: string;

  /** The last day. Left out: until changed. */
  @IsOptional()
  @IsCalendarDay()
  ends_on?: string;
}

export class ExceptionDto {
  @IsCalendarDay()
  starts_on: string;

  /** The last day. Left out: that one day. */
  @IsOptional()
  @IsCalendarDay()
  ends_on?: string;

  /** False is away, true is open as well. */
  @IsBoolean({message: 'Say true or false.'})
  available: boolean;

  /** Left out with `to`: all day. */
  @IsOptional()
  @IsString(time)
  from?: string;

  @IsOptional()
  @IsString(time)
  to?: string;
}

export class AvailabilityRequest {
  /** All your weekly hours. */
  @IsArray(list)
  @ArrayMaxSize(MOST, tooMany)
  @ValidateNested({each: true})
  @Type(() => PatternDto)
  patterns: PatternDto[];

  /** All days that differ. */
  @IsArray(list)
  @ArrayMaxSize(MOST, tooMany)
  @ValidateNested({each: true})
  @Type(() => ExceptionDto)
  exceptions: ExceptionDto[];
}
