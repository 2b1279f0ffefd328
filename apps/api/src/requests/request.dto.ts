import {IsOptional, IsString, Length, Matches} from 'class-validator';

export class AskRequest {
  /** The code of the requirement it is about, when it is about one. */
  @IsOptional()
  @IsString({message: 'Give the code of a requirement.'})
  @Matches(/^[a-z][a-z0-9_]{1,39}$/, {message: 'Give the code of a requirement.'})
  requirement?: string;

  /** What the applicant reads. */
  @IsString({message: 'Say what you ask for.'})
  @Length(1, 2000, {message: 'Say what you ask for in 2,000 characters or fewer.'})
  text: string;
}

export class AnswerToRequest {
  @IsString({message: 'Give an answer.'})
  @Length(1, 4000, {message: 'Give an answer in 4,000 characters or fewer.'})
  answer: string;
}

export class AskerResponse {
  id: string;
  name: string;
}

export class RequestResponse {
  id: string;
  requirement: string | null;
  text: string;
  asked_at: string;
  answer: string | null;
  answered_at: string | null;
  /** Null for whoever applied. */
  asked_by: AskerResponse | null;
}

export class RequestsResponse {
  /** What is open first, then the newest. */
  items: RequestResponse[];
}
