import {ApiProperty, PickType} from '@nestjs/swagger';
import {IsBoolean, IsObject, IsString} from 'class-validator';
import {SearchQueryParameters} from '../search/search.dto.js';

/** What of a search is worth asking again: neither a day that goes by nor anybody's money. */
export class AskedAgainFields extends PickType(SearchQueryParameters, [
  ...(['near', 'within_km', 'q', 'kind', 'service', 'need', 'language', 'gender', 'accredited', 'pays'] as const),
  ...([
    'where',
    'drives',
    'taking_on',
    'reached',
    'max_rate_pence',
    'pattern',
    'pattern_weeks',
    'pattern_free',
  ] as const),
]) {}

const NAME = 'Give the search a name.';

export class SaveSearchRequest {
  @IsString({message: NAME})
  name: string;

  /** The fields of GET /search that say what is looked for. */
  @IsObject({message: 'Give what is looked for as an object.'})
  @ApiProperty({type: AskedAgainFields})
  asked: Record<string, unknown>;
}

export class RenameSearchRequest {
  @IsString({message: NAME})
  name: string;
}

export class PauseSearchRequest {
  @IsBoolean({message: 'Say true or false.'})
  paused: boolean;
}

export class FreshListing {
  id: string;
  name: string;
}

export class SavedSearchResponse {
  id: string;
  name: string;
  @ApiProperty({type: AskedAgainFields})
  asked: object;
  /** Who saved it, when it was not the person themselves. */
  @ApiProperty({type: String, nullable: true})
  saved_by: string | null;
  saved_at: string;
  paused: boolean;
  /** Those last told of that can still be found: at most ten. */
  fresh: FreshListing[];
}

export class SavedSearchesResponse {
  /** The newest first. */
  items: SavedSearchResponse[];
}
