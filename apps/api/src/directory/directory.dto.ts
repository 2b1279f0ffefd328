import {ApiProperty} from '@nestjs/swagger';
import {FEED_FORMATS, ROW_OUTCOMES, type FeedFormat, type ImportTotals, type RowOutcome} from '@app/directory';
import {IsOptional, IsString} from 'class-validator';

export class BringInRequest {
  /** Whose directory it is: the same name finds its entries again. */
  @IsString({message: 'Say whose directory it is.'})
  name: string;
  /** Where the feed answers, over https. */
  @IsOptional()
  @IsString({message: 'Give an address.'})
  address?: string;
  /** Or what is in it: a page or list of services as JSON, or CSV with headings. */
  @IsOptional()
  @IsString({message: 'Give the text of the file.'})
  content?: string;
}

export class ImportTotalsResponse implements ImportTotals {
  created: number;
  changed: number;
  unchanged: number;
  /** Claimed or shown already: left as they are. */
  kept: number;
  duplicate: number;
  withdrawn: number;
  rejected: number;
}

export class DirectoryRowErrorResponse {
  field: string;
  message: string;
}

export class DirectoryRowResponse {
  row: number;
  @ApiProperty({enum: ROW_OUTCOMES})
  outcome: RowOutcome;
  @ApiProperty({type: String, nullable: true})
  ref: string | null;
  @ApiProperty({type: String, nullable: true})
  name: string | null;
  errors: DirectoryRowErrorResponse[];
  /** What would be otherwise than it is. */
  differs: string[];
  /** The entry that it is, or seems to be. */
  @ApiProperty({type: String, nullable: true})
  community_id: string | null;
}

export class DirectoryImportLineResponse {
  id: string;
  name: string;
  @ApiProperty({type: String, nullable: true})
  address: string | null;
  @ApiProperty({enum: FEED_FORMATS})
  format: FeedFormat;
  /** Not all of the feed: nothing is taken for withdrawn. */
  partial: boolean;
  totals: ImportTotalsResponse;
  /** taken, discarded, or null while it waits. */
  @ApiProperty({type: String, nullable: true})
  outcome: string | null;
  made_at: string;
}

export class DirectoryImportResponse extends DirectoryImportLineResponse {
  /** Up to 500, what somebody has to look at first; what is as it was is only counted. */
  rows: DirectoryRowResponse[];
}

export class DirectoryImportsResponse {
  items: DirectoryImportLineResponse[];
}
