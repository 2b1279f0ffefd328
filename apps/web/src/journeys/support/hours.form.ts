import {Expose} from 'class-transformer';
import {IsString, MaxLength, MinLength} from 'class-validator';

/** What is wrong with recorded hours, for who recorded them. */
export class QueryForm {
  @Expose()
  @IsString({message: 'Say what should be different'})
  @MinLength(1, {message: 'Say what should be different'})
  @MaxLength(500, {message: 'What should be different must be 500 characters or fewer'})
  reason: string;
}
