import {Type} from 'class-transformer';
import {IsInt, IsOptional, Max, Min} from 'class-validator';

/** Which page of a long list is asked for. */
export class PageQuery {
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
