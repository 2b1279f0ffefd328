import {ApiProperty} from '@nestjs/swagger';
import {Transform} from 'class-transformer';
import {ArrayMaxSize, IsArray, IsIn, IsOptional, IsUUID, Matches} from 'class-validator';
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
import {DecisionResponse, DeferralResponse} from './decision.dto.js';
import {EvidenceResponse} from './evidence.dto.js';
import {PageQuery} from '../page-query.dto.js';

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

export class ApplicationsQuery extends PageQuery {
  /** One or several, separated by commas; submitted, in_checks and ready when left out. */
  @IsOptional()
  @Transform(({value}: {value: unknown}) => (typeof value === 'string' ? value.split(',') : value))
  @IsIn(APPLICATION_STATES, {each: true, message: `Choose from ${APPLICATION_STATES.join(', ')}.`})
  @ApiProperty({enum: APPLICATION_STATES, isArray: true, required: false})
  state?: ApplicationState[];

  /** Who handles it: a person’s id, `me`, or `nobody`. For the council’s staff. */
  @IsOptional()
  @Matches(/^(?:me|nobody|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i, {
    message: 'Give the id of a person, me or nobody.',
  })
  assigned?: string;

  /** Only what has been at its stage for longer than the council aims at. */
  @IsOptional()
  @IsIn(['true', 'false'], {message: 'Give true or false.'})
  late?: 'true' | 'false';
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

export class AssigneeResponse {
  id: string;
  name: string;
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
  /** When the decision is put off. */
  deferral: DeferralResponse | null;
  /** Null for nobody in particular, and for whoever applied. */
  assigned_to: AssigneeResponse | null;
  /** Today's. */
  standing: StandingResponse;
}

export class StageCountResponse {
  state: ApplicationState;
  count: number;
  /** Longer at the stage than the council aims at. */
  late: number;
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
  /** Days at this stage, and those the council aims at. */
  stage_days: number;
  target_days: number | null;
  late: boolean;
  /** The day to which it is deferred. */
  deferred_until: string | null;
  /** Null for nobody in particular, and for whoever applied. */
  assigned_to: AssigneeResponse | null;
  /** What the applicant has been asked for and has not answered. */
  open_requests: number;
  /** How many requirements are not met today. */
  missing: number;
  /** How each stands today. */
  requirements: RequirementResponse[];
}

export class ApplicationsResponse {
  items: ApplicationSummaryResponse[];
  /** How many wait at each stage, whatever was asked for; empty for whoever applied. */
  stages: StageCountResponse[];
  total: number;
  page: number;
  per_page: number;
}
