import {IsIn, IsOptional, IsString, Length} from 'class-validator';
import {
  CALL_OUTCOMES,
  CHOICES,
  type CallOutcome,
  type Channel,
  type Choice,
  type Failure,
  type Need,
} from '@app/notifications';

export class SettleRequest {
  @IsString({message: 'Give the note as text.'})
  @Length(1, 500, {message: 'Say in up to 500 characters what you did.'})
  note: string;
}

export class SendOnRequest {
  @IsIn(CHOICES, {message: `Choose one of ${CHOICES.join(', ')}.`})
  way: Choice;
}

export class CallRequest {
  @IsIn(CALL_OUTCOMES, {message: `Choose one of ${CALL_OUTCOMES.join(', ')}.`})
  outcome: CallOutcome;

  @IsOptional()
  @IsString({message: 'Give the note as text.'})
  @Length(1, 500, {message: 'Give the note in 500 characters or fewer.'})
  note?: string | null;
}

export class UndeliveredResponse {
  id: string;
  /** Null for somebody without an account. */
  person_id: string | null;
  name: string;
  channel: Channel;
  /** Null for help that somebody needs to understand. */
  failure: Failure | null;
  note: string | null;
  needs: Need[];
  language: string;
  subject: string;
  at: string;
}

export class UndeliveredListResponse {
  items: UndeliveredResponse[];
  total: number;
  page: number;
  per_page: number;
}

export class TryResponse {
  outcome: CallOutcome;
  called_at: string;
  by: string;
  note: string | null;
}

export class CallResponse {
  id: string;
  person_id: string;
  name: string;
  phone: string;
  subject: string;
  /** What to say. */
  body: string;
  language: string;
  interpreter: string | null;
  needs: Need[];
  /** Not before then. */
  due_at: string;
  tries: TryResponse[];
}

export class CallsResponse {
  items: CallResponse[];
  total: number;
  page: number;
  per_page: number;
}

export class LetterResponse {
  id: string;
  person_id: string | null;
  name: string;
  subject: string;
  format: string;
  language: string;
  needs: Need[];
  created_at: string;
}

export class LettersResponse {
  items: LetterResponse[];
  total: number;
  page: number;
  per_page: number;
}

export class BatchIdResponse {
  id: string;
}
