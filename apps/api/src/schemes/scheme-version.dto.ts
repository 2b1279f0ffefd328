import {Type} from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import {IsCalendarDay} from '@app/platform';
import {
  COUNTS_FROM,
  DBS_LEVELS,
  MEMBER_KINDS,
  ON_LAPSE,
  ONLY_WHEN,
  RECORDERS,
  REQUIREMENT_KINDS,
  SCHEME_KINDS,
  type Circumstance,
  type CountsFrom,
  type MemberKind,
  type OnLapse,
  type PlannedLevel,
  type Recorder,
  type RequirementKind,
  type SchemeKind,
} from '@app/register';

const oneOf = (choices: readonly string[]) => ({message: `Choose one of ${choices.join(', ')}.`});
const LEVELS = [...DBS_LEVELS, 'by_tasks'] as const;
const text = {message: 'Give this as text.'};
const whole = {message: 'Give a whole number.'};
const LONGEST = 600;
const tooLong = {message: 'This is too long.'};

export class PlannedRequirementDto {
  /** The code it has in the version it comes from; left out for something new. */
  @IsOptional()
  @IsString(text)
  @MaxLength(LONGEST, tooLong)
  code?: string | null;

  @IsIn(REQUIREMENT_KINDS, oneOf(REQUIREMENT_KINDS))
  kind: RequirementKind;

  @IsString(text)
  @MaxLength(LONGEST, tooLong)
  title: string;

  /** How many: two references. */
  @IsInt(whole)
  needed: number;

  /** Left out is for good. */
  @IsOptional()
  @IsInt(whole)
  valid_months?: number | null;

  @IsIn(COUNTS_FROM, oneOf(COUNTS_FROM))
  counts_from: CountsFrom;

  @IsIn(ON_LAPSE, oneOf(ON_LAPSE))
  on_lapse: OnLapse;

  /** With `grace`: for how many days after a lapse the listing stays. */
  @IsOptional()
  @IsInt(whole)
  grace_days?: number | null;

  /** Left out asks everybody. */
  @IsOptional()
  @IsIn(ONLY_WHEN, oneOf(ONLY_WHEN))
  only_when?: Circumstance | null;

  /** For a DBS certificate. `by_tasks` is the level that the law has for the tasks; it becomes two requirements. */
  @IsOptional()
  @IsIn(LEVELS, oneOf(LEVELS))
  minimum_level?: PlannedLevel | null;

  /** Of an organisation: a DBS certificate of each person who meets people, under their own name. */
  @IsOptional()
  @IsBoolean({message: 'Say true or false.'})
  each_worker?: boolean;

  @IsArray({message: 'Give a list.'})
  @ArrayMaxSize(RECORDERS.length, {message: `Choose from ${RECORDERS.join(', ')}.`})
  @IsIn(RECORDERS, {each: true, message: `Choose from ${RECORDERS.join(', ')}.`})
  recorded_by: Recorder[];

  /** Where the council takes it from. */
  @IsString(text)
  @MaxLength(LONGEST, tooLong)
  source: string;
}

export class PlannedVersionRequest {
  /** The register's name; one of this name is made where there is none. @example Support with Confidence */
  @IsString(text)
  @MaxLength(LONGEST, tooLong)
  scheme: string;

  @IsIn(SCHEME_KINDS, oneOf(SCHEME_KINDS))
  kind: SchemeKind;

  @IsIn(MEMBER_KINDS, oneOf(MEMBER_KINDS))
  member_kind: MemberKind;

  /** Today or later. */
  @IsCalendarDay()
  starts_on: string;

  /** The day on which members approved earlier move to it; null: they keep theirs until they renew. */
  @ValidateIf((_, value) => value !== null && value !== undefined)
  @IsCalendarDay()
  members_from?: string | null;

  /** None for a register that lists for information. */
  @IsArray({message: 'Give a list.'})
  @ArrayMaxSize(200, {message: 'Ask for fewer things.'})
  @IsObject({each: true, message: 'Give what is asked for as an object.'})
  @ValidateNested({each: true})
  @Type(() => PlannedRequirementDto)
  requirements: PlannedRequirementDto[];
}

export class SchemeRequirementResponse {
  code: string;
  kind: RequirementKind;
  title: string;
  needed: number;
  valid_months: number | null;
  counts_from: CountsFrom;
  on_lapse: OnLapse;
  grace_days: number | null;
  only_when: Circumstance | null;
  minimum_level: string | null;
  each_worker: boolean;
  recorded_by: Recorder[];
  source: string;
}

export class SchemeVersionResponse {
  id: string;
  scheme: {id: string; name: string; kind: SchemeKind};
  member_kind: MemberKind;
  starts_on: string;
  members_from: string | null;
  state: 'planned' | 'in_force' | 'past';
  /** How many applications were ever made under it. */
  applications: number;
  /** Whether it can still be taken back. */
  may_withdraw: boolean;
  requirements: SchemeRequirementResponse[];
}

export class SchemeVersionsResponse {
  items: SchemeVersionResponse[];
  total: number;
  page: number;
  per_page: number;
}

export class EffectDayResponse {
  /** The first day on which they would not be listed. */
  day: string;
  members: number;
}

export class MissingResponse {
  requirement: string;
  title: string;
}

export class LapsingMemberResponse {
  member: {id: string; name: string};
  lapses_on: string;
  /** As things are; null for never. */
  lapses_on_now: string | null;
  missing: MissingResponse[];
}

export class VersionPreviewResponse {
  /** What would be asked, word for word. */
  requirements: SchemeRequirementResponse[];
  /** Null: nobody moves. */
  members_from: string | null;
  /** Listed on that day as things are. */
  listed: number;
  /** Of these, who would come off the register on that day. */
  would_lapse: number;
  /** And in the twelve months after it, sooner than as things are. */
  would_lapse_later: number;
  would_be_listed_again: number;
  days: EffectDayResponse[];
  /** The first 500, soonest first. */
  members: LapsingMemberResponse[];
}
