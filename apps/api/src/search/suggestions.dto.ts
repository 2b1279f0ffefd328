import type {Suggestion} from '@app/search';
import {ApiProperty} from '@nestjs/swagger';
import {IsString, MaxLength} from 'class-validator';

export class SuggestionsQuery {
  /** What has been typed so far; nothing is offered before two letters. */
  @MaxLength(200, {message: 'Use 200 characters or fewer.'})
  @IsString({message: 'Give once what has been typed.'})
  @ApiProperty({example: 'demen'})
  q: string;
}

export class SuggestionItem {
  text: string;
  @ApiProperty({enum: ['service', 'words', 'name']})
  kind: Suggestion['kind'];
}

export class SuggestionsResponse {
  /** Few, the likeliest first. */
  items: SuggestionItem[];
}
