import {IsString, MaxLength} from 'class-validator';

export class AccountChangeRequest {
  /** Why, and how it is known who asks. */
  @IsString({message: 'Say why.'})
  @MaxLength(500, {message: 'Use 500 characters or fewer.'})
  why: string;
}
