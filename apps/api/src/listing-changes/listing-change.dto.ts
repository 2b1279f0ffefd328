import {IsString, IsUUID, Length} from 'class-validator';
import type {DbsLevel} from '@app/register';

export class ListingChangeResponse {
  id: string;
  listing_id: string;
  /** As others see it meanwhile. */
  shown_name: string;
  /** Null when the name stays. */
  name: string | null;
  /** Names of services that are to be offered too. */
  services: string[];
  asked_at: string;
}

export class ListingChangesResponse {
  items: ListingChangeResponse[];
  total: number;
  page: number;
  per_page: number;
}

export class ChangeToCheckResponse extends ListingChangeResponse {
  /** What the law has for these services, and what was checked. */
  dbs: {needed: DbsLevel; held: DbsLevel | null; enough: boolean; source: string} | null;
}

export class RefusalBody {
  @IsString({message: 'Say why in 500 characters or fewer.'})
  @Length(1, 500, {message: 'Say why in 500 characters or fewer.'})
  reason: string;
}

export class TakeDownBody extends RefusalBody {
  /** The file of its address, of either size: the picture that was looked at, and no other. */
  @IsUUID('all', {message: 'Give the file of the picture, as its address has it.'})
  file: string;
}

export class ListingVersionResponse {
  id: string;
  made_at: string;
  /** Null for the present one. */
  until: string | null;
  state: string;
  name: string;
  summary: string;
  services: string[];
}

export class ListingVersionsResponse {
  items: ListingVersionResponse[];
  total: number;
  page: number;
  per_page: number;
}
