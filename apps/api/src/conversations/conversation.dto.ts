import {ApiProperty} from '@nestjs/swagger';
import {IsIn, IsString, IsUUID} from 'class-validator';
import {REPORT_OUTCOMES, SIDES, type ReportOutcome, type Side} from '@app/conversations';

const KINDS = ['pa', 'provider'] as const;
const PAUSED = ['closed', 'blocked', 'not_listed', 'cannot'] as const;
const WAYS = ['phone', 'letter', 'meeting'] as const;

export class StartConversationRequest {
  @IsUUID(undefined, {message: 'Give the id of a listing.'})
  listing_id: string;

  @IsString({message: 'Write your message.'})
  text: string;
}

export class MessageRequest {
  @IsString({message: 'Write your message.'})
  text: string;
}

export class ShareContactRequest {
  /** A telephone number or an e-mail address: the other side sees it once both have given theirs. */
  @IsString({message: 'Say how they can reach you.'})
  details: string;
}

export class ReportRequest {
  @IsString({message: 'Say what is wrong.'})
  text: string;
}

export class CloseReportRequest {
  @IsIn(REPORT_OUTCOMES, {message: `Choose one of ${REPORT_OUTCOMES.join(', ')}.`})
  outcome: ReportOutcome;

  @IsString({message: 'Say what was done.'})
  note: string;
}

export class ConversationListing {
  id: string;
  name: string;
  @ApiProperty({enum: KINDS})
  kind: 'pa' | 'provider';
}

export class ConversationLineResponse {
  id: string;
  listing: ConversationListing;
  /** On which side the caller stands. */
  @ApiProperty({enum: SIDES})
  side: Side;
  /** A first name and an initial, or the name of the listing. */
  with: string;
  last_message_at: string;
  /** Messages of the other side that the caller has not read. */
  unread: number;
}

export class ConversationsResponse {
  /** The one with the newest message first. */
  items: ConversationLineResponse[];
  total: number;
  page: number;
  per_page: number;
}

export class MessageResponse {
  id: string;
  @ApiProperty({enum: SIDES})
  side: Side;
  author: string;
  /** For whom, when somebody else wrote it for the holder. */
  @ApiProperty({type: String, nullable: true})
  for_name: string | null;
  /** How staff who wrote it were told to. */
  @ApiProperty({enum: WAYS, nullable: true})
  how: 'phone' | 'letter' | 'meeting' | null;
  text: string;
  sent_at: string;
  /** The advert that it answers, by its title. */
  @ApiProperty({type: String, nullable: true})
  advert: string | null;
}

export class SharedContactResponse {
  /** What the caller's own side gives. */
  @ApiProperty({type: String, nullable: true})
  own: string | null;
  /** Whether the other side has given theirs. */
  other_ready: boolean;
  /** Theirs; null until both have given their own. */
  @ApiProperty({type: String, nullable: true})
  other: string | null;
}

export class ConversationResponse {
  id: string;
  listing: ConversationListing;
  @ApiProperty({enum: SIDES})
  side: Side;
  with: string;
  /** The oldest first. */
  messages: MessageResponse[];
  contact: SharedContactResponse;
  /** Whether the caller's own side has blocked the other. */
  blocked: boolean;
  /** Why nobody can write now. */
  @ApiProperty({enum: PAUSED, nullable: true})
  paused: (typeof PAUSED)[number] | null;
}

export class ReportLineResponse {
  id: string;
  listing_name: string;
  reported_at: string;
  @ApiProperty({enum: REPORT_OUTCOMES, nullable: true})
  outcome: ReportOutcome | null;
}

export class ReportsResponse {
  /** Those that wait first. */
  items: ReportLineResponse[];
}

export class ReportedMessage {
  @ApiProperty({enum: SIDES})
  side: Side;
  author: string;
  text: string;
  sent_at: string;
}

export class ReportResponse extends ReportLineResponse {
  listing_id: string;
  holder_name: string;
  @ApiProperty({enum: SIDES})
  side: Side;
  reporter: string;
  text: string;
  @ApiProperty({type: String, nullable: true})
  note: string | null;
  @ApiProperty({type: String, nullable: true})
  closed_by: string | null;
  @ApiProperty({type: String, nullable: true})
  closed_at: string | null;
  /** What both sides wrote; null once the report is closed. */
  @ApiProperty({type: [ReportedMessage], nullable: true})
  messages: ReportedMessage[] | null;
}
