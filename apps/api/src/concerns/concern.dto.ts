import {IsBoolean, IsString, Length} from 'class-validator';

export class ConcernRequest {
  @IsString({message: 'Say what the concern is.'})
  @Length(1, 4000, {message: 'Say what the concern is in 4,000 characters or fewer.'})
  text: string;

  /** Whether the listing comes down now. Nobody is told why, and the member is not told at all. */
  @IsBoolean({message: 'Give true or false.'})
  suspend: boolean;
}

export class CloseConcernRequest {
  @IsString({message: 'Say what came of it.'})
  @Length(1, 4000, {message: 'Say what came of it in 4,000 characters or fewer.'})
  note: string;
}

export class ConcernMemberResponse {
  id: string;
  name: string;
}

export class ConcernResponse {
  id: string;
  member: ConcernMemberResponse;
  recorded_by: string;
  recorded_at: string;
  /** The listing came down with it. */
  suspended: boolean;
  closed_at: string | null;
}

export class ConcernTextResponse extends ConcernResponse {
  text: string;
  closing_note: string | null;
}

export class ConcernsResponse {
  /** The newest first. */
  items: ConcernResponse[];
}
