import {ApiProperty} from '@nestjs/swagger';
import {Transform, Type} from 'class-transformer';
import {ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsUUID, Max, Min} from 'class-validator';
import {
  APPLICATION_STATES,
  CIRCUMSTANCES,
  MEMBER_KINDS,
  type ApplicationState,
  type Circumstance,
  type MemberKind,
  type RequirementKind,
  type SchemeKind,
} from '@app/register';
import {DecisionResponse} from './decision.dto.js';
import {EvidenceResponse} from './evidence.dto.js';

export class OpenApplicationRequest {
  /** What they apply as. */
  @IsIn(MEMBER_KINDS, {message: `Choose one of ${MEMBER_KINDS.join(', ')}.`})
  kind: MemberKind;

  /** Named by an officer; whoever applies for themselves leaves it out. */
  @IsOptional()
  @IsUUID(undefined, {message: 'Give the id of a person.'})
  person_id?: string;

  @IsOptional()
  @IsUUID(undefined, {message: 'Give the id of an organisation.'})
  organisation_id?: string;

  /** Needed only where the council has several schemes. */
  @IsOptional()
  @IsUUID(undefined, {message: 'Give the id of a scheme.'})
  scheme_id?: string;

  /** What is true of their work; some requirements depend on it. */
  @IsOptional()
  @IsArray({message: 'Give a list.'})
  @ArrayMaxSize(10, {message: 'Give at most 10.'})
  @IsIn(CIRCUMSTANCES, {each: true, message: `Choose from ${CIRCUMSTANCES.join(', ')}.`})
  circumstances?: Circumstance[];
}

export class ApplicationsQuery {
  /** One or several, separated by commas; submitted, in_checks and ready when left out. */
  @IsOptional()
  @Transform(({value}: {value: unknown}) => (typeof value === 'string' ? value.split(',') : value))
  @IsIn(APPLICATION_STATES, {each: true, message: `Choose from ${APPLICATION_STATES.join(', ')}.`})
  @ApiProperty({enum: APPLICATION_STATES, isArray: true, required: false})
  state?: ApplicationState[];

  @IsOptional()
  @Type(() => Number)
  @IsInt({message: 'Give a page number.'})
  @Min(1, {message: 'Pages start at 1.'})
  @Max(10_000, {message: 'There are not so many pages.'})
  page = 1;

  @IsOptional()
  @Type(() => Number)
  @IsInt({message: 'Give a number from 1 to 100.'})
  @Min(1, {message: 'Give a number from 1 to 100.'})
  @Max(100, {message: 'Give a number from 1 to 100.'})
  per_page = 25;
}

export class MemberResponse {
  id: string;
  kind: MemberKind;
  name: string;
}

export class SchemeResponse {
  id: string;
  name: string;
  kind: SchemeKind;
  /** The day from which this version of its requirements is in force. */
  version_starts_on: string;
}

export class RequirementResponse {
  /** The last part of the address its evidence is recorded at. */
  requirement: string;
  kind: RequirementKind;
  title: string;
  needed: number;
  held: number;
  met: boolean;
  checked_on: string | null;
  lapses_on: string | null;
  /** Where the council takes the requirement from. */
  source: string;
}

export class StandingResponse {
  listed: boolean;
  accredited: boolean;
  scheme: string | null;
  checked_on: string | null;
  /** The first day on which it stops being listed if nothing more happens. */
  lapses_on: string | null;
  missing: string[];
  /** Why not listed: `not_approved`, `condition_overdue`, `missing:` with a requirement, `suspended`, `terminated`. */
  reasons: string[];
}

export class ComingResponse {
  /** The first day on which a later version of the scheme applies to them. */
  from: string;
  /** What it asks that would not be there. */
  requirements: RequirementResponse[];
}

export class ApplicationResponse {
  id: string;
  state: ApplicationState;
  member: MemberResponse;
  scheme: SchemeResponse;
  circumstances: Circumstance[];
  opened_at: string;
  submitted_at: string | null;
  ready_at: string | null;
  closed_at: string | null;
  requirements: RequirementResponse[];
  /** What a later version of the scheme will ask of them; null where nothing is known to come. */
  coming: ComingResponse | null;
  /** Null for whoever applied. */
  evidence: EvidenceResponse[] | null;
  decision: DecisionResponse | null;
  /** Today's. */
  standing: StandingResponse;
}

export class ApplicationSummaryResponse {
  id: string;
  state: ApplicationState;
  kind: MemberKind;
  name: string;
  scheme: string;
  opened_at: string;
  submitted_at: string | null;
  age_days: number;
  /** How many requirements are not met today. */
  missing: number;
  /** How each stands today. */
  requirements: RequirementResponse[];
}

export class ApplicationsResponse {
  items: ApplicationSummaryResponse[];
  total: number;
  page: number;
  per_page: number;
}
