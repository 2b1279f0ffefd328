import {Type} from 'class-transformer';
import {IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Max, Min} from 'class-validator';
import {IsCalendarDay} from '@app/platform';
import {RETENTION_CATEGORIES, type RetentionCategory} from '@app/register';

export class DueQuery {
  /** How many days ahead to look. */
  @IsOptional()
  @Type(() => Number)
  @IsInt({message: 'Give a number of days from 0 to 3660.'})
  @Min(0, {message: 'Give a number of days from 0 to 3660.'})
  @Max(3660, {message: 'Give a number of days from 0 to 3660.'})
  within_days = 92;
}

export class AddRuleRequest {
  @IsIn(RETENTION_CATEGORIES, {message: `Choose one of ${RETENTION_CATEGORIES.join(', ')}.`})
  category: RetentionCategory;

  @IsInt({message: 'Give a whole number of months from 0 to 600.'})
  @Min(0, {message: 'Give a whole number of months from 0 to 600.'})
  @Max(600, {message: 'Give a whole number of months from 0 to 600.'})
  months: number;

  /** Where the council takes it from: its own schedule, a decision. */
  @IsString({message: 'Give the source as text.'})
  @Length(1, 500, {message: 'Give the source in 500 characters or fewer.'})
  source: string;

  @IsCalendarDay()
  starts_on: string;
}

export class PlaceHoldRequest {
  @IsUUID(undefined, {message: 'Give the id of a member.'})
  member_id: string;

  @IsString({message: 'Give the reason as text.'})
  @Length(1, 1000, {message: 'Give the reason in 1,000 characters or fewer.'})
  reason: string;
}

export class RetentionIdResponse {
  id: string;
}

export class RetentionRuleResponse {
  id: string;
  category: RetentionCategory;
  months: number;
  /** No council's own may be longer. */
  most_months: number | null;
  keeps: string[];
  source: string;
  starts_on: string;
  own: boolean;
}

export class RetentionRulesResponse {
  items: RetentionRuleResponse[];
  total: number;
  page: number;
  per_page: number;
}

export class HeldMemberResponse {
  id: string;
  name: string;
}

export class DueResponse {
  category: RetentionCategory;
  due_on: string;
  /** Null for what belongs to nobody on the register: enquiries. */
  member: HeldMemberResponse | null;
  application_id: string | null;
  records: number;
  /** A legal hold keeps it for now. */
  held: boolean;
  source: string;
}

export class DueListResponse {
  items: DueResponse[];
  total: number;
  page: number;
  per_page: number;
}

export class DestructionResponse {
  id: string;
  category: RetentionCategory;
  removed: number;
  removed_at: string;
  source: string;
}

export class DestructionsResponse {
  items: DestructionResponse[];
  total: number;
  page: number;
  per_page: number;
}

export class HoldResponse {
  id: string;
  member: HeldMemberResponse;
  reason: string;
  starts_on: string;
  ends_on: string | null;
  placed_by: string;
  placed_at: string;
  lifted_by: string | null;
}

export class HoldsResponse {
  items: HoldResponse[];
  total: number;
  page: number;
  per_page: number;
}
