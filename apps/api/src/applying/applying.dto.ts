import {ApiProperty} from '@nestjs/swagger';
import {Allow, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min} from 'class-validator';
import {
  APPLICATION_STATES,
  CHANNELS,
  FAMILY,
  KNOWN_FOR,
  RELATIONSHIPS,
  SPOKEN_CHANNELS,
  WOULD_TRUST,
  type ApplicationState,
  type Channel,
  type FileState,
  type KnownFor,
  type RefereeState,
  type Relationship,
  type SpokenChannel,
  type TaskState,
  type WouldTrust,
} from '@app/register';

const choose = (of: readonly string[]) => ({message: `Choose one of ${of.join(', ')}.`});
const WITH_FAMILY = [...RELATIONSHIPS, FAMILY];

export class AnswerQuestionRequest {
  /** A text, or a list of codes, as the question asks: a date like 1980-03-27, one of several, or some of a list. */
  @Allow()
  @ApiProperty({oneOf: [{type: 'string'}, {type: 'array', items: {type: 'string'}}]})
  answer: string | string[];
}

export class ChangeChannelRequest {
  /** How the applicant tells the officer who writes it down. */
  @IsIn(SPOKEN_CHANNELS, choose(SPOKEN_CHANNELS))
  channel: SpokenChannel;
}

export class NameRefereeRequest {
  /** Which of several. */
  @IsInt({message: 'Give a whole number.'})
  @Min(1, {message: 'Give a number from 1.'})
  @Max(9, {message: 'Give a number of 9 or less.'})
  number: number;

  @IsString({message: 'Give a name.'})
  name: string;

  /** Where a link to the form is sent. */
  @IsOptional()
  @IsString({message: 'Give an e-mail address.'})
  email?: string;

  /** For whoever is rung instead. */
  @IsOptional()
  @IsString({message: 'Give a telephone number.'})
  phone?: string;

  /** Family is refused. */
  @IsIn(WITH_FAMILY, choose(WITH_FAMILY))
  relationship: Relationship | typeof FAMILY;

  @IsIn(KNOWN_FOR, choose(KNOWN_FOR))
  known_for: KnownFor;
}

export class ReferenceRequest {
  @IsIn(WITH_FAMILY, choose(WITH_FAMILY))
  relationship: Relationship | typeof FAMILY;

  @IsIn(KNOWN_FOR, choose(KNOWN_FOR))
  known_for: KnownFor;

  @IsIn(WOULD_TRUST, choose(WOULD_TRUST))
  would_trust: WouldTrust;

  @IsString({message: 'Give a text.'})
  @MaxLength(2_000, {message: 'Give at most 2000 characters.'})
  about: string;

  @IsOptional()
  @IsString({message: 'Give a text.'})
  @MaxLength(2_000, {message: 'Give at most 2000 characters.'})
  concerns?: string;
}

export class TaskResponse {
  /** The question's code, or the requirement's where there is no question. */
  code: string;
  kind: 'question' | 'paper' | 'referees' | 'meeting';
  state: TaskState;
  /** The requirement that it is about. */
  @ApiProperty({type: String, nullable: true})
  requirement: string | null;
}

export class FileResponse {
  id: string;
  requirement: string;
  name: string;
  media_type: string;
  bytes: number;
  state: FileState;
  channel: Channel;
  uploaded_at: string;
}

export class RefereeResponse {
  id: string;
  requirement: string;
  number: number;
  name: string;
  relationship: Relationship;
  known_for: KnownFor;
  state: RefereeState;
}

export class ApplyingResponse {
  id: string;
  @ApiProperty({enum: APPLICATION_STATES})
  state: ApplicationState;
  /** How an officer is told what they write; null for whoever applied. */
  @ApiProperty({enum: CHANNELS, nullable: true})
  on_behalf: Channel | null;
  tasks: TaskResponse[];
  /** By the code of the question. */
  @ApiProperty({type: 'object', additionalProperties: true})
  answers: Record<string, string | string[]>;
  files: FileResponse[];
  referees: RefereeResponse[];
}

export class ReferenceContent {
  method: 'form' | 'phone';
  relationship: Relationship;
  known_for: KnownFor;
  would_trust: WouldTrust;
  about: string;
  @ApiProperty({type: String, nullable: true})
  concerns: string | null;
  received_at: string;
}

export class ReferenceResponse extends RefereeResponse {
  /** Null until they have answered. */
  @ApiProperty({type: ReferenceContent, nullable: true})
  said: ReferenceContent | null;
}

export class ReferencesResponse {
  items: ReferenceResponse[];
}
