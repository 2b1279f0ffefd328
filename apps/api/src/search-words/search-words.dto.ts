import {IsArray, IsOptional, IsString, MaxLength, ArrayMaxSize} from 'class-validator';
import {ApiProperty} from '@nestjs/swagger';
import {IsCalendarDay} from '@app/platform';
import {MEANINGS, type Meaning} from '@app/search';

const text = {message: 'Give this as text.'};
const tooLong = {message: 'This is too long.'};

export class NewSearchWordsRequest {
  /** What the words do: mean the same, find something, or say nothing. */
  @IsString(text)
  @MaxLength(20, tooLong)
  @ApiProperty({enum: MEANINGS})
  meaning: string;

  /** With `finds`: what they find. @example service:cleaning */
  @IsOptional()
  @IsString(text)
  @MaxLength(60, tooLong)
  about?: string | null;

  /** Each one word, or a few in a row. @example ["luncheon club", "lunch club"] */
  @IsArray({message: 'Give a list.'})
  @ArrayMaxSize(50, {message: 'Enter 50 words or fewer at once.'})
  @IsString({each: true, message: 'Give each word as text.'})
  @MaxLength(200, {each: true, message: 'This is too long.'})
  words: string[];

  @IsCalendarDay()
  starts_on: string;

  /** Where it is from. */
  @IsString(text)
  @MaxLength(600, tooLong)
  source: string;
}

export class EndSearchWordsRequest {
  /** The last day on which they count; today or later. */
  @IsCalendarDay()
  ends_on: string;
}

export class SearchWordsResponse {
  id: string;
  @ApiProperty({enum: MEANINGS})
  meaning: Meaning;
  about: string | null;
  words: string[];
  starts_on: string;
  ends_on: string | null;
  source: string;
  /** The council's own, rather than what every council starts with. */
  own: boolean;
  /** Whether they count today. */
  current: boolean;
}

export class SearchWordsListResponse {
  items: SearchWordsResponse[];
  total: number;
  page: number;
  per_page: number;
}
