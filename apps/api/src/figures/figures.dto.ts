import {ApiProperty} from '@nestjs/swagger';
import {IsIn, IsOptional} from 'class-validator';
import {IsCalendarDay} from '@app/platform';

export class FiguresQuery {
  /** The first day; a year before the last when left out. */
  @IsOptional()
  @IsCalendarDay()
  from?: string;

  /** The last day; today when left out. */
  @IsOptional()
  @IsCalendarDay()
  to?: string;

  @IsOptional()
  @IsIn(['json', 'csv'], {message: 'Choose json or csv.'})
  @ApiProperty({enum: ['json', 'csv'], required: false})
  format?: 'json' | 'csv';
}

export class FigureCellResponse {
  /** Null where it is not shown. */
  value: number | null;
  /** As a person reads it: `fewer than 5`. */
  text: string;
}

export class FigureRowResponse {
  label: string;
  total?: true;
  cells: FigureCellResponse[];
}

export class FigureTableResponse {
  code: string;
  title: string;
  note: string;
  /** What the rows are, then what each column counts. */
  head: string[];
  rows: FigureRowResponse[];
}

export class FiguresResponse {
  from: string;
  to: string;
  as_of: string;
  tables: FigureTableResponse[];
}
