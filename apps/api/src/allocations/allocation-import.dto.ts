import {ApiProperty} from '@nestjs/swagger';
import {DATE_FORMATS, type DateFormat, type RowOutcome} from '@app/allocations';
import {IsCalendarDay} from '@app/platform';
import {Type} from 'class-transformer';
import {IsIn, IsInt, IsOptional, Max, Min} from 'class-validator';

const COUNT = {message: 'Give a whole number of nought or more.'};
const OUTCOMES = ['created', 'changed', 'unchanged', 'rejected'] as const;

export class AllocationImportQuery {
  /** With `true` it says what would come of it, and keeps nothing. */
  @IsOptional()
  @IsIn(['true', 'false'], {message: 'Choose true or false.'})
  @ApiProperty({enum: ['true', 'false'], required: false})
  dry_run?: 'true' | 'false';

  /** How days are written: ISO when left out; with `dd/mm/yyyy` the day may come first too. */
  @IsOptional()
  @IsIn(DATE_FORMATS, {message: `Choose one of ${DATE_FORMATS.join(', ')}.`})
  @ApiProperty({enum: DATE_FORMATS, required: false})
  dates?: DateFormat;

  /** From this day on changed amounts count; today when left out. */
  @IsOptional() @IsCalendarDay() changes_from?: string;

  /** How many rows the sender counted. */
  @IsOptional()
  @Type(() => Number)
  @IsInt(COUNT)
  @Min(0, COUNT)
  @Max(Number.MAX_SAFE_INTEGER, COUNT)
  control_rows?: number;

  /** What the sender's rows come to, gross, a week. */
  @IsOptional()
  @Type(() => Number)
  @IsInt(COUNT)
  @Min(0, COUNT)
  @Max(Number.MAX_SAFE_INTEGER, COUNT)
  control_gross_weekly_pence?: number;
}

export class AllocationRowErrorResponse {
  field: string;
  message: string;
}

export class AllocationRowResponse {
  /** As a spreadsheet numbers it: the headings are row 1. */
  row: number;
  @ApiProperty({enum: OUTCOMES})
  outcome: RowOutcome;
  person_reference: string;
  agreement: string;
  /** What differs, in words. */
  changes: string[];
  errors: AllocationRowErrorResponse[];
}

export class AllocationTotalsResponse {
  rows: number;
  created: number;
  changed: number;
  unchanged: number;
  rejected: number;
  gross_weekly_pence: number;
  contribution_pence: number;
}

export class AllocationPreviewResponse {
  /** What somebody else confirms; null for a dry run, and where nothing would change. */
  id: string | null;
  totals: AllocationTotalsResponse;
  /** All that were rejected or would change, and the first of the others: 1,000 in all. */
  rows: AllocationRowResponse[];
}

export class AllocationStaffResponse {
  id: string;
  name: string;
}

export class AllocationImportResponse {
  id: string;
  totals: AllocationTotalsResponse;
  changes_from: string;
  prepared_by: AllocationStaffResponse;
  prepared_at: string;
  /** Null while it waits to be confirmed. */
  @ApiProperty({enum: ['confirmed', 'discarded'], nullable: true})
  outcome: 'confirmed' | 'discarded' | null;
  closed_by: AllocationStaffResponse | null;
  closed_at: string | null;
  /** When the last of its rows was taken in. */
  finished_at: string | null;
  /** How many of its rows have been taken in, while it is being taken in. */
  applied: number;
  rows: AllocationRowResponse[];
}

export class AllocationImportsResponse {
  items: AllocationImportResponse[];
  total: number;
  page: number;
  per_page: number;
}
