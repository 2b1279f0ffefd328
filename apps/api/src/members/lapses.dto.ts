import {Type} from 'class-transformer';
import {IsInt, IsOptional, Matches, Max, Min} from 'class-validator';
import {MemberResponse, RequirementResponse} from '../applications/application.dto.js';
import {PageQuery} from '../page-query.dto.js';

export class LapsesQuery extends PageQuery {
  /** How many days ahead to look. */
  @IsOptional()
  @Type(() => Number)
  @IsInt({message: 'Give a number of days from 0 to 366.'})
  @Min(0, {message: 'Give a number of days from 0 to 366.'})
  @Max(366, {message: 'Give a number of days from 0 to 366.'})
  within_days = 60;

  /** Only members of whom this requirement lapses, by its code. */
  @IsOptional()
  @Matches(/^[a-z][a-z0-9_]{1,39}$/, {message: 'Give the code of a requirement.'})
  requirement?: string;
}

export class LapseResponse {
  member: MemberResponse;
  /** Under which they are approved: where newer evidence is recorded. */
  application_id: string;
  listed: boolean;
  /** The first day on which they are not listed; null when they are not listed now. */
  lapses_on: string | null;
  /** What lapses in that time or is out of date now, the soonest first. */
  requirements: RequirementResponse[];
  /** When they were last reminded. */
  reminded_on: string | null;
  /** Codes of what they say they have anew. */
  asked: string[];
}

export class LapsesResponse {
  items: LapseResponse[];
  total: number;
  page: number;
  per_page: number;
}
