import {ApiProperty, ApiPropertyOptional, OmitType, PickType} from '@nestjs/swagger';
import {Allow, IsOptional, IsString, IsUUID, MaxLength} from 'class-validator';
import {REPRESENTATION_KINDS, type RepresentationKind} from '@app/identity';
import {SearchItem, SearchQueryParameters} from '../search/search.dto.js';

const NOTE = 'Use 1,000 characters or fewer.';

export class KeepRequest {
  @IsUUID(undefined, {message: 'Give the id of a listing.'})
  listing_id: string;

  /** The person's own; the PA or provider never sees it. */
  @IsOptional()
  @IsString({message: NOTE})
  @MaxLength(2_000, {message: NOTE})
  note?: string;
}

export class NoteRequest {
  @IsString({message: NOTE})
  @MaxLength(2_000, {message: NOTE})
  note: string;
}

export class ShareRequest {
  @IsUUID(undefined, {message: 'Give the id of a person.'})
  person_id: string;
}

export class ShortlistItem {
  id: string;
  listing_id: string;
  name: string;
  /** False: it cannot be found at the moment, and nothing more is said of it. */
  listed: boolean;
  note: string;
  /** Who put it there, when it was not the person themselves. */
  @ApiProperty({type: String, nullable: true})
  added_by: string | null;
  added_at: string;
}

export class ShortlistResponse {
  /** The newest first. */
  items: ShortlistItem[];
}

export class SupporterResponse {
  person_id: string;
  name: string;
  @ApiProperty({enum: REPRESENTATION_KINDS, isArray: true})
  kinds: RepresentationKind[];
  /** The share, while they may read the shortlist. */
  @ApiProperty({type: String, nullable: true})
  share_id: string | null;
}

export class SupportersResponse {
  items: SupporterResponse[];
}

export class SharedShortlist {
  holder_id: string;
  holder_name: string;
}

export class SharedShortlistsResponse {
  items: SharedShortlist[];
}

export class SharedShortlistResponse extends SharedShortlist {
  items: ShortlistItem[];
}

/** The times, the place and the money as a search asks for them. */
export class CompareParameters extends PickType(SearchQueryParameters, [
  ...(['near', 'budget_line_id', 'hours_per_week', 'own_weekly_pence'] as const),
  ...(['pattern', 'pattern_from', 'pattern_weeks'] as const),
]) {
  /** Ids of listings on the shortlist, with commas between; without any its first four. */
  @Allow()
  @ApiPropertyOptional({type: String})
  listing?: string;
}

export class ComparedFacts extends OmitType(SearchItem, ['next_free']) {
  languages: string[];
  needs: string[];
  @ApiProperty({enum: ['yes', 'from', 'no']})
  taking_on: 'yes' | 'from' | 'no';
}

export class ComparedListing {
  entry: ShortlistItem;
  /** Null when it cannot be found at the moment. */
  @ApiProperty({type: ComparedFacts, nullable: true})
  listing: ComparedFacts | null;
}

export class ComparedResponse {
  /** Up to four, in the order that was asked for. */
  items: ComparedListing[];
}
