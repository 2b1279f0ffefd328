import {ApiProperty} from '@nestjs/swagger';
import {ArrayMaxSize, IsArray, IsIn, IsObject, IsOptional, IsString, IsUUID, Length} from 'class-validator';
import {AREAS, POWERS, REPRESENTATION_KINDS, type Area, type Power, type RepresentationKind} from '@app/identity';
import {IsCalendarDay} from '@app/platform';
import {RepresentationResponse} from './representation.dto.js';

const CHOOSE = 'Choose from what there is.';

export class FindPeopleRequest {
  @IsString({message: 'Give a name.'})
  name: string;
}

export class FoundPersonResponse {
  id: string;
  name: string;
  council_reference: string | null;
}

export class FoundPeopleResponse {
  items: FoundPersonResponse[];
  /** There are more than are given: the name has to say more. */
  more: boolean;
}

export class CapacityRequest {
  @ApiProperty({enum: AREAS})
  @IsIn(AREAS, {message: CHOOSE})
  area: Area;

  /** The decision it is about. */
  @IsString({message: 'Say which decision it is about.'})
  decision: string;

  @IsCalendarDay()
  assessed_on: string;

  @IsString({message: 'Say who assessed it.'})
  assessed_by: string;

  @ApiProperty({enum: ['lacks', 'has']})
  @IsIn(['lacks', 'has'], {message: CHOOSE})
  outcome: 'lacks' | 'has';

  @IsOptional()
  @IsCalendarDay()
  review_on?: string | null;
}

export class NewRepresentationRequest {
  @IsUUID(undefined, {message: 'This is not an id.'})
  representative_id: string;

  @ApiProperty({enum: REPRESENTATION_KINDS})
  @IsIn(REPRESENTATION_KINDS, {message: CHOOSE})
  kind: RepresentationKind;

  /** Left out, it is what the kind usually does. */
  @ApiProperty({enum: POWERS, isArray: true, required: false})
  @IsOptional()
  @IsArray({message: CHOOSE})
  @IsIn(POWERS, {each: true, message: CHOOSE})
  powers?: Power[];

  /** Of an authorised person, attorney or deputy. */
  @ApiProperty({enum: AREAS, isArray: true, required: false})
  @IsOptional()
  @IsArray({message: CHOOSE})
  @IsIn(AREAS, {each: true, message: CHOOSE})
  areas?: Area[];

  /** Of a broker or fund holder. */
  @IsOptional()
  @IsUUID(undefined, {message: 'This is not an id.'})
  organisation_id?: string;

  /** Of a fund holder. */
  @IsOptional()
  @IsArray({message: 'Give a list of ids.'})
  @ArrayMaxSize(50, {message: 'Give 50 lines at most.'})
  @IsUUID(undefined, {each: true, message: 'This is not an id.'})
  lines?: string[];

  /** What it rests on: the facts of its kind. */
  @ApiProperty({type: 'object', additionalProperties: true})
  @IsObject({message: 'Give the facts by their names.'})
  evidence: Record<string, unknown>;

  @IsCalendarDay()
  starts_on: string;

  @IsOptional()
  @IsCalendarDay()
  ends_on?: string | null;

  @IsCalendarDay()
  review_on: string;
}

export class EndRequest {
  @IsString({message: 'Say why.'})
  @Length(1, 500, {message: 'Say why in 500 characters or fewer.'})
  reason: string;
}

export class RecordedResponse {
  id: string;
}

export class RepresentationRecordResponse extends RepresentationResponse {
  @ApiProperty({type: 'object', additionalProperties: true}) evidence: object;
  end_reason: string | null;
}

export class CapacityResponse {
  id: string;
  @ApiProperty({enum: AREAS}) area: Area;
  decision: string;
  assessed_on: string;
  assessed_by: string;
  @ApiProperty({enum: ['lacks', 'has']}) outcome: 'lacks' | 'has';
  review_on: string | null;
  recorded_by: string;
}

export class PersonResponse extends FoundPersonResponse {
  /** Who acts for them. */
  representatives: RepresentationRecordResponse[];
  /** For whom they act. */
  represents: RepresentationRecordResponse[];
  /** The latest of each kind of decision counts. */
  capacity: CapacityResponse[];
}

export class DueResponse {
  items: RepresentationRecordResponse[];
}
