import {ApiProperty, ApiPropertyOptional} from '@nestjs/swagger';
import {IsIn, IsObject, IsOptional, IsString, IsUUID, MaxLength} from 'class-validator';
import {MEMBER_KINDS, ROW_OUTCOMES, type MemberKind, type RowOutcome} from '@app/register';

/** Characters; `text/csv` may be five times as long. */
const LONGEST = 1_000_000;

export class ImportQuery {
  /** With `true` it says what would come of it, and keeps nothing. */
  @IsOptional()
  @IsIn(['true', 'false'], {message: 'Choose true or false.'})
  @ApiProperty({enum: ['true', 'false'], required: false})
  dry_run?: 'true' | 'false';

  /** What everybody in the file is; a PA when left out. */
  @IsOptional()
  @IsIn(MEMBER_KINDS, {message: `Choose one of ${MEMBER_KINDS.join(', ')}.`})
  kind?: MemberKind;

  /** Needed only where the council has several schemes. */
  @IsOptional()
  @IsUUID(undefined, {message: 'Give the id of a scheme.'})
  scheme_id?: string;
}

export class ImportRequestBody {
  /** The spreadsheet, saved as CSV. */
  @IsString({message: 'Give the file as text.'})
  @MaxLength(LONGEST, {message: 'Send a longer file as text/csv.'})
  csv: string;

  /** Field by heading; guessed from the headings when left out. */
  @IsOptional()
  @IsObject({message: 'Give an object: heading to field.'})
  @ApiPropertyOptional({type: 'object', additionalProperties: {type: 'string'}})
  mapping?: Record<string, string>;
}

export class ImportErrorResponse {
  field: string;
  message: string;
}

export class ImportRowResponse {
  /** As a spreadsheet numbers it: the headings are row 1. */
  row: number;
  @ApiProperty({enum: ROW_OUTCOMES})
  outcome: RowOutcome;
  reference: string;
  name: string;
  errors: ImportErrorResponse[];
  warnings: string[];
  changes: string[];
}

export class ImportTotalsResponse {
  rows: number;
  created: number;
  changed: number;
  unchanged: number;
  rejected: number;
}

export class ImportFieldResponse {
  code: string;
  label: string;
  needed: boolean;
}

export class ImportPreviewResponse {
  /** What somebody else confirms; null for a dry run, and where there is nothing to take in. */
  id: string | null;
  @ApiProperty({type: 'object', additionalProperties: {type: 'string'}})
  mapping: Record<string, string>;
  /** What a column can hold. */
  fields: ImportFieldResponse[];
  rows: ImportRowResponse[];
  totals: ImportTotalsResponse;
}

export class ImportPersonResponse {
  id: string;
  name: string;
}

export class ImportResponse {
  id: string;
  kind: MemberKind;
  totals: ImportTotalsResponse;
  prepared_by: ImportPersonResponse;
  prepared_at: string;
  /** Null while it waits to be confirmed. */
  @ApiProperty({enum: ['confirmed', 'discarded'], nullable: true})
  outcome: 'confirmed' | 'discarded' | null;
  closed_by: ImportPersonResponse | null;
  closed_at: string | null;
  /** Of one that waits to be confirmed. */
  rows: ImportRowResponse[];
}

export class ImportsResponse {
  items: ImportResponse[];
  total: number;
  page: number;
  per_page: number;
}
