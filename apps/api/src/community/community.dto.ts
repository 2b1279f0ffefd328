import {ApiProperty} from '@nestjs/swagger';
import {
  CLAIM_WAYS,
  COMMUNITY_ACTIONS,
  COMMUNITY_SORTS,
  COMMUNITY_STATES,
  type ClaimWay,
  type CommunityAction,
  type CommunitySort,
  type CommunityState,
} from '@app/directory';
import {IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString} from 'class-validator';
import {IsCalendarDay} from '@app/platform';

const text = 'Give a text.';

/** All that an entry says. There is no rate and nothing to book. */
export class CommunityRequest {
  @IsIn(COMMUNITY_SORTS, {message: `Choose one of ${COMMUNITY_SORTS.join(', ')}.`})
  sort: CommunitySort;
  @IsString({message: text})
  name: string;
  @IsString({message: text})
  summary: string;
  @IsOptional()
  @IsString({message: text})
  about?: string;
  /** Codes of services. */
  @IsArray({message: 'Give a list of services.'})
  @IsString({each: true, message: 'Give the code of a service.'})
  services: string[];
  @IsOptional()
  @IsArray({message: 'Give a list.'})
  @IsString({each: true, message: text})
  needs?: string[];
  @IsOptional()
  @IsArray({message: 'Give a list of language codes.'})
  @IsString({each: true, message: text})
  languages?: string[];
  @IsOptional()
  @IsString({message: text})
  times?: string;
  @IsOptional()
  @IsString({message: text})
  place?: string;
  @IsString({message: 'Give a postcode.'})
  postcode: string;
  @IsOptional()
  @IsString({message: text})
  how_to_join?: string;
  /** What joining in costs, in words. */
  @IsOptional()
  @IsString({message: text})
  cost?: string;
  /** From how far away people come. */
  @IsOptional()
  @IsInt({message: 'Give whole kilometres.'})
  reach_km?: number;
  @IsOptional()
  @IsString({message: text})
  phone?: string | null;
  @IsOptional()
  @IsString({message: text})
  email?: string | null;
  @IsOptional()
  @IsString({message: text})
  website?: string | null;
  /** Phone, e-mail and website are the group's own and may be shown to everybody. */
  @IsOptional()
  @IsBoolean({message: 'Say true or false.'})
  contact_public?: boolean;
}

export class CommunityActionRequest {
  @IsIn(COMMUNITY_ACTIONS, {message: `Choose one of ${COMMUNITY_ACTIONS.join(', ')}.`})
  action: CommunityAction;
  /** To refuse: what they could change. */
  @IsOptional()
  @IsString({message: text})
  reason?: string;
}

export class CommunityCheckRequest {
  @IsString({message: 'Say what was checked.'})
  what: string;
  @IsCalendarDay()
  on: string;
}

/** Who speaks for it, and how the council knows. */
export class CommunityClaimRequest {
  @IsIn(CLAIM_WAYS, {message: `Choose one of ${CLAIM_WAYS.join(', ')}.`})
  how: ClaimWay;
  @IsString({message: text})
  name: string;
  @IsString({message: text})
  email: string;
}

export class CommunityLinkRequest {
  /** The last part of the link. */
  @IsString({message: 'Give the last part of the link.'})
  token: string;
}

export class CommunityLinkChangeRequest extends CommunityRequest {
  /** The last part of the link. */
  @IsString({message: 'Give the last part of the link.'})
  token: string;
}

/** What whoever speaks for an entry sees of it. */
export class CommunityManagedResponse {
  id: string;
  @ApiProperty({enum: COMMUNITY_STATES})
  status: CommunityState;
  claimed: boolean;
  /** New words wait for the council. */
  proposes: boolean;
  /** What the council would like changed. */
  @ApiProperty({type: String, nullable: true})
  reason: string | null;
  text: CommunityRequest;
}

export class CommunityServiceResponse {
  code: string;
  name: string;
}

export class CommunityResponse {
  id: string;
  @ApiProperty({enum: COMMUNITY_SORTS})
  sort: CommunitySort;
  name: string;
  summary: string;
  about: string;
  services: CommunityServiceResponse[];
  needs: string[];
  languages: string[];
  times: string;
  place: string;
  @ApiProperty({type: String, nullable: true})
  postcode: string | null;
  outcode: string;
  how_to_join: string;
  cost: string;
  reach_km: number;
  @ApiProperty({type: String, nullable: true})
  phone: string | null;
  @ApiProperty({type: String, nullable: true})
  email: string | null;
  @ApiProperty({type: String, nullable: true})
  website: string | null;
  /** Null: not vetted. */
  @ApiProperty({type: String, nullable: true})
  checked_what: string | null;
  @ApiProperty({type: String, nullable: true})
  checked_on: string | null;
  /** When somebody last said that it is right. */
  right_at: string;
}

export class CommunityLineResponse {
  id: string;
  @ApiProperty({enum: COMMUNITY_SORTS})
  sort: CommunitySort;
  @ApiProperty({enum: COMMUNITY_STATES})
  status: CommunityState;
  name: string;
  @ApiProperty({type: String, nullable: true})
  outcode: string | null;
  source: string;
  /** It shows, and new words wait. */
  proposes: boolean;
}

export class CommunityListResponse {
  items: CommunityLineResponse[];
  total: number;
  page: number;
  per_page: number;
}

/** The feed that an entry came from. */
export class BroughtFromResponse {
  name: string;
  @ApiProperty({type: String, nullable: true})
  address: string | null;
  /** What it is called there. */
  ref: string;
  last_seen_at: string;
}

export class CommunityKeptResponse extends CommunityLineResponse {
  text: CommunityRequest;
  @ApiProperty({type: () => CommunityRequest, nullable: true})
  proposed: CommunityRequest | null;
  @ApiProperty({type: String, nullable: true})
  claimed_at: string | null;
  @ApiProperty({enum: CLAIM_WAYS, nullable: true})
  claimed_how: ClaimWay | null;
  @ApiProperty({type: String, nullable: true})
  checked_what: string | null;
  @ApiProperty({type: String, nullable: true})
  checked_on: string | null;
  @ApiProperty({type: () => BroughtFromResponse, nullable: true})
  brought_from: BroughtFromResponse | null;
}

export class CommunityListQuery {
  /** Those that wait unless said otherwise. */
  @IsOptional()
  @IsIn(COMMUNITY_STATES, {message: `Choose one of ${COMMUNITY_STATES.join(', ')}.`})
  status?: CommunityState;
  @IsOptional()
  @IsString()
  page?: string;
}
