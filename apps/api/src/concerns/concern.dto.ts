import {ApiProperty} from '@nestjs/swagger';
import {IsBoolean, IsIn, IsOptional, IsString, IsUUID, Length} from 'class-validator';
import {IsCalendarDay} from '@app/platform';
import {
  CONTACT_SAFE,
  CONCERN_SOURCES,
  ENTRY_FACTS,
  REPORTER_LINKS,
  TOLD,
  type ConcernSource,
  type ContactSafe,
  type EntryFact,
  type EntryKind,
  type ReporterLink,
  type ToldThem,
} from '@app/register';

const KINDS = Object.keys(ENTRY_FACTS) as EntryKind[];
const FACTS = Object.values(ENTRY_FACTS).flat();

export class ConcernRequest {
  @IsString({message: 'Say what the concern is.'})
  @Length(1, 4000, {message: 'Say what the concern is in 4,000 characters or fewer.'})
  text: string;

  /** Whether the listing comes down now. Nobody is told why, and the member is not told at all. */
  @IsBoolean({message: 'Give true or false.'})
  suspend: boolean;
}

export class RaiseConcernRequest {
  /** Whom you are worried about. */
  @IsString({message: 'Say whom you are worried about.'})
  about: string;

  @IsString({message: 'Say what worries you.'})
  text: string;

  /** Who may be the cause. */
  @IsOptional()
  @IsString({message: 'Give a text.'})
  cause?: string;

  /** What the person would like to happen. */
  @IsOptional()
  @IsString({message: 'Give a text.'})
  wishes?: string;

  /** Whether they know that you tell us; `unsafe` where it would not be safe or possible. */
  @IsIn(TOLD, {message: `Choose one of ${TOLD.join(', ')}.`})
  told: ToldThem;

  /** Whether it is safe to get in touch with them. */
  @IsIn(CONTACT_SAFE, {message: `Choose one of ${CONTACT_SAFE.join(', ')}.`})
  contact_safe: ContactSafe;

  /** Who you are to them. */
  @IsIn(REPORTER_LINKS, {message: `Choose one of ${REPORTER_LINKS.join(', ')}.`})
  link: ReporterLink;

  /** Your name. Left out, you stay unnamed, where the council allows it. */
  @IsOptional()
  @IsString({message: 'Give a text.'})
  reporter?: string;

  /** How you can be reached. */
  @IsOptional()
  @IsString({message: 'Give a text.'})
  reporter_contact?: string;

  /** The profile that it is about. */
  @IsOptional()
  @IsUUID(undefined, {message: 'Give the id of a listing.'})
  listing_id?: string;
}

export class ConcernEntryRequest {
  @IsIn(KINDS, {message: `Choose one of ${KINDS.join(', ')}.`})
  kind: EntryKind;

  /** Which contact, decision on the listing or referral it was; a note has none. */
  @IsOptional()
  @IsIn(FACTS, {message: `Choose one of ${FACTS.join(', ')}.`})
  fact?: EntryFact;

  /** The day on which it was done; today at the latest. */
  @IsCalendarDay()
  on_day: string;

  @IsOptional()
  @IsString({message: 'Give a text.'})
  text?: string;
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
  @ApiProperty({enum: CONCERN_SOURCES})
  source: ConcernSource;
  /** Null when it is about nobody on the register. */
  @ApiProperty({type: ConcernMemberResponse, nullable: true})
  member: ConcernMemberResponse | null;
  /** The profile that it came from. */
  @ApiProperty({type: String, nullable: true})
  listing_id: string | null;
  /** Null for somebody unnamed, or not signed in. */
  @ApiProperty({type: String, nullable: true})
  recorded_by: string | null;
  recorded_at: string;
  /** The listing came down with it, and is down now. */
  suspended: boolean;
  @ApiProperty({type: String, nullable: true})
  closed_at: string | null;
}

export class ConcernEntryResponse {
  @ApiProperty({enum: KINDS})
  kind: EntryKind;
  @ApiProperty({enum: FACTS, nullable: true})
  fact: EntryFact | null;
  on_day: string;
  @ApiProperty({type: String, nullable: true})
  text: string | null;
  recorded_by: string;
  recorded_at: string;
}

export class ConcernTextResponse extends ConcernResponse {
  text: string;
  @ApiProperty({type: String, nullable: true})
  about: string | null;
  @ApiProperty({type: String, nullable: true})
  cause: string | null;
  @ApiProperty({type: String, nullable: true})
  wishes: string | null;
  @ApiProperty({enum: TOLD, nullable: true})
  told: ToldThem | null;
  @ApiProperty({enum: CONTACT_SAFE, nullable: true})
  contact_safe: ContactSafe | null;
  @ApiProperty({type: String, nullable: true})
  reporter: string | null;
  @ApiProperty({type: String, nullable: true})
  reporter_contact: string | null;
  @ApiProperty({enum: REPORTER_LINKS, nullable: true})
  reporter_link: ReporterLink | null;
  @ApiProperty({type: String, nullable: true})
  closing_note: string | null;
  /** What was done since, in order. */
  entries: ConcernEntryResponse[];
}

export class ConcernsResponse {
  /** The newest first. */
  items: ConcernResponse[];
}
