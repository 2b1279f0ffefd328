import {Type} from 'class-transformer';
import {IsInt, IsOptional, Max, Min} from 'class-validator';

export class NoticesQuery {
  @IsOptional()
  @Type(() => Number)
  @IsInt({message: 'Give a page number.'})
  @Min(1, {message: 'Pages start at 1.'})
  @Max(10_000, {message: 'There are not so many pages.'})
  page = 1;

  @IsOptional()
  @Type(() => Number)
  @IsInt({message: 'Give a number from 1 to 100.'})
  @Min(1, {message: 'Give a number from 1 to 100.'})
  @Max(100, {message: 'Give a number from 1 to 100.'})
  per_page = 25;
}

export class NoticeResponse {
  id: string;
  subject: string;
  /** Plain words; paragraphs apart by an empty line. */
  body: string;
  /** The page of the service that it is about. */
  path: string | null;
  created_at: string;
  read_at: string | null;
}

export class NoticesResponse {
  items: NoticeResponse[];
  total: number;
  page: number;
  per_page: number;
  /** How many of all are not read yet. */
  unread: number;
}
