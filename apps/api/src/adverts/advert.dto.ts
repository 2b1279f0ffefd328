import {ApiProperty} from '@nestjs/swagger';
import {ArrayMaxSize, IsArray, IsInt, IsOptional, IsString, IsUUID} from 'class-validator';
import {ADVERT_STATES, type AdvertState} from '@app/conversations';
import {IsCalendarDay} from '@app/platform';

export class AdvertRequest {
  @IsString({message: 'Say in a few words what you need.'})
  title: string;

  /** No name, telephone number or address: people answer inside. */
  @IsString({message: 'Say what you need.'})
  text: string;

  /** Codes, as GET /services gives them. */
  @IsArray({message: 'Give a list of services.'})
  @ArrayMaxSize(10, {message: 'Choose ten kinds of help at most.'})
  @IsString({each: true, message: 'Give the code of a service.'})
  services: string[];

  /** A postcode or the first half of one. The first half alone is kept. */
  @IsString({message: 'Give a postcode, or the first half of one.'})
  near: string;

  @IsOptional()
  @IsInt({message: 'Give a whole number of hours.'})
  hours_per_week?: number | null;

  /** The last day on which it shows. */
  @IsCalendarDay()
  closes_on: string;
}

export class AnswerAdvertRequest {
  @IsString({message: 'Write your answer.'})
  text: string;

  /** With which listing, for whoever has several. */
  @IsOptional()
  @IsUUID(undefined, {message: 'Give the id of a listing.'})
  listing_id?: string | null;
}

export class RefuseAdvertRequest {
  /** For whoever wrote it. */
  @IsString({message: 'Say what they could change.'})
  reason: string;
}

class AdvertWords {
  id: string;
  title: string;
  text: string;
  services: string[];
  /** About where. */
  outcode: string;
  @ApiProperty({type: String, nullable: true})
  district: string | null;
  @ApiProperty({type: Number, nullable: true})
  hours_per_week: number | null;
  closes_on: string;
}

export class AdvertAnswer {
  conversation_id: string;
  listing_name: string;
}

export class OwnAdvertResponse extends AdvertWords {
  @ApiProperty({enum: ADVERT_STATES})
  status: AdvertState;
  /** Why it was refused. */
  @ApiProperty({type: String, nullable: true})
  reason: string | null;
  answers: AdvertAnswer[];
}

export class OwnAdvertsResponse {
  /** The newest first. */
  items: OwnAdvertResponse[];
}

/** What the law lets a listing not give without a registration that it does not have. */
export class NotTheirsResponse {
  /** A code, as GET /services gives them. */
  service: string;
  reason: string;
  /** The source of the rule. */
  rule: string;
}

export class AdvertListing {
  id: string;
  name: string;
  /** Of what is asked for, what is not theirs to offer. */
  not_theirs: NotTheirsResponse[];
  /** Not where nothing else is asked for: an answer is refused with `REGULATED_SERVICE`. */
  may_answer: boolean;
}

export class OpenAdvertResponse extends AdvertWords {
  /** Whether one of the caller's listings offers any of it. */
  fits: boolean;
  /** The listings with which the caller could answer. */
  listings: AdvertListing[];
  /** The conversation in which they have. */
  @ApiProperty({type: String, nullable: true})
  answered_in: string | null;
}

export class OpenAdvertsResponse {
  /** Those that fit first. */
  items: OpenAdvertResponse[];
}

export class AdvertToModerateResponse extends AdvertWords {
  @ApiProperty({enum: ADVERT_STATES})
  status: AdvertState;
  holder_name: string;
  /** Who wrote it, when it was somebody else. */
  @ApiProperty({type: String, nullable: true})
  written_by: string | null;
  written_at: string;
  @ApiProperty({type: String, nullable: true})
  reason: string | null;
}

export class AdvertsToModerateResponse {
  /** Those that wait first. */
  items: AdvertToModerateResponse[];
}

export class AnsweredResponse {
  conversation_id: string;
}
