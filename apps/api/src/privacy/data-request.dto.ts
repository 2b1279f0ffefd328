import {ApiProperty} from '@nestjs/swagger';
import {Type} from 'class-transformer';
import {ArrayMaxSize, ArrayNotEmpty, IsIn, IsOptional, IsString, Matches, ValidateNested} from 'class-validator';
import {
  REQUEST_CHANNELS,
  REQUEST_KINDS,
  REQUEST_OUTCOMES,
  type RequestChannel,
  type RequestKind,
  type RequestOutcome,
} from '@app/insight';

const CHOICES = ['released', 'withheld'] as const;

export class DataRequestRequest {
  /** A copy, putting something right, or erasing something. */
  @IsIn(REQUEST_KINDS, {message: `Choose one of ${REQUEST_KINDS.join(', ')}.`})
  kind: RequestKind;

  /** The code of the category that it is about; left out for everything. */
  @IsOptional()
  @IsString({message: 'Give the code of a category.'})
  category?: string;

  /** What is wrong and what is right, or what should go and why. */
  @IsOptional()
  @IsString({message: 'Give a text.'})
  said?: string;
}

export class WrittenDownRequest extends DataRequestRequest {
  @IsIn(REQUEST_CHANNELS, {message: `Choose one of ${REQUEST_CHANNELS.join(', ')}.`})
  channel: RequestChannel;
}

export class PartChoiceRequest {
  /** Table and column: `visit.query_reason`. */
  @Matches(/^[a-z][a-z_.]{1,80}$/, {message: 'Give a part as it was named.'})
  part: string;

  @IsIn(CHOICES, {message: `Choose one of ${CHOICES.join(', ')}.`})
  choice: (typeof CHOICES)[number];

  /** Needed for what is withheld. */
  @IsOptional()
  @IsString({message: 'Give a text.'})
  reason?: string;
}

export class PartChoicesRequest {
  @ArrayNotEmpty({message: 'Choose at least one part.'})
  @ArrayMaxSize(500, {message: 'Choose 500 parts at most.'})
  @ValidateNested({each: true})
  @Type(() => PartChoiceRequest)
  choices: PartChoiceRequest[];
}

export class KeptBackRequest {
  /** The code of a category. */
  @IsString({message: 'Give the code of a category.'})
  category: string;

  @IsString({message: 'Say why this is kept.'})
  reason: string;
}

export class EraseRequest {
  /** What is kept though it may be erased, and why. */
  @IsOptional()
  @ArrayMaxSize(50, {message: 'Keep 50 kinds at most.'})
  @ValidateNested({each: true})
  @Type(() => KeptBackRequest)
  keep?: KeptBackRequest[];
}

export class DecisionResponse {
  /** The code of a category. */
  part: string;
  @ApiProperty({enum: ['erased', 'kept']})
  choice: string;
  @ApiProperty({type: String, nullable: true})
  reason: string | null;
}

export class DataAnswerRequest {
  @IsIn(REQUEST_OUTCOMES, {message: `Choose one of ${REQUEST_OUTCOMES.join(', ')}.`})
  outcome: RequestOutcome;

  /** What was done, or why not. */
  @IsOptional()
  @IsString({message: 'Give a text.'})
  answer?: string;

  /** Who else had it wrong and was told. */
  @IsOptional()
  @IsString({message: 'Give a text.'})
  told?: string;
}

export class DataRequestPersonResponse {
  id: string;
  name: string;
}

export class DataRequestResponse {
  id: string;
  person: DataRequestPersonResponse;
  @ApiProperty({enum: REQUEST_KINDS})
  kind: RequestKind;
  @ApiProperty({enum: REQUEST_CHANNELS})
  channel: RequestChannel;
  @ApiProperty({type: String, nullable: true})
  category: string | null;
  @ApiProperty({type: String, nullable: true})
  said: string | null;
  asked_at: string;
  /** It is to be answered by this day. */
  due_on: string;
  /** How many records of each table were found, once they were searched. */
  @ApiProperty({type: 'object', additionalProperties: {type: 'integer'}, nullable: true})
  found: Record<string, number> | null;
  @ApiProperty({enum: REQUEST_OUTCOMES, nullable: true})
  outcome: RequestOutcome | null;
  @ApiProperty({type: String, nullable: true})
  answer: string | null;
  @ApiProperty({type: String, nullable: true})
  told: string | null;
  @ApiProperty({type: String, nullable: true})
  closed_at: string | null;
  /** For erasure: what was decided of each kind of information. */
  decisions: DecisionResponse[];
}

export class DataRequestsResponse {
  items: DataRequestResponse[];
}

export class PartResponse {
  part: string;
  /** It names somebody else, or people wrote there what they liked. */
  @ApiProperty({enum: ['names', 'text']})
  why: 'names' | 'text';
  records: number;
  examples: string[];
  @ApiProperty({type: String, nullable: true})
  choice: string | null;
  @ApiProperty({type: String, nullable: true})
  reason: string | null;
}

export class PartsResponse {
  items: PartResponse[];
}
