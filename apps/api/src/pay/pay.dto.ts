import {PAY_CYCLES, type PayCycle} from '@app/bookings';
import type {RateBand, RateUnit} from '@app/kernel';
import {IsCalendarDay} from '@app/platform';
import {Type} from 'class-transformer';
import {IsBoolean, IsIn, IsInt, IsOptional, Max, Min} from 'class-validator';

export class PayRequest {
  @IsIn(['regular', 'irregular'], {message: 'Choose regular or irregular.'})
  hours_kind: 'regular' | 'irregular';

  /** Contracted minutes of a week; left out where nothing is contracted. */
  @IsOptional()
  @IsInt({message: 'Give whole minutes.'})
  @Min(0, {message: 'Give whole minutes of a week.'})
  @Max(10_080, {message: 'Give whole minutes of a week.'})
  weekly_minutes?: number | null;

  @IsIn(PAY_CYCLES, {message: `Choose one of ${PAY_CYCLES.join(', ')}.`})
  cycle: PayCycle;

  /** Holiday pay with each wage, itemised: for irregular hours only. */
  @IsBoolean({message: 'Give true or false.'})
  rolled_up: boolean;

  /** For the minimum wage of their age. */
  @IsOptional()
  @IsCalendarDay()
  born_on?: string | null;

  @IsCalendarDay()
  starts_on: string;
}

export class PayResponse {
  hours_kind: 'regular' | 'irregular';
  weekly_minutes: number | null;
  cycle: PayCycle;
  rolled_up: boolean;
  starts_on: string;
}

export class PaysResponse {
  @Type(() => PayResponse) items: PayResponse[];
  total: number;
  page: number;
  per_page: number;
}

export class TimesheetQuery {
  /** Any day of the pay period; today when it is left out. */
  @IsOptional()
  @IsCalendarDay()
  on?: string;
}

export class CloseRequest {
  /** Any day of the pay period that is over. */
  @IsCalendarDay()
  on: string;
}

export class TimesheetRate {
  band: RateBand;
  unit: RateUnit;
  rate_pence: number;
  times: number;
  minutes: number;
  pence: number;
}

export class TimesheetVisitResponse {
  id: string;
  starts_at: string;
  ends_at: string;
  /** Called off too late, and paid by the terms. */
  cancelled: boolean;
  /** Approved after the period to which it belongs was closed. */
  late: boolean;
  work_pence: number;
  mileage_pence: number;
  expense_pence: number;
}

export class TimesheetResponse {
  engagement_id: string;
  starts_on: string;
  ends_on: string;
  closed_at: string | null;
  contracted_minutes: number | null;
  worked_minutes: number;
  bank_holiday_minutes: number;
  sleep_ins: number;
  holiday_minutes: number;
  /** Null where holiday is paid when it is taken. */
  rolled_up_pence: number | null;
  work_pence: number;
  mileage_pence: number;
  expense_pence: number;
  total_pence: number;
  /** By how much it lies below the minimum wage. */
  short_pence: number;
  /** Visits of the period whose hours are not approved yet. */
  waiting: number;
  @Type(() => TimesheetRate) by_rate: TimesheetRate[];
  @Type(() => TimesheetVisitResponse) visits: TimesheetVisitResponse[];
}
